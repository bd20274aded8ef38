-- The price (specification, section 4): one rate for each distinct cell, and payable minutes added up by rate.
-- Lines that no rate tells apart share a profile. Where no rate of the book is for a band or a carer, the length or carer of a cell is 0 (a length
-- above 1440, which no rate for "any length" answers, is 1441): so there are few cells, however many visits.

-- stage: lengths
-- Each length and carer of a line-week's calls, from 1 up to the carers needed; (60, 1) when it has no calls.
SELECT DISTINCT
    w.lw, w.profile_no, w.week,
    CASE WHEN w.by_length THEN k.planned_minutes WHEN k.planned_minutes > 1440 THEN 1441 ELSE 0 END AS length,
    CASE WHEN w.by_carer THEN n.carer ELSE 0 END AS carer
FROM line_week AS w
JOIN planned AS k ON k.line_no = w.line_no AND k.week = w.week
JOIN either_carer AS n ON n.carer <= k.carers
WHERE w.by_length OR w.by_carer
UNION ALL
SELECT w.lw, w.profile_no, w.week, 0 AS length, 0 AS carer
FROM line_week AS w
JOIN planned_week AS k ON k.line_no = w.line_no AND k.week = w.week
WHERE NOT w.by_length AND NOT w.by_carer AND k.shortest <= 1440
UNION ALL
SELECT w.lw, w.profile_no, w.week, 1441 AS length, 0 AS carer
FROM line_week AS w
JOIN planned_week AS k ON k.line_no = w.line_no AND k.week = w.week
WHERE NOT w.by_length AND NOT w.by_carer AND k.longest > 1440
UNION ALL
SELECT w.lw, w.profile_no, w.week, CASE WHEN w.by_length THEN 60 ELSE 0 END AS length, CASE WHEN w.by_carer THEN 1 ELSE 0 END AS carer
FROM line_week AS w
LEFT JOIN planned_week AS k ON k.line_no = w.line_no AND k.week = w.week
WHERE w.line_no IS NOT NULL AND k.line_no IS NULL;

-- stage: week_cells
SELECT DISTINCT n.profile_no, n.week, n.length, n.carer
FROM lengths AS n;

-- stage: cells
-- Every cell that can be asked: those of the week's days and its calls' lengths and carers, and those of unplanned visits that are paid.
SELECT n.profile_no, d.day, n.length, n.carer
FROM week_cells AS n
JOIN judged_days AS d ON d.week = n.week
UNION
SELECT
    l.profile_no, v.day,
    CASE WHEN l.by_length THEN LEAST(v.credited, CAST(1440 AS BIGINT)) ELSE 0 END AS length,
    CASE WHEN l.by_carer THEN 1 ELSE 0 END AS carer
FROM odd_worth AS v
JOIN known_lines AS l ON l.line_no = v.line_no
WHERE v.standing = 'unplanned' AND v.payable > 0;

-- stage: profile_book
-- The rates that may answer for a profile, whatever the day, length and carer.
SELECT
    p.profile_no, b.rate_no, b.starts, b.ends, b.rate_hundredths, b.day_type, b.band_from, b.band_to, b.carer, b.approved, b.weight
FROM profiles AS p
JOIN book AS b
    ON b.contract_ref = p.contract_ref
    AND b.service = p.service
    AND (b.line_ref = '' OR b.line_ref = p.own_line)
    AND (b.zone = '' OR b.zone = p.own_zone);

-- stage: answering
-- Every rate that answers for a cell, approved or not.
SELECT c.profile_no, c.day, c.length, c.carer, b.rate_no, b.rate_hundredths, b.approved, b.weight
FROM cells AS c
JOIN judged_days AS d ON d.day = c.day
JOIN profile_book AS b
    ON b.profile_no = c.profile_no
    AND b.starts <= c.day
    AND c.day < b.ends
    AND (b.day_type = '' OR b.day_type = d.day_type OR (b.day_type = 'bank-holiday' AND d.bank_holiday))
    AND b.band_from <= c.length
    AND c.length <= b.band_to
    AND (b.carer = 0 OR b.carer = c.carer);

