-- Visits that overlap (specification, section 5): the lines, carers and days on which any might are found first, and only those are compared.
-- A visit lasts at most a day, so the days of two that overlap lie beside each other.

-- stage: least_overlap
SELECT MIN(COALESCE(t.overlap_minutes, CAST(0 AS BIGINT))) AS minutes
FROM (SELECT DISTINCT v.terms_no FROM visit_day AS v WHERE v.line_no IS NOT NULL) AS q
LEFT JOIN known_terms AS t ON t.terms_no = q.terms_no;

-- stage: days_beside
SELECT CAST(-1 AS BIGINT) AS away
UNION ALL
SELECT CAST(0 AS BIGINT) AS away
UNION ALL
SELECT CAST(1 AS BIGINT) AS away;

-- stage: lines_touched
-- Lines and days on which a visit may run into another of the line. Of two that do and have no places in one call, one chose no call, or came too many to
-- the call both chose, or the earlier runs on to where visits choose the next call, or past midnight.
SELECT DISTINCT q.line_no, q.day_no + b.away AS day_no
FROM (
    SELECT v.line_no, {begins} // 1440 AS day_no
    FROM visit_day AS v
    WHERE v.is_far AND v.sound AND v.line_no IS NOT NULL
    UNION ALL
    SELECT v.line_no, {begins} // 1440 AS day_no
    FROM contested AS v
    WHERE v.place > v.carers
) AS q
CROSS JOIN days_beside AS b;

-- stage: touching
-- The visits of those lines and days. `planned_start` is of the call each has a place in.
SELECT
    v.visit_ref, v.line_no, v.week, v.day, v.starts_minute, {begins} AS begins, {begins} + v.minutes AS ends,
    COALESCE(m.overlap_minutes, CAST(0 AS BIGINT)) AS overlap_minutes, v.line_day, t.day_no,
    CASE WHEN o.visit_ref IS NULL THEN v.planned_start ELSE o.planned_start END AS planned_start
FROM visit_day AS v
JOIN lines_touched AS t ON t.line_no = v.line_no AND t.day_no = {begins} // 1440
LEFT JOIN known_terms AS m ON m.terms_no = v.terms_no
LEFT JOIN odd_met AS o ON o.visit_ref = v.visit_ref
WHERE v.sound;

-- stage: line_overlaps
-- Two visits of a line that overlap by more than the terms of the earlier's day allow, and are not both in places of one call.
SELECT one.line_no, one.week AS one_week, two.week AS two_week
FROM (
    SELECT t.*, t.day_no + b.away AS other_day
    FROM touching AS t
    JOIN days_beside AS b ON b.away >= 0
) AS one
JOIN touching AS two
    ON two.line_no = one.line_no
    AND two.day_no = one.other_day
    AND (one.begins < two.begins OR (one.begins = two.begins AND one.visit_ref < two.visit_ref))
WHERE NOT COALESCE(one.line_day = two.line_day AND one.planned_start = two.planned_start, FALSE)
    AND LEAST(one.ends, two.ends) - two.begins > CASE
        WHEN one.day < two.day
        OR (
            one.day = two.day
            AND (one.starts_minute < two.starts_minute OR (one.starts_minute = two.starts_minute AND one.visit_ref < two.visit_ref))
        )
        THEN one.overlap_minutes
        ELSE two.overlap_minutes
    END;

-- stage: carers_touched
-- Carers and days on which one visit of a carer runs into the next: if two overlap by more than the least any contract allows, the earlier of them runs
-- on by as much over the visit that begins next after it, and that one begins within a day of both.
SELECT DISTINCT q.carer_no, q.begins // 1440 + b.away AS day_no
FROM (
    SELECT w.carer_no, w.begins, LAG(w.begins + w.minutes) OVER (PARTITION BY w.carer_no ORDER BY w.begins, w.minutes) AS earlier_ends
    FROM (SELECT v.carer_no, v.minutes, {begins} AS begins FROM visit_day AS v WHERE v.sound) AS w
) AS q
JOIN least_overlap AS m ON q.earlier_ends - q.begins > m.minutes
CROSS JOIN days_beside AS b;

-- stage: carers_visits
-- The visits of those carers and days, each with whom it was to.
SELECT
    v.visit_ref, v.carer_no, v.line_no, v.week, {begins} AS begins, {begins} + v.minutes AS ends, t.day_no,
    COALESCE(l.person_ref, v.person_ref) AS person_ref, COALESCE(m.overlap_minutes, CAST(0 AS BIGINT)) AS overlap_minutes
FROM visit_day AS v
JOIN carers_touched AS t ON t.carer_no = v.carer_no AND t.day_no = {begins} // 1440
LEFT JOIN known_lines AS l ON l.line_no = v.line_no
LEFT JOIN known_terms AS m ON m.terms_no = v.terms_no
WHERE v.sound;

-- stage: carer_overlaps
-- Visits of a line whose carer was with another person for longer than the terms of the visit's day allow.
SELECT DISTINCT q.line_no, q.week
FROM carers_visits AS q
JOIN days_beside AS b ON b.away BETWEEN -1 AND 1
JOIN carers_visits AS o
    ON o.carer_no = q.carer_no
    AND o.day_no = q.day_no + b.away
    AND o.person_ref <> q.person_ref
    AND LEAST(o.ends, q.ends) - GREATEST(o.begins, q.begins) > q.overlap_minutes
WHERE q.line_no IS NOT NULL AND q.week IS NOT NULL;
