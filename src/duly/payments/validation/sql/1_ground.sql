-- What the visits stand on (specification, "What comes in"): days and their types, lines by number, what is in force, and interrupted days.

-- stage: judged_days
-- Every day of the weeks judged, with both of its day types, its number since the first day of all (below 4,194,304), and a bit of its own in its week.
SELECT
    d."on" AS day, d.week, DATE_DIFF('day', DATE '0001-01-01', d."on") AS day_no,
    CASE DATE_DIFF('day', d.week, d."on")
        WHEN 0 THEN CAST(1 AS INTEGER) WHEN 1 THEN CAST(2 AS INTEGER) WHEN 2 THEN CAST(4 AS INTEGER) WHEN 3 THEN CAST(8 AS INTEGER)
        WHEN 4 THEN CAST(16 AS INTEGER) WHEN 5 THEN CAST(32 AS INTEGER) ELSE CAST(64 AS INTEGER)
    END AS day_bit,
    CASE DATE_DIFF('day', d.week, d."on") WHEN 5 THEN 'saturday' WHEN 6 THEN 'sunday' ELSE 'weekday' END AS day_type,
    h."on" IS NOT NULL AS bank_holiday
FROM days AS d
LEFT JOIN holidays AS h ON h."on" = d."on";

-- stage: judged_weeks
SELECT d.week, MAX(d.day) AS sunday
FROM judged_days AS d
GROUP BY d.week;

-- stage: known_contracts
SELECT c.contract_ref, CAST(ROW_NUMBER() OVER (ORDER BY c.contract_ref) AS INTEGER) AS contract_no
FROM (SELECT l.contract_ref FROM lines AS l UNION SELECT t.contract_ref FROM terms AS t) AS c;

-- stage: known_terms
SELECT t.*, c.contract_no, CAST(ROW_NUMBER() OVER (ORDER BY t.contract_ref, t.starts) AS INTEGER) AS terms_no
FROM terms AS t
JOIN known_contracts AS c ON c.contract_ref = t.contract_ref;

-- stage: book
-- The hourly rates, numbered in the order of their price parts, with the weight of each one's keys.
SELECT
    ROW_NUMBER() OVER (ORDER BY r.starts, r.rate_ref) AS rate_no,
    r.rate_ref, r.contract_ref, r.service, r.starts, r.ends, r.rate_hundredths, r.line_ref, r.day_type, r.band_from, r.band_to, r.carer, r.zone,
    r.approved,
    r.band_from <> 0 OR r.band_to <> 1440 AS banded,
    CASE WHEN r.line_ref <> '' THEN 32 ELSE 0 END
    + CASE WHEN r.day_type = 'bank-holiday' THEN 16 WHEN r.day_type <> '' THEN 8 ELSE 0 END
    + CASE WHEN r.band_from <> 0 OR r.band_to <> 1440 THEN 4 ELSE 0 END
    + CASE WHEN r.carer <> 0 THEN 2 ELSE 0 END
    + CASE WHEN r.zone <> '' THEN 1 ELSE 0 END AS weight
FROM rates AS r
WHERE r.unit = 'hour';

-- stage: book_keys
-- Which keys the rates of a contract and service tell apart; the others need not tell cells apart.
SELECT
    b.contract_ref, b.service,
    MAX(CASE WHEN b.banded THEN 1 ELSE 0 END) AS by_length,
    MAX(CASE WHEN b.carer <> 0 THEN 1 ELSE 0 END) AS by_carer,
    MAX(CASE WHEN b.zone <> '' THEN 1 ELSE 0 END) AS by_zone
FROM book AS b
GROUP BY b.contract_ref, b.service;

-- stage: own_rates
SELECT b.contract_ref, b.service, b.line_ref
FROM book AS b
WHERE b.line_ref <> ''
GROUP BY b.contract_ref, b.service, b.line_ref;

