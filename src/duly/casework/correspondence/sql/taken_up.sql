-- Why: an item that was taken up again and is closed once more says what became of it this time, not what was thought at first.
CREATE OR REPLACE FUNCTION correspondence_closed_with_an_outcome() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state = 'closed' AND OLD.state <> 'closed'
       AND NOT EXISTS (SELECT FROM public.correspondence_closing c WHERE c.item_id = NEW.id AND c.superseded_by IS NULL) THEN
        RAISE EXCEPTION '% cannot be closed without an outcome and the principles that were met.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'post_is_closed_with_an_outcome';
    END IF;
    RETURN NEW;
END $$;
