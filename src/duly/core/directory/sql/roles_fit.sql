-- Why: a role is had by an entry of the kind it is for, and of one of the kind it is of: a committee sits for no constituency, and nobody is a member of a person. The kind
-- stands in another row than the role, and never changes. One that was given before this was asked may still be ended.
CREATE FUNCTION public.directory_role_fits() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine text;
    theirs text;
    fits boolean;
BEGIN
    SELECT e.kind INTO mine FROM public.directory_entry e WHERE e.id = NEW.entry_id;
    SELECT e.kind INTO theirs FROM public.directory_entry e WHERE e.ref = NEW.of;
    fits := CASE NEW.role
        WHEN 'member of parliament' THEN mine = 'person'
        WHEN 'in jurisdiction' THEN mine = 'body'
        WHEN 'adviser' THEN mine IN ('person', 'body')
        WHEN 'link officer' THEN mine = 'person' AND theirs = 'body'
        WHEN 'member' THEN mine = 'person' AND theirs IN ('committee', 'body')
        WHEN 'succeeded by' THEN mine IN ('body', 'committee') AND theirs IN ('body', 'committee')
        WHEN 'represented by' THEN mine IN ('person', 'body') AND theirs IN ('person', 'body')
        WHEN 'related to' THEN mine IN ('person', 'body') AND theirs IN ('person', 'body')
        ELSE true
    END;
    IF fits IS NOT TRUE AND NOT EXISTS (
        SELECT FROM public.directory_role r
         WHERE r.entry_id = NEW.entry_id AND r.role = NEW.role AND r.of = NEW.of AND r.superseded_by = NEW.made_by
    ) THEN
        RAISE EXCEPTION 'A % cannot have the role "%"%.', mine, NEW.role, coalesce(' of a ' || theirs, '')
            USING ERRCODE = '23514', CONSTRAINT = 'a_role_fits_what_the_entry_is';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER a_role_fits_what_the_entry_is BEFORE INSERT ON public.directory_role
    FOR EACH ROW EXECUTE FUNCTION public.directory_role_fits();
ALTER TABLE public.directory_role ENABLE ALWAYS TRIGGER a_role_fits_what_the_entry_is;
