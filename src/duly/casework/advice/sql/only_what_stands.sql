-- Why: advice that was withdrawn, or never answered, must not carry a case, whoever writes to this table and whichever of the two comes first.
CREATE FUNCTION advice_only_what_stands() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.advice_advice a WHERE a.id = NEW.advice_id AND a.state = 'answered' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Only advice that was answered and not withdrawn can be relied on.'
            USING ERRCODE = '23514', CONSTRAINT = 'only_advice_that_stands_is_relied_on';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER only_what_stands BEFORE INSERT ON advice_reliance FOR EACH ROW EXECUTE FUNCTION advice_only_what_stands();
ALTER TABLE advice_reliance ENABLE ALWAYS TRIGGER only_what_stands;
