"""203: visits before the line began or after it ended."""

from datetime import date

from duly.payments.validation.rules.examples import EARLIER, a_week
from duly.payments.validation.rules.shape import Example, Rule

_TWO_DAYS = ((0, 480, 30, "K-1"), (1, 480, 30, "K-1"))

RULE = Rule(
    code=203,
    name="OUTSIDE_LINE_DATES",
    title="Visits before the line began or after it ended",
    severity="T",
    clears="within the contract's trim limit",
    acts="cuts",
    turn=2,
    over_limit=True,
    sql="""
SELECT w.lw, s.outside AS at_most
FROM line_week AS w
JOIN seen AS s ON s.line_no = w.line_no AND s.week = w.week
WHERE s.outside > 0
""",
    says_officer="{cut_minutes:time} of the {claimed_minutes:time} claimed fall on days when the line was not in force; {cut_pence:pounds} is not payable.",
    says_provider="{cut_minutes:time} of your claim were outside the dates of the order, so {cut_pence:pounds} is not payable.",
    caught=Example(
        because="The line ends on Tuesday, which is its first day out: the visit on that day is outside.",
        inputs=a_week(visits=_TWO_DAYS, claimed=60, in_force=((EARLIER, date(2026, 11, 3)),)),
        codes=(203,),
        decision="HELD",
        entitled_pence=1068,
    ),
    passed=Example(
        because="The line ends on Wednesday: Tuesday is its last day in, and the visit was agreed.",
        inputs=a_week(
            calls=((0, 480, 30, 1), (1, 480, 30, 1)),
            visits=_TWO_DAYS,
            claimed=60,
            in_force=((EARLIER, date(2026, 11, 4)),),
        ),
        entitled_pence=2136,
    ),
    source="Specification, sections 1 and 3.",
)
