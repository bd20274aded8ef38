-- Visits meet calls (specification, section 1): the line of each visit, the call it chooses, and the place it has there.

-- stage: carers
SELECT c.provider_ref, c.carer_ref, ROW_NUMBER() OVER (ORDER BY c.provider_ref, c.carer_ref) AS carer_no
FROM (SELECT DISTINCT v.provider_ref, v.carer_ref FROM visits AS v) AS c;

-- stage: visit_day
-- Each visit with its line and the terms of its day. `week` is null outside the weeks judged: such visits are there to be overlapped.
-- `worth_percent` is what a visit that was not delivered, or not to be believed, is worth of its call; null is "by its minutes".
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
    t.terms_no, t.match_window_minutes,
    COALESCE(t.overlap_minutes, CAST(0 AS BIGINT)) AS overlap_minutes
FROM visits AS v
JOIN carers AS p ON p.provider_ref = v.provider_ref AND p.carer_ref = v.carer_ref
LEFT JOIN judged_days AS d ON d.day = v."on"
LEFT JOIN known_lines AS l ON l.provider_ref = v.provider_ref AND l.person_ref = v.person_ref AND l.service = v.service
LEFT JOIN in_force AS c ON c.line_no = l.line_no AND c.starts <= v."on" AND v."on" < c.ends
LEFT JOIN interrupted AS i ON i.line_no = l.line_no AND i.day = v."on"
LEFT JOIN known_terms AS t ON t.contract_no = l.contract_no AND t.starts <= v."on" AND v."on" < t.ends;

-- stage: chosen
-- The call nearest each visit, if any is in reach.
SELECT q.visit_ref, q.starts_minute, q.delivered, q.call_ref, q.planned_start, q.planned_minutes, q.carers, q.distance
FROM (
    SELECT
        v.visit_ref, v.starts_minute, v.delivered, k.call_ref, k.planned_start, k.planned_minutes, k.carers,
        ABS(v.starts_minute - k.planned_start) AS distance,
        ROW_NUMBER() OVER (
            PARTITION BY v.visit_ref ORDER BY ABS(v.starts_minute - k.planned_start), k.planned_start, k.call_ref
        ) AS choice
    FROM visit_day AS v
    JOIN planned AS k ON k.line_no = v.line_no AND k.day = v.day
    WHERE NOT v.is_interrupted AND ABS(v.starts_minute - k.planned_start) <= v.match_window_minutes
) AS q
WHERE q.choice = 1;

-- stage: placed
-- Those who chose one call, delivered before others, then nearest first, as far as it has places. The others get no second choice.
SELECT q.visit_ref, q.call_ref, q.planned_start, q.planned_minutes, q.carers, q.place
FROM (
    SELECT
        r.visit_ref, r.call_ref, r.planned_start, r.planned_minutes, r.carers,
        ROW_NUMBER() OVER (
            PARTITION BY r.call_ref
            ORDER BY CASE WHEN r.delivered THEN 0 ELSE 1 END, r.distance, r.starts_minute, r.visit_ref
        ) AS place
    FROM chosen AS r
) AS q
WHERE q.place <= q.carers;
