"""306: the only rate is not adopted."""

from dataclasses import replace

from duly.payments.validation.rules.examples import a_week
from duly.payments.validation.rules.shape import Example, Rule

_WEEK = a_week()

RULE = Rule(
    code=306,
    name="RATE_UNAPPROVED",
    title="The rate is not adopted yet",
    severity="B",
    clears="",
    acts="finds",
    sql="""
SELECT a.lw
FROM asked AS a
WHERE a.is_unapproved > 0
""",
    says_officer="The only rate for {service} on a day of the week of {week:day} sits in a batch that nobody has adopted. Adopt it, or refuse it.",
    says_provider="The rate for {service} in the week of {week:day} is waiting for approval here. You need do nothing.",
    caught=Example(
        because="The one rate that answers is not approved.",
        inputs=replace(_WEEK, rates=(replace(_WEEK.rates[0], approved=False),)),
        codes=(306,),
        decision="BLOCKED",
        entitled_pence=0,
    ),
    passed=Example(
        because="An approved rate answers; one that is not approved beside it changes nothing.",
        inputs=replace(_WEEK, rates=(*_WEEK.rates, replace(_WEEK.rates[0], rate_ref="R-2", approved=False))),
        entitled_pence=1068,
    ),
    source="Specification, section 4.",
)
