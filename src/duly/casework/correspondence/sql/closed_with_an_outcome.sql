-- Why: all post is accounted for, so what is closed from now on says what became of it and which principles were met, whoever writes to this table.
CREATE FUNCTION correspondence_closed_with_an_outcome() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state = 'closed' AND OLD.state <> 'closed'
       AND NOT EXISTS (SELECT FROM public.correspondence_closing c WHERE c.item_id = NEW.id) THEN
        RAISE EXCEPTION '% cannot be closed without an outcome and the principles that were met.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'post_is_closed_with_an_outcome';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER closed_with_an_outcome BEFORE UPDATE ON correspondence_item FOR EACH ROW EXECUTE FUNCTION correspondence_closed_with_an_outcome();
ALTER TABLE correspondence_item ENABLE ALWAYS TRIGGER closed_with_an_outcome;
