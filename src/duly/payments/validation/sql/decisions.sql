-- Why: what was claimed stands in another table than the decision, so no check of one row can see that a decision pays more than was ever asked for.
CREATE FUNCTION validation_no_more_than_claimed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.pence > (SELECT a.claimed_pence FROM public.validation_assessedline a WHERE a.id = NEW.assessed_id) THEN
        RAISE EXCEPTION 'A decision pays no more than was claimed.' USING ERRCODE = '23514', CONSTRAINT = 'a_decision_pays_no_more_than_was_claimed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER no_more_than_claimed BEFORE INSERT ON validation_exceptiondecision FOR EACH ROW EXECUTE FUNCTION validation_no_more_than_claimed();
ALTER TABLE validation_exceptiondecision ENABLE ALWAYS TRIGGER no_more_than_claimed;
