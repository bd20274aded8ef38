-- What becomes of it (specification, sections 3 to 5): the cut shared among causes in turn, the difference explained, the decision.

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

-- stage: standing
-- Refused, blocked or without authority: the first that applies.
SELECT
    w.lw,
    CASE
        WHEN n.lw IS NOT NULL THEN ''
        WHEN w.paid_to IS NULL THEN 'no-opening'
        WHEN w.week < w.paid_to THEN 'before-opening'
        ELSE ''
    END AS reason,
    b.lw IS NOT NULL AS blocked,
    n.lw IS NOT NULL AS no_authority
FROM line_week AS w
LEFT JOIN found_202 AS n ON n.lw = w.lw
LEFT JOIN found_301 AS b ON b.lw = w.lw;

-- stage: exceptions
-- Every code of every line-week.
SELECT f.lw, f.code
FROM (
    SELECT s.lw, s.code FROM shares AS s WHERE s.minutes > 0
    UNION ALL
    SELECT x.lw, x.code FROM found AS x
) AS f
JOIN standing AS t ON t.lw = f.lw
WHERE t.reason = '' AND (NOT t.no_authority OR f.code = 202);

-- stage: entitled
-- What the contract pays, never beyond the claim; nothing when refused, blocked or without authority.
SELECT
    w.lw,
    t.reason = '' AND NOT t.blocked AND NOT t.no_authority AS priced,
    CASE WHEN t.reason = '' AND NOT t.blocked AND NOT t.no_authority THEN LEAST(p.parts_pence, w.claimed_pence) ELSE CAST(0 AS BIGINT) END
        AS entitled_pence
FROM line_week AS w
JOIN standing AS t ON t.lw = w.lw
JOIN pricing AS p ON p.lw = w.lw;

-- stage: cuts
-- The parts that claimed less entitled is made of. `turn` is their order.
SELECT c.lw, c.turn, c.cause, c.minutes, c.pence
FROM (
    SELECT
        w.lw, 0 AS turn, 'rate' AS cause, CAST(0 AS BIGINT) AS minutes,
        w.claimed_pence - (2 * w.claimed_minutes * p.week_rate + 6000) // 12000 AS pence
    FROM line_week AS w
    JOIN pricing AS p ON p.lw = w.lw
    UNION ALL
    SELECT
        s.lw, s.turn, CAST(s.code AS VARCHAR) AS cause, s.minutes,
        (2 * (w.claimed_minutes - s.before) * p.week_rate + 6000) // 12000
        - (2 * (w.claimed_minutes - s.before - s.minutes) * p.week_rate + 6000) // 12000 AS pence
    FROM shares AS s
    JOIN line_week AS w ON w.lw = s.lw
    JOIN pricing AS p ON p.lw = s.lw
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
WHERE e.priced AND (c.minutes <> 0 OR c.pence <> 0);

-- stage: trim_limits
SELECT w.lw, LEAST(t.trim_limit_pence, (w.claimed_pence * t.trim_limit_bp) // 10000) AS limit_pence
FROM line_week AS w
JOIN terms AS t ON t.contract_ref = w.contract_ref AND t.starts <= w.pricing_day AND w.pricing_day < t.ends;

-- stage: questions
-- How many codes there are, how many of them can hold the line-week, and the money in question.
SELECT
    e.lw,
    COALESCE(x.codes, CAST(0 AS BIGINT)) AS codes,
    COALESCE(x.holding, CAST(0 AS BIGINT)) AS holding,
    w.claimed_pence - e.entitled_pence - COALESCE(c.pence, CAST(0 AS BIGINT)) AS pence
FROM entitled AS e
JOIN line_week AS w ON w.lw = e.lw
LEFT JOIN (
    SELECT f.lw, CAST(COUNT(*) AS BIGINT) AS codes, CAST(SUM(CASE WHEN f.code IN (203, 303, 401, 411) THEN 1 ELSE 0 END) AS BIGINT) AS holding
    FROM exceptions AS f
    GROUP BY f.lw
) AS x ON x.lw = e.lw
LEFT JOIN cuts AS c ON c.lw = e.lw AND c.cause = '407';

-- stage: decisions
SELECT
    t.lw, t.reason,
    CASE
        WHEN t.reason <> '' THEN 'REFUSED'
        WHEN t.blocked THEN 'BLOCKED'
        WHEN t.no_authority THEN 'HELD'
        WHEN q.holding > 0 AND q.pence > l.limit_pence THEN 'HELD'
        WHEN q.codes > 0 THEN 'TRIMMED'
        ELSE 'CLEAN'
    END AS decision
FROM standing AS t
JOIN questions AS q ON q.lw = t.lw
LEFT JOIN trim_limits AS l ON l.lw = t.lw;

-- stage: assessed
-- One row for every line-week, as it comes out.
SELECT
    w.lw, COALESCE(w.line_ref, '') AS line_ref, w.provider_ref, w.person_ref, w.service, w.week, w.claimed_minutes, w.claimed_pence,
    CASE WHEN d.decision = 'REFUSED' THEN CAST(0 AS BIGINT) ELSE m.agreed_minutes END AS agreed_minutes,
    CASE WHEN d.decision = 'REFUSED' THEN CAST(0 AS BIGINT) ELSE m.delivered_minutes END AS delivered_minutes,
    CASE WHEN d.decision = 'REFUSED' THEN CAST(0 AS BIGINT) ELSE m.payable_minutes END AS payable_minutes,
    CASE WHEN d.decision = 'REFUSED' THEN CAST(0 AS BIGINT) ELSE p.week_rate END AS rate_hundredths,
    e.entitled_pence,
    CASE
        WHEN e.priced
        THEN LEAST(w.claimed_pence, (2 * LEAST(w.claimed_minutes, m.delivered_minutes) * p.week_rate + 6000) // 12000)
        ELSE CAST(0 AS BIGINT)
    END AS delivered_pence,
    w.paid_pence,
    CASE WHEN d.decision IN ('CLEAN', 'TRIMMED') THEN e.entitled_pence - w.paid_pence ELSE CAST(0 AS BIGINT) END AS due_pence,
    d.decision, d.reason
FROM line_week AS w
JOIN line_minutes AS m ON m.lw = w.lw
JOIN pricing AS p ON p.lw = w.lw
JOIN entitled AS e ON e.lw = w.lw
JOIN decisions AS d ON d.lw = w.lw;
