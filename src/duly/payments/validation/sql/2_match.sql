-- Visits meet calls (specification, section 1): the line of each visit, the call it chooses, and the place it has there.
-- Most visits met a call that nobody else did, or were one of two who met a call for two. Their weeks go a short way, by sums; the weeks of lines in which
-- anything else may be are the odd ones, and everything is asked of their visits, one by one. Either way the same comes out.

-- phrase: credited
-- What a visit's minutes come to in the measure of its contract; without a call, as they are.
CASE
    WHEN q.line_no IS NULL THEN CAST(0 AS BIGINT)
    WHEN q.planned_start IS NULL THEN CASE WHEN q.sound THEN q.minutes ELSE CAST(0 AS BIGINT) END
    WHEN q.worth_percent IS NOT NULL THEN (2 * q.planned_minutes * q.worth_percent + 100) // 200
    WHEN q.basis = 'ACTUAL_MINUTE' THEN q.minutes
    WHEN q.basis = 'PLANNED_WITHIN'
    THEN CASE
        WHEN q.planned_minutes - q.minutes > q.tolerance_minutes
        THEN GREATEST(q.minutes, LEAST(q.floor_minutes, q.planned_minutes))
        WHEN q.minutes - q.planned_minutes > q.tolerance_minutes THEN q.minutes
        ELSE q.planned_minutes
    END
    WHEN q.basis = 'BANDED' THEN COALESCE(q.band_minutes, q.minutes)
    ELSE GREATEST(
        q.minimum_minutes,
        CASE q.increment_way
            WHEN 'up' THEN (q.minutes + q.increment_minutes - 1) // q.increment_minutes
            WHEN 'down' THEN q.minutes // q.increment_minutes
            ELSE (2 * q.minutes + q.increment_minutes) // (2 * q.increment_minutes)
        END * q.increment_minutes
    )
END

-- phrase: payable
-- What is payable of what is credited, before the week's cap, the flex and double-handed calls.
CASE
    WHEN q.planned_start IS NULL THEN CAST(0 AS BIGINT)
    WHEN q.worth_percent IS NULL THEN LEAST(q.credited, q.planned_minutes)
    ELSE q.credited
END

-- phrase: refused_notice
-- What is left of the plan when a visit was cancelled or found nobody in.
CASE
    WHEN q.planned_start IS NOT NULL AND NOT q.delivered AND NOT q.missed THEN GREATEST(CAST(0 AS BIGINT), q.planned_minutes - q.credited)
    ELSE CAST(0 AS BIGINT)
END

-- phrase: begins
-- Minutes since the first midnight of all, so that visits of two days can be compared.
DATE_DIFF('day', DATE '0001-01-01', v.day) * CAST(1440 AS BIGINT) + v.starts_minute

-- phrase: rank
-- How those who chose one call are ranked: delivered before others, then nearest, then earliest. Two may be alike; then their references say.
CASE WHEN v.delivered THEN 0 ELSE 1 END * CAST(1099511627776 AS BIGINT) + ABS(v.starts_minute - v.planned_start) * 2
+ CASE WHEN v.starts_minute > v.planned_start THEN 1 ELSE 0 END

-- phrase: place
-- Where all have places at the calls they chose: of two at a call for two, the first by rank, or else by reference, has the first.
CASE
    WHEN v.planned_start IS NULL THEN CAST(0 AS BIGINT)
    WHEN f.first_rank < {rank} OR (f.first_rank = f.last_rank AND f.first_ref < v.visit_ref) THEN CAST(2 AS BIGINT)
    ELSE CAST(1 AS BIGINT)
END

-- phrase: standing
CASE
    WHEN q.planned_start IS NOT NULL THEN 'matched'
    WHEN q.line_no IS NULL THEN 'no line'
    WHEN NOT q.is_in_force THEN 'outside'
    WHEN q.is_interrupted THEN 'suspended'
    ELSE 'unplanned'
END

-- stage: carers
SELECT c.provider_ref, c.carer_ref, CAST(ROW_NUMBER() OVER (ORDER BY c.provider_ref, c.carer_ref) AS INTEGER) AS carer_no
FROM (SELECT DISTINCT v.provider_ref, v.carer_ref FROM visits AS v) AS c;

