-- Some cases by reference, each with its post, the case it was merged into and how it ended, as far as whoever looks may see them (the setting `duly.sees`).
-- It runs as whoever asks, so row-level security stands behind the condition written here. To plan a question under those policies takes longer than to
-- answer it; in here it is planned once for a connection, and every list of a page asks it.
CREATE FUNCTION cases_some(refs text[]) RETURNS TABLE (
    ref varchar, version integer, stage varchar, title varchar, complainant varchar, body varchar, owner varchar, opened_from varchar, opened_on date,
    items varchar[], next_action varchar, due date, waiting_on varchar, touched_on date, split_from varchar, merged_into varchar, outcome varchar, closed_on date)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
BEGIN
    IF me = '' THEN RETURN; END IF;
    RETURN QUERY
    SELECT c.ref, c.version, c.stage, c.title, c.complainant, c.body, c.owner, c.opened_from, c.opened_on,
           ARRAY(SELECT i.item_ref FROM public.cases_caseitem i WHERE i.case_id = c.id AND i.superseded_by IS NULL ORDER BY i.id),
           c.next_action, c.due, c.waiting_on, c.touched_on, c.split_from,
           coalesce((SELECT t.other_id FROM public.cases_tie t WHERE t.case_id = c.id AND t.kind = 'merged into' AND t.superseded_by IS NULL), ''),
           CASE WHEN c.stage = 'closed' THEN coalesce(e.outcome, 'not recorded') ELSE '' END,
           CASE WHEN c.stage = 'closed' THEN e.closed_on END
      FROM public.cases_case c LEFT JOIN public.cases_closing e ON e.case_id = c.id AND e.superseded_by IS NULL
     WHERE c.ref = ANY (refs)
       AND (me = '*'
            OR NOT EXISTS (SELECT FROM public.confidentiality_wall w WHERE w.case_ref = c.ref AND w.officer = me AND w.superseded_by IS NULL)
           AND (NOT EXISTS (SELECT FROM public.confidentiality_restriction r WHERE r.case_ref = c.ref AND r.superseded_by IS NULL)
                OR EXISTS (SELECT FROM public.confidentiality_named n WHERE n.case_ref = c.ref AND n.officer = me AND n.superseded_by IS NULL)
                OR EXISTS (SELECT FROM public.confidentiality_opening o WHERE o.case_ref = c.ref AND o.officer = me AND o.until > now())));
END $$;
