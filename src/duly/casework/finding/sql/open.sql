-- What is open is a small part of a million cases, and what of it has some words is gathered from an index of its own; one's own cases with a beginning of words that very
-- many have are read through, rather than gathered from all that have those words.

CREATE INDEX cases_open_by_words ON cases_case USING gin (finding_words) WHERE stage <> 'closed';

-- As before it (nearer.sql), but each count is of what its own index finds.
CREATE OR REPLACE FUNCTION finding_tally(every text[], stages text[], owners text[], bodies text[], typed text, mine text, most integer)
RETURNS TABLE (key text, many bigint, exact boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    wanted tsquery := public.finding_words_of(typed);
    narrowed text := public.finding_narrowed('{}', owners, bodies, wanted);
    of_mine text := public.finding_narrowed(stages, ARRAY[mine], bodies, wanted);
    few text[] := every;
    first text;
    second text;
    theirs text;
    expected bigint[];
    about bigint;
BEGIN
    IF me = '' THEN RETURN QUERY SELECT one, 0::bigint, true FROM unnest(every || ''::text) one; RETURN; END IF;
    expected := public.finding_expected(
        ARRAY(SELECT public.finding_narrowed(ARRAY[one], owners, bodies, wanted) FROM unnest(every) WITH ORDINALITY w (one, n) ORDER BY n) || of_mine);
    SELECT array_agg(greatest(e.rows, coalesce(s.many, 0)) ORDER BY e.n) INTO expected
      FROM unnest(expected) WITH ORDINALITY e (rows, n) LEFT JOIN public.finding_sampled(narrowed, wanted) s ON s.stage = every[e.n];
    FOR n IN 1 .. cardinality(every) LOOP
        IF expected[n] > most THEN
            few := array_remove(few, every[n]);
            RETURN QUERY SELECT every[n], expected[n], false;
        END IF;
    END LOOP;
    about := expected[cardinality(every) + 1];
    IF about > most THEN
        of_mine := 'false';
        RETURN QUERY SELECT ''::text, about, false;
    END IF;
    -- Each is gathered by itself, since an OR of two keeps the planner from the index that would serve either. Of all stages but the last, with words, it is
    -- said so that the index of what is open serves.
    first := CASE WHEN few = '{}' THEN 'false'
                  WHEN wanted IS NOT NULL AND few = array_remove(every, 'closed') THEN narrowed || ' AND c.stage <> ''closed'''
                  ELSE public.finding_narrowed(CASE WHEN few = every THEN '{}' ELSE few END, owners, bodies, wanted) END;
    second := CASE WHEN few = every AND owners IN ('{}', ARRAY[mine]) THEN 'false' ELSE of_mine END;
    IF second <> 'false' AND few <> every AND public.finding_is_unknown(wanted) THEN
        theirs := public.finding_narrowed(stages, ARRAY[mine], bodies, NULL);
        -- Of a beginning that more than ten thousand cases have, those of one person are found sooner among theirs. The planner does not know it: IS TRUE
        -- keeps the index of words out of it.
        IF (public.finding_expected(ARRAY[theirs]))[1] < 2 * most THEN
            second := theirs || format(' AND (c.finding_words @@ %L::tsquery) IS TRUE', wanted);
        END IF;
    END IF;
    IF first = 'false' AND second = 'false' THEN RETURN; END IF;
    RETURN QUERY EXECUTE format($q$
        WITH c AS MATERIALIZED (SELECT c.ref, c.stage, %3$s AS mine FROM public.cases_case c WHERE %1$s),
             o AS MATERIALIZED (SELECT c.ref FROM public.cases_case c WHERE %2$s),
             seen AS MATERIALIZED (SELECT c.stage, c.mine FROM c WHERE $1 = '*' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = c.ref))
        SELECT one, (SELECT count(*) FROM seen WHERE seen.stage = one), true FROM unnest($2) one
        UNION ALL SELECT '', (SELECT count(*) FROM seen WHERE seen.mine)
                             + (SELECT count(*) FROM o WHERE $1 = '*' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = o.ref)), true
         WHERE $3$q$, first, second, CASE WHEN second = 'false' AND of_mine <> 'false' THEN public.finding_narrowed(stages, ARRAY[mine], '{}', NULL) ELSE 'false' END)
        USING me, few, of_mine <> 'false';
END $$;
