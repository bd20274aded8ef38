"""403: visits that nobody planned."""

from duly.payments.validation.rules.examples import a_week, terms
from duly.payments.validation.rules.shape import Example, Rule

_CALLS = ((0, 480, 30, 1), (1, 480, 30, 1))
_VISITS = ((0, 480, 30, "K-1"), (2, 480, 20, "K-1"))

RULE = Rule(
    code=403,
    name="VISIT_UNPLANNED",
    title="Visits that were not planned, beyond the flex",
    severity="H",
    clears="",
    acts="cuts",
    turn=5,
    sql="""
SELECT w.lw, s.unplanned AS at_most
FROM line_week AS w
JOIN seen AS s ON s.line_no = w.line_no AND s.week = w.week
WHERE s.unplanned > 0
""",
    says_officer="{cut_minutes:time} of the {claimed_minutes:time} claimed were visits that were not planned, beyond the week's flex; {cut_pence:pounds} waits for a person.",
    says_provider="{cut_minutes:time} of your claim were visits that were not in the plan, so {cut_pence:pounds} waits until we have asked about them.",
    caught=Example(
        because="A visit of 20 minutes on a day without a call, and 19 minutes of flex.",
        inputs=a_week(calls=_CALLS, visits=_VISITS, claimed=50, contract=(terms(flex_minutes=19),)),
        codes=(
            402,
            403,
            404,
        ),
        decision="HELD",
        entitled_pence=1744,
    ),
    passed=Example(
        because="20 minutes of flex are enough, and the call missed on Tuesday leaves room for them.",
        inputs=a_week(calls=_CALLS, visits=_VISITS, claimed=50, contract=(terms(flex_minutes=20),)),
        codes=(402, 404),
        entitled_pence=1780,
    ),
    source="Specification, sections 2 and 3.",
)
