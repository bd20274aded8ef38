"""The rules of the clocks as published, with who laid each down: what an office adopts to begin with. Pure.

`ours=True` marks what is not laid down by anybody, or not known to be: a default that the office should settle for itself.
"""

from datetime import date
from typing import Any

from duly.core.calendar.rules.deadlines import Rule

ENGLAND_AND_WALES, SCOTLAND, NORTHERN_IRELAND = ("england-and-wales",), ("scotland",), ("northern-ireland",)
ANY_PART = (*ENGLAND_AND_WALES, *SCOTLAND, *NORTHERN_IRELAND)
_RECEIPT = "the day itself"
_NEXT = "the next day"
_NEXT_WORKING = "the next working day"


def _rule(code: str, title: str, amount: int, unit: Any, day_one: Any, source: str, **more: Any) -> Rule:
    return Rule(code, more.pop("number", 1), title, amount, unit, day_one, more.pop("regions", ENGLAND_AND_WALES), source=source, **more)


_FREEDOM = (
    _rule(
        *("foi", "Freedom of information request", 20, "working days", _NEXT_WORKING),
        "Freedom of Information Act 2000, section 10(1), (2) and (6); the extension is a default",
        regions=ANY_PART,
        stops="working days",
        extension=20,
    ),
    _rule(
        *("foisa", "Freedom of information request in Scotland", 20, "working days", _NEXT_WORKING),
        "Freedom of Information (Scotland) Act 2002, sections 10 and 73",
        regions=SCOTLAND,
        stops="working days",
    ),
    _rule(
        *("foi-review", "Internal review of a freedom of information answer", 20, "working days", _NEXT_WORKING),
        "The Information Commissioner's guidance: 20 working days, exceptionally 40",
        regions=ANY_PART,
        extension=20,
    ),
    _rule(
        *("foi-review-request", "Asking for an internal review", 40, "working days", _NEXT_WORKING),
        "Usually accepted when asked for within 40 working days",
        regions=ANY_PART,
    ),
    _rule(
        *("sar", "Subject access request", 1, "months", _NEXT),
        "The Information Commissioner's guidance until August 2019: from the day after receipt",
        starts=date(2018, 5, 25),
        roll="the next working day",
        stops="days",
        extension=2,
    ),
    _rule(
        *("sar", "Subject access request", 1, "months", _RECEIPT),
        "UK GDPR, article 12(3); the Information Commissioner's guidance since August 2019: from the day of receipt",
        number=2,
        starts=date(2019, 8, 1),
        roll="the next working day",
        stops="days",
        extension=2,
    ),
)
_COURTS = (
    _rule("judicial-review", "Judicial review: the window shuts", 3, "months", _RECEIPT, "Civil Procedure Rules, 54.5(1): and promptly"),
    _rule("judicial-review-planning", "Judicial review of planning", 6, "weeks", _RECEIPT, "Civil Procedure Rules, 54.5(5)"),
    _rule("judicial-review-procurement", "Judicial review of procurement", 30, "days", _RECEIPT, "Civil Procedure Rules, 54.5(6)"),
    _rule("pre-action", "Answer to a letter before claim", 14, "days", _NEXT, "Pre-action protocol for judicial review: normally 14 days"),
)
_REVIEWS = (
    _rule("review-request", "Asking for a review", 1, "months", _RECEIPT, "As the Local Government Ombudsman", ours=True),
    _rule("review-request-three-months", "Asking for a review", 3, "months", _RECEIPT, "As the Parliamentary Ombudsman", ours=True),
    _rule("review-validity", "Whether a review is passed or refused", 3, "working days", _NEXT_WORKING, "As the LGSCO", ours=True),
    _rule("review-acknowledgement", "Acknowledging a request for review", 5, "working days", _NEXT_WORKING, "As the LGSCO", ours=True),
    _rule(
        *(
            "review-answer",
            "Answer to a request for review",
            20,
            "working days",
            _NEXT_WORKING,
            "As the LGSCO: an answer or a holding letter",
        ),
        stops="working days",
        extension=20,
        ours=True,
    ),
    _rule(
        "review-ten-weeks", "Review in ten weeks", 10, "weeks", _RECEIPT, "Six weeks to begin and four to answer, as once quoted", ours=True
    ),
    _rule(
        *("review-jr-safe", "Review answered with 28 days to spare", 3, "months", _RECEIPT),
        "Begins on the day of the decision under review: 28 days before the judicial review window shuts",
        less=28,
        roll="the working day before",
        ours=True,
    ),
)
_STANDARDS = (
    _rule("complaint-in-time", "Bringing a complaint", 12, "months", _RECEIPT, "Within 12 months of awareness, with exceptions"),
    _rule("spso-first", "First standard of the SPSO", 5, "working days", _NEXT_WORKING, "SPSO PI-1", regions=SCOTLAND, ours=True),
    _rule("spso-early", "Second standard of the SPSO", 80, "working days", _NEXT_WORKING, "SPSO PI-2", regions=SCOTLAND, ours=True),
    _rule("spso-year", "Third standard of the SPSO", 12, "months", _RECEIPT, "SPSO PI-3", regions=SCOTLAND, ours=True),
    _rule(
        "body-enquiry", "A body's answer to our enquiry", 20, "working days", _NEXT_WORKING, "As the SPSO", stops="working days", ours=True
    ),
    _rule(
        *("body-enquiry", "A body's answer to our enquiry", 20, "working days", _NEXT_WORKING),
        "As the SPSO; that a body may be given another day, up to twice as long again, is a default",
        number=2,
        stops="working days",
        extension=40,
        ours=True,
    ),
    _rule("body-follow-up", "A body's answer to a further enquiry", 10, "working days", _NEXT_WORKING, "As the SPSO", ours=True),
    _rule(
        *("body-follow-up", "A body's answer to a further enquiry", 10, "working days", _NEXT_WORKING),
        "As the SPSO; that a body may be given another day, up to twice as long again, is a default",
        number=2,
        extension=20,
        ours=True,
    ),
    _rule("allocation", "A named investigator", 20, "working days", _NEXT_WORKING, "LGSCO, chapter 8", ours=True),
    _rule("formal-advice", "Formal advice", 10, "working days", _NEXT_WORKING, "LGSCO, chapter 18", ours=True),
    _rule("post-acknowledgement", "Acknowledging what was sent to us", 2, "working days", _NEXT_WORKING, "As is common", ours=True),
    _rule("post-answer", "Answering or settling what was sent to us", 20, "working days", _NEXT_WORKING, "As is common", ours=True),
    _rule("mp-letter", "Answer to a Member of Parliament or peer", 20, "working days", _NEXT_WORKING, "As departments", ours=True),
    _rule("leo-90", "Legal Ombudsman, 90 days", 90, "days", _NEXT, "Legal Ombudsman 2019/20", ours=True),
    _rule("leo-180", "Legal Ombudsman, 180 days", 180, "days", _NEXT, "Legal Ombudsman 2019/20", ours=True),
    _rule("leo-365", "Legal Ombudsman, 365 days", 365, "days", _NEXT, "Legal Ombudsman 2019/20", ours=True),
)
BREACH = _rule(
    *("personal-data-breach", "Telling the regulator of a breach", 3, "days", _NEXT),
    "UK GDPR, article 33(1): within 72 hours of becoming aware. In days the last whole day within them, as a clock keeps no hours",
    starts=date(2018, 5, 25),
    less=1,
)
"""The one rule that is reckoned with even where it is not adopted: a breach has its day in every office."""
BOOK: tuple[Rule, ...] = (BREACH, *_FREEDOM, *_COURTS, *_REVIEWS, *_STANDARDS)
"""Every published rule, each version of it in order."""


def in_force(rules: tuple[Rule, ...], code: str, on: date) -> Rule | None:
    """The version of a rule that governs what begins on a day: of those begun, the one of the highest number. None where none has."""
    found = [rule for rule in rules if rule.code == code and rule.starts <= on]
    return max(found, key=lambda rule: rule.number, default=None)
