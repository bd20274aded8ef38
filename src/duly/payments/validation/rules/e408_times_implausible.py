"""408: times nobody can believe."""

from duly.payments.validation.rules.examples import a_week
from duly.payments.validation.rules.shape import Example, Rule

_CALLS = ((0, 480, 3, 1),)

RULE = Rule(
    code=408,
    name="TIMES_IMPLAUSIBLE",
    title="Times that cannot be believed",
    severity="H",
    clears="",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
JOIN seen AS s ON s.line_no = w.line_no AND s.week = w.week
WHERE s.implausible > 0
""",
    says_officer="A visit has no check-out, ends before it starts, or lasts at most 2 minutes or more than 16 hours.",
    says_provider="One of your visits has no check-out, ends before it starts, or lasts at most 2 minutes or more than 16 hours. Please correct the record.",
    caught=Example(
        because="A visit of 2 minutes.",
        inputs=a_week(calls=_CALLS, visits=((0, 480, 2, "K-1"),), claimed=2),
        codes=(
            402,
            408,
        ),
        decision="HELD",
        entitled_pence=71,
    ),
    passed=Example(
        because="A visit of 3 minutes is short, and may be true.",
        inputs=a_week(calls=_CALLS, visits=((0, 480, 3, "K-1"),), claimed=3),
        entitled_pence=107,
    ),
    source="Specification, section 5.",
)
