-- A line-week's minutes (specification, section 3): what was claimed, agreed, delivered and payable.

-- stage: claimed
-- Claims of one line and week added together, for the weeks judged, numbered in key order.
SELECT
    ROW_NUMBER() OVER (ORDER BY c.week, c.provider_ref, c.person_ref, c.service) AS lw,
    c.provider_ref, c.person_ref, c.service, c.week,
    CAST(SUM(c.minutes) AS BIGINT) AS claimed_minutes,
    CAST(SUM(c.pence) AS BIGINT) AS claimed_pence,
    MAX(c.rate_hundredths) AS claimed_rate
FROM claims AS c
JOIN days AS d ON d."on" = c.week
GROUP BY c.provider_ref, c.person_ref, c.service, c.week;

-- stage: first_day
-- The first day of the week on which the line is in force.
SELECT k.lw, MIN(d."on") AS day
FROM claimed AS k
JOIN lines AS l ON l.provider_ref = k.provider_ref AND l.person_ref = k.person_ref AND l.service = k.service
JOIN days AS d ON d.week = k.week
JOIN commissions AS c ON c.line_ref = l.line_ref AND c.starts <= d."on" AND d."on" < c.ends
GROUP BY k.lw;

-- stage: line_week
-- Each line-week with its line, its pricing day, what was paid before, and its opening position.
SELECT
    k.lw, k.provider_ref, k.person_ref, k.service, k.week, k.claimed_minutes, k.claimed_pence, k.claimed_rate,
    l.line_ref, l.contract_ref,
    COALESCE(f.day, k.week) AS pricing_day,
    COALESCE(p.pence, CAST(0 AS BIGINT)) AS paid_pence,
    o.paid_to
FROM claimed AS k
LEFT JOIN lines AS l ON l.provider_ref = k.provider_ref AND l.person_ref = k.person_ref AND l.service = k.service
LEFT JOIN first_day AS f ON f.lw = k.lw
LEFT JOIN paid AS p ON p.line_ref = l.line_ref AND p.week = k.week
LEFT JOIN openings AS o ON o.line_ref = l.line_ref;

-- stage: agreed
SELECT w.lw, CAST(SUM(c.minutes * c.carers) AS BIGINT) AS minutes
FROM line_week AS w
JOIN days AS d ON d.week = w.week
JOIN calls AS c ON c.line_ref = w.line_ref AND c."on" = d."on"
GROUP BY w.lw;

-- stage: seen
-- What was seen on days in force: credited, and payable.
SELECT w.lw, CAST(SUM(v.credited) AS BIGINT) AS delivered, CAST(SUM(v.payable) AS BIGINT) AS payable
FROM line_week AS w
JOIN visit_worth AS v ON v.line_ref = w.line_ref AND v.week = w.week
WHERE v.standing IN ('matched', 'unplanned')
GROUP BY w.lw;

-- stage: line_minutes
SELECT
    w.lw,
    COALESCE(a.minutes, CAST(0 AS BIGINT)) AS agreed_minutes,
    COALESCE(s.delivered, CAST(0 AS BIGINT)) AS delivered_minutes,
    LEAST(w.claimed_minutes, COALESCE(s.payable, CAST(0 AS BIGINT))) AS payable_minutes,
    w.claimed_minutes - LEAST(w.claimed_minutes, COALESCE(s.payable, CAST(0 AS BIGINT))) AS cut_minutes
FROM line_week AS w
LEFT JOIN agreed AS a ON a.lw = w.lw
LEFT JOIN seen AS s ON s.lw = w.lw;
