-- Why: whoever owns the database can rewrite a chain kept in it. So every committed event gets an entry number in a Merkle tree, in batches, after
-- its commit (no officer waits for another), and what the tree said is signed and held elsewhere. A queue, not a mark of how far we came: a
-- transaction that stays open for an hour holds back nobody's entries but its own.
-- Everything here belongs to whoever owns the record, in a new database and in one set up before the log was built.
DO $$ BEGIN
    EXECUTE format('SET LOCAL ROLE %I', (SELECT nspowner::regrole::name FROM pg_namespace WHERE nspname = 'audit'));
END $$;

-- Committed events that have no entry number yet, by when they were recorded, so that the entries of one subject come in its own order.
CREATE TABLE audit.pending (
    recorded_at timestamptz NOT NULL,
    event_id    uuid NOT NULL,
    leaf_hash   bytea NOT NULL,
    PRIMARY KEY (recorded_at, event_id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_insert_threshold = -1);

CREATE TABLE audit.leaf (
    leaf_index bigint PRIMARY KEY CONSTRAINT leaf_indexes_begin_at_nought CHECK (leaf_index >= 0),
    event_id   uuid NOT NULL CONSTRAINT an_event_has_one_entry_number UNIQUE,
    leaf_hash  bytea NOT NULL CONSTRAINT leaf_hash_is_256_bits CHECK (length(leaf_hash) = 32)
);

-- Nodes of the tree as C2SP tlog-tiles has them: tile (0, 0) holds the hashes of entries 0 to 255, tile (1, 0) the roots of tiles (0, 0) to (0, 255).
CREATE TABLE audit.tile (
    level  integer NOT NULL CONSTRAINT tile_levels CHECK (level BETWEEN 0 AND 7),
    idx    bigint NOT NULL CONSTRAINT tile_indexes_begin_at_nought CHECK (idx >= 0),
    hashes bytea NOT NULL CONSTRAINT a_tile_has_1_to_256_hashes CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, idx)
);
ALTER TABLE audit.tile ALTER hashes SET STORAGE EXTERNAL;

-- One row: how large the tree is, and its right edge (the size again in eight bytes, then a hash for each bit of it that is 1).
CREATE TABLE audit.tree_state (
    one   boolean PRIMARY KEY DEFAULT true CONSTRAINT there_is_one_tree CHECK (one),
    size  bigint NOT NULL,
    stack bytea NOT NULL,
    CONSTRAINT the_edge_is_of_this_size CHECK (substr(stack, 1, 8) = int8send(size) AND length(stack) = 8 + 32 * bit_count(int8send(size)))
);
INSERT INTO audit.tree_state (size, stack) VALUES (0, int8send(0));

CREATE TABLE audit.checkpoint (
    size      bigint PRIMARY KEY CONSTRAINT a_checkpoint_is_of_some_entries CHECK (size > 0),
    root      bytea NOT NULL CONSTRAINT root_is_256_bits CHECK (length(root) = 32),
    note      text NOT NULL,
    signed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE audit.cosignature (
    size    bigint NOT NULL REFERENCES audit.checkpoint (size),
    witness text NOT NULL,
    line    text NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (size, witness)
);

-- What a witness keeps of a numbered thing that must never be made twice, such as a bank file: written with its event, then kept elsewhere.
CREATE TABLE audit.mark (
    event_id uuid NOT NULL REFERENCES audit.event (event_id),
    name     text NOT NULL CONSTRAINT a_marks_name_is_plain_words CHECK (name ~ '^[a-z]+( [a-z]+)*$'),
    number   bigint NOT NULL CONSTRAINT a_marks_number_begins_at_one CHECK (number >= 1),
    sha256   text NOT NULL CONSTRAINT a_marks_digest_is_a_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    pence    bigint NOT NULL,
    PRIMARY KEY (name, number)
);
CREATE INDEX mark_of_an_event ON audit.mark (event_id);
CREATE TABLE audit.mark_kept (
    name    text NOT NULL,
    number  bigint NOT NULL,
    witness text NOT NULL,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (name, number, witness),
    FOREIGN KEY (name, number) REFERENCES audit.mark (name, number)
);

-- What the sequencer found that should never be so, in sentences. It then signs nothing more until somebody has looked.
CREATE TABLE audit.alarm (
    at   timestamptz NOT NULL DEFAULT clock_timestamp() PRIMARY KEY,
    says text NOT NULL
);

CREATE FUNCTION audit.queue_events() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO audit.pending (recorded_at, event_id, leaf_hash) SELECT f.recorded_at, f.event_id, f.leaf_hash FROM fresh f;
    RETURN NULL;
END $$;

-- An event leaves the queue only into the log. (Here and below the planner is kept to the indexes: a plan it remembered from when the log was
-- small would read the whole of a large one for every batch.)
CREATE FUNCTION audit.sequenced() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    IF EXISTS (SELECT FROM gone g LEFT JOIN audit.leaf l ON l.event_id = g.event_id WHERE l.leaf_hash IS DISTINCT FROM g.leaf_hash) THEN
        RAISE EXCEPTION 'An event leaves the queue only into the log.'
            USING ERRCODE = '23514', CONSTRAINT = 'queued_events_go_into_the_log';
    END IF;
    RETURN NULL;
END $$;

-- Entry numbers follow on from the tree without a gap, and each is of a recorded event with the hash that event has.
CREATE FUNCTION audit.follow_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    had bigint := (SELECT t.size FROM audit.tree_state t);
    lowest bigint; highest bigint; many bigint; known bigint;
BEGIN
    SELECT min(f.leaf_index), max(f.leaf_index), count(*) INTO lowest, highest, many FROM fresh f;
    IF many = 0 THEN RETURN NULL; END IF;
    IF lowest <> had OR highest <> had + many - 1 THEN
        RAISE EXCEPTION 'The next entry number is %, and these are % to %.', had, lowest, highest
            USING ERRCODE = '23514', CONSTRAINT = 'entry_numbers_have_no_gap';
    END IF;
    SELECT count(*) INTO known FROM fresh f JOIN audit.event e ON e.event_id = f.event_id AND e.leaf_hash = f.leaf_hash;
    IF known <> many THEN
        RAISE EXCEPTION 'An entry of the log is of a recorded event, and has its hash.'
            USING ERRCODE = '23514', CONSTRAINT = 'an_entry_is_of_a_recorded_event';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION audit.tile_grows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.level, NEW.idx) IS DISTINCT FROM (OLD.level, OLD.idx) OR length(NEW.hashes) <= length(OLD.hashes)
       OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes THEN
        RAISE EXCEPTION 'A tile only grows: the hashes it has stay as they are.'
            USING ERRCODE = '23514', CONSTRAINT = 'a_tile_only_grows';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION audit.tree_grows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.size <= OLD.size OR NEW.size <> (SELECT max(l.leaf_index) + 1 FROM audit.leaf l) THEN
        RAISE EXCEPTION 'The tree only grows, to as many entries as the log has.'
            USING ERRCODE = '23514', CONSTRAINT = 'the_tree_only_grows';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION audit.of_the_tree() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.signed_at := clock_timestamp();
    IF NEW.size <> (SELECT t.size FROM audit.tree_state t) THEN
        RAISE EXCEPTION 'A checkpoint is of the tree as it stands.'
            USING ERRCODE = '23514', CONSTRAINT = 'a_checkpoint_is_of_the_tree_as_it_stands';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION audit.marks_its_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM audit.event e WHERE e.event_id = NEW.event_id AND e.xid = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'A mark is written with the event it is of.'
            USING ERRCODE = '23514', CONSTRAINT = 'a_mark_comes_with_its_event';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER queue_events AFTER INSERT ON audit.event REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION audit.queue_events();
