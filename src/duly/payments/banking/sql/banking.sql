-- Why: a file that is not what was approved, that one person could send alone, that the ledger does not know of, or that is made twice,
-- is money gone. What must be true of run, file and journal together is held here, where no road goes round it.
ALTER TABLE banking_bankfile
    ADD CONSTRAINT file_bytes_match_their_digest CHECK (encode(sha256(content), 'hex') = sha256),
    ADD CONSTRAINT file_bytes_are_counted CHECK (octet_length(content) = byte_count),
    ADD CONSTRAINT file_is_named_for_its_serial CHECK (ref = 'F-' || lpad(serial::text, greatest(6, length(serial::text)), '0')),
    -- Who prepared and approved, and what, is the run's own and cannot be said otherwise: so that "three people" compares the truth.
    ADD CONSTRAINT file_is_of_the_run_as_approved
        FOREIGN KEY (run_ref, preparer, approver, total_pence, payment_count, content_sha256)
        REFERENCES runs_run (ref, prepared_by, approved_by, total_pence, payment_count, content_sha256);

-- A file is made for an approved run, locked meanwhile; afterwards only its state, and who asked and who voided, may change, by its steps.
CREATE FUNCTION banking_file_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM public.runs_run r WHERE r.ref = NEW.run_ref FOR SHARE;
        IF NOT EXISTS (SELECT FROM public.runs_run r WHERE r.ref = NEW.run_ref AND r.state = 'approved') THEN
            RAISE EXCEPTION 'A file is made for an approved run only.' USING ERRCODE = '23514', CONSTRAINT = 'file_is_of_an_approved_run';
        END IF;
        IF NEW.state <> 'issued' THEN
            RAISE EXCEPTION 'A file begins as issued.' USING ERRCODE = '23514', CONSTRAINT = 'file_begins_as_issued';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN
        (('issued', 'issued'), ('issued', 'void asked'), ('void asked', 'issued'), ('void asked', 'voided')) THEN
        RAISE EXCEPTION 'File % cannot go from % to %.', OLD.ref, OLD.state, NEW.state
            USING ERRCODE = '23514', CONSTRAINT = 'file_goes_by_its_steps';
    END IF;
    IF (OLD.serial, OLD.run_ref, OLD.preparer, OLD.approver, OLD.releaser, OLD.total_pence, OLD.payment_count, OLD.content_sha256,
        OLD.pay_date, OLD.issued_at, OLD.sha256, OLD.byte_count, OLD.content)
       IS DISTINCT FROM
       (NEW.serial, NEW.run_ref, NEW.preparer, NEW.approver, NEW.releaser, NEW.total_pence, NEW.payment_count, NEW.content_sha256,
        NEW.pay_date, NEW.issued_at, NEW.sha256, NEW.byte_count, NEW.content)
       OR (NEW.state = 'voided' AND OLD.void_asked_by IS DISTINCT FROM NEW.void_asked_by) THEN
        RAISE EXCEPTION 'File % is kept as it was issued.', OLD.ref USING ERRCODE = '23514', CONSTRAINT = 'file_is_kept_as_issued';
    END IF;
    RETURN NEW;
END $$;

-- File and journal commit together or not at all: what left the bank by the ledger is what the file pays, and voiding takes it back.
CREATE FUNCTION banking_file_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (SELECT sum(l.pence) FROM public.ledger_leg l JOIN public.ledger_journal j ON j.id = l.journal_id
        WHERE j.key = 'issue:file:' || NEW.serial AND l.account = 'bank') IS DISTINCT FROM -NEW.total_pence THEN
        RAISE EXCEPTION 'The ledger does not say that file % paid % pence.', NEW.ref, NEW.total_pence
            USING ERRCODE = '23514', CONSTRAINT = 'file_is_in_the_ledger';
    END IF;
    IF NEW.state = 'voided' AND NOT EXISTS (
        SELECT FROM public.ledger_journal v JOIN public.ledger_journal i ON i.id = v.reverses_id
        JOIN public.ledger_leg l ON l.journal_id = v.id
        WHERE v.key = 'void:file:' || NEW.serial AND i.key = 'issue:file:' || NEW.serial AND l.account = 'bank'
        GROUP BY v.id HAVING sum(l.pence) = NEW.total_pence
    ) THEN
        RAISE EXCEPTION 'The ledger does not say that file % was voided.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'voided_file_is_reversed_in_the_ledger';
    END IF;
    RETURN NULL;
END $$;

-- A run with a file that stands is not made void: its lines would be free to be paid again.
CREATE FUNCTION banking_run_has_no_file() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM public.banking_bankfile f WHERE f.run_ref = NEW.ref AND f.state <> 'voided') THEN
        RAISE EXCEPTION 'Run % has a bank file that stands.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'run_with_a_file_is_not_void';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER goes_by_its_steps BEFORE INSERT OR UPDATE ON banking_bankfile FOR EACH ROW EXECUTE FUNCTION banking_file_steps();
CREATE CONSTRAINT TRIGGER in_ledger AFTER INSERT OR UPDATE ON banking_bankfile
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION banking_file_in_ledger();
CREATE TRIGGER has_no_file BEFORE UPDATE ON runs_run FOR EACH ROW WHEN (NEW.state = 'void') EXECUTE FUNCTION banking_run_has_no_file();
ALTER TABLE banking_bankfile ENABLE ALWAYS TRIGGER goes_by_its_steps;
ALTER TABLE banking_bankfile ENABLE ALWAYS TRIGGER in_ledger;
ALTER TABLE runs_run ENABLE ALWAYS TRIGGER has_no_file;
