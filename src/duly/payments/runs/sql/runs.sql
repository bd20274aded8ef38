-- Why: a run that changes after it was approved, a payment below nothing, or a difference reckoned from something that was never
-- claimed would each pay money nobody agreed to. The database refuses them by whatever road they come.

-- A run begins as a draft, goes by its steps, and carries the same content from being prepared until the end.
CREATE FUNCTION runs_steps() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'A run begins as a draft.' USING ERRCODE = '23514', CONSTRAINT = 'run_begins_as_a_draft';
        END IF;
        RETURN NEW;
    END IF;
    IF (OLD.state, NEW.state) NOT IN
        (('draft', 'draft'), ('draft', 'prepared'), ('prepared', 'draft'), ('prepared', 'approved'), ('approved', 'void')) THEN
        RAISE EXCEPTION 'Run % cannot go from % to %.', OLD.ref, OLD.state, NEW.state
            USING ERRCODE = '23514', CONSTRAINT = 'run_goes_by_its_steps';
    END IF;
    IF (OLD.category, OLD.week, OLD.pay_date, OLD.drafted_by) IS DISTINCT FROM (NEW.category, NEW.week, NEW.pay_date, NEW.drafted_by)
       OR (NEW.state IN ('approved', 'void')
           AND (OLD.prepared_by, OLD.total_pence, OLD.payment_count, OLD.content_sha256)
               IS DISTINCT FROM (NEW.prepared_by, NEW.total_pence, NEW.payment_count, NEW.content_sha256))
       OR (NEW.state = 'void' AND (OLD.approved_by, OLD.approved_at) IS DISTINCT FROM (NEW.approved_by, NEW.approved_at)) THEN
        RAISE EXCEPTION 'What was prepared in run % is what is approved and paid.', OLD.ref
            USING ERRCODE = '23514', CONSTRAINT = 'content_is_fixed_once_prepared';
    END IF;
    RETURN NEW;
END $$;

-- A prepared run adds up: every provider with lines has one payment, of the sum of its lines, and the payments come to the total.
-- No provider's sum is below nothing (the payment's own check), so none is left out of the comparison.
CREATE FUNCTION runs_adds_up() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM public.runs_run r WHERE r.id = NEW.id AND r.version = NEW.version) THEN
        RETURN NULL;
    END IF;
    IF EXISTS (
        SELECT FROM (SELECT l.provider_ref, sum(l.pence) AS pence, count(*) AS lines FROM public.runs_runline l
                     WHERE l.run_id = NEW.id AND l.superseded_by IS NULL GROUP BY l.provider_ref) l
        FULL JOIN (SELECT p.provider_ref, p.net_pence, p.line_count FROM public.runs_payment p
                   WHERE p.run_id = NEW.id AND p.superseded_by IS NULL) p USING (provider_ref)
        WHERE l.pence IS DISTINCT FROM p.net_pence OR l.lines IS DISTINCT FROM p.line_count
    ) OR NOT EXISTS (
        SELECT FROM public.runs_payment p WHERE p.run_id = NEW.id AND p.superseded_by IS NULL
        HAVING sum(p.net_pence) = NEW.total_pence AND count(*) FILTER (WHERE p.net_pence > 0) = NEW.payment_count
    ) THEN
        RAISE EXCEPTION 'Run % does not come to the sum of its lines.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'prepared_run_adds_up';
    END IF;
    RETURN NULL;
END $$;

-- Lines are added only to drafts. A difference stands on a live claim of the number before it, and begins at what that one will have
-- paid: with "pays what is due", whatever is paid in the end adds up to the last entitlement and no more. The claim stood on is locked,
-- so that it is not set free meanwhile by somebody who cannot see the difference yet.
CREATE FUNCTION runs_lines_added() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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
              AND b.paid_before_pence + b.pence = a.paid_before_pence)
    ) THEN
        RAISE EXCEPTION 'A difference stands on a live claim and begins at what that claim pays.'
            USING ERRCODE = '23514', CONSTRAINT = 'a_difference_stands_on_the_claim_before';
    END IF;
    RETURN NULL;
END $$;

-- Lines are set free only from drafts and void runs, and never from under a difference that stands on them.
CREATE FUNCTION runs_lines_freed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.runs_run r WHERE r.id IN (SELECT f.run_id FROM freed f) FOR SHARE;
    IF EXISTS (SELECT FROM public.runs_run r WHERE r.id IN (SELECT f.run_id FROM freed f) AND r.state NOT IN ('draft', 'void')) THEN
        RAISE EXCEPTION 'Lines are set free from a draft or a void run only.'
            USING ERRCODE = '23514', CONSTRAINT = 'lines_are_fixed_once_prepared';
    END IF;
    IF EXISTS (
        SELECT FROM freed f JOIN public.runs_runline l ON l.line_period_id = f.line_period_id AND l.n > f.n
        WHERE l.superseded_by IS NULL
    ) THEN
        RAISE EXCEPTION 'A later difference stands on this line.'
            USING ERRCODE = '23514', CONSTRAINT = 'a_difference_stands_on_this_line';
    END IF;
    RETURN NULL;
END $$;

-- Payments are written while a run is being prepared or has been reopened: while its state says draft.
CREATE FUNCTION runs_payments_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM public.runs_run r WHERE r.id IN (SELECT c.run_id FROM changed c) FOR SHARE;
    IF EXISTS (SELECT FROM public.runs_run r WHERE r.id IN (SELECT c.run_id FROM changed c) AND r.state <> 'draft') THEN
        RAISE EXCEPTION 'The payments of a run are fixed once it is prepared.'
            USING ERRCODE = '23514', CONSTRAINT = 'payments_are_fixed_once_prepared';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER goes_by_its_steps BEFORE INSERT OR UPDATE ON runs_run FOR EACH ROW EXECUTE FUNCTION runs_steps();
CREATE CONSTRAINT TRIGGER adds_up AFTER UPDATE ON runs_run
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'prepared') EXECUTE FUNCTION runs_adds_up();
CREATE TRIGGER added AFTER INSERT ON runs_runline REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION runs_lines_added();
CREATE TRIGGER freed AFTER UPDATE ON runs_runline REFERENCING NEW TABLE AS freed
    FOR EACH STATEMENT EXECUTE FUNCTION runs_lines_freed();
CREATE TRIGGER payments_added AFTER INSERT ON runs_payment REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION runs_payments_changed();
CREATE TRIGGER payments_superseded AFTER UPDATE ON runs_payment REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION runs_payments_changed();
ALTER TABLE runs_run ENABLE ALWAYS TRIGGER goes_by_its_steps;
ALTER TABLE runs_run ENABLE ALWAYS TRIGGER adds_up;
ALTER TABLE runs_runline ENABLE ALWAYS TRIGGER added;
ALTER TABLE runs_runline ENABLE ALWAYS TRIGGER freed;
ALTER TABLE runs_payment ENABLE ALWAYS TRIGGER payments_added;
ALTER TABLE runs_payment ENABLE ALWAYS TRIGGER payments_superseded;
