-- What a visit is worth (specification, section 2): credited and payable minutes, double-handed calls, retainers, the week's cap and the flex.

-- stage: odd_met
-- Every visit of the odd weeks with its standing, its place and call if it has one, and what its minutes come to.
SELECT q.*, {payable} AS payable, {refused_notice} AS refused_notice, {standing} AS standing
FROM (
    SELECT
        q.visit_ref, q.carer_no, q.line_no, q.week, q.day, q.starts_minute, q.minutes, q.delivered, q.sound, q.missed, q.by_hand,
        q.worth_percent, q.is_in_force, q.is_interrupted, q.line_day, q.call_ref, q.place, q.carers, q.planned_start, q.planned_minutes,
        q.double_up_percent, {credited} AS credited
    FROM (
        SELECT
            v.visit_ref, v.carer_no, v.line_no, v.week, v.day, v.starts_minute, v.minutes, v.delivered, v.sound, v.missed, v.by_hand,
            v.worth_percent, v.is_in_force, v.is_interrupted, v.line_day,
            CASE WHEN v.has_place THEN v.place ELSE CAST(0 AS BIGINT) END AS place,
            CASE WHEN v.has_place THEN v.call_ref END AS call_ref,
            CASE WHEN v.has_place THEN v.carers END AS carers,
            CASE WHEN v.has_place THEN v.planned_start END AS planned_start,
            CASE WHEN v.has_place THEN v.planned_minutes END AS planned_minutes,
            t.double_up_percent, t.basis, t.tolerance_minutes, t.floor_minutes, t.minimum_minutes, t.increment_way, t.increment_minutes,
            b.pay_minutes AS band_minutes
        FROM (
            SELECT
                w.*, COALESCE(c.place, CAST(1 AS BIGINT)) AS place,
                w.planned_start IS NOT NULL AND COALESCE(c.place, CAST(1 AS BIGINT)) <= w.carers AS has_place
            FROM odd_visits AS w
            LEFT JOIN contested AS c ON c.visit_ref = w.visit_ref
        ) AS v
        LEFT JOIN known_terms AS t ON t.terms_no = v.terms_no
        LEFT JOIN terms_bands AS b ON b.terms_no = v.terms_no AND b.from_minute <= v.minutes AND v.minutes <= b.to_minute
    ) AS q
) AS q;

-- stage: plain_met (view)
-- Every other visit: it has a place at the call it chose, if it chose one.
SELECT
    v.visit_ref, v.line_no, v.week, v.day, v.line_day, v.call_ref, {place} AS place, v.planned_start, v.planned_minutes, v.standing, v.credited, v.payable
FROM (
    SELECT q.*, {payable} AS payable, {standing} AS standing
    FROM visit_day AS q
    WHERE q.week IS NOT NULL
) AS v
LEFT JOIN for_two AS f ON f.line_day = v.line_day AND f.planned_start = v.planned_start
WHERE NOT EXISTS (SELECT 1 FROM odd_weeks AS o WHERE o.line_no = v.line_no AND o.week = v.week);

-- stage: met (view)
-- Every visit as it met its call, or none, before the week's cap, the flex and calls for two.
SELECT
    p.visit_ref, p.line_no, p.week, p.day, p.line_day, p.call_ref, p.place, p.planned_start, p.planned_minutes, p.standing, p.credited, p.payable
FROM plain_met AS p
UNION ALL
SELECT
    q.visit_ref, q.line_no, q.week, q.day, q.line_day, q.call_ref, q.place, q.planned_start, q.planned_minutes, q.standing, q.credited, q.payable
FROM odd_met AS q;

-- stage: paired
SELECT
    v.visit_ref, v.carer_no, v.line_no, v.week, v.line_day, v.planned_start, v.planned_minutes, v.place, v.starts_minute, v.starts_minute + v.minutes AS ends, v.delivered,
    v.double_up_percent, v.credited, v.payable
FROM odd_met AS v
WHERE v.carers = 2;

-- stage: short_calls
-- Double-handed calls whose first carer came, and whose second did not, or for too little of it together. `second_ref` is the second visit, if
-- there was one; `is_refused` when it was delivered and is not paid.
SELECT
    one.line_no, one.week, two.visit_ref AS second_ref,
    COALESCE(two.delivered, FALSE) AS is_refused,
    CASE
        WHEN two.visit_ref IS NULL THEN one.planned_minutes
        WHEN two.delivered THEN two.credited
        ELSE GREATEST(CAST(0 AS BIGINT), one.planned_minutes - two.payable)
    END AS short_minutes
