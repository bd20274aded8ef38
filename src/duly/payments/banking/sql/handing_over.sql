-- Why: that a file leaves only once a witness has seen it was asked by the program alone. Whoever goes round the program meets it here too: the event
-- that made the file is an entry below a cosigned size, and a witness answered that it keeps this file's own number, digest and total.
CREATE OR REPLACE FUNCTION banking_handing_over() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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
    -- The file's first event is its making: the two are written together, and there is one event of a number.
    IF NOT NEW.unwitnessed AND NOT EXISTS (
        SELECT FROM public.banking_bankfile f
          JOIN audit.event e ON e.subject_type = 'file' AND e.subject_ref = f.ref AND e.subject_version = 1
          JOIN audit.leaf l ON l.event_id = e.event_id
          JOIN audit.mark m ON m.event_id = e.event_id
           AND (m.name, m.number, m.sha256, m.pence) = ('bank file', f.serial, f.sha256, f.total_pence)
         WHERE f.id = NEW.file_id
           AND EXISTS (SELECT FROM audit.cosignature c WHERE c.size > l.leaf_index)
           AND EXISTS (SELECT FROM audit.mark_kept k WHERE (k.name, k.number) = (m.name, m.number))) THEN
        RAISE EXCEPTION 'No witness has seen this file''s making and answered that it keeps its number.'
            USING ERRCODE = '23514', CONSTRAINT = 'only_what_a_witness_saw_is_handed_over';
    END IF;
    RETURN NEW;
END $$;
