-- Why: a data key that is lost takes what it sealed with it. Keys are added and wrapped again, never moved to another row nor removed,
-- whoever asks; the application, which may do nothing else to them, included.
ALTER TABLE vault_wrappedkey
    ADD CONSTRAINT wrapped_key_is_as_long_as_one CHECK (octet_length(wrapped) = 60);  -- a nonce of 12, a key of 32, a tag of 16

CREATE FUNCTION vault_only_wrapped_again() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (NEW.id, NEW.of_table, NEW.of_row) IS DISTINCT FROM (OLD.id, OLD.of_table, OLD.of_row) OR NEW.under = OLD.under THEN
        RAISE EXCEPTION 'A data key is wrapped again under another key, and otherwise kept as it is.'
            USING ERRCODE = '23514', CONSTRAINT = 'data_key_is_only_wrapped_again';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION vault_keys_are_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'A data key is never removed: what it sealed could not be opened again.'
        USING ERRCODE = '23514', CONSTRAINT = 'data_keys_are_kept';
END $$;

CREATE TRIGGER only_wrapped_again BEFORE UPDATE ON vault_wrappedkey FOR EACH ROW EXECUTE FUNCTION vault_only_wrapped_again();
CREATE TRIGGER keys_are_kept BEFORE DELETE OR TRUNCATE ON vault_wrappedkey FOR EACH STATEMENT EXECUTE FUNCTION vault_keys_are_kept();
ALTER TABLE vault_wrappedkey ENABLE ALWAYS TRIGGER only_wrapped_again;
ALTER TABLE vault_wrappedkey ENABLE ALWAYS TRIGGER keys_are_kept;
