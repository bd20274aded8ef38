"""304: claimed at less than the contract's rate."""

from duly.payments.validation.rules.examples import RATE, a_week
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=304,
    name="RATE_BELOW_CONTRACT",
    title="Claimed at less than the contract's rate",
    severity="W",
    clears="always: it holds nothing, and the claim is paid",
    acts="finds",
    reads=(305,),
    sql="""
SELECT DISTINCT o.lw
FROM odd_claims AS o
LEFT JOIN found_305 AS f ON f.invoice_ref = o.invoice_ref AND f.invoice_line = o.invoice_line
WHERE o.rate_hundredths < o.lowest AND f.lw IS NULL
""",
    says_officer="The claim is at a rate below {rate_hundredths:rate} an hour, the contract's. What was claimed is paid.",
    says_provider="You claimed at less than the contract's rate of {rate_hundredths:rate} an hour. We pay what you claimed; tell us if that is not what you meant.",
    caught=Example(
        because="One hundredth of a penny below the contract's rate is below it.",
        inputs=a_week(claimed_rate=RATE - 1),
        codes=(304,),
        decision="CLEAN",
        entitled_pence=1068,
    ),
    passed=Example(
        because="The contract's own rate is not below it.",
        inputs=a_week(claimed_rate=RATE),
        entitled_pence=1068,
    ),
    source="Specification, section 4.",
)
