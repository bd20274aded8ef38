-- Somebody at risk, and violence, make a case due by the first rules too: the flags of post know them.

CREATE OR REPLACE FUNCTION risk_due_for_what_is_known() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.trigger NOT IN ('self-harm', 'safeguarding', 'violence', 'judicial-review', 'death', 'mp', 'press', 'review', 'dormant', 'review-day')
       AND NOT EXISTS (SELECT FROM public.risk_adoptedrules r, jsonb_array_elements(r.content -> 'triggers') t WHERE t ->> 'code' = NEW.trigger)
    THEN
        RAISE EXCEPTION 'No rules of risk know of %.', NEW.trigger
              USING ERRCODE = 'check_violation', CONSTRAINT = 'a_case_is_due_for_a_known_happening';
    END IF;
    RETURN NEW;
END $$;
