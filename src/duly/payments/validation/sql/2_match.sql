-- Visits meet calls (specification, section 1): the line of each visit, the call it chooses, and the place it has there.

-- stage: carers
SELECT c.provider_ref, c.carer_ref, ROW_NUMBER() OVER (ORDER BY c.provider_ref, c.carer_ref) AS carer_no
FROM (SELECT DISTINCT v.provider_ref, v.carer_ref FROM visits AS v) AS c;

-- stage: to_choose (view)
-- The calls that a visit may choose. Of two of a line that start together only the first, by its reference, can be met: it is nearest to what both are.
SELECT k.line_day, k.call_ref, k.planned_start, k.planned_minutes, k.carers, k.nearest_from, k.nearest_to
FROM planned AS k
WHERE NOT k.is_interrupted AND NOT k.is_doubled
UNION ALL
SELECT k.line_day, k.call_ref, k.planned_start, k.planned_minutes, k.carers, q.nearest_from, q.nearest_to
FROM planned AS k
JOIN (
    SELECT
        t.line_day, t.planned_start, MIN(t.call_ref) AS call_ref, MIN(t.nearest_from) AS nearest_from, MAX(t.nearest_to) AS nearest_to
    FROM planned AS t
    WHERE t.is_doubled
    GROUP BY t.line_day, t.planned_start
) AS q ON q.call_ref = k.call_ref
WHERE NOT k.is_interrupted;

-- stage: visit_day
-- Each visit with its line, the terms of its day, and the start of the call nearest it, if any is in reach: with its line and day that is one call.
-- `week` is null outside the weeks judged: such visits are there to be overlapped.
-- `worth_percent` is what a visit that was not delivered, or not to be believed, is worth of its call; null is "by its minutes".
-- `is_far` where it may run into a visit of another call, or of none: it chose no call, or it runs on to where the next call's visits may begin, or past
-- midnight.
-- `begins` and `ends` are minutes since the first midnight of all, so that visits of two days can be compared.
SELECT
    v.visit_ref, v.person_ref, p.carer_no, l.line_no, v."on" AS day, d.week, v.starts_minute, v.minutes,
    DATE_DIFF('day', DATE '0001-01-01', v."on") * CAST(1440 AS BIGINT) + v.starts_minute AS begins,
    DATE_DIFF('day', DATE '0001-01-01', v."on") * CAST(1440 AS BIGINT) + v.starts_minute + v.minutes AS ends,
    v.outcome = 'delivered' AS delivered,
    v.outcome = 'delivered' AND v.times = 'ok' AS sound,
    v.outcome = 'missed' AS missed,
    v.source = 'manual' AS by_hand,
    CASE
        WHEN v.times <> 'ok' OR v.outcome = 'missed' THEN CAST(0 AS BIGINT)
        WHEN v.outcome = 'delivered' THEN NULL
        WHEN v.outcome = 'frustrated' THEN t.frustrated_percent
        WHEN v.reason = 'person' AND v.notice_minutes >= 0 AND v.notice_minutes < t.cancel_notice_minutes THEN t.cancel_percent
        ELSE CAST(0 AS BIGINT)
    END AS worth_percent,
    c.line_no IS NOT NULL AS is_in_force,
    i.line_no IS NOT NULL AS is_interrupted,
    t.terms_no,
    COALESCE(t.overlap_minutes, CAST(0 AS BIGINT)) AS overlap_minutes,
    l.line_no * 4194304 + DATE_DIFF('day', DATE '0001-01-01', v."on") AS line_day,
    k.planned_start, k.planned_minutes, k.carers,
    k.line_day IS NULL OR v.starts_minute + v.minutes - t.overlap_minutes > LEAST(k.nearest_to, 1440) AS is_far
FROM visits AS v
JOIN carers AS p ON p.provider_ref = v.provider_ref AND p.carer_ref = v.carer_ref
LEFT JOIN judged_days AS d ON d.day = v."on"
LEFT JOIN known_lines AS l ON l.provider_ref = v.provider_ref AND l.person_ref = v.person_ref AND l.service = v.service
LEFT JOIN in_force AS c ON c.line_no = l.line_no AND c.starts <= v."on" AND v."on" < c.ends
LEFT JOIN interrupted AS i ON i.line_no = l.line_no AND i.day = v."on"
LEFT JOIN known_terms AS t ON t.contract_no = l.contract_no AND t.starts <= v."on" AND v."on" < t.ends
LEFT JOIN to_choose AS k
    ON k.line_day = l.line_no * 4194304 + DATE_DIFF('day', DATE '0001-01-01', v."on")
    AND k.nearest_from <= v.starts_minute
    AND v.starts_minute <= k.nearest_to
    AND ABS(v.starts_minute - k.planned_start) <= t.match_window_minutes;

-- stage: contested
-- Those who chose one call, where there are several: delivered before others, then nearest first. The call has as many places as it needs carers, and
-- whoever comes after that gets no second choice.
SELECT
    v.visit_ref, v.line_no, v.begins, v.carers,
    ROW_NUMBER() OVER (
        PARTITION BY v.line_day, v.planned_start
        ORDER BY CASE WHEN v.delivered THEN 0 ELSE 1 END, ABS(v.starts_minute - v.planned_start), v.starts_minute, v.visit_ref
    ) AS place
FROM visit_day AS v
JOIN (
    SELECT w.line_day, w.planned_start
    FROM visit_day AS w
    WHERE w.planned_start IS NOT NULL
    GROUP BY w.line_day, w.planned_start
    HAVING COUNT(*) > 1
) AS q ON q.line_day = v.line_day AND q.planned_start = v.planned_start;
