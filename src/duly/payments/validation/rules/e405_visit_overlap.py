"""405: two visits to one person at once."""

from duly.payments.validation.rules.examples import a_week, terms
from duly.payments.validation.rules.shape import Example, Rule

_CALLS = ((0, 480, 30, 1), (0, 510, 30, 1))

RULE = Rule(
    code=405,
    name="VISIT_OVERLAP",
    title="Two visits at the same time that are no double-up",
    severity="H",
    clears="",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
JOIN line_overlaps AS o ON o.line_no = w.line_no AND o.one_week = w.week
UNION
SELECT w.lw
FROM line_week AS w
JOIN line_overlaps AS o ON o.line_no = w.line_no AND o.two_week = w.week
""",
    says_officer="Two visits to {person_ref} were going on at once, for longer than the contract lets pass, and are not two carers of one call.",
    says_provider="Two of your visits to this person overlap, and are not two carers of one call. Please check the times and send them again.",
    caught=Example(
        because="8:00 to 8:36 and 8:30 to 9:00 overlap by 6 minutes; the contract lets 5 pass.",
        inputs=a_week(calls=_CALLS, visits=((0, 480, 36, "K-1"), (0, 510, 30, "K-2")), claimed=60, contract=(terms(overlap_minutes=5),)),
        codes=(405,),
        decision="HELD",
        entitled_pence=2136,
    ),
    passed=Example(
        because="8:00 to 8:35 overlaps by exactly 5.",
        inputs=a_week(calls=_CALLS, visits=((0, 480, 35, "K-1"), (0, 510, 30, "K-2")), claimed=60, contract=(terms(overlap_minutes=5),)),
        entitled_pence=2136,
    ),
    source="Specification, section 5.",
)
