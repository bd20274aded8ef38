-- Why: a decision is signed on a paper that is ready, never on one that was withdrawn or returned, whoever writes the row.

CREATE FUNCTION decisions_of_a_ready_paper() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stands text;
BEGIN
    SELECT s.state INTO stands FROM public.submissions_submission s WHERE s.ref = NEW.submission_ref;
    IF stands NOT IN ('ready', 'decided') THEN  -- one that is decided is refused by its own constraint
        RAISE EXCEPTION '% is %, and is not signed.', NEW.submission_ref, stands
              USING ERRCODE = 'check_violation', CONSTRAINT = 'a_decision_is_of_a_paper_that_is_ready';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER of_a_ready_paper BEFORE INSERT ON decisions_decision
    FOR EACH ROW EXECUTE FUNCTION decisions_of_a_ready_paper();
ALTER TABLE decisions_decision ENABLE ALWAYS TRIGGER of_a_ready_paper;
