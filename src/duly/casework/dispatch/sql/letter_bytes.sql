-- Why: what is sent must be the document that was approved, byte for byte, whoever writes to this table and with whatever program.
CREATE FUNCTION dispatch_letter_bytes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.document_ref <> '' AND NEW.content_sha256 IS DISTINCT FROM (
        SELECT d.sha256 FROM public.documents_document d WHERE d.ref = NEW.document_ref
    ) THEN
        RAISE EXCEPTION 'The bytes of letter % are not those of document %.', NEW.ref, NEW.document_ref
            USING ERRCODE = '23514', CONSTRAINT = 'letter_bytes_are_its_document';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state <> 'draft' AND (
        NEW.document_ref <> OLD.document_ref OR NEW.content_sha256 <> OLD.content_sha256
        OR NEW.approved_sha256 <> OLD.approved_sha256 OR NEW.approved_by <> OLD.approved_by OR NEW.state = 'draft'
    ) THEN
        RAISE EXCEPTION 'Letter % was approved, and stays as it was approved.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'approved_letter_stays_as_approved';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER letter_bytes BEFORE INSERT OR UPDATE ON dispatch_letter FOR EACH ROW EXECUTE FUNCTION dispatch_letter_bytes();
ALTER TABLE dispatch_letter ENABLE ALWAYS TRIGGER letter_bytes;
