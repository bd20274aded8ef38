-- Claims (specification, section 3): what each claim is of, so that rules can set some aside.

-- stage: claimed
-- Claims of one person, provider, service and week added together, for the weeks judged, numbered in key order.
SELECT
    ROW_NUMBER() OVER (ORDER BY c.week, c.provider_ref, c.person_ref, c.service) AS lw,
    c.provider_ref, c.person_ref, c.service, c.week,
    CAST(SUM(c.minutes) AS BIGINT) AS claimed_minutes,
    CAST(SUM(c.pence) AS BIGINT) AS claimed_pence
FROM claims AS c
JOIN judged_weeks AS d ON d.week = c.week
GROUP BY c.provider_ref, c.person_ref, c.service, c.week;

-- stage: claim_lines
-- Each claim with the number of its line-week, its line (if there is one) and the day of the line's last call in the week, or else its Monday.
SELECT
    k.lw, l.line_no, c.invoice_ref, c.line_no AS invoice_line, c.provider_ref, c.person_ref, c.service, c.week, c.minutes, c.rate_hundredths,
    c.pence, c.vat_pence, c.received_on, c.person_check,
    COALESCE(p.last_day, c.week) AS last_day
FROM claims AS c
JOIN claimed AS k
    ON k.week = c.week AND k.provider_ref = c.provider_ref AND k.person_ref = c.person_ref AND k.service = c.service
LEFT JOIN known_lines AS l ON l.provider_ref = c.provider_ref AND l.person_ref = c.person_ref AND l.service = c.service
LEFT JOIN planned_week AS p ON p.line_no = l.line_no AND p.week = c.week;
