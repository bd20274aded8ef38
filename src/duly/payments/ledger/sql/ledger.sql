-- Why: a book whose journals do not add up, or that can be added to afterwards, proves nothing. The database holds each journal to
-- nothing in sum, to at least two legs, to one transaction, and to a month that is open, whoever asks and by whatever road.
ALTER TABLE ledger_journal ADD COLUMN xid xid8 NOT NULL;

-- The transaction is stamped by the database, so that nobody can say a journal belongs to another. A month being closed waits for
-- those posting in it, and those posting wait for a month being closed: without the lock each would not see the other.
CREATE FUNCTION ledger_stamp() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.xid := pg_catalog.pg_current_xact_id();
    PERFORM pg_catalog.pg_advisory_xact_lock_shared(pg_catalog.hashtextextended('ledger period ' || NEW.period, 0));
    IF EXISTS (SELECT FROM public.ledger_period p WHERE p.ref = NEW.period AND p.state = 'closed') THEN
        RAISE EXCEPTION '% is closed to new journals.', NEW.period USING ERRCODE = '23514', CONSTRAINT = 'closed_period_takes_no_journal';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION ledger_close() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('ledger period ' || NEW.ref, 0));
    IF TG_OP = 'UPDATE' AND OLD.state = 'closed' THEN
        RAISE EXCEPTION '% is closed for ever.', OLD.ref USING ERRCODE = '23514', CONSTRAINT = 'closed_period_stays_closed';
    END IF;
    RETURN NEW;
END $$;

-- One deferred check for each journal, not one for each leg: that would be quadratic, and 400 legs took six times as long.
CREATE FUNCTION ledger_adds_up() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    legs bigint;
    net  numeric;
BEGIN
    SELECT count(*), coalesce(sum(l.pence), 0) INTO legs, net FROM public.ledger_leg l WHERE l.journal_id = NEW.id;
    IF legs < 2 OR net <> 0 THEN
        RAISE EXCEPTION 'Journal % has % legs that add up to % pence.', NEW.key, legs, net
            USING ERRCODE = '23514', CONSTRAINT = 'journal_adds_up_to_nothing';
    END IF;
    RETURN NULL;
END $$;

-- A closed journal cannot grow, not even by a balanced pair; and within its own transaction each statement leaves it balanced, so that
-- nothing can be slipped in after the deferred check has been made to run early (SET CONSTRAINTS ALL IMMEDIATE).
CREATE FUNCTION ledger_no_late_legs() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.ledger_journal j
        WHERE j.id IN (SELECT a.journal_id FROM added a) AND j.xid <> pg_catalog.pg_current_xact_id()
    ) THEN
        RAISE EXCEPTION 'A journal is whole when it is posted, and takes no further legs.'
            USING ERRCODE = '23514', CONSTRAINT = 'journal_takes_no_late_legs';
    END IF;
    IF EXISTS (
        SELECT FROM public.ledger_leg l
        WHERE l.journal_id IN (SELECT a.journal_id FROM added a)
        GROUP BY l.journal_id HAVING sum(l.pence) <> 0
    ) THEN
        RAISE EXCEPTION 'The legs of a journal are written together and add up to nothing.'
            USING ERRCODE = '23514', CONSTRAINT = 'legs_add_up_to_nothing';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER stamp BEFORE INSERT ON ledger_journal FOR EACH ROW EXECUTE FUNCTION ledger_stamp();
CREATE TRIGGER one_at_a_time BEFORE INSERT OR UPDATE ON ledger_period FOR EACH ROW EXECUTE FUNCTION ledger_close();
CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT ON ledger_journal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_adds_up();
CREATE TRIGGER no_late_legs AFTER INSERT ON ledger_leg REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_no_late_legs();
ALTER TABLE ledger_journal ENABLE ALWAYS TRIGGER stamp;
ALTER TABLE ledger_journal ENABLE ALWAYS TRIGGER adds_up;
ALTER TABLE ledger_leg ENABLE ALWAYS TRIGGER no_late_legs;
ALTER TABLE ledger_period ENABLE ALWAYS TRIGGER one_at_a_time;