CREATE TRIGGER queue_kept BEFORE UPDATE OR TRUNCATE ON audit.pending FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER sequenced AFTER DELETE ON audit.pending REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION audit.sequenced();
CREATE TRIGGER follow_on AFTER INSERT ON audit.leaf REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit.follow_on();
CREATE TRIGGER leaf_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.leaf FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER tile_grows BEFORE UPDATE ON audit.tile FOR EACH ROW EXECUTE FUNCTION audit.tile_grows();
CREATE TRIGGER tile_kept BEFORE DELETE OR TRUNCATE ON audit.tile FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER tree_grows BEFORE UPDATE ON audit.tree_state FOR EACH ROW EXECUTE FUNCTION audit.tree_grows();
CREATE TRIGGER tree_kept BEFORE DELETE OR TRUNCATE ON audit.tree_state FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER of_the_tree BEFORE INSERT ON audit.checkpoint FOR EACH ROW EXECUTE FUNCTION audit.of_the_tree();
CREATE TRIGGER checkpoint_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER cosignature_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.cosignature FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER marks_its_event BEFORE INSERT ON audit.mark FOR EACH ROW EXECUTE FUNCTION audit.marks_its_event();
CREATE TRIGGER mark_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.mark FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER mark_kept_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.mark_kept FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER alarm_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.alarm FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER queue_events;
ALTER TABLE audit.pending ENABLE ALWAYS TRIGGER queue_kept;
ALTER TABLE audit.pending ENABLE ALWAYS TRIGGER sequenced;
ALTER TABLE audit.leaf ENABLE ALWAYS TRIGGER follow_on;
ALTER TABLE audit.leaf ENABLE ALWAYS TRIGGER leaf_kept;
ALTER TABLE audit.tile ENABLE ALWAYS TRIGGER tile_grows;
ALTER TABLE audit.tile ENABLE ALWAYS TRIGGER tile_kept;
ALTER TABLE audit.tree_state ENABLE ALWAYS TRIGGER tree_grows;
ALTER TABLE audit.tree_state ENABLE ALWAYS TRIGGER tree_kept;
ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER of_the_tree;
ALTER TABLE audit.checkpoint ENABLE ALWAYS TRIGGER checkpoint_kept;
ALTER TABLE audit.cosignature ENABLE ALWAYS TRIGGER cosignature_kept;
ALTER TABLE audit.mark ENABLE ALWAYS TRIGGER marks_its_event;
ALTER TABLE audit.mark ENABLE ALWAYS TRIGGER mark_kept;
ALTER TABLE audit.mark_kept ENABLE ALWAYS TRIGGER mark_kept_kept;
ALTER TABLE audit.alarm ENABLE ALWAYS TRIGGER alarm_kept;

-- In an installation set up before the log, everything recorded so far goes in first.
INSERT INTO audit.pending (recorded_at, event_id, leaf_hash) SELECT e.recorded_at, e.event_id, e.leaf_hash FROM audit.event e;
RESET ROLE;
