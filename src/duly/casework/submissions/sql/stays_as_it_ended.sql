-- Why: a paper that was withdrawn is nobody's any more, and is never signed; one that was decided is not decided again. Whatever the program says.

CREATE FUNCTION submissions_stays_as_it_ended() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.state IN ('withdrawn', 'decided') AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION '% is %, and stays so.', OLD.ref, OLD.state
              USING ERRCODE = 'check_violation', CONSTRAINT = 'a_paper_that_ended_stays_as_it_ended';
    END IF;
    IF NEW.state = 'decided' AND OLD.state NOT IN ('ready', 'decided') THEN
        RAISE EXCEPTION '% is %: only a paper that was passed as ready is decided.', OLD.ref, OLD.state
              USING ERRCODE = 'check_violation', CONSTRAINT = 'a_paper_is_decided_once_it_is_ready';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER stays_as_it_ended BEFORE UPDATE ON submissions_submission
    FOR EACH ROW EXECUTE FUNCTION submissions_stays_as_it_ended();
ALTER TABLE submissions_submission ENABLE ALWAYS TRIGGER stays_as_it_ended;