-- stage: weightiest
-- The greatest weight of an approved rate for each cell; -1 when only rates that are not approved answer. Where one rate answers it is told.
SELECT
    a.profile_no, a.day, a.length, a.carer, MAX(CASE WHEN a.approved THEN a.weight ELSE -1 END) AS weight,
    CASE WHEN COUNT(*) = 1 THEN MAX(CASE WHEN a.approved THEN a.rate_no END) END AS only_no,
    CASE WHEN COUNT(*) = 1 THEN MAX(CASE WHEN a.approved THEN a.rate_hundredths END) END AS only_hundredths
FROM answering AS a
GROUP BY a.profile_no, a.day, a.length, a.carer;

-- stage: cell_rate
-- The rate of each cell: the one of the greatest weight. Two are ambiguous. Whether the contract may be paid under on its day.
SELECT
    c.profile_no, c.day, c.length, c.carer,
    CASE WHEN q.rates = 1 THEN q.rate_no ELSE w.only_no END AS rate_no,
    CASE WHEN q.rates = 1 THEN q.rate_hundredths ELSE w.only_hundredths END AS rate_hundredths,
    CASE WHEN w.weight IS NULL THEN 1 ELSE 0 END AS is_missing,
    CASE WHEN w.weight = -1 THEN 1 ELSE 0 END AS is_unapproved,
    CASE WHEN q.rates > 1 THEN 1 ELSE 0 END AS is_ambiguous,
    CASE WHEN s.contract_ref IS NULL THEN 1 ELSE 0 END AS is_uncontracted
FROM cells AS c
JOIN profiles AS p ON p.profile_no = c.profile_no
LEFT JOIN contracts AS s ON s.contract_ref = p.contract_ref AND s.starts <= c.day AND c.day < s.ends
LEFT JOIN weightiest AS w ON w.profile_no = c.profile_no AND w.day = c.day AND w.length = c.length AND w.carer = c.carer
LEFT JOIN (
    SELECT
        a.profile_no, a.day, a.length, a.carer, COUNT(*) AS rates, MAX(a.rate_no) AS rate_no, MAX(a.rate_hundredths) AS rate_hundredths
    FROM answering AS a
    JOIN weightiest AS w
        ON w.profile_no = a.profile_no AND w.day = a.day AND w.length = a.length AND w.carer = a.carer AND w.weight = a.weight
    WHERE a.approved AND w.only_no IS NULL
    GROUP BY a.profile_no, a.day, a.length, a.carer
) AS q ON q.profile_no = c.profile_no AND q.day = c.day AND q.length = c.length AND q.carer = c.carer;

-- stage: first_calls
-- The length of each line-week's first call, where lengths are told apart.
SELECT q.lw, q.planned_minutes
FROM (
    SELECT
        w.lw, k.planned_minutes,
        ROW_NUMBER() OVER (PARTITION BY w.lw ORDER BY k.planned_start, k.call_ref) AS nth
    FROM line_week AS w
    JOIN planned_week AS p ON p.line_no = w.line_no AND p.week = w.week
    JOIN planned AS k ON k.line_no = p.line_no AND k.week = p.week AND k.day = p.first_day
    WHERE w.by_length OR p.longest > 1440
) AS q
WHERE q.nth = 1;

-- stage: same_rate
-- Profiles and weeks with one rate for every cell: there, however minutes are given to visits, they come to the same.
SELECT c.profile_no, d.week
FROM cell_rate AS c
JOIN judged_days AS d ON d.day = c.day
GROUP BY c.profile_no, d.week
HAVING COUNT(c.rate_no) = COUNT(*) AND MIN(c.rate_no) = MAX(c.rate_no) AND MIN(c.is_uncontracted) = MAX(c.is_uncontracted);

-- stage: pricing_cell
-- The cell each line-week's own rate is looked for in: its trim day, the length of its first call, and carer 1.
SELECT
    q.lw, q.line_no, q.week, q.profile_no, q.by_length, q.by_carer, m.payable_minutes, m.seen_minutes,
    c.rate_no, c.rate_hundredths, c.is_missing, c.is_unapproved, c.is_ambiguous, c.is_uncontracted,
    o.profile_no IS NOT NULL AS is_same_rate,
    o.profile_no IS NULL AND m.payable_minutes > 0 AND (m.payable_minutes < m.seen_minutes OR c.rate_no IS NULL) AS in_order