-- stage: terms_bands
SELECT t.terms_no, b.from_minute, b.to_minute, b.pay_minutes
FROM bands AS b
JOIN known_terms AS t ON t.contract_ref = b.contract_ref AND t.version = b.version
WHERE t.basis = 'BANDED';

-- stage: to_choose (view)
-- The calls that a visit may choose.
SELECT k.call_ref, k.line_day, k.planned_start, k.planned_minutes, k.carers, k.day_bit
FROM planned AS k
LEFT JOIN only_one AS o ON o.line_day = k.line_day AND o.planned_start = k.planned_start
WHERE NOT k.is_interrupted AND COALESCE(o.call_ref = k.call_ref, TRUE);

-- stage: visit_day
-- Each visit with its line, the terms of its day, and its call: the one at the nearest of the line's starts, if there is one that day and it is in reach.
-- `week` is null outside the weeks judged: such visits are there to be overlapped. `person_ref` is told only of a visit without a line.
-- `worth_percent` is what a visit that was not delivered, or not to be believed, is worth of its call; null is "by its minutes".
-- `is_far` where it may run into a visit of another call, or of none: it chose no call, or it runs on to where the next call's visits may begin, or past
-- midnight. `call_bit` is of its call alone in the week, but for lines that start at more than four times of day.
SELECT
    q.visit_ref, q.person_ref, q.carer_no, q.line_no, q.line_day, q.day, q.week, q.starts_minute, q.minutes, q.delivered, q.sound, q.missed, q.by_hand,
    q.worth_percent, q.is_in_force, q.is_interrupted, q.terms_no, q.call_ref, q.planned_start, q.planned_minutes, q.carers, q.call_bit,
    q.planned_start IS NULL OR q.starts_minute + q.minutes - q.overlap_minutes > q.next_begins AS is_far,
    {credited} AS credited
FROM (
    SELECT
        v.visit_ref, v.person_ref, v.carer_no, v.line_no, v.line_day, v.day, d.week, v.starts_minute, v.minutes,
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
        v.is_in_force, i.line_no IS NOT NULL AS is_interrupted,
        t.terms_no, t.overlap_minutes, t.basis, t.tolerance_minutes, t.floor_minutes, t.minimum_minutes, t.increment_way, t.increment_minutes,
        b.pay_minutes AS band_minutes,
        k.call_ref, k.planned_start, k.planned_minutes, k.carers, k.day_bit * s.start_bit AS call_bit,
        LEAST(s.nearest_to, CAST(1440 AS BIGINT)) AS next_begins
    FROM (
        SELECT
            x.visit_ref, x.starts_minute, x.minutes, x.outcome, x.times, x.source, x.reason, x.notice_minutes,
            p.carer_no, x."on" AS day, l.line_no,
            l.line_no * 4194304 + DATE_DIFF('day', DATE '0001-01-01', x."on") AS line_day,
            CASE WHEN l.line_no IS NULL THEN x.person_ref END AS person_ref,
            c.line_no IS NOT NULL OR l.unsteady_line IS NULL AS is_in_force,
            COALESCE(l.steady_terms_no, o.terms_no) AS terms_no
        FROM visits AS x
        JOIN carers AS p ON p.provider_ref = x.provider_ref AND p.carer_ref = x.carer_ref
        LEFT JOIN known_lines AS l ON l.provider_ref = x.provider_ref AND l.person_ref = x.person_ref AND l.service = x.service
        LEFT JOIN in_force AS c ON c.line_no = l.unsteady_line AND c.starts <= x."on" AND x."on" < c.ends
        LEFT JOIN known_terms AS o ON o.contract_no = l.unsteady_contract AND o.starts <= x."on" AND x."on" < o.ends
    ) AS v
    LEFT JOIN judged_days AS d ON d.day = v.day
    LEFT JOIN interrupted AS i ON i.line_no = v.line_no AND i.day = v.day
    LEFT JOIN known_terms AS t ON t.terms_no = v.terms_no
    LEFT JOIN terms_bands AS b ON b.terms_no = v.terms_no AND b.from_minute <= v.minutes AND v.minutes <= b.to_minute
    LEFT JOIN line_starts AS s ON s.line_no = v.line_no AND s.nearest_from <= v.starts_minute AND v.starts_minute <= s.nearest_to
    LEFT JOIN to_choose AS k
        ON k.line_day = v.line_day
        AND k.planned_start = s.planned_start
        AND ABS(v.starts_minute - s.planned_start) <= t.match_window_minutes
) AS q;

