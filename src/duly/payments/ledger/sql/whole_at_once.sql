-- Why: a balanced pair of legs slipped into a journal after its deferred check was made to run early (SET CONSTRAINTS ALL IMMEDIATE), still in
-- its own transaction, changed what had been paid though it added up. The legs of a journal are written by one statement, and that is all of it.
CREATE FUNCTION ledger_whole_at_once() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.ledger_leg l
        WHERE l.journal_id IN (SELECT a.journal_id FROM added a) AND NOT EXISTS (SELECT FROM added b WHERE b.id = l.id)
    ) THEN
        RAISE EXCEPTION 'A journal is whole when it is posted, and takes no further legs.'
            USING ERRCODE = '23514', CONSTRAINT = 'journal_is_whole_at_once';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER whole_at_once AFTER INSERT ON ledger_leg REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_whole_at_once();
ALTER TABLE ledger_leg ENABLE ALWAYS TRIGGER whole_at_once;
