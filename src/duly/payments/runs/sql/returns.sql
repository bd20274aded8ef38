-- Why: a payment that came back is due again, once. Its claims are set free though its run was approved and paid, even from under a later
-- difference; the next claim then begins at what the ledger and the claims still standing come to, and says which payment it makes again.

-- What is paid for a line and week otherwise than by runs: openings and adjustments.
CREATE FUNCTION runs_paid_otherwise(line_ref text, week date) RETURNS bigint LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum(l.pence), 0)::bigint FROM public.ledger_leg l JOIN public.ledger_journal j ON j.id = l.journal_id
    WHERE l.account = 'care paid' AND l.reference = line_ref || '/' || week::text
      AND j.narrative_code NOT IN ('file-issued', 'file-voided', 'payment-returned')
$$;

CREATE OR REPLACE FUNCTION runs_lines_added() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.runs_run r WHERE r.id IN (SELECT a.run_id FROM added a) FOR SHARE;
    IF EXISTS (SELECT FROM public.runs_run r WHERE r.id IN (SELECT a.run_id FROM added a) AND r.state <> 'draft') THEN
        RAISE EXCEPTION 'Lines are added to a draft only.' USING ERRCODE = '23514', CONSTRAINT = 'lines_are_fixed_once_prepared';
    END IF;
    PERFORM FROM public.runs_runline b JOIN added a ON a.line_period_id = b.line_period_id AND b.n = a.n - 1
        WHERE b.superseded_by IS NULL FOR SHARE OF b;
    IF EXISTS (
        SELECT FROM added a
        WHERE a.n > 0 AND NOT EXISTS (
            SELECT FROM public.runs_runline b
            WHERE b.line_period_id = a.line_period_id AND b.n = a.n - 1 AND b.superseded_by IS NULL
              AND (b.paid_before_pence + b.pence = a.paid_before_pence
                   OR EXISTS (SELECT FROM public.runs_runline c JOIN public.runs_paymentreturned t ON t.made_by = c.superseded_by
                              WHERE c.line_period_id = a.line_period_id)))
    ) THEN
        RAISE EXCEPTION 'A difference stands on a live claim and begins at what that claim pays.'
            USING ERRCODE = '23514', CONSTRAINT = 'a_difference_stands_on_the_claim_before';
    END IF;
    IF EXISTS (
        SELECT FROM added a JOIN public.runs_runline b ON b.line_period_id = a.line_period_id AND b.n > a.n AND b.superseded_by IS NULL
    ) THEN
        RAISE EXCEPTION 'A claim is the next of its line and week.' USING ERRCODE = '23514', CONSTRAINT = 'a_claim_is_the_next_of_its_line';
    END IF;
    -- Where something came back, the chain has a hole: what was paid before is then the sum of what still stands.
    IF EXISTS (
        SELECT FROM added a JOIN public.runs_lineperiod p ON p.id = a.line_period_id
        WHERE EXISTS (SELECT FROM public.runs_runline c JOIN public.runs_paymentreturned t ON t.made_by = c.superseded_by
                      WHERE c.line_period_id = a.line_period_id)
          AND a.paid_before_pence <> public.runs_paid_otherwise(p.line_ref, p.week)
              + coalesce((SELECT sum(b.pence) FROM public.runs_runline b
                          WHERE b.line_period_id = a.line_period_id AND b.n < a.n AND b.superseded_by IS NULL), 0)
    ) THEN
        RAISE EXCEPTION 'What came back is paid again from what still stands.'
            USING ERRCODE = '23514', CONSTRAINT = 'paid_again_from_what_stands';
    END IF;
    -- What came back last, and is not paid again yet, is paid again by the next claim, which says so.
    IF EXISTS (
        SELECT FROM added a
        LEFT JOIN LATERAL (SELECT c.id FROM public.runs_runline c JOIN public.runs_paymentreturned t ON t.made_by = c.superseded_by
                           WHERE c.line_period_id = a.line_period_id ORDER BY t.id DESC LIMIT 1) last ON true
        WHERE a.pays_again_id IS DISTINCT FROM (
            CASE WHEN NOT EXISTS (
                SELECT FROM public.runs_runline d
                WHERE d.pays_again_id = last.id AND d.id <> a.id
                  AND (d.superseded_by IS NULL OR EXISTS (SELECT FROM public.runs_paymentreturned u WHERE u.made_by = d.superseded_by))
            ) THEN last.id END)
    ) THEN
        RAISE EXCEPTION 'A claim names the payment that came back, which it makes again.'
            USING ERRCODE = '23514', CONSTRAINT = 'what_came_back_is_named';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION runs_lines_freed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.runs_run r WHERE r.id IN (SELECT f.run_id FROM freed f) FOR SHARE;
    IF EXISTS (
        SELECT FROM freed f JOIN public.runs_run r ON r.id = f.run_id
        WHERE r.state NOT IN ('draft', 'void')
          AND NOT (r.state = 'approved' AND EXISTS (
              SELECT FROM public.runs_paymentreturned t JOIN public.runs_payment p ON p.id = t.payment_id
              WHERE t.made_by = f.superseded_by AND t.run_id = f.run_id AND p.provider_ref = f.provider_ref))
    ) THEN
        RAISE EXCEPTION 'Lines are set free from a draft or a void run only.'
            USING ERRCODE = '23514', CONSTRAINT = 'lines_are_fixed_once_prepared';
    END IF;
    IF EXISTS (
        SELECT FROM freed f JOIN public.runs_runline l ON l.line_period_id = f.line_period_id AND l.n > f.n
        WHERE l.superseded_by IS NULL
          AND NOT EXISTS (SELECT FROM public.runs_paymentreturned t WHERE t.made_by = f.superseded_by)
    ) THEN
        RAISE EXCEPTION 'A later difference stands on this line.'
            USING ERRCODE = '23514', CONSTRAINT = 'a_difference_stands_on_this_line';
    END IF;
    RETURN NULL;
