"""104: minutes times rate is not the amount."""

from duly.payments.validation.rules.examples import a_week
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=104,
    name="ARITHMETIC_MISMATCH",
    title="Minutes at the claimed rate do not come to the amount",
    severity="T",
    clears="always: what is above the sum is trimmed by itself",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
WHERE w.wrong_sums > 0
""",
    says_officer="The claim's minutes at its own rate do not come to its amount; {cut_pence:pounds} is above them and is not payable.",
    says_provider="Your minutes at your own rate do not come to the amount you claimed, by more than a penny. {cut_pence:pounds} above them is not payable.",
    caught=Example(
        because="Half an hour at £21.36 is £10.68: £10.70 is 2 pence away.",
        inputs=a_week(pence=1070),
        codes=(104,),
        decision="TRIMMED",
        entitled_pence=1068,
    ),
    passed=Example(
        because="£10.69 is 1 penny away, and may be rounding.",
        inputs=a_week(pence=1069),
        entitled_pence=1068,
    ),
    source="Specification, section 4.",
)