FROM (
    SELECT
        w.lw, w.line_no, w.week, w.profile_no, w.by_length, w.by_carer, w.trim_day AS day,
        CASE
            WHEN w.by_length THEN COALESCE(f.planned_minutes, CAST(60 AS BIGINT))
            WHEN f.planned_minutes > 1440 THEN CAST(1441 AS BIGINT)
            ELSE CAST(0 AS BIGINT)
        END AS length,
        CASE WHEN w.by_carer THEN 1 ELSE 0 END AS carer
    FROM line_week AS w
    LEFT JOIN first_calls AS f ON f.lw = w.lw
    WHERE w.line_no IS NOT NULL
) AS q
JOIN line_minutes AS m ON m.lw = q.lw
JOIN cell_rate AS c ON c.profile_no = q.profile_no AND c.day = q.day AND c.length = q.length AND c.carer = q.carer
LEFT JOIN same_rate AS o ON o.profile_no = q.profile_no AND o.week = q.week;

-- stage: watched_weeks
-- Line-weeks whose visits are looked at one by one, by their price or by a rule: those with more rates than one, with a line that waits for approval, and of
-- people who died, or were ever elsewhere.
SELECT p.line_no, p.week
FROM pricing_cell AS p
WHERE NOT p.is_same_rate AND p.payable_minutes > 0
UNION
SELECT w.line_no, w.week
FROM line_week AS w
JOIN in_force AS c ON c.line_no = w.line_no AND NOT c.approved
UNION
SELECT w.line_no, w.week
FROM line_week AS w
JOIN interrupted AS i ON i.line_no = w.line_no AND i.elsewhere = 1
UNION
SELECT w.line_no, w.week
FROM line_week AS w
JOIN (SELECT x.person_ref FROM deaths AS x UNION SELECT s.person_ref FROM stays AS s) AS p ON p.person_ref = w.person_ref
WHERE w.line_no IS NOT NULL;

-- stage: watched_visits
SELECT
    v.visit_ref, v.line_no, v.week, v.day, v.starts_minute, v.sound, v.standing, {place} AS place, v.planned_start, v.planned_minutes, v.credited, v.payable
FROM (
    SELECT q.*, {payable} AS payable, {standing} AS standing
    FROM visit_day AS q
    JOIN watched_weeks AS w ON w.line_no = q.line_no AND w.week = q.week
) AS v
LEFT JOIN for_two AS f ON f.line_day = v.line_day AND f.planned_start = v.planned_start
WHERE NOT EXISTS (SELECT 1 FROM odd_weeks AS o WHERE o.line_no = v.line_no AND o.week = v.week)
UNION ALL
SELECT
    v.visit_ref, v.line_no, v.week, v.day, v.starts_minute, v.sound, v.standing, v.place, v.planned_start, v.planned_minutes, v.credited, v.payable
FROM odd_worth AS v
JOIN watched_weeks AS w ON w.line_no = v.line_no AND w.week = v.week;

