-- Why: a remittance is what a provider was told; its digests in the record are worth nothing if the bytes beside them can differ.
ALTER TABLE remittances_storedremittance
    ADD CONSTRAINT remittance_text_matches_its_digest CHECK (encode(sha256(text), 'hex') = text_sha256),
    ADD CONSTRAINT remittance_csv_matches_its_digest CHECK (encode(sha256(csv), 'hex') = csv_sha256);
