-- Why: letters name the version they were made from, so once a version was put forward its words stay as they are, whoever writes to this table.
CREATE FUNCTION wordings_wording_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.code <> OLD.code OR NEW.number <> OLD.number OR (
        OLD.state <> 'draft' AND (NEW.content <> OLD.content OR NEW.content_sha256 <> OLD.content_sha256 OR NEW.written_by <> OLD.written_by)
    ) THEN
        RAISE EXCEPTION 'The words of % were put forward, and stay as they are.', OLD.ref
            USING ERRCODE = '23514', CONSTRAINT = 'a_wording_put_forward_stays';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER wording_stays BEFORE UPDATE ON wordings_wording FOR EACH ROW EXECUTE FUNCTION wordings_wording_stays();
ALTER TABLE wordings_wording ENABLE ALWAYS TRIGGER wording_stays;
