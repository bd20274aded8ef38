-- Why: when the database's clock is put back between two entries of one subject, the later of them was stamped as the earlier; and entries that wait
-- together are given their numbers in the order of their stamps. A subject's history now keeps its own order, whatever the clock does.
DO $$ BEGIN
    EXECUTE format('SET LOCAL ROLE %I', (SELECT nspowner::regrole::name FROM pg_namespace WHERE nspname = 'audit'));
END $$;

CREATE OR REPLACE FUNCTION audit.stamp() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    told jsonb := convert_from(NEW.body, 'UTF8')::jsonb;
    before timestamptz;
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
    IF NEW.subject_version > 1 THEN
        SELECT e.recorded_at INTO before FROM audit.event e
        WHERE e.subject_type = NEW.subject_type AND e.subject_ref = NEW.subject_ref AND e.subject_version = NEW.subject_version - 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'An event says it is number % of % %, but there is no number %.',
                NEW.subject_version, NEW.subject_type, NEW.subject_ref, NEW.subject_version - 1
                USING ERRCODE = '23514', CONSTRAINT = 'event_numbers_have_no_gap';
        END IF;
        NEW.recorded_at := greatest(NEW.recorded_at, before + interval '1 microsecond');
    END IF;
    RETURN NEW;
END $$;
RESET ROLE;
