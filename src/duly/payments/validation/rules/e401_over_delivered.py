"""401: more was delivered than agreed."""

from duly.payments.validation.rules.examples import a_week, terms
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=401,
    name="OVER_DELIVERED",
    title="Delivered beyond what was agreed",
    severity="T",
    clears="within the contract's trim limit",
    acts="cuts",
    turn=6,
    over_limit=True,
    sql="""
SELECT w.lw, s.beyond AS at_most
FROM line_week AS w
JOIN seen AS s ON s.line_no = w.line_no AND s.week = w.week
WHERE s.beyond > 0
""",
    says_officer="{cut_minutes:time} of the {claimed_minutes:time} claimed were delivered beyond what was agreed; {cut_pence:pounds} is not payable.",
    says_provider="You delivered {cut_minutes:time} more than was agreed for the week, so {cut_pence:pounds} is not payable.",
    caught=Example(
        because="A visit of 36 minutes for a call of 30, with 5 in hand: 6 over is one more than the contract leaves alone.",
        inputs=a_week(visits=((0, 480, 36, "K-1"),), claimed=36, contract=(terms(basis="PLANNED_WITHIN"),)),
        codes=(401,),
        decision="HELD",
        entitled_pence=1068,
    ),
    passed=Example(
        because="35 minutes for a call of 30 is within 5: it counts as the 30 planned, and 30 are claimed.",
        inputs=a_week(visits=((0, 480, 35, "K-1"),), claimed=30, contract=(terms(basis="PLANNED_WITHIN"),)),
        entitled_pence=1068,
    ),
    source="Specification, sections 2 and 3.",
)