-- stage: without_call
SELECT v.visit_ref, v.line_no, v.line_day, v.week, v.starts_minute, t.match_window_minutes
FROM visit_day AS v
JOIN known_terms AS t ON t.terms_no = v.terms_no
WHERE v.planned_start IS NULL AND v.week IS NOT NULL;

-- stage: second_choice
-- Where a line has no call at the nearest of its starts that day, the call that is the nearest of that day's, if it is in reach.
SELECT q.visit_ref, q.line_no, q.week, q.call_ref, q.planned_start, q.planned_minutes, q.carers
FROM (
    SELECT
        v.visit_ref, v.line_no, v.week, k.call_ref, k.planned_start, k.planned_minutes, k.carers,
        ROW_NUMBER() OVER (PARTITION BY v.visit_ref ORDER BY ABS(v.starts_minute - k.planned_start), k.planned_start) AS nth
    FROM without_call AS v
    JOIN to_choose AS k ON k.line_day = v.line_day AND ABS(v.starts_minute - k.planned_start) <= v.match_window_minutes
) AS q
WHERE q.nth = 1;

-- stage: for_two
-- Calls for two that somebody chose: how many did, the first and last rank and the first reference among them, and what tells whether they were two carers, together
-- for long enough.
SELECT
    v.line_no, v.week, v.line_day, v.planned_start, COUNT(*) AS visits,
    MIN({rank}) AS first_rank, MAX({rank}) AS last_rank, MIN(v.visit_ref) AS first_ref,
    SUM(CASE WHEN v.delivered THEN 0 ELSE 1 END) AS not_delivered,
    MIN(v.carer_no) AS one_carer, MAX(v.carer_no) AS other_carer,
    MIN(v.starts_minute + v.minutes) - MAX(v.starts_minute) AS minutes_together, MIN(v.planned_minutes) AS planned_minutes, MIN(v.terms_no) AS terms_no
FROM visit_day AS v
WHERE v.carers = 2
GROUP BY v.line_no, v.week, v.line_day, v.planned_start;

-- stage: planned_week
-- A line's calls of a week: what was agreed on days not interrupted, and how many calls that is; the first and last day of all of them.
SELECT
    s.line_no, s.week, CAST(SUM(s.minutes) AS BIGINT) AS minutes, CAST(SUM(s.calls) AS BIGINT) AS calls,
    MIN(s.first_day) AS first_day, MAX(s.last_day) AS last_day, MIN(s.shortest) AS shortest, MAX(s.longest) AS longest
FROM planned_starts AS s
GROUP BY s.line_no, s.week;

-- stage: week_met
-- What a line's visits of a week come to, by their standing, and how many there were of the kinds that codes ask about: if all have places at the calls they
-- chose, and those for two came together. `is_contested` when they cannot: bits of different calls add up to what they are together.
SELECT
    q.line_no, q.week,
    CAST(SUM(q.payable) AS BIGINT) AS payable,
    CAST(SUM(CASE WHEN q.planned_start IS NOT NULL OR (q.is_in_force AND NOT q.is_interrupted) THEN q.credited ELSE 0 END) AS BIGINT) AS delivered,
    CAST(SUM(CASE WHEN q.planned_start IS NULL AND NOT q.is_in_force THEN q.credited ELSE 0 END) AS BIGINT) AS outside,
    CAST(SUM(CASE WHEN q.planned_start IS NULL AND q.is_in_force AND q.is_interrupted THEN q.credited ELSE 0 END) AS BIGINT) AS suspended,
    CAST(SUM(CASE WHEN q.planned_start IS NULL AND q.is_in_force AND NOT q.is_interrupted THEN q.credited ELSE 0 END) AS BIGINT) AS unplanned,
    CAST(SUM(CASE WHEN q.planned_start IS NOT NULL THEN q.credited - q.payable ELSE 0 END) AS BIGINT) AS beyond,
    CAST(SUM({refused_notice}) AS BIGINT) AS refused_notice,
    CAST(SUM(CASE WHEN q.planned_start IS NULL OR q.missed THEN 0 WHEN q.carers = 2 THEN 1 ELSE 2 END) AS BIGINT) // 2 AS calls_met,
    CAST(SUM(CASE WHEN q.sound THEN 1 ELSE 0 END) AS BIGINT) AS sound,
    CAST(SUM(CASE WHEN q.sound AND q.by_hand THEN 1 ELSE 0 END) AS BIGINT) AS by_hand,
    CAST(SUM(CASE WHEN q.sound AND q.minutes = q.planned_minutes AND q.starts_minute = q.planned_start THEN 1 ELSE 0 END) AS BIGINT) AS exact,
    CAST(SUM(CASE WHEN q.delivered AND (NOT q.sound OR q.minutes <= 2 OR q.minutes > 960) THEN 1 ELSE 0 END) AS BIGINT) AS implausible,
    COALESCE(
        CAST(SUM(CASE WHEN q.carers = 1 THEN q.call_bit ELSE 0 END) AS BIGINT) <> BIT_OR(CASE WHEN q.carers = 1 THEN q.call_bit ELSE CAST(0 AS INTEGER) END),
        FALSE
    ) AS is_contested
