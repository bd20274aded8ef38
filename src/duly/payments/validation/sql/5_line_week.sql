-- A line-week's minutes (specification, section 3): what stands of its claims, and what was agreed, delivered and payable.

-- stage: claim_standing
-- Every claim with the code it is set aside for, the first that applies; 0 when it stands. `worth` is its own minutes at its own rate.
SELECT
    c.lw, c.line_no, c.invoice_ref, c.invoice_line, c.minutes, c.rate_hundredths, c.pence, c.vat_pence,
    (2 * c.minutes * c.rate_hundredths + 6000) // 12000 AS worth,
    CASE WHEN a.lw IS NOT NULL THEN 108 WHEN b.lw IS NOT NULL THEN 107 WHEN d.lw IS NOT NULL THEN 102 ELSE 0 END AS aside
FROM claim_lines AS c
LEFT JOIN found_108 AS a ON a.invoice_ref = c.invoice_ref AND a.invoice_line = c.invoice_line
LEFT JOIN found_107 AS b ON b.invoice_ref = c.invoice_ref AND b.invoice_line = c.invoice_line
LEFT JOIN found_102 AS d ON d.invoice_ref = c.invoice_ref AND d.invoice_line = c.invoice_line;

-- stage: claims_aside
SELECT s.lw, s.aside AS code, CAST(SUM(s.minutes) AS BIGINT) AS minutes, CAST(SUM(s.pence) AS BIGINT) AS pence
FROM claim_standing AS s
WHERE s.aside > 0
GROUP BY s.lw, s.aside;

-- stage: claims_stand
-- What stands of each line-week's claims. `excess` is what their pence are above their own minutes at their own rate, where they are not within 1.
SELECT
    s.lw, COUNT(*) AS claims,
    CAST(SUM(s.minutes) AS BIGINT) AS minutes,
    CAST(SUM(s.pence) AS BIGINT) AS pence,
    CAST(SUM(CASE WHEN ABS(s.pence - s.worth) > 1 THEN 1 ELSE 0 END) AS BIGINT) AS wrong_sums,
    CAST(SUM(CASE WHEN s.pence - s.worth > 1 THEN s.pence - s.worth ELSE 0 END) AS BIGINT) AS excess,
    CAST(SUM(s.vat_pence) AS BIGINT) AS vat_pence
FROM claim_standing AS s
WHERE s.aside = 0
GROUP BY s.lw;

-- stage: line_week
-- Each line-week with its line, its trim day, what stands of its claims, what was paid before, and its opening position.
SELECT
    k.lw, k.provider_ref, k.person_ref, k.service, k.week, k.claimed_minutes, k.claimed_pence,
    l.line_no, l.line_ref, l.contract_ref, l.profile_no, l.by_length, l.by_carer,
    t.trim_day, t.terms_no,
    COALESCE(s.claims, CAST(0 AS BIGINT)) AS standing_claims,
    COALESCE(s.minutes, CAST(0 AS BIGINT)) AS standing_minutes,
    COALESCE(s.pence, CAST(0 AS BIGINT)) AS standing_pence,
    COALESCE(s.wrong_sums, CAST(0 AS BIGINT)) AS wrong_sums,
    COALESCE(s.excess, CAST(0 AS BIGINT)) AS excess,
    COALESCE(s.vat_pence, CAST(0 AS BIGINT)) AS vat_pence,
    COALESCE(p.pence, CAST(0 AS BIGINT)) AS paid_pence,
    o.paid_to
FROM claimed AS k
LEFT JOIN known_lines AS l ON l.provider_ref = k.provider_ref AND l.person_ref = k.person_ref AND l.service = k.service
LEFT JOIN line_terms AS t ON t.line_no = l.line_no AND t.week = k.week
LEFT JOIN claims_stand AS s ON s.lw = k.lw
LEFT JOIN paid AS p ON p.line_ref = l.line_ref AND p.week = k.week
LEFT JOIN openings AS o ON o.line_ref = l.line_ref;

-- stage: line_minutes
SELECT
    q.lw, q.agreed_minutes, q.planned_calls, q.delivered_minutes, q.seen_minutes, q.standing_minutes,
    LEAST(q.standing_minutes, q.seen_minutes) AS payable_minutes,
    q.standing_minutes - LEAST(q.standing_minutes, q.seen_minutes) AS cut_minutes
FROM (
    SELECT
        w.lw, w.standing_minutes,
        COALESCE(k.calls, CAST(0 AS BIGINT)) AS planned_calls,
        COALESCE(k.minutes, CAST(0 AS BIGINT)) + COALESCE(r.minutes, CAST(0 AS BIGINT)) AS agreed_minutes,
        COALESCE(s.delivered, CAST(0 AS BIGINT)) + COALESCE(r.minutes, CAST(0 AS BIGINT)) AS delivered_minutes,
        COALESCE(s.payable, CAST(0 AS BIGINT)) + COALESCE(r.minutes, CAST(0 AS BIGINT)) AS seen_minutes
    FROM line_week AS w
    LEFT JOIN planned_week AS k ON k.line_no = w.line_no AND k.week = w.week
    LEFT JOIN seen AS s ON s.line_no = w.line_no AND s.week = w.week
    LEFT JOIN (
        SELECT t.line_no, t.week, CAST(SUM(t.minutes) AS BIGINT) AS minutes
        FROM retained AS t
        GROUP BY t.line_no, t.week
    ) AS r ON r.line_no = w.line_no AND r.week = w.week
) AS q;
