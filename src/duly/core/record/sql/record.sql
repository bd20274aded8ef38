-- Why: the record must be written in the same transaction as the change it tells of, and never changed afterwards, whoever asks.
-- The event's body is the only truth; the columns beside it are read from the body by a trigger, so that they cannot disagree with it.
-- Every function says `search_path = pg_catalog, pg_temp`: with an empty path PostgreSQL still looks for types in pg_temp, and first, so that
-- a domain called "text" made by whoever is connected would be run by the functions that act as the record's owner (tried: it was).
CREATE SCHEMA audit;

CREATE TABLE audit.event (
    event_id        uuid PRIMARY KEY,
    recorded_at     timestamptz NOT NULL,
    xid             xid8 NOT NULL,
    db_role         text NOT NULL,
    action          text NOT NULL,
    subject_type    text NOT NULL,
    subject_ref     text NOT NULL,
    subject_version integer NOT NULL CONSTRAINT event_versions_begin_at_one CHECK (subject_version >= 1),
    body            bytea NOT NULL,
    leaf_hash       bytea GENERATED ALWAYS AS (sha256('\x00'::bytea || body)) STORED NOT NULL,
    CONSTRAINT event_once_for_each_version UNIQUE (subject_type, subject_ref, subject_version)
);
CREATE INDEX event_newest_first ON audit.event (recorded_at DESC, event_id DESC);

-- What can be forgotten: free text and personal details, under a 256-bit salt. The event's body holds sha256(salt || content).
CREATE TABLE audit.payload (
    event_id uuid PRIMARY KEY REFERENCES audit.event (event_id),
    salt     bytea NOT NULL CONSTRAINT payload_salt_is_256_bits CHECK (length(salt) = 32),
    content  bytea NOT NULL
);

-- What this transaction has changed and must therefore account for. Emptied before the transaction ends.
CREATE UNLOGGED TABLE audit.noted (
    xid      xid8 NOT NULL DEFAULT pg_current_xact_id(),
    kind     text NOT NULL,
    relation text NOT NULL,
    subject  text,
    ref      text,
    version  integer,
    event_id uuid,
    allowed  text[],
    CONSTRAINT noted_once UNIQUE NULLS NOT DISTINCT (xid, kind, relation, subject, ref, version, event_id)
);

CREATE FUNCTION audit.stamp() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb := convert_from(NEW.body, 'UTF8')::jsonb;
BEGIN
    NEW.recorded_at     := clock_timestamp();
    NEW.xid             := pg_current_xact_id();
    NEW.db_role         := session_user;
    NEW.action          := told ->> 'action';
    NEW.subject_type    := told -> 'subject' ->> 'type';
    NEW.subject_ref     := told -> 'subject' ->> 'ref';
    NEW.subject_version := (told -> 'subject' ->> 'version')::integer;
    IF told ->> 'id' IS DISTINCT FROM NEW.event_id::text THEN
        RAISE EXCEPTION 'An event is stored under another name than it says.'
            USING ERRCODE = '23514', CONSTRAINT = 'event_carries_its_own_name';
    END IF;
    IF NEW.subject_version > 1 AND NOT EXISTS (
        SELECT FROM audit.event e
        WHERE e.subject_type = NEW.subject_type AND e.subject_ref = NEW.subject_ref AND e.subject_version = NEW.subject_version - 1
    ) THEN
        RAISE EXCEPTION 'An event says it is number % of % %, but there is no number %.',
            NEW.subject_version, NEW.subject_type, NEW.subject_ref, NEW.subject_version - 1
            USING ERRCODE = '23514', CONSTRAINT = 'event_numbers_have_no_gap';
    END IF;
    RETURN NEW;
END $$;

-- Private words come with their event and are those it was sealed with. Added later they would be read as part of it.
CREATE FUNCTION audit.sealed_words() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM audit.event e
        WHERE e.event_id = NEW.event_id AND e.xid = pg_current_xact_id()
          AND convert_from(e.body, 'UTF8')::jsonb ->> 'payload_sha256' = encode(sha256(NEW.salt || NEW.content), 'hex')
    ) THEN
        RAISE EXCEPTION 'These are not the private words this event was sealed with.'
            USING ERRCODE = '23514', CONSTRAINT = 'private_words_are_those_sealed';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% is kept as it was written: % is refused.', TG_TABLE_NAME, lower(TG_OP)
        USING ERRCODE = '23514', CONSTRAINT = 'kept_as_written';
END $$;

-- Lifecycle rows carry their own reference and version; each new version needs the event of that version.
CREATE FUNCTION audit.note_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO audit.noted (kind, relation, subject, ref, version)
    SELECT DISTINCT 'version', TG_TABLE_NAME, TG_ARGV[0], c.ref::text, c.version FROM changed c
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION audit.next_version() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.ref IS DISTINCT FROM OLD.ref OR NEW.version IS DISTINCT FROM OLD.version + 1 THEN
        RAISE EXCEPTION '% % must go from version % to %, not to %.', TG_TABLE_NAME, OLD.ref, OLD.version, OLD.version + 1, NEW.version
            USING ERRCODE = '23514', CONSTRAINT = 'one_version_at_a_time';
    END IF;
    RETURN NEW;
