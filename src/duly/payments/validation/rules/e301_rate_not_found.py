"""301: no rate in force."""

from datetime import date

from duly.payments.validation.facts import FOREVER
from duly.payments.validation.rules.examples import EARLIER, RATE, a_week
from duly.payments.validation.rules.shape import Example, Rule

RULE = Rule(
    code=301,
    name="RATE_NOT_FOUND",
    title="No rate in force for the contract and service",
    severity="B",
    clears="",
    acts="finds",
    sql="""
SELECT a.lw
FROM asked AS a
WHERE a.is_missing > 0
""",
    says_officer="No rate for {service} is in force on a day of the week of {week:day} that has to be priced. Nothing can be paid until there is one.",
    says_provider="We hold no agreed rate for {service} for part of the week of {week:day}. We are putting that right; you need do nothing.",
    caught=Example(
        because="The rate ends on Monday, which is its first day out.",
        inputs=a_week(rates=((EARLIER, date(2026, 11, 2), RATE),)),
        codes=(301,),
        decision="BLOCKED",
        entitled_pence=0,
    ),
    passed=Example(
        because="The rate begins on Monday, which is its first day in.",
        inputs=a_week(rates=((date(2026, 11, 2), FOREVER, RATE),)),
        entitled_pence=1068,
    ),
    source="Specification, section 4.",
)
