-- What a paper is returned for is a reason of the rules it was returned by: a list in a constraint could know only the program's.

CREATE FUNCTION submissions_return_of_its_rules() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT ((NEW.rules = 1 AND NEW.reason IN ('evidence', 'remedy', 'comments', 'facts', 'authority', 'clarity'))
            OR EXISTS (SELECT FROM public.submissions_laiddown r, jsonb_array_elements(r.content -> 'reasons') d
                        WHERE r.kind = 'returns' AND r.number = NEW.rules AND d ->> 'code' = NEW.reason))
    THEN
        RAISE EXCEPTION 'The rules of this return have no reason %.', NEW.reason
              USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER of_its_rules BEFORE INSERT ON submissions_returnnote
    FOR EACH ROW EXECUTE FUNCTION submissions_return_of_its_rules('return_gives_a_known_reason');
ALTER TABLE submissions_returnnote ENABLE ALWAYS TRIGGER of_its_rules;

CREATE TRIGGER of_its_rules BEFORE INSERT ON submissions_returnpoint
    FOR EACH ROW EXECUTE FUNCTION submissions_return_of_its_rules('point_gives_a_known_reason');
ALTER TABLE submissions_returnpoint ENABLE ALWAYS TRIGGER of_its_rules;
