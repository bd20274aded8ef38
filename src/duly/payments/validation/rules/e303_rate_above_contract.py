"""303: claimed at more than the contract's rate."""

from duly.payments.validation.rules.examples import RATE, a_week
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=303,
    name="RATE_ABOVE_CONTRACT",
    title="Claimed at more than the contract's rate",
    severity="T",
    clears="within the contract's trim limit",
    acts="finds",
    over_limit=True,
    reads=(305,),
    sql="""
SELECT DISTINCT o.lw
FROM odd_claims AS o
LEFT JOIN found_305 AS f ON f.invoice_ref = o.invoice_ref AND f.invoice_line = o.invoice_line
WHERE o.rate_hundredths > o.highest AND f.lw IS NULL
""",
    says_officer="The claim is at a rate above {rate_hundredths:rate} an hour, the contract's; {cut_pence:pounds} of it is the difference.",
    says_provider="The contract's rate is {rate_hundredths:rate} an hour. You claimed more, so {cut_pence:pounds} is not payable.",
    caught=Example(
        because="One hundredth of a penny above the contract's rate is above it, though half an hour comes to the same pence.",
        inputs=a_week(claimed_rate=RATE + 1),
        codes=(303,),
        decision="TRIMMED",
        entitled_pence=1068,
    ),
    passed=Example(because="The contract's own rate is not above it.", inputs=a_week(claimed_rate=RATE), entitled_pence=1068),
    source="Specification, section 4.",
)