-- stage: line_keys
-- Each line with what its rates can depend on: its own reference only if it has rates of its own, its zone only if any rate has one.
SELECT
    l.line_ref, l.person_ref, l.provider_ref, l.service, l.contract_ref,
    COALESCE(k.by_length, 0) = 1 AS by_length,
    COALESCE(k.by_carer, 0) = 1 AS by_carer,
    COALESCE(o.line_ref, '') AS own_line,
    CASE WHEN k.by_zone = 1 THEN l.zone ELSE '' END AS own_zone
FROM lines AS l
LEFT JOIN book_keys AS k ON k.contract_ref = l.contract_ref AND k.service = l.service
LEFT JOIN own_rates AS o ON o.contract_ref = l.contract_ref AND o.service = l.service AND o.line_ref = l.line_ref;

-- stage: profiles
-- Lines that share every key are priced alike.
SELECT
    p.contract_ref, p.service, p.own_line, p.own_zone,
    ROW_NUMBER() OVER (ORDER BY p.contract_ref, p.service, p.own_line, p.own_zone) AS profile_no
FROM (SELECT DISTINCT k.contract_ref, k.service, k.own_line, k.own_zone FROM line_keys AS k) AS p;

-- stage: known_lines
-- Each line by its number. Most lines are in force, and under one version of terms, on every day there are visits: `steady_terms_no` says so of terms. Of the
-- others `unsteady_line` and `unsteady_contract` are the line and its contract, to be looked up by the day.
SELECT
    ROW_NUMBER() OVER (ORDER BY k.line_ref) AS line_no,
    k.line_ref, k.person_ref, k.provider_ref, k.service, k.contract_ref, c.contract_no, k.by_length, k.by_carer, p.profile_no,
    t.terms_no AS steady_terms_no,
    CASE WHEN m.line_ref IS NULL THEN ROW_NUMBER() OVER (ORDER BY k.line_ref) END AS unsteady_line,
    CASE WHEN t.terms_no IS NULL THEN c.contract_no END AS unsteady_contract
FROM line_keys AS k
JOIN known_contracts AS c ON c.contract_ref = k.contract_ref
JOIN profiles AS p
    ON p.contract_ref = k.contract_ref AND p.service = k.service AND p.own_line = k.own_line AND p.own_zone = k.own_zone
CROSS JOIN (SELECT MIN(v."on") AS first_day, MAX(v."on") AS last_day FROM visits AS v) AS f
LEFT JOIN commissions AS m ON m.line_ref = k.line_ref AND m.starts <= f.first_day AND f.last_day < m.ends
LEFT JOIN known_terms AS t ON t.contract_no = c.contract_no AND t.starts <= f.first_day AND f.last_day < t.ends;

-- stage: in_force
SELECT l.line_no, c.starts, c.ends, c.approved
FROM commissions AS c
JOIN known_lines AS l ON l.line_ref = c.line_ref;

-- stage: line_terms
-- For each line and week judged, the trim day (the first day in force within the week, or its Monday) and the terms of that day.
SELECT q.line_no, q.week, q.trim_day, t.terms_no
FROM (
    SELECT l.line_no, l.contract_no, w.week, COALESCE(f.day, w.week) AS trim_day
    FROM known_lines AS l
    CROSS JOIN judged_weeks AS w
    LEFT JOIN (
        SELECT c.line_no, w.week, MIN(GREATEST(c.starts, w.week)) AS day
        FROM in_force AS c
        JOIN judged_weeks AS w ON c.starts <= w.sunday AND w.week < c.ends
        GROUP BY c.line_no, w.week
    ) AS f ON f.line_no = l.line_no AND f.week = w.week
) AS q
LEFT JOIN known_terms AS t ON t.contract_no = q.contract_no AND t.starts <= q.trim_day AND q.trim_day < t.ends;

-- stage: interruption_days
-- Every judged day that an interruption interrupts. The first day of hospital and respite is cared for at home.
SELECT i.person_ref, d.day, i.kind, i.starts, DATE_DIFF('day', i.starts, d.day) + 1 AS day_number
FROM interruptions AS i
JOIN judged_days AS d ON i.starts <= d.day AND d.day < i.ends
WHERE i.kind IN ('holiday', 'suspension') OR i.starts < d.day;

