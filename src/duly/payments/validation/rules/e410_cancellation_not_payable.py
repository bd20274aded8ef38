"""410: a cancellation the contract does not pay."""

from duly.payments.validation.facts import Inputs
from duly.payments.validation.rules.examples import a_week, terms, visits_as
from duly.payments.validation.rules.shape import Example, Rule


def _cancelled(notice: int) -> Inputs:
    """The person cancelled; the contract pays all of it for less than a day's notice."""
    week = a_week(contract=(terms(cancel_notice_minutes=1440, cancel_percent=100),))
    return visits_as(week, minutes=0, outcome="cancelled", reason="person", notice_minutes=notice)


RULE = Rule(
    code=410,
    name="CANCELLATION_NOT_PAYABLE",
    title="A cancelled or fruitless visit that is not payable in full",
    severity="T",
    clears="always: it is trimmed by itself, whatever it comes to",
    acts="cuts",
    turn=4,
    sql="""
SELECT w.lw, s.refused_notice AS at_most
FROM line_week AS w
JOIN seen AS s ON s.line_no = w.line_no AND s.week = w.week
WHERE s.refused_notice > 0
""",
    says_officer="{cut_minutes:time} claimed were cancelled with notice enough, by the provider or with no time recorded, or found nobody in; {cut_pence:pounds} is not payable.",
    says_provider="{cut_minutes:time} of your claim were cancelled in time, by you or with no time recorded, or found nobody in. By the contract {cut_pence:pounds} is not payable.",
    caught=Example(
        because="Cancelled 1,440 minutes before: the contract pays below that.",
        inputs=_cancelled(1440),
        codes=(
            402,
            410,
        ),
        decision="TRIMMED",
        entitled_pence=0,
    ),
    passed=Example(
        because="Cancelled 1,439 minutes before.",
        inputs=_cancelled(1439),
        entitled_pence=1068,
    ),
    source="Specification, sections 2 and 3.",
)
