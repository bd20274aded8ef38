-- Why: what was done for a key and is sent again, a year later or by a page left open, must find that it was done. The keys are never forgotten.
CREATE FUNCTION once_form_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'A form that was done stays done.' USING ERRCODE = '23514', CONSTRAINT = 'form_done_stays_done';
END $$;

CREATE TRIGGER stays BEFORE UPDATE OR DELETE OR TRUNCATE ON once_formdone FOR EACH STATEMENT EXECUTE FUNCTION once_form_stays();
ALTER TABLE once_formdone ENABLE ALWAYS TRIGGER stays;
