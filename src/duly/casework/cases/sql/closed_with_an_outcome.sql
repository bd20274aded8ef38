-- Why: a closed case says how it ended, and an open one does not, whoever writes to either table. Looked at when all is written: the two stand in two rows.
CREATE FUNCTION cases_closed_with_an_outcome() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    which bigint;
    called text;
    now_in text;
    says boolean;
BEGIN
    IF TG_TABLE_NAME = 'cases_case' THEN
        which := NEW.id;
    ELSE
        which := NEW.case_id;
    END IF;
    SELECT c.ref, c.stage INTO called, now_in FROM public.cases_case c WHERE c.id = which;
    says := EXISTS (SELECT FROM public.cases_closing e WHERE e.case_id = which AND e.superseded_by IS NULL);
    IF now_in = 'closed' AND NOT says THEN
        RAISE EXCEPTION '% cannot be closed without an outcome, the principles that bore on it, and reasons.', called
            USING ERRCODE = '23514', CONSTRAINT = 'a_case_is_closed_with_an_outcome';
    END IF;
    IF now_in <> 'closed' AND says THEN
        RAISE EXCEPTION '% is open, and cannot say how it ended.', called
            USING ERRCODE = '23514', CONSTRAINT = 'an_open_case_has_not_ended';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER begun_closed AFTER INSERT ON cases_case DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.stage = 'closed') EXECUTE FUNCTION cases_closed_with_an_outcome();
CREATE CONSTRAINT TRIGGER closed_with_an_outcome AFTER UPDATE ON cases_case DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.stage IS DISTINCT FROM OLD.stage) EXECUTE FUNCTION cases_closed_with_an_outcome();
CREATE CONSTRAINT TRIGGER ends_a_closed_case AFTER INSERT OR UPDATE ON cases_closing DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cases_closed_with_an_outcome();
ALTER TABLE cases_case ENABLE ALWAYS TRIGGER begun_closed;
ALTER TABLE cases_case ENABLE ALWAYS TRIGGER closed_with_an_outcome;
ALTER TABLE cases_closing ENABLE ALWAYS TRIGGER ends_a_closed_case;
