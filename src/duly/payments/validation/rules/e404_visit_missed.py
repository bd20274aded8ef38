"""404: a call that nobody came to."""

from duly.payments.validation.rules.examples import a_week
from duly.payments.validation.rules.shape import Example, Rule

_CALLS = tuple((day, 480, 30, 1) for day in range(7)) + tuple((day, 1080, 30, 1) for day in range(4))
_VISITS = tuple((day, start, 30, "K-1") for day, start, _, _ in _CALLS)

RULE = Rule(
    code=404,
    name="VISIT_MISSED",
    title="Nobody came to a call",
    severity="I",
    clears="always: it holds nothing",
    acts="finds",
    sql="""
SELECT m.lw
FROM line_week AS w
JOIN line_minutes AS m ON m.lw = w.lw
LEFT JOIN seen AS s ON s.line_no = w.line_no AND s.week = w.week
WHERE w.line_no IS NOT NULL AND m.planned_calls > COALESCE(s.calls_met, CAST(0 AS BIGINT))
""",
    says_officer="In the week of {week:day} at least one planned call has no visit, or one recorded as missed. Somebody may have been left without care.",
    says_provider="For at least one planned call in the week of {week:day} you recorded no visit, or a missed one. If somebody did come, send the record.",
    caught=Example(
        because="11 calls and 10 visits: one call met by nobody.",
        inputs=a_week(calls=_CALLS, visits=_VISITS[1:], claimed=300),
        codes=(404,),
        decision="CLEAN",
        entitled_pence=10680,
    ),
    passed=Example(
        because="Each of the 11 calls met by somebody.",
        inputs=a_week(calls=_CALLS, visits=_VISITS, claimed=330),
        entitled_pence=11748,
    ),
    source="Specification, section 5.",
)