FROM paired AS one
LEFT JOIN paired AS two ON two.line_day = one.line_day AND two.planned_start = one.planned_start AND two.place = 2
WHERE one.place = 1
    AND one.delivered
    AND (
        two.visit_ref IS NULL
        OR NOT two.delivered
        OR two.carer_no = one.carer_no
        OR GREATEST(CAST(0 AS BIGINT), LEAST(one.ends, two.ends) - GREATEST(one.starts_minute, two.starts_minute)) * 100
        < one.double_up_percent * one.planned_minutes
    );

-- stage: either_carer
SELECT CAST(1 AS BIGINT) AS carer
UNION ALL
SELECT CAST(2 AS BIGINT) AS carer;

-- stage: retained
-- What is paid for calls on interrupted days, each carer apart.
SELECT
    k.line_no, k.week, k.day, k.planned_start, k.planned_minutes, n.carer, k.call_ref,
    (2 * k.planned_minutes * s.percent + 100) // 200 AS minutes
FROM planned AS k
JOIN interrupted AS i ON i.line_no = k.line_no AND i.day = k.day
JOIN known_lines AS l ON l.line_no = k.line_no
JOIN known_terms AS t ON t.contract_no = l.contract_no AND t.starts <= k.day AND k.day < t.ends
JOIN steps AS s
    ON s.contract_ref = t.contract_ref AND s.version = t.version AND s.kind = i.kind
    AND s.from_day <= i.day_number AND i.day_number <= s.to_day
JOIN either_carer AS n ON n.carer <= k.carers
WHERE k.is_interrupted;

-- stage: with_leeway
-- The visits of those line-weeks, as payable as they are before that.
SELECT
    v.visit_ref, v.line_no, v.week, v.day, v.starts_minute, v.planned_start, v.place, v.standing, v.delivered, v.credited, v.payable,
    COALESCE(s.is_refused, FALSE) AS is_refused
FROM odd_met AS v
JOIN leeway AS r ON r.line_no = v.line_no AND r.week = v.week
LEFT JOIN short_calls AS s ON s.second_ref = v.visit_ref;

-- stage: roomy
-- The room there is. What is retained is agreed and payable alike.
SELECT
    q.line_no, q.week, q.by_week, q.flex_minutes,
    GREATEST(
        CAST(0 AS BIGINT), q.agreed - CAST(COALESCE(SUM(CASE WHEN m.is_refused THEN CAST(0 AS BIGINT) ELSE m.payable END), 0) AS BIGINT)
    ) AS room
FROM leeway AS q
JOIN odd_weeks AS o ON o.line_no = q.line_no AND o.week = q.week
LEFT JOIN with_leeway AS m ON m.line_no = q.line_no AND m.week = q.week
GROUP BY q.line_no, q.week, q.by_week, q.flex_minutes, q.agreed;

-- stage: by_cap
-- Matched visits paid beyond their plan, in order, while there is room.
SELECT
    q.visit_ref, q.line_no, q.week,
    LEAST(q.beyond, GREATEST(CAST(0 AS BIGINT), q.room - (q.upto - q.beyond))) AS minutes
