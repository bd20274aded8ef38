-- The first page of what was found is read without going through the rest, counts are weighed in one question, and each list that is narrowed has its order ready.

CREATE INDEX cases_newest_of_one ON cases_case (owner, opened_on DESC, ref DESC);
CREATE INDEX cases_newest_about_body_in_stage ON cases_case (body, stage, opened_on DESC, ref DESC) INCLUDE (owner);

-- One value is said as one: of any of several the planner does not know that an index has their order.
CREATE OR REPLACE FUNCTION finding_narrowed(stages text[], owners text[], bodies text[], wanted tsquery) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat_ws(' AND ', 'true',
        CASE cardinality(stages) WHEN 0 THEN NULL WHEN 1 THEN format('c.stage = %L', stages[1]) ELSE format('c.stage = ANY (%L::text[])', stages) END,
        CASE cardinality(owners) WHEN 0 THEN NULL WHEN 1 THEN format('c.owner = %L', owners[1]) ELSE format('c.owner = ANY (%L::text[])', owners) END,
        CASE cardinality(bodies) WHEN 0 THEN NULL WHEN 1 THEN format('c.body = %L', bodies[1]) ELSE format('c.body = ANY (%L::text[])', bodies) END,
        CASE WHEN wanted IS NOT NULL THEN format('c.finding_words @@ %L::tsquery', wanted) END)
$$;

-- How many rows of cases the planner expects for each of these conditions, in their order: planned together, which costs little more than one.
-- Workers would each be told of a part; there are none here. EXPLAIN is refused in a function said to be stable; this is one, but for that.
CREATE FUNCTION finding_expected(narrowed text[]) RETURNS bigint[] LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, pg_temp SET max_parallel_workers_per_gather = 0 AS $$
DECLARE expected json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT JSON) SELECT 1 WHERE random() < 2 UNION ALL '
        || (SELECT string_agg('SELECT 1 FROM public.cases_case c WHERE ' || one, ' UNION ALL ' ORDER BY n) FROM unnest(narrowed) WITH ORDINALITY w (one, n))
        INTO expected;
    RETURN ARRAY(SELECT (p ->> 'Plan Rows')::numeric FROM json_array_elements(expected -> 0 -> 'Plan' -> 'Plans') WITH ORDINALITY w (p, n) WHERE n > 1 ORDER BY n);
END $$;

-- Whether what is wanted has a beginning of words in it, among so many cases that to believe the planner would be dear: it knows nothing of those.
CREATE FUNCTION finding_is_unknown(wanted tsquery) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(strpos(wanted::text, ':*') > 0 AND reltuples > 200000, false) FROM pg_class WHERE oid = 'public.cases_case'::regclass
$$;

-- As many as there are in each stage, as far as some 3,000 cases here and there tell. Empty where the planner's word is as good.
CREATE FUNCTION finding_sampled(narrowed text, wanted tsquery) RETURNS TABLE (stage varchar, many bigint)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE rows_known real;
BEGIN
    IF NOT public.finding_is_unknown(wanted) THEN RETURN; END IF;
    rows_known := (SELECT reltuples FROM pg_class WHERE oid = 'public.cases_case'::regclass);
    RETURN QUERY EXECUTE format('SELECT c.stage, (count(*) * $1 / 3000)::bigint FROM public.cases_case c TABLESAMPLE SYSTEM (%s) REPEATABLE (1) WHERE %s GROUP BY c.stage',
        (300000 / rows_known)::numeric, narrowed) USING rows_known;
END $$;

CREATE OR REPLACE FUNCTION finding_cases(typed text, most integer, stages text[], owners text[], bodies text[]) RETURNS TABLE (ref varchar, rank real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    wanted tsquery := public.finding_words_of(typed);
    narrowed text := public.finding_narrowed(stages, owners, bodies, wanted);
    many bigint;
    by_itself text := $q$ ($1 = '*' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = c.ref OFFSET 0)) $q$;
    together text := replace(by_itself, ' OFFSET 0', '');
    newest text := 'ORDER BY c.opened_on DESC, c.ref DESC LIMIT $2';
    walked integer := 5000;
    found varchar[];
