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
    sql="""
SELECT p.lw
FROM pricing AS p
LEFT JOIN found_301 AS b ON b.lw = p.lw
WHERE p.claimed_rate > p.highest_rate AND b.lw IS NULL
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
