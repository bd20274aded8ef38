-- Why: whoever can put another account in a provider's place is paid in its place. What was called back about is what is confirmed, and
-- an account comes into use by a confirmed change and by nothing else, whoever writes.
ALTER TABLE providers_payeechange
    ADD CONSTRAINT change_is_sealed CHECK (octet_length(sort_code) = 51 AND octet_length(account_number) = 53);  -- 45 more than the digits
ALTER TABLE providers_payeeaccount
    ADD CONSTRAINT account_is_sealed CHECK (octet_length(sort_code) = 51 AND octet_length(account_number) = 53);

CREATE FUNCTION providers_change_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'proposed' OR NEW.called_on IS NOT NULL THEN
            RAISE EXCEPTION 'A change begins as proposed.' USING ERRCODE = '23514', CONSTRAINT = 'change_begins_as_proposed';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN
        (('proposed', 'called back'), ('proposed', 'refused'), ('proposed', 'withdrawn'),
         ('called back', 'confirmed'), ('called back', 'refused'), ('called back', 'withdrawn')) THEN
        RAISE EXCEPTION 'Change % cannot go from % to %.', OLD.ref, OLD.state, NEW.state
            USING ERRCODE = '23514', CONSTRAINT = 'change_goes_by_its_steps';
    END IF;
    IF (OLD.provider_id, OLD.sort_code, OLD.account_number, OLD.account_name, OLD.ending, OLD.blind, OLD.came_by, OLD.asked_by,
        OLD.received_on, OLD.proposed_by, OLD.proposed_at)
       IS DISTINCT FROM
       (NEW.provider_id, NEW.sort_code, NEW.account_number, NEW.account_name, NEW.ending, NEW.blind, NEW.came_by, NEW.asked_by,
        NEW.received_on, NEW.proposed_by, NEW.proposed_at)
       OR (OLD.state = 'called back' AND (OLD.number_called, OLD.number_from, OLD.number_known_since, OLD.spoke_to, OLD.called_on, OLD.called_by)
           IS DISTINCT FROM (NEW.number_called, NEW.number_from, NEW.number_known_since, NEW.spoke_to, NEW.called_on, NEW.called_by)) THEN
        RAISE EXCEPTION 'What was asked for and proved in change % is kept as it was.', OLD.ref
            USING ERRCODE = '23514', CONSTRAINT = 'change_is_kept_as_proposed';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION providers_account_by_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.providers_payeechange c
        WHERE c.id = NEW.change_id AND c.state = 'confirmed' AND c.provider_id = NEW.provider_id
          AND (c.account_name, c.ending, c.blind) = (NEW.account_name, NEW.ending, NEW.blind)
    ) THEN
        RAISE EXCEPTION 'An account comes into use by a change that two people confirmed.'
            USING ERRCODE = '23514', CONSTRAINT = 'account_comes_by_a_confirmed_change';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER goes_by_its_steps BEFORE INSERT OR UPDATE ON providers_payeechange FOR EACH ROW EXECUTE FUNCTION providers_change_steps();
CREATE TRIGGER comes_by_a_change BEFORE INSERT ON providers_payeeaccount FOR EACH ROW EXECUTE FUNCTION providers_account_by_change();
ALTER TABLE providers_payeechange ENABLE ALWAYS TRIGGER goes_by_its_steps;
ALTER TABLE providers_payeeaccount ENABLE ALWAYS TRIGGER comes_by_a_change;
