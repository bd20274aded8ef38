-- A dimension is one of the rules that the assessment was made by, and what makes a case due is known to some rules there are or were.

CREATE FUNCTION risk_score_of_its_rules() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.risk_assessment a
         WHERE a.id = NEW.assessment_id
           AND ((a.scale = 'default 1' AND NEW.dimension IN ('safety', 'vulnerability', 'legal', 'press', 'political', 'reputation'))
                OR EXISTS (SELECT FROM public.risk_adoptedrules r, jsonb_array_elements(r.content -> 'dimensions') d
                            WHERE 'adopted ' || r.number = a.scale AND d ->> 'code' = NEW.dimension)))
    THEN
        RAISE EXCEPTION 'The rules of this assessment have no dimension %.', NEW.dimension
              USING ERRCODE = 'check_violation', CONSTRAINT = 'a_score_is_of_a_dimension_of_its_rules';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER of_its_rules BEFORE INSERT ON risk_score FOR EACH ROW EXECUTE FUNCTION risk_score_of_its_rules();
ALTER TABLE risk_score ENABLE ALWAYS TRIGGER of_its_rules;

CREATE FUNCTION risk_due_for_what_is_known() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.trigger NOT IN ('self-harm', 'judicial-review', 'death', 'mp', 'press', 'review', 'dormant', 'review-day')
       AND NOT EXISTS (SELECT FROM public.risk_adoptedrules r, jsonb_array_elements(r.content -> 'triggers') t WHERE t ->> 'code' = NEW.trigger)
    THEN
        RAISE EXCEPTION 'No rules of risk know of %.', NEW.trigger
              USING ERRCODE = 'check_violation', CONSTRAINT = 'a_case_is_due_for_a_known_happening';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER for_what_is_known BEFORE INSERT ON risk_due FOR EACH ROW EXECUTE FUNCTION risk_due_for_what_is_known();
ALTER TABLE risk_due ENABLE ALWAYS TRIGGER for_what_is_known;
