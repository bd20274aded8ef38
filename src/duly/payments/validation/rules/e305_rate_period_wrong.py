"""305: another period's rate."""

from duly.payments.validation.facts import FOREVER
from duly.payments.validation.rules.examples import EARLIER, RATE, a_week, on
from duly.payments.validation.rules.shape import Example, Rule

_RISEN = ((EARLIER, on(7), RATE), (on(7), FOREVER, RATE + 6_000))

RULE = Rule(
    code=305,
    name="RATE_PERIOD_WRONG",
    title="Claimed at a rate of another period",
    severity="T",
    clears="always: what is above the contract's rate is trimmed by itself",
    acts="finds",
    sql="""
SELECT DISTINCT o.lw, o.invoice_ref, o.invoice_line
FROM odd_claims AS o
JOIN lengths AS n ON n.lw = o.lw
JOIN profiles AS p ON p.profile_no = n.profile_no
JOIN judged_days AS d ON d.week = n.week
JOIN book AS b
    ON b.contract_ref = p.contract_ref
    AND b.service = p.service
    AND b.rate_hundredths = o.rate_hundredths
    AND (b.line_ref = '' OR b.line_ref = p.own_line)
    AND (b.zone = '' OR b.zone = p.own_zone)
    AND (b.day_type = '' OR b.day_type = d.day_type OR (b.day_type = 'bank-holiday' AND d.bank_holiday))
    AND b.band_from <= n.length
    AND n.length <= b.band_to
    AND (b.carer = 0 OR b.carer = n.carer)
LEFT JOIN (
    SELECT m.lw, r.rate_hundredths
    FROM lengths AS m
    JOIN week_rates AS r ON r.profile_no = m.profile_no AND r.week = m.week AND r.length = m.length AND r.carer = m.carer
) AS a ON a.lw = o.lw AND a.rate_hundredths = o.rate_hundredths
WHERE a.lw IS NULL
""",
    says_officer="The claim is at a rate the contract has, but not for the week of {week:day}: last year's, next year's, or one nobody has adopted. {cut_pence:pounds} is the difference.",
    says_provider="The rate you claimed is not the one for the week of {week:day}, but that of another period. {cut_pence:pounds} is the difference; we pay at the rate for the week.",
    caught=Example(
        because="Next Monday's rate, a week early.",
        inputs=a_week(rates=_RISEN, claimed_rate=RATE + 6_000),
        codes=(305,),
        decision="TRIMMED",
        entitled_pence=1068,
    ),
    passed=Example(
        because="The rate of the week.",
        inputs=a_week(rates=_RISEN, claimed_rate=RATE),
        entitled_pence=1068,
    ),
    source="Specification, section 4.",
)
