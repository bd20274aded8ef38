-- Why: a file the bank may be paying must never be voided and paid again, and nothing may leave while payments are locked. These hold it
-- whoever asks and by whatever road: what was handed over needs the bank's rejection, and what the bank has answered is not voided at all.

-- Voiding a file that was handed over needs a kept document, the one that was named when it was asked; a file the bank has answered otherwise
-- than by rejecting it is never voided.
CREATE FUNCTION banking_voiding() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.state = 'issued' THEN
        RETURN NEW;
    END IF;
    IF NEW.void_document IS NULL AND EXISTS (SELECT FROM public.banking_handover h WHERE h.file_id = NEW.id) THEN
        RAISE EXCEPTION 'File % was handed over: it is voided on the bank''s rejection only.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'handed_over_file_is_voided_on_evidence';
    END IF;
    IF NEW.void_document IS NOT NULL AND NOT EXISTS (
        SELECT FROM public.documents_document d WHERE d.ref = NEW.void_document AND d.sha256 = NEW.void_document_sha256) THEN
        RAISE EXCEPTION 'There is no such document as the evidence for voiding file % names.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'evidence_is_a_kept_document';
    END IF;
    IF NEW.state = 'voided' AND (OLD.void_document, OLD.void_document_sha256) IS DISTINCT FROM (NEW.void_document, NEW.void_document_sha256) THEN
        RAISE EXCEPTION 'File % is voided on the evidence it was asked with.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'voided_on_the_evidence_asked_with';
    END IF;
    IF NEW.state = 'voided' AND EXISTS (
        SELECT FROM public.banking_bankanswer a WHERE a.file_id = NEW.id AND a.kind <> 'rejected') THEN
        RAISE EXCEPTION 'The bank has answered for file %.', NEW.ref USING ERRCODE = '23514', CONSTRAINT = 'answered_file_is_not_voided';
    END IF;
    RETURN NEW;
END $$;

-- Only a file that stands is handed over, and only while payments are open. The file is locked, so that it is not voided meanwhile.
CREATE FUNCTION banking_handing_over() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.banking_bankfile f WHERE f.id = NEW.file_id FOR SHARE;
    IF NOT EXISTS (SELECT FROM public.banking_bankfile f WHERE f.id = NEW.file_id AND f.state = 'issued') THEN
        RAISE EXCEPTION 'Only a file that stands is handed over.' USING ERRCODE = '23514', CONSTRAINT = 'file_handed_over_stands';
    END IF;
    IF NEW.n <> (SELECT count(*) + 1 FROM public.banking_handover h WHERE h.file_id = NEW.file_id) THEN
        RAISE EXCEPTION 'Hand-overs are numbered as they happen.' USING ERRCODE = '23514', CONSTRAINT = 'hand_overs_have_no_gap';
    END IF;
    IF NEW.unwitnessed AND NOT EXISTS (SELECT FROM public.banking_override o WHERE o.file_id = NEW.file_id AND o.state = 'given') THEN
        RAISE EXCEPTION 'No override was given for this file.' USING ERRCODE = '23514', CONSTRAINT = 'unwitnessed_file_needs_an_override';
    END IF;
    RETURN NEW;
END $$;

-- An answer is matched to a file that stands, or (a rejection) to any; the file is locked, so that it is not voided meanwhile.
CREATE FUNCTION banking_answering() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.banking_bankfile f WHERE f.id = NEW.file_id FOR SHARE;
    IF NEW.kind <> 'rejected' AND EXISTS (SELECT FROM public.banking_bankfile f WHERE f.id = NEW.file_id AND f.state = 'voided') THEN
        RAISE EXCEPTION 'A voided file is answered by nobody.' USING ERRCODE = '23514', CONSTRAINT = 'answer_is_of_a_file_that_stands';
    END IF;
    RETURN NEW;
END $$;

