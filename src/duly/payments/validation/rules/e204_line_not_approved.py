"""204: the line waits for approval."""

from dataclasses import replace

from duly.payments.validation.facts import Commission
from duly.payments.validation.rules.examples import EARLIER, a_week, on
from duly.payments.validation.rules.shape import Example, Rule

_WEEK = a_week()

RULE = Rule(
    code=204,
    name="LINE_NOT_APPROVED",
    title="The package line is not approved yet",
    severity="H",
    clears="",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
JOIN in_force AS c ON c.line_no = w.line_no AND NOT c.approved
JOIN planned AS k ON k.line_no = w.line_no AND k.week = w.week AND c.starts <= k.day AND k.day < c.ends
UNION
SELECT w.lw
FROM line_week AS w
JOIN in_force AS c ON c.line_no = w.line_no AND NOT c.approved
JOIN watched_visits AS v ON v.line_no = w.line_no AND v.week = w.week AND c.starts <= v.day AND v.day < c.ends
WHERE v.credited > 0
""",
    says_officer="The package line is waiting for approval on a day of the week of {week:day} with care. Approve it, or say what is wrong.",
    says_provider="The order for this care is waiting for approval here. We pay {entitled_pence:pounds} once it is approved; you need do nothing.",
    caught=Example(
        because="The line waits for approval from Monday, the day of its call.",
        inputs=replace(_WEEK, commissions=(Commission("L-1", EARLIER, on(0)), Commission("L-1", on(0), on(7), approved=False))),
        codes=(204,),
        decision="HELD",
        entitled_pence=1068,
    ),
    passed=Example(
        because="It waits from Tuesday: Monday, the only day with care, is approved.",
        inputs=replace(_WEEK, commissions=(Commission("L-1", EARLIER, on(1)), Commission("L-1", on(1), on(7), approved=False))),
        entitled_pence=1068,
    ),
    source="Specification, section 5.",
)
