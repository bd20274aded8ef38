"""302: two rates answer alike."""

from dataclasses import replace

from duly.payments.validation.facts import FOREVER, Rate
from duly.payments.validation.rules.examples import EARLIER, RATE, a_week
from duly.payments.validation.rules.shape import Example, Rule

_WEEK = a_week()
_SECOND = Rate("R-2", "C-1", "home care", EARLIER, FOREVER, RATE, day_type="weekday")

RULE = Rule(
    code=302,
    name="RATE_AMBIGUOUS",
    title="Two rates of the contract answer alike",
    severity="B",
    clears="",
    acts="finds",
    sql="""
SELECT a.lw
FROM asked AS a
WHERE a.is_ambiguous > 0
""",
    says_officer="Two rates for {service}, each as particular as the other, answer for a visit in the week of {week:day}. Nothing can be paid until one is withdrawn.",
    says_provider="Our rate book has two rates for some of your visits in the week of {week:day}. We are putting that right; you need do nothing.",
    caught=Example(
        because="Two rates for a weekday, of one weight, though they are the same sum.",
        inputs=replace(_WEEK, rates=(_SECOND, replace(_SECOND, rate_ref="R-3"))),
        codes=(302,),
        decision="BLOCKED",
        entitled_pence=0,
    ),
    passed=Example(
        because="A rate for a weekday beside one for any day: the more particular wins.",
        inputs=replace(_WEEK, rates=(*_WEEK.rates, _SECOND)),
        entitled_pence=1068,
    ),
    source="Specification, section 4.",
)