BEGIN
    IF me = '' OR wanted IS NULL THEN RETURN; END IF;
    many := public.finding_expected(narrowed);
    -- What is common is mostly among the newest of all: a page of it is found by looking through those, before everything with the words is gathered
    -- and put in order. What the planner says of a beginning of words is not believed where the cases are many.
    IF many > 1000 OR public.finding_is_unknown(wanted) THEN
        IF many > 1000 THEN  -- three times as many as ought to hold a page, if they are spread evenly
            walked := least(20000, (SELECT 3 * greatest(most, 50) * greatest(reltuples, 0) / many FROM pg_class WHERE oid = 'public.cases_case'::regclass));
        END IF;
        EXECUTE format('SELECT array_agg(w.ref ORDER BY w.opened_on DESC, w.ref DESC) FROM (SELECT c.ref, c.opened_on FROM (
                SELECT c.ref, c.opened_on, c.stage, c.owner, c.body, c.finding_words FROM public.cases_case c WHERE %s ORDER BY c.opened_on DESC, c.ref DESC LIMIT %s) c
            WHERE %s AND %s ORDER BY c.opened_on DESC, c.ref DESC LIMIT greatest($2, 50)) w', public.finding_narrowed(stages, owners, bodies, NULL),
                walked, narrowed, by_itself) INTO found USING me, most;
        many := CASE WHEN cardinality(found) >= 50 THEN greatest(many, 1001) ELSE many END;
    END IF;
    IF cardinality(found) >= greatest(most, 50) THEN
        RETURN QUERY SELECT one, 0::real FROM unnest(found) one LIMIT most;
    ELSIF many <= 1000 THEN
        RETURN QUERY EXECUTE format('SELECT c.ref, ts_rank(c.finding_words, %1$L::tsquery) FROM public.cases_case c
            WHERE %2$s AND %3$s ORDER BY 2 DESC, c.opened_on DESC, c.ref DESC LIMIT $2', wanted, narrowed, together) USING me, most;
    ELSIF many <= 40000 THEN
        -- Words that thousands of cases have: to rank them all would take the longest where it helps least, so the newest come first.
        RETURN QUERY EXECUTE format('WITH c AS MATERIALIZED (SELECT c.ref, c.opened_on FROM public.cases_case c WHERE %1$s)
            SELECT c.ref, 0::real FROM c WHERE %2$s %3$s', narrowed, together, newest) USING me, most;
    ELSE
        RETURN QUERY EXECUTE format('SELECT c.ref, 0::real FROM public.cases_case c WHERE %1$s AND %2$s %3$s', narrowed, by_itself, newest) USING me, most;
    END IF;
END $$;

-- As before it (at_once.sql), but for how it learns what is too many to count.
CREATE OR REPLACE FUNCTION finding_tally(every text[], stages text[], owners text[], bodies text[], typed text, mine text, most integer)
RETURNS TABLE (key text, many bigint, exact boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    wanted tsquery := public.finding_words_of(typed);
    narrowed text := public.finding_narrowed('{}', owners, bodies, wanted);
    of_mine text := public.finding_narrowed(stages, ARRAY[mine], bodies, wanted);
    few text[] := every;
    gone_through text;
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
    -- An OR keeps the planner from counting by an index alone, so there is one only where both are counted and neither holds the other.
    gone_through := CASE WHEN few = '{}' THEN of_mine
                         WHEN few = every AND (of_mine = 'false' OR owners IN ('{}', ARRAY[mine])) THEN narrowed
                         ELSE format('(%s) OR (%s)', public.finding_narrowed(few, owners, bodies, wanted), of_mine) END;
    IF gone_through = 'false' THEN RETURN; END IF;
    RETURN QUERY EXECUTE format($q$
        WITH c AS MATERIALIZED (SELECT c.ref, c.stage, %1$s AS asked, %2$s AS mine FROM public.cases_case c WHERE %3$s),
             seen AS MATERIALIZED (SELECT c.stage, c.asked, c.mine FROM c
                                    WHERE $1 = '*' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = c.ref))
        SELECT one, (SELECT count(*) FROM seen WHERE seen.asked AND seen.stage = one), true FROM unnest($2) one
        UNION ALL SELECT '', (SELECT count(*) FROM seen WHERE seen.mine), true WHERE $3$q$, narrowed, of_mine, gone_through) USING me, few, of_mine <> 'false';
END $$;
