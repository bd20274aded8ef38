"""207: visits while care was interrupted."""

from dataclasses import replace

from duly.payments.validation.facts import Interruption
from duly.payments.validation.rules.examples import a_week, on
from duly.payments.validation.rules.shape import Example, Rule

_TWO_DAYS = a_week(calls=((0, 480, 30, 1), (1, 480, 30, 1)), visits=((0, 480, 30, "K-1"), (1, 480, 30, "K-1")), claimed=60)

RULE = Rule(
    code=207,
    name="SUSPENDED",
    title="Visits while care was interrupted",
    severity="T",
    clears="always: it is trimmed by itself, whatever it comes to",
    acts="cuts",
    turn=3,
    sql="""
SELECT w.lw, s.suspended AS at_most
FROM line_week AS w
JOIN seen AS s ON s.line_no = w.line_no AND s.week = w.week
WHERE s.suspended > 0
""",
    says_officer="{cut_minutes:time} of the {claimed_minutes:time} claimed were visits while care was interrupted; {cut_pence:pounds} is not payable.",
    says_provider="Care was interrupted on days for which you claim {cut_minutes:time}, so {cut_pence:pounds} is not payable.",
    caught=Example(
        because="A holiday from Tuesday to Wednesday: every day of it is interrupted, and the visit on Tuesday is suspended.",
        inputs=replace(_TWO_DAYS, interruptions=(Interruption("P-1", "holiday", on(1), on(2)),)),
        codes=(207,),
        decision="TRIMMED",
        entitled_pence=1068,
    ),
    passed=Example(
        because="Into hospital on Tuesday: that first day is cared for at home.",
        inputs=replace(_TWO_DAYS, interruptions=(Interruption("P-1", "hospital", on(1), on(2)),)),
        entitled_pence=2136,
    ),
    source="Specification, sections 1 and 3.",
)
