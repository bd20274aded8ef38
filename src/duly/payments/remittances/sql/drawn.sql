-- Why: the PDF that a provider was sent is the one kept; its digest in the record is worth nothing if the bytes beside it can differ.
ALTER TABLE remittances_remittancedrawn
    ADD CONSTRAINT remittance_pdf_matches_its_digest CHECK (encode(sha256(pdf), 'hex') = pdf_sha256);
