-- What becomes of it (specification, sections 3 to 6): the cut shared among causes in turn, the difference explained, the decision.

-- stage: shares
-- Each cause in its turn takes what it can of the cut; `before` is what was taken before it.
SELECT
    c.lw, c.turn, c.code, m.cut_minutes,
    LEAST(m.cut_minutes, c.upto - c.at_most) AS before,
    LEAST(m.cut_minutes, c.upto) - LEAST(m.cut_minutes, c.upto - c.at_most) AS minutes
FROM (
    SELECT
        q.lw, q.turn, q.code, q.at_most,
        CAST(SUM(q.at_most) OVER (PARTITION BY q.lw ORDER BY q.turn ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS BIGINT) AS upto
    FROM causes AS q
) AS c
JOIN line_minutes AS m ON m.lw = c.lw;

-- stage: looked_into
-- Why a line-week is refused, if it is, and whether it has a line.
SELECT
    w.lw, w.line_no IS NOT NULL AS has_line, w.standing_claims,
    CASE
        WHEN w.line_no IS NULL THEN ''
        WHEN w.paid_to IS NULL THEN 'no-opening'
        WHEN w.week < w.paid_to THEN 'before-opening'
        ELSE ''
    END AS reason
FROM line_week AS w;

-- stage: exceptions
-- Every code of every line-week that is looked into.
SELECT f.lw, f.code
FROM (
    SELECT s.lw, s.code FROM shares AS s WHERE s.minutes > 0
    UNION ALL
    SELECT a.lw, a.code FROM claims_aside AS a
    UNION ALL
    SELECT x.lw, x.code FROM found AS x
) AS f
JOIN looked_into AS t ON t.lw = f.lw
WHERE t.reason = '' AND (t.has_line OR f.code IN (102, 107, 108, 202, 205));

-- stage: weighed
-- What a line-week's codes do to it, all together.
SELECT
    t.lw, t.reason, t.has_line,
    COALESCE(x.blocking, 0) > 0 OR t.standing_claims = 0 AS is_blocked,
    COALESCE(x.holding, 0) > 0 AS is_held,
    COALESCE(x.over_limit, 0) > 0 AS is_held_over_limit,
    COALESCE(x.trimming, 0) > 0 AS is_trimmed,
    COALESCE(x.wrong_period, 0) > 0 AS is_wrong_period,
    t.reason = '' AND t.has_line AND t.standing_claims > 0 AND COALESCE(x.blocking, 0) = 0 AS is_priced
FROM looked_into AS t
LEFT JOIN (
    SELECT
        f.lw,
        SUM(CASE WHEN s.severity = 'B' THEN 1 ELSE 0 END) AS blocking,
        SUM(CASE WHEN s.severity = 'H' THEN 1 ELSE 0 END) AS holding,
        SUM(CASE WHEN s.severity = 'T' THEN 1 ELSE 0 END) AS trimming,
        SUM(CASE WHEN s.over_limit THEN 1 ELSE 0 END) AS over_limit,
        SUM(CASE WHEN f.code = 305 THEN 1 ELSE 0 END) AS wrong_period
    FROM exceptions AS f
    JOIN severities AS s ON s.code = f.code
    GROUP BY f.lw
) AS x ON x.lw = t.lw;

-- stage: entitled
-- What the contract pays, never beyond what stands of the claim; nothing when refused, blocked or without a line.
SELECT
    w.lw, t.is_priced,
    CASE WHEN t.is_priced THEN LEAST(p.parts_pence, w.standing_pence - w.excess) ELSE CAST(0 AS BIGINT) END AS entitled_pence
FROM line_week AS w
JOIN weighed AS t ON t.lw = w.lw
LEFT JOIN pricing AS p ON p.lw = w.lw;

-- stage: cuts
-- The parts that claimed less entitled is made of. `turn` is their order.
SELECT c.lw, c.turn, c.cause, c.minutes, c.pence
FROM (
    SELECT a.lw, 10 - (a.code - 100) AS turn, CAST(a.code AS VARCHAR) AS cause, a.minutes, a.pence
    FROM claims_aside AS a
    UNION ALL
    SELECT w.lw, 10 AS turn, '104' AS cause, CAST(0 AS BIGINT) AS minutes, w.excess AS pence
    FROM line_week AS w
    UNION ALL
    SELECT
        w.lw, 11 AS turn, 'rate' AS cause, CAST(0 AS BIGINT) AS minutes,
        w.standing_pence - w.excess - (2 * w.standing_minutes * p.week_rate + 6000) // 12000 AS pence
    FROM line_week AS w
    JOIN pricing AS p ON p.lw = w.lw
    UNION ALL
    SELECT
        s.lw, 20 + s.turn AS turn, CAST(s.code AS VARCHAR) AS cause, s.minutes,
        (2 * (w.standing_minutes - s.before) * p.week_rate + 6000) // 12000
        - (2 * (w.standing_minutes - s.before - s.minutes) * p.week_rate + 6000) // 12000 AS pence
    FROM shares AS s
    JOIN line_week AS w ON w.lw = s.lw
    JOIN pricing AS p ON p.lw = s.lw
    WHERE s.minutes > 0
    UNION ALL
    SELECT
        p.lw, 90 AS turn, 'rate change' AS cause, CAST(0 AS BIGINT) AS minutes,
        (2 * p.payable_minutes * p.week_rate + 6000) // 12000 - p.parts_pence AS pence
    FROM pricing AS p
    UNION ALL
    SELECT p.lw, 91 AS turn, 'not claimed' AS cause, CAST(0 AS BIGINT) AS minutes, p.parts_pence - e.entitled_pence AS pence
    FROM pricing AS p
    JOIN entitled AS e ON e.lw = p.lw
) AS c
JOIN entitled AS e ON e.lw = c.lw
WHERE e.is_priced AND (c.minutes <> 0 OR c.pence <> 0);

-- stage: trim_limits
SELECT w.lw, LEAST(t.trim_limit_pence, (w.claimed_pence * t.trim_limit_bp) // 10000) AS limit_pence
FROM line_week AS w
JOIN known_terms AS t ON t.terms_no = w.terms_no;

-- stage: questions
-- The money in question: the difference, less what is always trimmed by itself.
SELECT e.lw, w.claimed_pence - e.entitled_pence - COALESCE(c.pence, CAST(0 AS BIGINT)) AS pence
FROM entitled AS e
JOIN line_week AS w ON w.lw = e.lw
LEFT JOIN (
    SELECT k.lw, CAST(SUM(k.pence) AS BIGINT) AS pence
    FROM cuts AS k
    JOIN weighed AS t ON t.lw = k.lw
    WHERE k.cause IN ('102', '104', '107', '108', '207', '407', '410') OR (k.cause = 'rate' AND t.is_wrong_period AND k.pence > 0)
    GROUP BY k.lw
) AS c ON c.lw = e.lw;

-- stage: decisions
SELECT
    t.lw, t.reason,
    CASE
        WHEN t.reason <> '' THEN 'REFUSED'
        WHEN t.is_blocked THEN 'BLOCKED'
        WHEN t.is_held THEN 'HELD'
        WHEN t.is_held_over_limit AND q.pence > l.limit_pence THEN 'HELD'
        WHEN t.is_trimmed THEN 'TRIMMED'
        ELSE 'CLEAN'
    END AS decision
FROM weighed AS t
JOIN questions AS q ON q.lw = t.lw
LEFT JOIN trim_limits AS l ON l.lw = t.lw;

-- stage: assessed
-- One row for every line-week, as it comes out.
SELECT
    w.lw, COALESCE(w.line_ref, '') AS line_ref, w.provider_ref, w.person_ref, w.service, w.week, w.claimed_minutes, w.claimed_pence,
    CASE WHEN d.decision = 'REFUSED' THEN CAST(0 AS BIGINT) ELSE m.agreed_minutes END AS agreed_minutes,
    CASE WHEN d.decision = 'REFUSED' THEN CAST(0 AS BIGINT) ELSE m.delivered_minutes END AS delivered_minutes,
    CASE WHEN d.decision = 'REFUSED' THEN CAST(0 AS BIGINT) ELSE m.payable_minutes END AS payable_minutes,
    CASE WHEN d.decision = 'REFUSED' THEN CAST(0 AS BIGINT) ELSE COALESCE(p.week_rate, CAST(0 AS BIGINT)) END AS rate_hundredths,
    e.entitled_pence,
    CASE
        WHEN e.is_priced
        THEN LEAST(
            w.standing_pence - w.excess, (2 * LEAST(w.standing_minutes, m.delivered_minutes) * p.week_rate + 6000) // 12000
        )
        ELSE CAST(0 AS BIGINT)
    END AS delivered_pence,
    w.paid_pence,
    CASE WHEN d.decision IN ('CLEAN', 'TRIMMED') THEN e.entitled_pence - w.paid_pence ELSE CAST(0 AS BIGINT) END AS due_pence,
    d.decision, d.reason
FROM line_week AS w
JOIN line_minutes AS m ON m.lw = w.lw
JOIN entitled AS e ON e.lw = w.lw
JOIN decisions AS d ON d.lw = w.lw
LEFT JOIN pricing AS p ON p.lw = w.lw;
