-- Matching words is not leak-proof, so row-level security would keep their index from being used (571 to 1,421 ms instead of 2): these run as the owner and hide what it would.

CREATE FUNCTION finding_words_of(typed text) RETURNS tsquery LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE word text; form tsquery; one tsquery; found tsquery; small tsquery;
BEGIN
    -- Every word must be there, in any of its forms, or at the beginning of a longer one: a name is found before it is typed to its end.
    -- Words such as "about" narrow nothing, and stand only where nothing else was typed: Mr Will may be looked for.
    FOREACH word IN ARRAY regexp_split_to_array(lower(left(typed, 400)), '[^[:alnum:]]+') LOOP
        CONTINUE WHEN word = '';
        form := plainto_tsquery('pg_catalog.english', word);
        one := to_tsquery('pg_catalog.simple', quote_literal(word) || ':*');
        IF numnode(form) = 0 THEN
            small := CASE WHEN small IS NULL THEN one ELSE small && one END;
        ELSE
            found := CASE WHEN found IS NULL THEN one || form ELSE found && (one || form) END;
        END IF;
    END LOOP;
    RETURN coalesce(found, small);
END $$;

-- EXPLAIN is refused in a function said to be stable; these are, but for that.
CREATE FUNCTION finding_cases(typed text, most integer) RETURNS TABLE (ref varchar, rank real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    wanted tsquery := public.finding_words_of(typed);
    expected json;
    many bigint;
    shown text := $q$ ($1 = '*' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = c.ref)) $q$;
BEGIN
    IF me = '' OR wanted IS NULL THEN RETURN; END IF;
    EXECUTE format('EXPLAIN (FORMAT JSON) SELECT FROM public.cases_case c WHERE c.finding_words @@ %L::tsquery', wanted) INTO expected;
    many := (expected -> 0 -> 'Plan' ->> 'Plan Rows')::numeric;
    IF many <= 2000 THEN
        RETURN QUERY EXECUTE format('SELECT c.ref, ts_rank(c.finding_words, %1$L::tsquery) FROM public.cases_case c
            WHERE c.finding_words @@ %1$L::tsquery AND %2$s ORDER BY 2 DESC, c.opened_on DESC, c.ref DESC LIMIT $2', wanted, shown) USING me, most;
    ELSE
        -- Words that thousands of cases have: to rank them all would take the longest where it helps least, so the newest come first.
        RETURN QUERY EXECUTE format('SELECT c.ref, 0::real FROM public.cases_case c
            WHERE c.finding_words @@ %1$L::tsquery AND %2$s ORDER BY c.opened_on DESC, c.ref DESC LIMIT $2', wanted, shown) USING me, most;
    END IF;
END $$;

CREATE FUNCTION finding_post(typed text, most integer) RETURNS TABLE (ref varchar, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    wanted tsquery := public.finding_words_of(typed);
BEGIN
    IF me = '' OR wanted IS NULL THEN RETURN; END IF;
    RETURN QUERY EXECUTE format('SELECT i.ref, ts_rank(i.finding_words, %1$L::tsquery)
        FROM (SELECT * FROM public.correspondence_item WHERE finding_words @@ %1$L::tsquery LIMIT 5000) i
       WHERE $1 = ''*'' OR NOT EXISTS (SELECT FROM public.confidentiality_paper p JOIN public.confidentiality_hidden h ON h.case_ref = p.case_ref WHERE p.ref = i.ref)
       ORDER BY 2 DESC, i.received_on DESC, i.ref DESC LIMIT $2', wanted) USING me, most;
END $$;

CREATE FUNCTION finding_alike(case_ref text, most integer) RETURNS TABLE (ref varchar, rank real)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    of_body varchar;
    lexemes text[];
    any_of tsquery;
    all_of tsquery;
BEGIN
    IF me = '' THEN RETURN; END IF;
    SELECT c.body, ARRAY(SELECT w.lexeme FROM unnest(to_tsvector('pg_catalog.english', c.title)) w WHERE length(w.lexeme) > 2 ORDER BY length(w.lexeme) DESC, w.lexeme LIMIT 8)
      INTO of_body, lexemes FROM public.cases_case c
     WHERE c.ref = case_ref AND (me = '*' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = c.ref));
    IF of_body IS NULL OR lexemes = '{}' THEN RETURN; END IF;
    any_of := array_to_string(ARRAY(SELECT quote_literal(l) FROM unnest(lexemes) l), ' | ')::tsquery;
    all_of := array_to_string(ARRAY(SELECT quote_literal(l) FROM unnest(lexemes[1:3]) l), ' & ')::tsquery;
    -- The newest about the same body, and those with its three longest words: a few hundred to rank, however many there are.
    RETURN QUERY EXECUTE format('WITH near AS (
            (SELECT c.ref, c.finding_words, c.opened_on, c.body FROM public.cases_case c WHERE c.body = $3 ORDER BY c.opened_on DESC, c.ref DESC LIMIT 300)
            UNION (SELECT c.ref, c.finding_words, c.opened_on, c.body FROM public.cases_case c WHERE c.finding_words @@ %2$L::tsquery LIMIT 300))
        SELECT n.ref, (ts_rank(n.finding_words, %1$L::tsquery) * CASE WHEN n.body = $3 THEN 1.25 ELSE 1 END)::real FROM near n
         WHERE n.finding_words @@ %1$L::tsquery AND n.ref <> $4
           AND ($1 = ''*'' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = n.ref))
         ORDER BY 2 DESC, n.opened_on DESC, n.ref DESC LIMIT $2', any_of, all_of) USING me, most, of_body, case_ref;
END $$;

CREATE FUNCTION finding_count(stages text[], owners text[], bodies text[], typed text, most integer) RETURNS TABLE (many bigint, exact boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    me text := coalesce(current_setting('duly.sees', true), '');
    wanted tsquery := public.finding_words_of(typed);
    narrowed text := 'true';
    expected json;
    about numeric;
BEGIN
    IF me = '' THEN RETURN QUERY SELECT 0::bigint, true; RETURN; END IF;
    IF stages <> '{}' THEN narrowed := narrowed || format(' AND c.stage = ANY (%L::text[])', stages); END IF;
    IF owners <> '{}' THEN narrowed := narrowed || format(' AND c.owner = ANY (%L::text[])', owners); END IF;
    IF bodies <> '{}' THEN narrowed := narrowed || format(' AND c.body = ANY (%L::text[])', bodies); END IF;
    IF wanted IS NOT NULL THEN narrowed := narrowed || format(' AND c.finding_words @@ %L::tsquery', wanted); END IF;
    EXECUTE 'EXPLAIN (FORMAT JSON) SELECT FROM public.cases_case c WHERE ' || narrowed INTO expected;
    about := (expected -> 0 -> 'Plan' ->> 'Plan Rows')::numeric;
    -- What the planner knows from its sample, where that is far above what is counted one by one: about so many, and said so.
    IF about > most * 2 THEN RETURN QUERY SELECT about::bigint, false; RETURN; END IF;
    RETURN QUERY EXECUTE format('SELECT CASE WHEN count(*) > $2 THEN greatest($2, $3)::bigint ELSE count(*) END, count(*) <= $2 FROM (SELECT FROM public.cases_case c WHERE %s
        AND ($1 = ''*'' OR NOT EXISTS (SELECT FROM public.confidentiality_hidden h WHERE h.case_ref = c.ref)) LIMIT $2 + 1) counted', narrowed)
        USING me, most, about;
END $$;