END $$;

-- Facts and lines name the event that made them (and, later, the event that superseded them). The first argument is the codes that event may
-- have; the second, for a row that says what it is about, is the SQL that reads that reference from the row: the event must be about it too.
CREATE FUNCTION audit.note_made() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_NARGS > 1 THEN
        EXECUTE 'INSERT INTO audit.noted (kind, relation, ref, event_id, allowed)
                 SELECT DISTINCT ''fact'', $1, (' || TG_ARGV[1] || '), c.made_by, $2 FROM changed c ON CONFLICT DO NOTHING'
            USING TG_TABLE_NAME::text, TG_ARGV[0]::text[];
    ELSE
        INSERT INTO audit.noted (kind, relation, event_id, allowed)
        SELECT DISTINCT 'fact', TG_TABLE_NAME, c.made_by, TG_ARGV[0]::text[] FROM changed c
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION audit.note_superseded() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_NARGS > 1 THEN
        EXECUTE 'INSERT INTO audit.noted (kind, relation, ref, event_id, allowed)
                 SELECT DISTINCT ''fact'', $1, (' || TG_ARGV[1] || '), c.superseded_by, $2 FROM changed c ON CONFLICT DO NOTHING'
            USING TG_TABLE_NAME::text, TG_ARGV[0]::text[];
    ELSE
        INSERT INTO audit.noted (kind, relation, event_id, allowed)
        SELECT DISTINCT 'fact', TG_TABLE_NAME, c.superseded_by, TG_ARGV[0]::text[] FROM changed c
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION audit.not_born_superseded() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM changed c WHERE c.superseded_by IS NOT NULL) THEN
        RAISE EXCEPTION 'A fact in % is superseded by a later event, not when it is written.', TG_TABLE_NAME
            USING ERRCODE = '23514', CONSTRAINT = 'facts_are_superseded_not_changed';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION audit.only_superseded() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.superseded_by IS NOT NULL OR NEW.superseded_by IS NULL
       OR (to_jsonb(NEW) - 'superseded_by') IS DISTINCT FROM (to_jsonb(OLD) - 'superseded_by') THEN
        RAISE EXCEPTION 'A fact in % is never changed: it is superseded, once, by a new one.', TG_TABLE_NAME
            USING ERRCODE = '23514', CONSTRAINT = 'facts_are_superseded_not_changed';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION audit.account_for() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told boolean;
BEGIN
    IF NEW.kind = 'version' THEN
        told := EXISTS (
            SELECT FROM audit.event e
            WHERE e.subject_type = NEW.subject AND e.subject_ref = NEW.ref AND e.subject_version = NEW.version
              AND e.xid = pg_current_xact_id());
    ELSE
        told := EXISTS (
            SELECT FROM audit.event e
            WHERE e.event_id = NEW.event_id AND e.action = ANY (NEW.allowed) AND e.xid = pg_current_xact_id()
              AND (NEW.ref IS NULL OR e.subject_ref = NEW.ref));
    END IF;
    IF NOT told THEN
        RAISE EXCEPTION 'Nothing was recorded for a change in % (%).', NEW.relation,
            concat_ws(' ', NEW.subject, NEW.ref, NEW.event_id, NEW.version)
            USING ERRCODE = '23514', CONSTRAINT = 'no_silent_write';
    END IF;
    DELETE FROM audit.noted n
    WHERE n.xid = NEW.xid AND n.kind = NEW.kind AND n.relation = NEW.relation
      AND n.subject IS NOT DISTINCT FROM NEW.subject AND n.ref IS NOT DISTINCT FROM NEW.ref
      AND n.version IS NOT DISTINCT FROM NEW.version AND n.event_id IS NOT DISTINCT FROM NEW.event_id;
    RETURN NULL;
END $$;

CREATE TRIGGER stamp BEFORE INSERT ON audit.event FOR EACH ROW EXECUTE FUNCTION audit.stamp();
CREATE TRIGGER event_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.event FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER sealed_words BEFORE INSERT ON audit.payload FOR EACH ROW EXECUTE FUNCTION audit.sealed_words();
CREATE TRIGGER payload_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.payload FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE CONSTRAINT TRIGGER account_for AFTER INSERT ON audit.noted
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit.account_for();
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER stamp;
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER event_kept;
ALTER TABLE audit.payload ENABLE ALWAYS TRIGGER sealed_words;
ALTER TABLE audit.payload ENABLE ALWAYS TRIGGER payload_kept;
ALTER TABLE audit.noted ENABLE ALWAYS TRIGGER account_for;