END $$;

-- A return is of a live payment of its own approved run, of the whole of it; and every claim it paid is set free with it.
CREATE FUNCTION runs_returned() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.runs_run r WHERE r.id = NEW.run_id FOR SHARE;
    IF NOT EXISTS (
        SELECT FROM public.runs_payment p JOIN public.runs_run r ON r.id = p.run_id
        WHERE p.id = NEW.payment_id AND p.run_id = NEW.run_id AND p.superseded_by IS NULL AND p.net_pence = NEW.pence AND r.state = 'approved'
    ) THEN
        RAISE EXCEPTION 'A return is of a whole payment of an approved run.'
            USING ERRCODE = '23514', CONSTRAINT = 'a_return_is_of_a_whole_payment';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION runs_returned_frees() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.runs_payment p JOIN public.runs_runline l ON l.run_id = p.run_id AND l.provider_ref = p.provider_ref
        WHERE p.id = NEW.payment_id AND l.superseded_by IS NULL
    ) THEN
        RAISE EXCEPTION 'A return sets free every line it paid.' USING ERRCODE = '23514', CONSTRAINT = 'a_return_frees_its_lines';
    END IF;
    RETURN NULL;
END $$;

-- Nobody who shaped what is paid says that it is right: who drafted the run, who took lines out of it, who decided a line of it as an exception
-- (the preparer is barred by a check of the table). Asked as a run is approved, so that runs approved before this was so stay as they are.
CREATE FUNCTION runs_approver_stands_apart() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.approved_by = NEW.drafted_by THEN
        RAISE EXCEPTION 'Who approves run % drafted it.', NEW.ref USING ERRCODE = '23514', CONSTRAINT = 'approver_is_not_drafter';
    END IF;
    IF NEW.approved_by = ANY (NEW.taken_out_by) OR NOT NEW.taken_out_by @> OLD.taken_out_by THEN
        RAISE EXCEPTION 'Who approves run % took lines out of it.', NEW.ref USING ERRCODE = '23514', CONSTRAINT = 'approver_took_nothing_out';
    END IF;
    IF EXISTS (
        SELECT FROM public.runs_runline l JOIN public.runs_lineperiod p ON p.id = l.line_period_id
        JOIN public.validation_exceptiondecision d ON d.line_ref = p.line_ref AND d.week = p.week AND d.superseded_by IS NULL
        WHERE l.run_id = NEW.id AND l.superseded_by IS NULL AND d.decided_by = NEW.approved_by
    ) THEN
        RAISE EXCEPTION 'Who approves run % decided a line of it.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'approver_decided_no_line';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER returned BEFORE INSERT ON runs_paymentreturned FOR EACH ROW EXECUTE FUNCTION runs_returned();
CREATE CONSTRAINT TRIGGER frees AFTER INSERT ON runs_paymentreturned
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION runs_returned_frees();
CREATE TRIGGER approver_stands_apart BEFORE UPDATE ON runs_run
    FOR EACH ROW WHEN (NEW.state = 'approved' AND OLD.state = 'prepared') EXECUTE FUNCTION runs_approver_stands_apart();
ALTER TABLE runs_paymentreturned ENABLE ALWAYS TRIGGER returned;
ALTER TABLE runs_paymentreturned ENABLE ALWAYS TRIGGER frees;
ALTER TABLE runs_run ENABLE ALWAYS TRIGGER approver_stands_apart;