-- stage: in_turn
-- Where not every payable minute is paid, or the pricing cell has no rate: what each visit and each call retained is given, and its turn.
SELECT q.lw, q.profile_no, q.day, q.length, q.carer, q.turn, LEAST(q.payable, q.payable_minutes - (q.upto - q.payable)) AS minutes
FROM (
    SELECT
        w.lw, w.profile_no, v.day,
        CASE WHEN w.by_length THEN v.length WHEN v.length > 1440 THEN 1441 ELSE 0 END AS length,
        CASE WHEN w.by_carer THEN v.place ELSE 0 END AS carer,
        v.payable, w.payable_minutes,
        ROW_NUMBER() OVER (PARTITION BY w.lw ORDER BY v.day, v.starts, v.place, v.kind, v.ref) AS turn,
        CAST(SUM(v.payable) OVER (
            PARTITION BY w.lw ORDER BY v.day, v.starts, v.place, v.kind, v.ref ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
        ) AS BIGINT) AS upto
    FROM pricing_cell AS w
    JOIN (
        SELECT
            r.line_no, r.week, r.day, r.planned_start AS starts, r.carer AS place, 0 AS kind, r.call_ref AS ref,
            r.planned_minutes AS length, r.minutes AS payable
        FROM retained AS r
        UNION ALL
        SELECT
            v.line_no, v.week, v.day,
            CASE WHEN v.standing = 'matched' THEN v.planned_start ELSE v.starts_minute END AS starts,
            CASE WHEN v.standing = 'matched' THEN v.place ELSE 1 END AS place,
            CASE WHEN v.standing = 'matched' THEN 1 ELSE 2 END AS kind,
            v.visit_ref AS ref,
            CASE WHEN v.standing = 'matched' THEN v.planned_minutes ELSE LEAST(v.credited, CAST(1440 AS BIGINT)) END AS length,
            v.payable
        FROM watched_visits AS v
    ) AS v ON v.line_no = w.line_no AND v.week = w.week
    WHERE w.in_order AND v.payable > 0
) AS q
WHERE q.payable_minutes > q.upto - q.payable;

-- stage: given
-- Payable minutes by the rate of their cell (no number when it has none).
SELECT
    g.lw, c.rate_no, c.is_missing, c.is_unapproved, c.is_ambiguous, c.is_uncontracted, CAST(SUM(g.minutes) AS BIGINT) AS minutes
FROM (
    SELECT
        w.lw, w.profile_no, v.day,
        CASE
            WHEN w.by_length
            THEN CASE WHEN v.standing = 'matched' THEN v.planned_minutes ELSE LEAST(v.credited, CAST(1440 AS BIGINT)) END
            WHEN v.planned_minutes > 1440 THEN 1441
            ELSE 0
        END AS length,
        CASE WHEN NOT w.by_carer THEN 0 WHEN v.standing = 'matched' THEN v.place ELSE 1 END AS carer,
        v.payable AS minutes
    FROM watched_visits AS v
    JOIN pricing_cell AS w ON w.line_no = v.line_no AND w.week = v.week
    WHERE NOT w.is_same_rate AND NOT w.in_order AND w.payable_minutes > 0 AND v.payable > 0
    UNION ALL
    SELECT
        w.lw, w.profile_no, r.day,
        CASE WHEN w.by_length THEN r.planned_minutes WHEN r.planned_minutes > 1440 THEN 1441 ELSE 0 END AS length,
        CASE WHEN w.by_carer THEN r.carer ELSE 0 END AS carer,
        r.minutes
    FROM retained AS r
    JOIN pricing_cell AS w ON w.line_no = r.line_no AND w.week = r.week
    WHERE NOT w.is_same_rate AND NOT w.in_order AND w.payable_minutes > 0 AND r.minutes > 0
    UNION ALL
    SELECT t.lw, t.profile_no, t.day, t.length, t.carer, t.minutes
    FROM in_turn AS t
) AS g
JOIN cell_rate AS c ON c.profile_no = g.profile_no AND c.day = g.day AND c.length = g.length AND c.carer = g.carer
GROUP BY g.lw, c.rate_no, c.is_missing, c.is_unapproved, c.is_ambiguous, c.is_uncontracted
UNION ALL
SELECT p.lw, p.rate_no, p.is_missing, p.is_unapproved, p.is_ambiguous, p.is_uncontracted, p.payable_minutes AS minutes
FROM pricing_cell AS p
WHERE p.is_same_rate AND p.payable_minutes > 0;

-- stage: asked
-- What is wrong with the cells asked: those given minutes, or the pricing cell alone when nothing is payable.
SELECT
    q.lw, MAX(q.is_missing) AS is_missing, MAX(q.is_unapproved) AS is_unapproved, MAX(q.is_ambiguous) AS is_ambiguous,
    MAX(q.is_uncontracted) AS is_uncontracted