FROM (
    SELECT q.*, {payable} AS payable
    FROM visit_day AS q
    WHERE q.line_no IS NOT NULL AND q.week IS NOT NULL
) AS q
GROUP BY q.line_no, q.week;

-- stage: leeway
-- Line-weeks whose terms let minutes beyond the plan be paid.
SELECT w.line_no, w.week, t.weekly_cap = 'week' AS by_week, t.flex_minutes, k.minutes AS agreed
FROM line_terms AS w
JOIN known_terms AS t ON t.terms_no = w.terms_no
JOIN planned_week AS k ON k.line_no = w.line_no AND k.week = w.week
WHERE t.weekly_cap = 'week' OR t.flex_minutes > 0;

-- stage: odd_weeks
-- The weeks of lines in which visits chose one call, or chose a second; or a call for two was not met by two carers together; or more was done than planned,
-- where that may be paid.
SELECT w.line_no, w.week
FROM week_met AS w
WHERE w.is_contested
UNION
SELECT f.line_no, f.week
FROM for_two AS f
JOIN known_terms AS t ON t.terms_no = f.terms_no
WHERE f.visits <> 2
    OR f.not_delivered > 0
    OR f.one_carer = f.other_carer
    OR f.minutes_together * 100 < t.double_up_percent * f.planned_minutes
UNION
SELECT s.line_no, s.week
FROM second_choice AS s
UNION
SELECT w.line_no, w.week
FROM week_met AS w
JOIN leeway AS r ON r.line_no = w.line_no AND r.week = w.week
WHERE w.beyond > 0 OR w.unplanned > 0;

-- stage: odd_visits
SELECT
    v.visit_ref, v.carer_no, v.line_no, v.line_day, v.day, v.week, v.starts_minute, v.minutes, v.delivered, v.sound, v.missed, v.by_hand,
    v.worth_percent, v.is_in_force, v.is_interrupted, v.terms_no,
    COALESCE(v.call_ref, s.call_ref) AS call_ref, COALESCE(v.planned_start, s.planned_start) AS planned_start,
    COALESCE(v.planned_minutes, s.planned_minutes) AS planned_minutes, COALESCE(v.carers, s.carers) AS carers
FROM visit_day AS v
JOIN odd_weeks AS o ON o.line_no = v.line_no AND o.week = v.week
LEFT JOIN second_choice AS s ON s.visit_ref = v.visit_ref;

-- stage: contested
-- Of the odd weeks, those who chose one call, where there are several, as they are ranked. The call has as many places as it needs carers, and whoever comes
-- after that gets no second choice.
SELECT
    v.visit_ref, v.line_no, v.day, v.starts_minute, v.carers,
    ROW_NUMBER() OVER (PARTITION BY v.line_day, v.planned_start ORDER BY {rank}, v.visit_ref) AS place
FROM odd_visits AS v
JOIN (
    SELECT w.line_day, w.planned_start
    FROM odd_visits AS w
    WHERE w.planned_start IS NOT NULL
    GROUP BY w.line_day, w.planned_start
    HAVING COUNT(*) > 1
) AS q ON q.line_day = v.line_day AND q.planned_start = v.planned_start;