-- Whoever gives an override had no part in the payment, and it is of the file it is named for.
CREATE FUNCTION banking_overriding() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    file public.banking_bankfile;
BEGIN
    SELECT * INTO file FROM public.banking_bankfile f WHERE f.id = NEW.file_id;
    IF NEW.ref <> file.ref OR NEW.given_by IN (file.preparer, file.approver, file.releaser) OR NEW.asked_by IN (file.preparer, file.approver) THEN
        RAISE EXCEPTION 'An override is given by somebody who had no part in the payment.'
            USING ERRCODE = '23514', CONSTRAINT = 'override_is_given_from_outside';
    END IF;
    IF (TG_OP = 'INSERT' AND NEW.state <> 'asked')
       OR (TG_OP = 'UPDATE' AND ((OLD.state, NEW.state) NOT IN (('asked', 'given'), ('asked', 'refused'), ('refused', 'asked'))
                                 OR OLD.file_id <> NEW.file_id OR (NEW.state = 'given' AND OLD.asked_by <> NEW.asked_by))) THEN
        RAISE EXCEPTION 'An override is asked for, and then given or refused.'
            USING ERRCODE = '23514', CONSTRAINT = 'override_goes_by_its_steps';
    END IF;
    RETURN NEW;
END $$;

-- Locking waits for whoever is issuing or handing over, and they wait for whoever is locking: without it each would not see the other.
CREATE FUNCTION banking_locking() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('payments lock', 0));
    IF (TG_OP = 'INSERT' AND NEW.state <> 'locked')
       OR (TG_OP = 'UPDATE' AND (OLD.state, NEW.state) NOT IN (
            ('locked', 'locked'), ('locked', 'reconciled'), ('reconciled', 'locked'), ('reconciled', 'unlock asked'),
            ('unlock asked', 'locked'), ('unlock asked', 'reconciled'), ('unlock asked', 'unlocked'))) THEN
        RAISE EXCEPTION 'The lock on payments cannot go so.' USING ERRCODE = '23514', CONSTRAINT = 'payments_lock_goes_by_its_steps';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'unlocked' AND OLD.unlock_asked_by <> NEW.unlock_asked_by THEN
        RAISE EXCEPTION 'Who asked for payments to be unlocked is kept.' USING ERRCODE = '23514', CONSTRAINT = 'who_asked_to_unlock_is_kept';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION banking_open() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock_shared(pg_catalog.hashtextextended('payments lock', 0));
    IF EXISTS (SELECT FROM public.banking_paymentslock l WHERE l.state <> 'unlocked') THEN
        RAISE EXCEPTION 'Payments are locked.' USING ERRCODE = '23514', CONSTRAINT = 'payments_are_locked';
    END IF;
    RETURN NEW;
END $$;

-- A serial that was used, here or in what was forgotten, is burnt; and a run is not issued while a forgotten file may have paid it, or once it has.
CREATE FUNCTION banking_not_forgotten() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM public.banking_missingfile m WHERE m.serial >= NEW.serial) THEN
        RAISE EXCEPTION 'Serial % is burnt.', NEW.serial USING ERRCODE = '23514', CONSTRAINT = 'burnt_serial_is_not_used';
    END IF;
    IF EXISTS (SELECT FROM public.banking_missingfile m WHERE m.paid_by_run = NEW.run_ref AND m.state <> 'held') THEN
        RAISE EXCEPTION 'Run % was paid by a missing file.', NEW.run_ref USING ERRCODE = '23514', CONSTRAINT = 'run_paid_by_a_missing_file_is_not_issued';
    END IF;
    IF EXISTS (
        SELECT FROM public.runs_runline l JOIN public.runs_lineperiod p ON p.id = l.line_period_id JOIN public.runs_run r ON r.id = l.run_id
        JOIN public.banking_missingfile m ON m.state <> 'settled' AND (m.week IS NULL OR m.week = p.week)
        WHERE r.ref = NEW.run_ref AND l.superseded_by IS NULL) THEN
        RAISE EXCEPTION 'A missing file may have paid lines of run %.', NEW.run_ref
            USING ERRCODE = '23514', CONSTRAINT = 'held_lines_are_not_paid';
    END IF;
    RETURN NEW;
