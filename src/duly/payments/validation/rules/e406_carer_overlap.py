"""406: one carer in two places."""

from dataclasses import replace

from duly.payments.validation.facts import Inputs
from duly.payments.validation.rules.examples import a_week, terms
from duly.payments.validation.rules.shape import Example, Rule

_WEEK = a_week(contract=(terms(overlap_minutes=5),))


def _elsewhere(starts: int) -> Inputs:
    """The same carer also visits somebody who has no line here."""
    return replace(_WEEK, visits=(*_WEEK.visits, replace(_WEEK.visits[0], visit_ref="V-2", person_ref="P-2", starts_minute=starts)))


RULE = Rule(
    code=406,
    name="CARER_OVERLAP",
    title="One carer with two people at the same time",
    severity="H",
    clears="",
    acts="finds",
    sql="""
SELECT w.lw
FROM line_week AS w
JOIN carer_overlaps AS o ON o.line_no = w.line_no AND o.week = w.week
""",
    says_officer="A carer of {provider_ref} who visited {person_ref} was with somebody else at the same time, for longer than the contract lets pass.",
    says_provider="One of your carers was with two people at once by your records. Please check the times and send them again.",
    caught=Example(
        because="8:00 to 8:30, and somebody else from 8:24: 6 minutes; the contract lets 5 pass.",
        inputs=_elsewhere(504),
        codes=(406,),
        decision="HELD",
        entitled_pence=1068,
    ),
    passed=Example(
        because="Somebody else from 8:25: exactly 5 minutes.",
        inputs=_elsewhere(505),
        entitled_pence=1068,
    ),
    source="Specification, section 5.",
)
