-- Visits meet calls (specification, section 1): the line of each visit, the call it chooses, and the place it has there.

-- stage: visit_day
-- Each visit with its line, the terms of its day, and whether the line was in force.
SELECT
    v.visit_ref, v.carer_ref, v."on" AS day, d.week, v.starts_minute, v.minutes,
    l.line_ref, l.contract_ref, l.service,
    c.line_ref IS NOT NULL AS in_force,
    t.basis, t.tolerance_minutes, t.floor_minutes, t.match_window_minutes, t.double_up_percent
FROM visits AS v
JOIN days AS d ON d."on" = v."on"
LEFT JOIN lines AS l ON l.provider_ref = v.provider_ref AND l.person_ref = v.person_ref AND l.service = v.service
LEFT JOIN commissions AS c ON c.line_ref = l.line_ref AND c.starts <= v."on" AND v."on" < c.ends
LEFT JOIN terms AS t ON t.contract_ref = l.contract_ref AND t.starts <= v."on" AND v."on" < t.ends;

-- stage: reach
-- Every call a visit could mean, nearest first.
SELECT
    v.visit_ref, v.starts_minute, k.call_ref, k.starts_minute AS planned_start, k.minutes AS planned_minutes, k.carers,
    ABS(v.starts_minute - k.starts_minute) AS distance,
    ROW_NUMBER() OVER (
        PARTITION BY v.visit_ref ORDER BY ABS(v.starts_minute - k.starts_minute), k.starts_minute, k.call_ref
    ) AS choice
FROM visit_day AS v
JOIN calls AS k ON k.line_ref = v.line_ref AND k."on" = v.day
WHERE ABS(v.starts_minute - k.starts_minute) <= v.match_window_minutes;

-- stage: ranked
-- Those who chose one call, nearest first.
SELECT
    r.visit_ref, r.call_ref, r.planned_start, r.planned_minutes, r.carers,
    ROW_NUMBER() OVER (PARTITION BY r.call_ref ORDER BY r.distance, r.starts_minute, r.visit_ref) AS place
FROM reach AS r
WHERE r.choice = 1;

-- stage: placed
-- Those who have a place; the others get no second choice.
SELECT r.visit_ref, r.call_ref, r.planned_start, r.planned_minutes, r.carers, r.place
FROM ranked AS r
WHERE r.place <= r.carers;