END $$;

-- A forgotten file keeps its serial, digest and total; it is held, then asked to be settled, then settled, on a run of the same total.
CREATE FUNCTION banking_settling() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'held' OR EXISTS (SELECT FROM public.banking_bankfile f WHERE f.serial = NEW.serial AND f.state <> 'voided') THEN
            RAISE EXCEPTION 'A missing file begins as held, under a serial of which no file stands here.'
                USING ERRCODE = '23514', CONSTRAINT = 'missing_file_is_missing';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN (('held', 'settle asked'), ('settle asked', 'held'), ('settle asked', 'settled'))
       OR (OLD.serial, OLD.sha256, OLD.pence, OLD.week, OLD.lock_ref)
            IS DISTINCT FROM (NEW.serial, NEW.sha256, NEW.pence, NEW.week, NEW.lock_ref)
       OR (NEW.state = 'settled' AND (OLD.settling, OLD.paid_by_run, OLD.document, OLD.asked_by)
            IS DISTINCT FROM (NEW.settling, NEW.paid_by_run, NEW.document, NEW.asked_by)) THEN
        RAISE EXCEPTION 'Missing file % cannot change so.', OLD.ref USING ERRCODE = '23514', CONSTRAINT = 'missing_file_goes_by_its_steps';
    END IF;
    IF NEW.paid_by_run IS NOT NULL AND (
        NOT EXISTS (SELECT FROM public.runs_run r WHERE r.ref = NEW.paid_by_run AND r.state = 'approved' AND r.total_pence = NEW.pence)
        OR EXISTS (SELECT FROM public.banking_bankfile f WHERE f.run_ref = NEW.paid_by_run AND f.state <> 'voided')) THEN
        RAISE EXCEPTION 'A missing file was paid by an approved run of its own total that has no file.'
            USING ERRCODE = '23514', CONSTRAINT = 'missing_file_paid_an_approved_run_of_its_total';
    END IF;
    RETURN NEW;
END $$;

-- What a missing file paid is in the ledger: the run it settles on is paid, once, under the file's own key.
CREATE FUNCTION banking_missing_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (SELECT sum(l.pence) FROM public.ledger_leg l JOIN public.ledger_journal j ON j.id = l.journal_id
        WHERE j.key = 'issue:file:' || NEW.serial AND l.account = 'bank') IS DISTINCT FROM -NEW.pence THEN
        RAISE EXCEPTION 'The ledger does not say that missing file % paid % pence.', NEW.ref, NEW.pence
            USING ERRCODE = '23514', CONSTRAINT = 'missing_file_is_in_the_ledger';
    END IF;
    RETURN NULL;
END $$;

-- Numbers are only ever burnt forwards. Whoever pays may not set the sequence otherwise, so it is done here, as its owner.
CREATE FUNCTION banking_burn(serial bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF serial > (SELECT s.last_value FROM public.banking_file_serial s) THEN
        PERFORM pg_catalog.setval('public.banking_file_serial', serial);
    END IF;
END $$;

-- A run that a missing file paid is not made void: its lines would be free to be paid again.
CREATE FUNCTION banking_run_not_forgotten() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM public.banking_missingfile m WHERE m.paid_by_run = NEW.ref) THEN
        RAISE EXCEPTION 'Run % was paid by a missing file.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'run_paid_by_a_missing_file_is_not_void';
    END IF;
    RETURN NEW;
END $$;

