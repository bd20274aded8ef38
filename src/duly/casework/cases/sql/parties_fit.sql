-- Why: a party is an entry of the kind that may be that: a body is nobody's Member of Parliament, and a person is not the body complained about. What an entry is stands in
-- the directory, and never changes.
CREATE FUNCTION public.cases_party_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    what text;
BEGIN
    SELECT e.kind INTO what FROM public.directory_entry e WHERE e.ref = NEW.entry_ref;
    IF what IS NOT NULL AND NOT (CASE NEW.role
        WHEN 'member of parliament' THEN what = 'person'
        WHEN 'body' THEN what = 'body'
        ELSE what IN ('person', 'body')
    END) THEN
        RAISE EXCEPTION '% is a %, and cannot be named as %.', NEW.entry_ref, what, NEW.role
            USING ERRCODE = '23514', CONSTRAINT = 'a_party_fits_what_the_entry_is';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER a_party_fits_what_the_entry_is BEFORE INSERT ON public.cases_caseparty
    FOR EACH ROW EXECUTE FUNCTION public.cases_party_fits();
ALTER TABLE public.cases_caseparty ENABLE ALWAYS TRIGGER a_party_fits_what_the_entry_is;