FROM (
    SELECT g.lw, g.is_missing, g.is_unapproved, g.is_ambiguous, g.is_uncontracted
    FROM given AS g
    UNION ALL
    SELECT p.lw, p.is_missing, p.is_unapproved, p.is_ambiguous, p.is_uncontracted
    FROM pricing_cell AS p
    WHERE p.payable_minutes = 0
) AS q
GROUP BY q.lw;

-- stage: price_parts
-- One part for each rate, rounded half up, once.
SELECT
    q.lw, q.rate_no, b.rate_ref, b.rate_hundredths, q.minutes,
    (2 * q.minutes * b.rate_hundredths + 6000) // 12000 AS pence
FROM (
    SELECT g.lw, g.rate_no, CAST(SUM(g.minutes) AS BIGINT) AS minutes
    FROM given AS g
    WHERE g.rate_no IS NOT NULL
    GROUP BY g.lw, g.rate_no
) AS q
JOIN book AS b ON b.rate_no = q.rate_no;

-- stage: first_given
-- The rate of the first cell given minutes, where the pricing cell has none.
SELECT q.lw, c.rate_hundredths
FROM (
    SELECT t.lw, t.profile_no, t.day, t.length, t.carer, ROW_NUMBER() OVER (PARTITION BY t.lw ORDER BY t.turn) AS nth
    FROM in_turn AS t
) AS q
JOIN cell_rate AS c ON c.profile_no = q.profile_no AND c.day = q.day AND c.length = q.length AND c.carer = q.carer
WHERE q.nth = 1;

-- stage: pricing
-- The week's rate, what the parts come to, and whether anything stands in the way of a price.
SELECT
    p.lw, p.payable_minutes, a.is_missing, a.is_unapproved, a.is_ambiguous, a.is_uncontracted,
    a.is_missing + a.is_unapproved + a.is_ambiguous + a.is_uncontracted = 0 AS has_price,
    COALESCE(
        p.rate_hundredths,
        CASE WHEN a.is_missing + a.is_unapproved + a.is_ambiguous = 0 THEN f.rate_hundredths END,
        CAST(0 AS BIGINT)
    ) AS week_rate,
    COALESCE(s.pence, CAST(0 AS BIGINT)) AS parts_pence
FROM pricing_cell AS p
JOIN asked AS a ON a.lw = p.lw
LEFT JOIN first_given AS f ON f.lw = p.lw
LEFT JOIN (
    SELECT t.lw, CAST(SUM(t.pence) AS BIGINT) AS pence
    FROM price_parts AS t
    GROUP BY t.lw
) AS s ON s.lw = p.lw;

-- stage: week_rates
-- The rates that answer within a week for calls of one length and carer.
SELECT DISTINCT n.profile_no, n.week, n.length, n.carer, c.rate_hundredths
FROM week_cells AS n
JOIN judged_days AS d ON d.week = n.week
JOIN cell_rate AS c ON c.profile_no = n.profile_no AND c.day = d.day AND c.length = n.length AND c.carer = n.carer
WHERE c.rate_no IS NOT NULL;

-- stage: odd_claims
-- Claims that stand, of line-weeks with a price, at a rate that is neither the lowest nor the highest that answers.
SELECT c.lw, c.invoice_ref, c.invoice_line, c.rate_hundredths, q.lowest, q.highest
FROM claim_standing AS c
JOIN pricing AS p ON p.lw = c.lw
JOIN (
    SELECT n.lw, MIN(r.lowest) AS lowest, MAX(r.highest) AS highest
    FROM lengths AS n
    JOIN (
        SELECT w.profile_no, w.week, w.length, w.carer, MIN(w.rate_hundredths) AS lowest, MAX(w.rate_hundredths) AS highest
        FROM week_rates AS w
        GROUP BY w.profile_no, w.week, w.length, w.carer
    ) AS r ON r.profile_no = n.profile_no AND r.week = n.week AND r.length = n.length AND r.carer = n.carer
    GROUP BY n.lw
) AS q ON q.lw = c.lw
WHERE c.aside = 0 AND c.minutes > 0 AND p.has_price AND c.rate_hundredths <> q.lowest AND c.rate_hundredths <> q.highest;
