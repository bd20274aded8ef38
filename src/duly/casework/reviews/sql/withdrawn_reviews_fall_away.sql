-- Why: a review that was withdrawn is no longer in the way of closing its case, and what was planned to be told of it fell away.
CREATE OR REPLACE FUNCTION reviews_not_closed_under_review() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    standing text;
BEGIN
    SELECT r.ref INTO standing FROM public.reviews_review r WHERE r.case_ref = NEW.ref AND r.state NOT IN ('refused', 'withdrawn', 'closed') LIMIT 1;
    IF standing IS NOT NULL THEN
        RAISE EXCEPTION '% is under review (%), and cannot be closed.', NEW.ref, standing
            USING ERRCODE = '23514', CONSTRAINT = 'no_case_is_closed_under_review';
    END IF;
    SELECT r.ref INTO standing FROM public.reviews_review r JOIN public.reviews_telling t ON t.review_id = r.id
     WHERE r.case_ref = NEW.ref AND t.place >= r.tell_from
       AND NOT EXISTS (SELECT FROM public.reviews_told d WHERE d.review_id = r.id AND d.place = t.place) LIMIT 1;
    IF standing IS NOT NULL THEN
        RAISE EXCEPTION 'Somebody is still to be told of %, so % cannot be closed.', standing, NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'a_case_is_closed_once_all_are_told';
    END IF;
    RETURN NULL;
END $$;