FROM (
    SELECT
        v.visit_ref, v.line_no, v.week, r.room, v.credited - v.payable AS beyond,
        CAST(SUM(v.credited - v.payable) OVER (
            PARTITION BY v.line_no, v.week ORDER BY v.day, v.planned_start, v.place, v.visit_ref
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS BIGINT) AS upto
    FROM roomy AS r
    JOIN with_leeway AS v ON v.line_no = r.line_no AND v.week = r.week
    WHERE r.by_week AND v.standing = 'matched' AND v.delivered AND v.credited > v.payable AND NOT v.is_refused
) AS q;

-- stage: by_flex
-- Unplanned visits paid after that, in order, up to the flex, while there is room.
SELECT
    q.visit_ref,
    LEAST(q.credited, GREATEST(CAST(0 AS BIGINT), q.most - (q.upto - q.credited))) AS minutes
FROM (
    SELECT
        v.visit_ref, v.credited, LEAST(r.flex_minutes, r.room - COALESCE(c.minutes, CAST(0 AS BIGINT))) AS most,
        CAST(SUM(v.credited) OVER (
            PARTITION BY v.line_no, v.week ORDER BY v.day, v.starts_minute, v.visit_ref
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS BIGINT) AS upto
    FROM roomy AS r
    JOIN with_leeway AS v ON v.line_no = r.line_no AND v.week = r.week
    LEFT JOIN (
        SELECT b.line_no, b.week, CAST(SUM(b.minutes) AS BIGINT) AS minutes
        FROM by_cap AS b
        GROUP BY b.line_no, b.week
    ) AS c ON c.line_no = r.line_no AND c.week = r.week
    WHERE r.flex_minutes > 0 AND v.standing = 'unplanned' AND v.credited > 0
) AS q;

-- stage: beyond_plan
SELECT b.visit_ref, b.minutes FROM by_cap AS b WHERE b.minutes > 0
UNION ALL
SELECT f.visit_ref, f.minutes FROM by_flex AS f WHERE f.minutes > 0;

-- stage: odd_worth
-- Every visit of the odd weeks as it comes out, and what the codes ask of it.
SELECT
    v.visit_ref, v.line_no, v.week, v.day, v.starts_minute, v.minutes, v.delivered, v.sound, v.missed, v.by_hand,
    v.standing, v.line_day, v.call_ref, v.place, v.planned_start, v.planned_minutes, v.credited,
    CASE WHEN s.is_refused THEN CAST(0 AS BIGINT) ELSE v.payable + COALESCE(m.minutes, CAST(0 AS BIGINT)) END AS payable,
    CASE WHEN s.second_ref IS NOT NULL THEN CAST(0 AS BIGINT) ELSE v.refused_notice END AS refused_notice,
    COALESCE(s.is_refused, FALSE) AS double_up_short
FROM odd_met AS v
LEFT JOIN short_calls AS s ON s.second_ref = v.visit_ref
LEFT JOIN beyond_plan AS m ON m.visit_ref = v.visit_ref;

-- stage: visit_worth (view)
-- Every visit as it comes out.
SELECT
    p.visit_ref, p.line_no, p.week, p.standing, p.call_ref, p.place, p.credited, p.payable, FALSE AS double_up_short
FROM plain_met AS p
UNION ALL
SELECT
    q.visit_ref, q.line_no, q.week, q.standing, q.call_ref, q.place, q.credited, q.payable, q.double_up_short
FROM odd_worth AS q;

-- stage: seen
-- What a line's visits of a week come to, by their standing, and how many there were of the kinds that codes ask about.
SELECT
    w.line_no, w.week, w.payable, w.delivered, w.outside, w.suspended, w.unplanned, w.beyond, w.refused_notice, w.calls_met, w.sound, w.by_hand, w.exact,
    w.implausible
FROM week_met AS w
WHERE NOT EXISTS (SELECT 1 FROM odd_weeks AS o WHERE o.line_no = w.line_no AND o.week = w.week)
UNION ALL
SELECT
    v.line_no, v.week,
    CAST(SUM(v.payable) AS BIGINT) AS payable,
    CAST(SUM(CASE WHEN v.standing IN ('matched', 'unplanned') THEN v.credited ELSE 0 END) AS BIGINT) AS delivered,
    CAST(SUM(CASE WHEN v.standing = 'outside' THEN v.credited ELSE 0 END) AS BIGINT) AS outside,
    CAST(SUM(CASE WHEN v.standing = 'suspended' THEN v.credited ELSE 0 END) AS BIGINT) AS suspended,
    CAST(SUM(CASE WHEN v.standing = 'unplanned' THEN v.credited - v.payable ELSE 0 END) AS BIGINT) AS unplanned,
    CAST(SUM(CASE WHEN v.standing = 'matched' AND NOT v.double_up_short THEN v.credited - v.payable ELSE 0 END) AS BIGINT) AS beyond,
    CAST(SUM(v.refused_notice) AS BIGINT) AS refused_notice,
    CAST(SUM(CASE WHEN v.place = 1 AND NOT v.missed THEN 1 ELSE 0 END) AS BIGINT) AS calls_met,
    CAST(SUM(CASE WHEN v.sound THEN 1 ELSE 0 END) AS BIGINT) AS sound,
    CAST(SUM(CASE WHEN v.sound AND v.by_hand THEN 1 ELSE 0 END) AS BIGINT) AS by_hand,
    CAST(SUM(CASE WHEN v.sound AND v.minutes = v.planned_minutes AND v.starts_minute = v.planned_start THEN 1 ELSE 0 END) AS BIGINT) AS exact,
    CAST(SUM(CASE WHEN v.delivered AND (NOT v.sound OR v.minutes <= 2 OR v.minutes > 960) THEN 1 ELSE 0 END) AS BIGINT) AS implausible
FROM odd_worth AS v
GROUP BY v.line_no, v.week;
