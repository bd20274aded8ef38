-- Why: a draft may be returned and written again, so a returned letter is as open as a draft; from its approval on it still stays as it was approved.
CREATE OR REPLACE FUNCTION dispatch_letter_bytes() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.document_ref <> '' AND NEW.content_sha256 IS DISTINCT FROM (
        SELECT d.sha256 FROM public.documents_document d WHERE d.ref = NEW.document_ref
    ) THEN
        RAISE EXCEPTION 'The bytes of letter % are not those of document %.', NEW.ref, NEW.document_ref
            USING ERRCODE = '23514', CONSTRAINT = 'letter_bytes_are_its_document';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state NOT IN ('draft', 'returned') AND (
        NEW.document_ref <> OLD.document_ref OR NEW.content_sha256 <> OLD.content_sha256
        OR NEW.approved_sha256 <> OLD.approved_sha256 OR NEW.approved_by <> OLD.approved_by OR NEW.state IN ('draft', 'returned')
    ) THEN
        RAISE EXCEPTION 'Letter % was approved, and stays as it was approved.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'approved_letter_stays_as_approved';
    END IF;
    RETURN NEW;
END $$;
