-- What a visit is worth (specification, section 2): payable and credited minutes, and the second carer of a double-handed call.

-- stage: matched_worth
-- Visits with a place, in the measure of their contract. p is planned minutes, a is elapsed.
SELECT
    v.visit_ref, v.carer_ref, v.line_ref, v.week, v.day, v.starts_minute, v.minutes, v.double_up_percent,
    p.call_ref, p.place, p.carers, p.planned_start, p.planned_minutes,
    CASE
        WHEN v.basis = 'ACTUAL_MINUTE' THEN LEAST(v.minutes, p.planned_minutes)
        WHEN p.planned_minutes - v.minutes <= v.tolerance_minutes THEN p.planned_minutes
        ELSE GREATEST(v.minutes, LEAST(v.floor_minutes, p.planned_minutes))
    END AS payable,
    CASE
        WHEN v.basis = 'ACTUAL_MINUTE' THEN v.minutes
        WHEN p.planned_minutes - v.minutes > v.tolerance_minutes THEN GREATEST(v.minutes, LEAST(v.floor_minutes, p.planned_minutes))
        WHEN v.minutes - p.planned_minutes > v.tolerance_minutes THEN v.minutes
        ELSE p.planned_minutes
    END AS credited
FROM placed AS p
JOIN visit_day AS v ON v.visit_ref = p.visit_ref;

-- stage: short_calls
-- Double-handed calls that one carer attended, or two for too little of it together. `refused_ref` is the second visit, if there was one.
SELECT
    one.call_ref, one.line_ref, one.week, two.visit_ref AS refused_ref,
    COALESCE(two.credited, one.planned_minutes) AS short_minutes
FROM matched_worth AS one
LEFT JOIN matched_worth AS two ON two.call_ref = one.call_ref AND two.place = 2
WHERE one.place = 1
    AND one.carers = 2
    AND (
        two.visit_ref IS NULL
        OR two.carer_ref = one.carer_ref
        OR GREATEST(
            CAST(0 AS BIGINT),
            LEAST(one.starts_minute + one.minutes, two.starts_minute + two.minutes) - GREATEST(one.starts_minute, two.starts_minute)
        ) * 100 < one.double_up_percent * one.planned_minutes
    );

-- stage: visit_worth
-- Every visit, with its standing and what it is worth.
SELECT
    v.visit_ref, v.week, v.day, v.line_ref, m.call_ref, COALESCE(m.place, 0) AS place, m.planned_start,
    CASE
        WHEN m.visit_ref IS NOT NULL THEN 'matched'
        WHEN v.line_ref IS NULL THEN 'no line'
        WHEN v.in_force THEN 'unplanned'
        ELSE 'outside'
    END AS standing,
    CASE
        WHEN m.visit_ref IS NOT NULL THEN m.credited
        WHEN v.line_ref IS NULL THEN CAST(0 AS BIGINT)
        ELSE v.minutes
    END AS credited,
    CASE WHEN s.refused_ref IS NOT NULL THEN CAST(0 AS BIGINT) ELSE COALESCE(m.payable, CAST(0 AS BIGINT)) END AS payable,
    s.refused_ref IS NOT NULL AS double_up_short
FROM visit_day AS v
LEFT JOIN matched_worth AS m ON m.visit_ref = v.visit_ref
LEFT JOIN short_calls AS s ON s.refused_ref = v.visit_ref;
