-- The price (specification, section 4): payable minutes given to visits in order, then added up by the rate of their day.

-- stage: given
-- The minutes each visit is given, and the rate of its day (null when there is none).
SELECT q.lw, q.day, q.minutes, r.rate_ref, r.starts AS rate_starts, r.rate_hundredths
FROM (
    SELECT
        w.lw, w.contract_ref, w.service, v.day,
        LEAST(
            v.payable,
            m.payable_minutes - (
                CAST(SUM(v.payable) OVER (
                    PARTITION BY w.lw ORDER BY v.day, v.planned_start, v.place, v.visit_ref
                    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
                ) AS BIGINT) - v.payable
            )
        ) AS minutes
    FROM line_week AS w
    JOIN line_minutes AS m ON m.lw = w.lw
    JOIN visit_worth AS v ON v.line_ref = w.line_ref AND v.week = w.week
    WHERE v.payable > 0
) AS q
LEFT JOIN rates AS r
    ON r.contract_ref = q.contract_ref AND r.service = q.service AND r.starts <= q.day AND q.day < r.ends
WHERE q.minutes > 0;

-- stage: price_parts
-- One part for each rate, rounded half up, once.
SELECT
    g.lw, g.rate_ref, g.rate_starts, g.rate_hundredths,
    CAST(SUM(g.minutes) AS BIGINT) AS minutes,
    (2 * CAST(SUM(g.minutes) AS BIGINT) * g.rate_hundredths + 6000) // 12000 AS pence
FROM given AS g
WHERE g.rate_ref IS NOT NULL
GROUP BY g.lw, g.rate_ref, g.rate_starts, g.rate_hundredths;

-- stage: given_days
-- How many of the visits given minutes have no rate, and the first day of all.
SELECT g.lw, CAST(SUM(CASE WHEN g.rate_ref IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS unpriced, MIN(g.day) AS day
FROM given AS g
GROUP BY g.lw;

-- stage: first_rate
-- The rate of the first day that was given minutes.
SELECT g.lw, MAX(g.rate_hundredths) AS rate_hundredths
FROM given AS g
JOIN given_days AS f ON f.lw = g.lw AND f.day = g.day
GROUP BY g.lw;

-- stage: highest_rate
-- The highest rate in force on any day of the week.
SELECT w.lw, MAX(r.rate_hundredths) AS rate_hundredths
FROM line_week AS w
JOIN days AS d ON d.week = w.week
JOIN rates AS r ON r.contract_ref = w.contract_ref AND r.service = w.service AND r.starts <= d."on" AND d."on" < r.ends
GROUP BY w.lw;

-- stage: parts_total
SELECT p.lw, CAST(SUM(p.pence) AS BIGINT) AS pence
FROM price_parts AS p
GROUP BY p.lw;

-- stage: pricing
-- The rate on the pricing day, the week's rate, and what the parts come to.
SELECT
    w.lw, w.line_ref, w.claimed_rate, m.payable_minutes,
    r.rate_hundredths AS pricing_day_rate,
    COALESCE(g.unpriced, CAST(0 AS BIGINT)) AS unpriced,
    COALESCE(
        r.rate_hundredths,
        CASE WHEN COALESCE(g.unpriced, CAST(0 AS BIGINT)) = 0 THEN f.rate_hundredths END,
        CAST(0 AS BIGINT)
    ) AS week_rate,
    h.rate_hundredths AS highest_rate,
    COALESCE(p.pence, CAST(0 AS BIGINT)) AS parts_pence
FROM line_week AS w
JOIN line_minutes AS m ON m.lw = w.lw
LEFT JOIN rates AS r
    ON r.contract_ref = w.contract_ref AND r.service = w.service AND r.starts <= w.pricing_day AND w.pricing_day < r.ends
LEFT JOIN given_days AS g ON g.lw = w.lw
LEFT JOIN first_rate AS f ON f.lw = w.lw
LEFT JOIN highest_rate AS h ON h.lw = w.lw
LEFT JOIN parts_total AS p ON p.lw = w.lw;
