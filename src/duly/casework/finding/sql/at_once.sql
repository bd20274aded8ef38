-- The counts beside a list made in one question, words narrowed by the list's own filters, and words of very many cases taken as they stand.

DROP FUNCTION finding_cases(text, integer);

DROP FUNCTION finding_words_of(text);

-- Lexemes that more than 20,000 cases have, as far as the planner's sample knows.
CREATE FUNCTION finding_common() RETURNS text[] LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(w.lexeme), '{}')
      FROM pg_class c, pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) w (lexeme, part)
     WHERE c.oid = 'public.cases_case'::regclass AND w.part * c.reltuples > 20000
       AND s.schemaname = 'public' AND s.tablename = 'cases_case' AND s.attname = 'finding_words'
$$;

-- A word is looked for as the beginning of longer ones. To gather these for a word that tens of thousands of cases have takes longer than all the rest,
-- so of such a word only the longer ones that are common themselves are taken: an office with fewer cases never comes to that.
CREATE FUNCTION finding_words_of(typed text, common text[] DEFAULT public.finding_common()) RETURNS tsquery
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE word text; form tsquery; one tsquery; found tsquery; small tsquery; forms text[];
BEGIN
    -- Every word must be there, in any of its forms, or at the beginning of a longer one: a name is found before it is typed to its end.
    -- Words such as "about" narrow nothing, and stand only where nothing else was typed: Mr Will may be looked for.
    FOREACH word IN ARRAY regexp_split_to_array(lower(left(typed, 400)), '[^[:alnum:]]+') LOOP
        CONTINUE WHEN word = '';
        form := plainto_tsquery('pg_catalog.english', word);
        forms := word || tsvector_to_array(to_tsvector('pg_catalog.english', word));
        IF forms && common THEN
            one := (SELECT string_agg(quote_literal(lexeme), ' | ' ORDER BY lexeme)
                      FROM (SELECT unnest(forms) UNION SELECT l FROM unnest(common) l WHERE starts_with(l, word)) w (lexeme))::tsquery;
        ELSE
            one := to_tsquery('pg_catalog.simple', quote_literal(word) || ':*');
            -- What begins with the word as typed has its form too, where that is no shorter.
            one := CASE WHEN numnode(form) = 0 OR starts_with(trim('''' FROM form::text), word) THEN one ELSE one || form END;
        END IF;
        IF numnode(form) = 0 THEN
            small := CASE WHEN small IS NULL THEN one ELSE small && one END;
        ELSE
            found := CASE WHEN found IS NULL THEN one ELSE found && one END;
        END IF;
    END LOOP;
    RETURN coalesce(found, small);
END $$;

CREATE FUNCTION finding_narrowed(stages text[], owners text[], bodies text[], wanted tsquery) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT concat_ws(' AND ', 'true',
        CASE WHEN stages <> '{}' THEN format('c.stage = ANY (%L::text[])', stages) END,
        CASE WHEN owners <> '{}' THEN format('c.owner = ANY (%L::text[])', owners) END,
        CASE WHEN bodies <> '{}' THEN format('c.body = ANY (%L::text[])', bodies) END,
        CASE WHEN wanted IS NOT NULL THEN format('c.finding_words @@ %L::tsquery', wanted) END)
$$;

-- EXPLAIN is refused in a function said to be stable; these are, but for that.
CREATE FUNCTION finding_expected(narrowed text) RETURNS bigint LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE expected json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT JSON) SELECT FROM public.cases_case c WHERE ' || narrowed INTO expected;
    RETURN (expected -> 0 -> 'Plan' ->> 'Plan Rows')::numeric;
END $$;

CREATE FUNCTION finding_cases(typed text, most integer, stages text[], owners text[], bodies text[]) RETURNS TABLE (ref varchar, rank real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    wanted tsquery := public.finding_words_of(typed);
    narrowed text := public.finding_narrowed(stages, owners, bodies, wanted);
    many bigint;
    shown text := $q$ ($1 = '*' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = c.ref)) $q$;
BEGIN
    IF me = '' OR wanted IS NULL THEN RETURN; END IF;
    many := public.finding_expected(narrowed);
    IF many <= 1000 THEN
        RETURN QUERY EXECUTE format('SELECT c.ref, ts_rank(c.finding_words, %1$L::tsquery) FROM public.cases_case c
            WHERE %2$s AND %3$s ORDER BY 2 DESC, c.opened_on DESC, c.ref DESC LIMIT $2', wanted, narrowed, shown) USING me, most;
    ELSIF many <= 40000 THEN
        -- Words that thousands of cases have: to rank them all would take the longest where it helps least, so the newest come first.
        RETURN QUERY EXECUTE format('WITH c AS MATERIALIZED (SELECT c.ref, c.opened_on FROM public.cases_case c WHERE %1$s)
            SELECT c.ref, 0::real FROM c WHERE %2$s ORDER BY c.opened_on DESC, c.ref DESC LIMIT $2', narrowed, shown) USING me, most;
    ELSE
        RETURN QUERY EXECUTE format('SELECT c.ref, 0::real FROM public.cases_case c
            WHERE %1$s AND %2$s ORDER BY c.opened_on DESC, c.ref DESC LIMIT $2', narrowed, replace(shown, 'c.ref)', 'c.ref OFFSET 0)')) USING me, most;
    END IF;
END $$;

-- One page of a list, newest first, after a place in it or from its beginning. Each row is held against what is hidden by itself (OFFSET keeps the
-- planner from gathering everything hidden first): a page looks at some fifty, and thousands may be hidden.
CREATE FUNCTION finding_newest(stages text[], owners text[], bodies text[], after text, most integer) RETURNS TABLE (ref varchar)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    narrowed text := public.finding_narrowed(stages, owners, bodies, NULL);
    shown text := $q$ ($1 = '*' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = c.ref OFFSET 0)) $q$;
    begins date;
BEGIN
    IF me = '' THEN RETURN; END IF;
    IF after <> '' THEN  -- a place that is not to be seen is as good as none
        EXECUTE format('SELECT c.opened_on FROM public.cases_case c WHERE c.ref = $2 AND %s', shown) INTO begins USING me, after;
    END IF;
    RETURN QUERY EXECUTE format('SELECT c.ref FROM public.cases_case c WHERE %s AND %s %s ORDER BY c.opened_on DESC, c.ref DESC LIMIT $2', narrowed, shown,
        CASE WHEN begins IS NOT NULL THEN 'AND (c.opened_on, c.ref) < ($3, $4)' END) USING me, most, begins, after;
END $$;

-- How many there would be in each of `every` stage whatever stage is asked for (key: the stage), and how many of what is asked for are `mine` (key: empty).
-- What the planner expects above `most` is what it expects, and said so; all the rest is counted in one pass.
CREATE FUNCTION finding_tally(every text[], stages text[], owners text[], bodies text[], typed text, mine text, most integer)
RETURNS TABLE (key text, many bigint, exact boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    wanted tsquery := public.finding_words_of(typed);
    narrowed text := public.finding_narrowed('{}', owners, bodies, wanted);
    of_mine text := public.finding_narrowed(stages, ARRAY[mine], bodies, wanted);
    few text[] := every;
    gone_through text;
    which text;
    about bigint;
BEGIN
    IF me = '' THEN RETURN QUERY SELECT one, 0::bigint, true FROM unnest(every || ''::text) one; RETURN; END IF;
    IF public.finding_expected(narrowed) > most THEN
        FOREACH which IN ARRAY every LOOP
            about := public.finding_expected(public.finding_narrowed(ARRAY[which], owners, bodies, wanted));
            IF about > most THEN
                few := array_remove(few, which);
                RETURN QUERY SELECT which, about, false;
            END IF;
        END LOOP;
    END IF;
    about := public.finding_expected(of_mine);
    IF about > most THEN
        of_mine := 'false';
        RETURN QUERY SELECT ''::text, about, false;
    END IF;
    -- An OR keeps the planner from counting by an index alone, so there is one only where both are counted and neither holds the other.
    gone_through := CASE WHEN few = '{}' THEN of_mine
                         WHEN few = every AND (of_mine = 'false' OR owners IN ('{}', ARRAY[mine])) THEN narrowed
                         ELSE format('(%s) OR (%s)', public.finding_narrowed(few, owners, bodies, wanted), of_mine) END;
    RETURN QUERY EXECUTE format($q$
        WITH c AS MATERIALIZED (SELECT c.ref, c.stage, %1$s AS asked, %2$s AS mine FROM public.cases_case c WHERE %3$s),
             seen AS MATERIALIZED (SELECT c.stage, c.asked, c.mine FROM c
                                    WHERE $1 = '*' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = c.ref))
        SELECT one, (SELECT count(*) FROM seen WHERE seen.asked AND seen.stage = one), true FROM unnest($2) one
        UNION ALL SELECT '', (SELECT count(*) FROM seen WHERE seen.mine), true WHERE $3$q$, narrowed, of_mine, gone_through) USING me, few, of_mine <> 'false';
END $$;
