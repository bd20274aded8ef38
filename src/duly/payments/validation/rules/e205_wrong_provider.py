"""205: the line is another provider's."""

from dataclasses import replace

from duly.payments.validation.facts import Commission, Line
from duly.payments.validation.rules.examples import EARLIER, a_week, on
from duly.payments.validation.rules.shape import Example, Rule

_WEEK = a_week()
_OTHER = replace(_WEEK, lines=(Line("L-1", "P-1", "PR-2", "home care", "C-1"),), calls=())

RULE = Rule(
    code=205,
    name="WRONG_PROVIDER",
    title="The package line is another provider's",
    severity="B",
    clears="",
    acts="finds",
    sql="""
SELECT DISTINCT w.lw
FROM line_week AS w
JOIN known_lines AS l ON l.person_ref = w.person_ref AND l.service = w.service AND l.provider_ref <> w.provider_ref
JOIN in_force AS c ON c.line_no = l.line_no
JOIN judged_weeks AS d ON d.week = w.week AND c.starts <= d.sunday AND d.week < c.ends
JOIN claim_standing AS s ON s.lw = w.lw AND s.aside <> 108
WHERE w.line_no IS NULL
""",
    says_officer="{service} for {person_ref} was ordered from another provider in the week of {week:day}, not from {provider_ref}.",
    says_provider="In the week of {week:day} this person's {service} was ordered from another provider, so we cannot pay {claimed_pence:pounds} to you.",
    caught=Example(
        because="Another provider's line is in force until Tuesday, so on the Monday of the week.",
        inputs=replace(_OTHER, commissions=(Commission("L-1", EARLIER, on(1)),)),
        codes=(205,),
        decision="BLOCKED",
        entitled_pence=0,
    ),
    passed=Example(
        because="Another provider's line ended on Sunday; Monday is its first day out. (There is then no line at all, which is 202.)",
        inputs=replace(_OTHER, commissions=(Commission("L-1", EARLIER, on(0)),)),
        codes=(202,),
        decision="HELD",
    ),
    source="Specification, section 5.",
)
