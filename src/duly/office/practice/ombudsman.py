"""The invented ombudsman's morning, and its figures."""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import queries as letters
from duly.casework.examples import kept
from duly.casework.reviews import queries as reviews
from duly.casework.submissions import queries as submissions
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.contacts import queries as calls
from duly.core.directory import queries as directory
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.office.practice import adjudicated, contacts, instructions, looking_again, risky
from duly.office.practice import letters as practice_letters
from duly.primitives.actor import Actor

LATER_POST = (
    (
        "Tomasz Zielinski <tomasz.zielinski@post.example>",
        "Second complaint about Northmere Council housing",
        "Dear Ombudsman\n\nI wrote in March about damp in my daughter's room and was told to wait for the council. I have waited.\n\n"
        "The council now says it has no record of my complaint. I enclose its own letter of 4 April, which answers it.\n\nTomasz Zielinski",
    ),
    (
        "Gareth Pell MP <gareth.pell@parliament.example>",
        "My constituent Mr O Banjo: delay in NHS continuing care",
        "Dear Ombudsman\n\nMy constituent asks when he may expect your decision. As his Member of Parliament I should be grateful for a reply this week.\n\n"
        "Gareth Pell MP",
    ),
    (
        "Lena Fitch <lena.fitch@echo.example>",
        "Request for comment before publication",
        "The Wexcombe Echo will publish on Thursday about waiting times for your decisions. I am a journalist there and ask for your comment by noon "
        "tomorrow.\n\nLena Fitch",
    ),
)
"""Sender, subject and words of mail that comes in after the morning's, and is left for whoever tries the practice copy to triage."""


def work_a_morning(desks: Mapping[str, Actor]) -> None:
    """Register and triage the post, carry one case to a signed letter, and register what comes in later."""
    flow.demo(by_post=desks)
    for number, (sender, subject, words) in enumerate(LATER_POST, start=1):
        flow.register_post(
            f"later-{number}.eml", _mail(number, sender, subject, words), received_on=today(), by=desks["executive-assistant"]
        )
    _clocks(desks)
    kept.fill(desks)
    flow.in_the_scheme(desks)


def _clocks(desks: Mapping[str, Actor]) -> None:
    """Clocks on the morning's case: one that runs, one that was stopped and goes on, one that stands still, and those of a review that was asked for."""
    case, by = cases.cases()[-1].ref, desks["investigator"]
    flow.letter_before_claim(case, received_on=today() - timedelta(days=9), by=by)
    request = flow.clock_on_case(case, rule="foi", began=today() - timedelta(days=16), because="The complainant asked for papers.", by=by)
    clocks.stop(request.ref, on=today() - timedelta(days=11), because="We asked which papers were meant.", by=by)
    clocks.restart(request.ref, on=today() - timedelta(days=6), because="The complainant said which.", by=by)
    copy = flow.clock_on_case(case, rule="sar", began=today() - timedelta(days=5), because="A subject access request.", by=by)
    clocks.stop(copy.ref, on=today() - timedelta(days=2), because="We asked for proof of who is asking.", by=by)
    looking_again.fill(desks)
    contacts.fill(desks)
    practice_letters.fill(desks)
    instructions.fill(desks, mail=_mail)
    adjudicated.fill(cases.case(case), desks)
    risky.fill(desks)


def _mail(number: int, sender: str, subject: str, words: str) -> bytes:
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, "The Ombudsman <ombudsman@pso.example>", subject
    mail["Message-ID"] = f"<later-{number}@practice.example>"
    mail.set_content(words)
    return mail.as_bytes()


def figures() -> dict[str, Any]:
    """Items registered and what became of them, and every decision with the power and rule it was taken under."""
    states, titles = post.by_state(), people.post_titles()
    signed = decisions.decisions()
    return {
        "items registered": sum(states.values()),
        "items by state": {state: count for state, count in states.items() if count},
        "cases open": len(cases.cases()),
        "submissions returned": sum(len(s.returns) for s in submissions.submissions()),
        "decisions signed": len(signed),
        "decided by": ", ".join(f"{d.ref} submissions.sign, {titles.get(d.signed_as, d.signed_as)}, rule {d.rule}" for d in signed)
        or "none",
        "reviews": dict(Counter(one.state for one in reviews.reviews())),
        "clocks running": len(clock_queries.clocks(only_open=True)),
        "in the directory": len(directory.rows()),
        "calls logged": len(calls.calls()),
        "letters by state": {state: count for state, count in letters.by_state().items() if count},
    }
