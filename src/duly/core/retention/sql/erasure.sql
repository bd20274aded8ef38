-- Why: the private words of an event are removed in one way only: by the list that an event of this very transaction names by its hash.
-- What is sealed is not touched. Nothing else may delete a payload, whoever asks; a superuser who switches the triggers off is seen by the verifiers.
SELECT set_config('role', tableowner, true) FROM pg_tables WHERE schemaname = 'audit' AND tablename = 'event';

CREATE TABLE audit.erased (
    event_id  uuid CONSTRAINT an_event_is_erased_once PRIMARY KEY REFERENCES audit.event (event_id),
    erased_by uuid NOT NULL REFERENCES audit.event (event_id)
);
CREATE INDEX erased_by_list ON audit.erased (erased_by, event_id);

CREATE FUNCTION audit.erase(carried_out uuid, listed uuid[]) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    facts  jsonb;
    digest text;
    wanted integer;
    gone   integer;
BEGIN
    SELECT convert_from(e.body, 'UTF8')::jsonb -> 'facts' INTO facts FROM audit.event e
    WHERE e.event_id = carried_out AND e.action = 'erasure.carried-out' AND e.xid = pg_current_xact_id();
    IF facts IS NULL THEN
        RAISE EXCEPTION 'Private words are erased only in the transaction of the event that tells of it.'
            USING ERRCODE = '23514', CONSTRAINT = 'erasure_is_told';
    END IF;
    SELECT encode(sha256(convert_to(string_agg(l.id || E'\n', '' ORDER BY l.id COLLATE "C"), 'UTF8')), 'hex'), count(*) INTO digest, wanted
    FROM (SELECT DISTINCT u::text AS id FROM unnest(listed) u) l;
    IF digest IS DISTINCT FROM facts ->> 'list_sha256' OR wanted IS DISTINCT FROM (facts ->> 'events')::integer THEN
        RAISE EXCEPTION 'This is not the list of events that the event of the erasure names.'
            USING ERRCODE = '23514', CONSTRAINT = 'erasure_is_of_the_list_named';
    END IF;
    IF EXISTS (
        SELECT FROM audit.event e JOIN public.retention_hold h ON h.about = e.subject_ref AND h.state = 'held' WHERE e.event_id = ANY (listed)
    ) THEN
        RAISE EXCEPTION 'A legal hold stands on something in this list: nothing on it is erased.'
            USING ERRCODE = '23514', CONSTRAINT = 'legal_hold_wins';
    END IF;
    INSERT INTO audit.erased (event_id, erased_by) SELECT DISTINCT u, carried_out FROM unnest(listed) u;
    DELETE FROM audit.payload p WHERE p.event_id = ANY (listed);
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone <> wanted THEN
        RAISE EXCEPTION 'Of the % events listed only % still had private words.', wanted, gone
            USING ERRCODE = '23514', CONSTRAINT = 'erasure_is_of_words_that_are_there';
    END IF;
    RETURN gone;
END $$;

CREATE FUNCTION audit.only_erased() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM gone g
        LEFT JOIN audit.erased l ON l.event_id = g.event_id
        LEFT JOIN audit.event e ON e.event_id = l.erased_by AND e.xid = pg_current_xact_id()
        WHERE e.event_id IS NULL
    ) THEN
        RAISE EXCEPTION 'payload is kept as it was written: delete is refused.' USING ERRCODE = '23514', CONSTRAINT = 'kept_as_written';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER payload_kept ON audit.payload;
CREATE TRIGGER payload_kept BEFORE UPDATE OR TRUNCATE ON audit.payload FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER payload_only_erased AFTER DELETE ON audit.payload REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION audit.only_erased();
CREATE TRIGGER erased_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.erased FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
ALTER TABLE audit.payload ENABLE ALWAYS TRIGGER payload_kept;
ALTER TABLE audit.payload ENABLE ALWAYS TRIGGER payload_only_erased;
ALTER TABLE audit.erased ENABLE ALWAYS TRIGGER erased_kept;

RESET ROLE;
