-- Why: "dealt with" takes an answer off the list of what needs a person. So it is said of an answer that matches nothing and of no other, under that
-- answer's own name; and where it says that a payment was taken back, the ledger and the run say so too, under the bank's own reference.
CREATE FUNCTION banking_dealing() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.banking_bankanswer a
        WHERE a.id = NEW.answer_id AND a.file_id IS NULL AND NEW.ref = 'BA-' || lpad(a.id::text, greatest(6, length(a.id::text)), '0')) THEN
        RAISE EXCEPTION 'Only an answer that matches nothing is dealt with, and under its own name.'
            USING ERRCODE = '23514', CONSTRAINT = 'only_what_matches_nothing_is_dealt_with';
    END IF;
    IF NEW.how = 'taken back' AND NOT EXISTS (
        SELECT FROM public.banking_bankanswer a
          JOIN public.runs_paymentreturned b ON b.answer = a.bank || ' ' || a.reference AND b.pence = a.pence
          JOIN public.runs_run r ON r.id = b.run_id AND r.ref = NEW.run_ref
          JOIN public.banking_missingfile m ON m.paid_by_run = r.ref AND m.state = 'settled'
         WHERE a.id = NEW.answer_id AND a.kind = 'returned') THEN
        RAISE EXCEPTION 'No payment of a missing file was taken back as %.', NEW.ref
            USING ERRCODE = '23514', CONSTRAINT = 'taken_back_is_a_payment_of_a_missing_file';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER dealing BEFORE INSERT ON banking_answerdealtwith FOR EACH ROW EXECUTE FUNCTION banking_dealing();
ALTER TABLE banking_answerdealtwith ENABLE ALWAYS TRIGGER dealing;