-- stage: interrupted
-- Each line's interrupted days, by the interruption that counts; `elsewhere` when any of them is hospital or respite.
SELECT l.line_no, q.day, q.kind, q.day_number, q.elsewhere
FROM (
    SELECT
        i.person_ref, i.day, i.kind, i.day_number,
        ROW_NUMBER() OVER (PARTITION BY i.person_ref, i.day ORDER BY i.kind, i.starts) AS nth,
        MAX(CASE WHEN i.kind IN ('hospital', 'respite') THEN 1 ELSE 0 END) OVER (PARTITION BY i.person_ref, i.day) AS elsewhere
    FROM interruption_days AS i
) AS q
JOIN known_lines AS l ON l.person_ref = q.person_ref
WHERE q.nth = 1;

-- stage: planned
-- Every call of the weeks judged, by the number of its line.
SELECT
    k.call_ref, l.line_no, l.line_no * 4194304 + d.day_no AS line_day, d.day, d.day_bit, d.week, k.starts_minute AS planned_start,
    k.minutes AS planned_minutes, k.carers, i.line_no IS NOT NULL AS is_interrupted
FROM calls AS k
JOIN judged_days AS d ON d.day = k."on"
JOIN known_lines AS l ON l.line_ref = k.line_ref
LEFT JOIN interrupted AS i ON i.line_no = l.line_no AND i.day = k."on";

-- stage: planned_starts
-- A line's calls of a week that start at one time of day. `is_doubled` where two of them are of one day: the sum of different bits is what they are together.
SELECT
    k.line_no, k.week, k.planned_start,
    CAST(SUM(CASE WHEN k.is_interrupted THEN 0 ELSE k.planned_minutes * k.carers END) AS BIGINT) AS minutes,
    CAST(SUM(CASE WHEN k.is_interrupted THEN 0 ELSE 1 END) AS BIGINT) AS calls,
    MIN(k.day) AS first_day, MAX(k.day) AS last_day,
    MIN(k.planned_minutes) AS shortest, MAX(k.planned_minutes) AS longest,
    CAST(SUM(k.day_bit) AS BIGINT) <> BIT_OR(k.day_bit) AS is_doubled
FROM planned AS k
GROUP BY k.line_no, k.week, k.planned_start;

-- stage: line_starts
-- The times of day at which calls of a line start, on whatever day, with the starts of visits each is nearest to: from half way to the one before it (where
-- the two are as near, the earlier has it) to half way to the next. `start_bit`, times a day's, is of its own for each of the first three, and shared by the others.
SELECT
    q.line_no, q.planned_start,
    COALESCE((q.start_before + q.planned_start) // 2 + 1, CAST(0 AS BIGINT)) AS nearest_from,
    COALESCE((q.planned_start + q.start_after) // 2, 9223372036854775807) AS nearest_to,
    CASE q.nth WHEN 1 THEN CAST(1 AS INTEGER) WHEN 2 THEN CAST(128 AS INTEGER) WHEN 3 THEN CAST(16384 AS INTEGER) ELSE CAST(2097152 AS INTEGER) END AS start_bit
FROM (
    SELECT
        s.line_no, s.planned_start,
        LAG(s.planned_start) OVER (PARTITION BY s.line_no ORDER BY s.planned_start) AS start_before,
        LEAD(s.planned_start) OVER (PARTITION BY s.line_no ORDER BY s.planned_start) AS start_after,
        ROW_NUMBER() OVER (PARTITION BY s.line_no ORDER BY s.planned_start) AS nth
    FROM (SELECT DISTINCT p.line_no, p.planned_start FROM planned_starts AS p) AS s
) AS q;

-- stage: only_one
-- Of calls of a line that start together on one day, the first by its reference: it alone can be met.
SELECT k.line_day, k.planned_start, MIN(k.call_ref) AS call_ref
FROM planned AS k
JOIN planned_starts AS s ON s.line_no = k.line_no AND s.week = k.week AND s.planned_start = k.planned_start
WHERE s.is_doubled
GROUP BY k.line_day, k.planned_start;