-- A return is of a payment whose file stands, and its journal takes back exactly what was paid.
CREATE FUNCTION banking_return_in_ledger() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.banking_bankfile f JOIN public.runs_run r ON r.ref = f.run_ref WHERE r.id = NEW.run_id AND f.state <> 'voided')
       AND NOT EXISTS (SELECT FROM public.banking_missingfile m JOIN public.runs_run r ON r.ref = m.paid_by_run
                       WHERE r.id = NEW.run_id AND m.state = 'settled') THEN
        RAISE EXCEPTION 'A payment is returned that was never made.' USING ERRCODE = '23514', CONSTRAINT = 'only_what_was_paid_is_returned';
    END IF;
    IF (SELECT sum(l.pence) FROM public.ledger_leg l JOIN public.ledger_journal j ON j.id = l.journal_id
        WHERE j.key = 'return:payment:' || NEW.payment_id AND l.account = 'bank') IS DISTINCT FROM NEW.pence THEN
        RAISE EXCEPTION 'The ledger does not say that % pence came back.', NEW.pence
            USING ERRCODE = '23514', CONSTRAINT = 'return_is_in_the_ledger';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER voiding BEFORE UPDATE ON banking_bankfile FOR EACH ROW EXECUTE FUNCTION banking_voiding();
CREATE TRIGGER not_locked BEFORE INSERT ON banking_bankfile FOR EACH ROW EXECUTE FUNCTION banking_open();
CREATE TRIGGER not_forgotten BEFORE INSERT ON banking_bankfile FOR EACH ROW EXECUTE FUNCTION banking_not_forgotten();
CREATE TRIGGER handing_over BEFORE INSERT ON banking_handover FOR EACH ROW EXECUTE FUNCTION banking_handing_over();
CREATE TRIGGER not_locked BEFORE INSERT ON banking_handover FOR EACH ROW EXECUTE FUNCTION banking_open();
CREATE TRIGGER answering BEFORE INSERT ON banking_bankanswer FOR EACH ROW WHEN (NEW.file_id IS NOT NULL) EXECUTE FUNCTION banking_answering();
CREATE TRIGGER overriding BEFORE INSERT OR UPDATE ON banking_override FOR EACH ROW EXECUTE FUNCTION banking_overriding();
CREATE TRIGGER locking BEFORE INSERT OR UPDATE ON banking_paymentslock FOR EACH ROW EXECUTE FUNCTION banking_locking();
CREATE TRIGGER settling BEFORE INSERT OR UPDATE ON banking_missingfile FOR EACH ROW EXECUTE FUNCTION banking_settling();
CREATE TRIGGER not_forgotten BEFORE UPDATE ON runs_run FOR EACH ROW WHEN (NEW.state = 'void') EXECUTE FUNCTION banking_run_not_forgotten();
CREATE CONSTRAINT TRIGGER in_ledger AFTER UPDATE ON banking_missingfile
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'settled' AND NEW.settling = 'paid') EXECUTE FUNCTION banking_missing_in_ledger();
CREATE CONSTRAINT TRIGGER in_ledger AFTER INSERT ON runs_paymentreturned
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION banking_return_in_ledger();
ALTER TABLE banking_bankfile ENABLE ALWAYS TRIGGER voiding;
ALTER TABLE banking_bankfile ENABLE ALWAYS TRIGGER not_locked;
ALTER TABLE banking_bankfile ENABLE ALWAYS TRIGGER not_forgotten;
ALTER TABLE banking_handover ENABLE ALWAYS TRIGGER handing_over;
ALTER TABLE banking_handover ENABLE ALWAYS TRIGGER not_locked;
ALTER TABLE banking_bankanswer ENABLE ALWAYS TRIGGER answering;
ALTER TABLE banking_override ENABLE ALWAYS TRIGGER overriding;
ALTER TABLE banking_paymentslock ENABLE ALWAYS TRIGGER locking;
ALTER TABLE runs_run ENABLE ALWAYS TRIGGER not_forgotten;
ALTER TABLE banking_missingfile ENABLE ALWAYS TRIGGER settling;
ALTER TABLE banking_missingfile ENABLE ALWAYS TRIGGER in_ledger;
ALTER TABLE runs_paymentreturned ENABLE ALWAYS TRIGGER in_ledger;
