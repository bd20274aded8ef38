-- Why: account details in full are sealed before they come here, so the database can no longer compare a file's bytes with their digest:
-- that is done each time they are opened, and here that they are sealed and whole. Sealing adds 45 bytes.
ALTER TABLE banking_bankfile
    ADD CONSTRAINT file_is_sealed_whole CHECK (octet_length(content) = byte_count + 45 AND get_byte(content, 0) = 1),
    ADD CONSTRAINT file_digest_is_a_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE banking_payingaccount
    ADD CONSTRAINT paying_account_is_sealed CHECK (octet_length(sort_code) = 51 AND octet_length(account_number) = 53);
