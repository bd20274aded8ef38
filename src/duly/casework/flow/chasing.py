"""Asking for evidence with its clock and its ladder, chasing what has a clock, and sending the next step of a ladder to whom it goes."""

import os
from datetime import date
from email.message import EmailMessage
from email.utils import formataddr

from duly.casework.cases import queries as cases
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import relay
from duly.casework.dispatch.states import LetterState
from duly.casework.flow.arriving import holders
from duly.casework.flow.keeping_clocks import CLOCK, REQUEST
from duly.casework.flow.letters_owed import drafted_if_may, letter_of
from duly.casework.investigation import actions as investigation
from duly.casework.investigation.queries import RequestSeen
from duly.casework.investigation.states import WAITING
from duly.core.alerts.actions import News, raise_all
from duly.core.chases import actions as chases
from duly.core.chases import checks as chase_checks
from duly.core.chases import queries as chased
from duly.core.chases.queries import ChaseSeen
from duly.core.chases.rules import ASKED
from duly.core.clocks import actions as clocks
from duly.core.clocks import checks as clock_checks
from duly.core.clocks import queries as clock_queries
from duly.core.clocks.queries import ClockSeen
from duly.core.clocks.rules import Happened, history_of
from duly.core.clocks.states import OPEN
from duly.core.documents import queries as documents
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused, stop_if

RULES = ("body-enquiry", "body-follow-up")
"""The clocks a request for evidence may run by."""


def ask_for_evidence(issue_ref: str, *, what: str, asked_of: str, address: str = "", rule: str = RULES[0], by: Actor) -> RequestSeen:
    """Ask for evidence on an issue: the request, its clock, what chases it and the draft of the letter that asks, all of them or none.

    The clock's rule gives the day.
    """
    found = clock_queries.rule_for(rule, today())
    if found is None or rule not in RULES:
        raise Refused(Refusal("no-rule", f"Evidence is asked for by the clock {' or '.join(RULES)}."))
    due = clock_queries.reckon(found, history_of([Happened("started", today())])).due
    assert due is not None  # nothing has stopped it
    with unit_of_work():
        asked = investigation.ask(issue_ref, what=what, asked_of=asked_of, address=address, due=due, by=by)
        clocks.start(kind=REQUEST, about=asked.ref, rule=rule, began=today(), because="Evidence was asked for.", by=by)
        said = {"what": asked.what, "asked_of": asked.asked_of, "address": asked.address}
        owner = cases.case(asked.case_ref).owner
        chases.begin(kind=REQUEST, about=asked.ref, ladder="evidence", due=due, owner=owner, **said, by=by)
        drafted_if_may([asked.ref], by=by)
    return asked


def give_another_day(ref: str, *, due: date, because: str, by: Actor) -> ChaseSeen:
    """Give whoever is chased until another day, in one act with the request for evidence it stands for and the request's clock, by whoever may extend that.
    A clock that has run out stays late: what is chased is given its day, and the clock is not. Another clock is given more time on its own page, and what
    chases it goes on from there. Refused: as a chase, a request and a clock refuse it, "not-later" and "no-such-date"."""
    with unit_of_work():
        seen = chased.chase(ref)
        stop_if(chase_checks.why_not_give_another_day(seen, due=due, because=because, by=by))
        if clock := clock_given_time(seen):
            stop_if(_not_later(clock, due))
            added = clock_queries.added_until(clock.ref, due)
            clocks.extend(clock.ref, added=added, authority=f"another day, given in {ref}", because=because, by=by)
        done = chases.give_another_day(ref, due=due, because=because, by=by)
        if seen.kind == REQUEST:
            investigation.give_time(seen.about, due=due, because=because, by=by)
    return done


def why_not_give_another_day(seen: ChaseSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way of another day before it is said which: of the chase, and of the clock that goes with it."""
    if refusal := chase_checks.why_not_stop(seen, "give another day", because="x", by=by):
        return refusal
    clock = clock_given_time(seen)
    return clock_checks.why_not_begin_extending(clock, by=by) if clock else None


def clock_given_time(seen: ChaseSeen) -> ClockSeen | None:
    """The open clock of the request that is chased, which another day moves too; None where there is none, and where it has run out."""
    found = clock_queries.clocks(kind=REQUEST, about=seen.about, only_open=True) if seen.kind == REQUEST else ()
    return next((one for one in found if one.due is None or one.due >= today()), None)


def answer_request(ref: str, *, became: str, on: date, words: str = "", by: Actor) -> RequestSeen:
    """Say what came of a request. Unless only part of it came, its clock ends, nothing more is chased, and the letter that asks for it is dropped while it is a draft."""
    with unit_of_work():
        seen = investigation.answer(ref, became=became, on=on, words=words, by=by)
        if seen.state in WAITING:
            return seen
        for clock in clock_queries.clocks(kind=REQUEST, about=ref, only_open=True):
            if became == "received":
                clocks.meet(clock.ref, on=on, by=by)
            else:
                clocks.end(clock.ref, because=f"The request was {seen.state}.", by=by)
        asks = letter_of(ref)
        if asks and asks.state in (LetterState.DRAFT, LetterState.RETURNED) and asks.concerns == [ref]:
            letters.drop(asks.ref, because=f"{ref} was {seen.state} without it: nothing is asked for any more.", by=by, follows=True)
        running = chased.running_on(REQUEST, ref)
        if running and became == "received":
            chases.answer(running, on=on, by=by)
        elif running:
            chases.end(running, because=f"The request was {seen.state}.", by=by)
    return seen


def chase_clock(clock_ref: str, *, what: str, asked_of: str, address: str = "", ladder: str = "work", by: Actor) -> ChaseSeen:
    """Chase whatever a running clock runs on, by the day it is due now."""
    clock = clock_queries.clock(clock_ref)
    if clock.state not in OPEN or clock.due is None:
        raise Refused(Refusal("no-date", f"{clock_ref} has no date: only what is due on a day can be chased."))
    named = {"what": what, "asked_of": asked_of, "address": address, "owner": by.ref}
    return chases.begin(kind=CLOCK, about=clock_ref, ladder=ladder, due=clock.due, **named, by=by)


def send_next(ref: str, *, step: int | None = None, by: Actor) -> ChaseSeen:
    """Send the next step of a ladder. What goes to whoever was asked is mailed where a mail address is known, and a letter to print where not;
    an escalation stands as an alert of whoever holds the post. A chase of a clock that is over by now is stopped instead, and nothing goes."""
    seen = chased.chase(ref)
    if over := _came(seen):
        return chases.answer(ref, on=over, by=by)
    stop_if(chase_checks.why_not_send(seen, step=step, by=by))
    with unit_of_work():
        done = chases.send(ref, step=step, by=by)
        last = done.steps[-1]
        if last.to != ASKED:
            title = f"A {last.kind}: nothing came by its day"
            words = f"{seen.what}, asked of {seen.asked_of}: step {last.number} of {ref}."
            raise_all(News(one, f"{ref} step {last.number}", title, "/chasing/", now(), "now", words=words) for one in holders(last.to))
        elif "@" in seen.address:
            try:  # before it is committed, so that what the relay refuses is said nowhere to be sent; sent twice it has the same Message-ID
                relay.hand_on(_mail(done, documents.content(last.document_ref)), to_address=seen.address)
            except relay.COULD_NOT_SEND as error:
                words = f"{ref} was not sent: the mail relay did not take it ({type(error).__name__}). Nothing was kept; try again."
                raise Refused(Refusal("relay", words)) from error
    return done


def send_due(*, by: Actor) -> tuple[ChaseSeen, ...]:
    """Send the next step of everything of which one is due today, the first due first. What is refused is left as it is."""
    sent = []
    for one in chased.due_now():
        try:
            sent.append(send_next(one.ref, step=one.next_number, by=by))
        except Refused:
            continue
    return tuple(sent)


def _not_later(clock: ClockSeen, due: date) -> Refusal | None:
    if clock.due is None or due > clock.due:
        return None
    words = f"{clock.ref} is due on {say_day(clock.due)}: give a later day. Time given by mistake is taken back on the clock's page."
    return Refusal("not-later", words)


def _came(seen: ChaseSeen) -> date | None:
    if seen.kind != CLOCK or seen.state != "running":
        return None
    return None if clock_queries.clock(seen.about).state in OPEN else today()


def _mail(seen: ChaseSeen, words: bytes) -> bytes:
    sender = os.environ.get("DULY_MAIL_FROM", "casework@localhost")
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = formataddr((" ".join(seen.asked_of.split()), seen.address))
    mail["Subject"] = f"{seen.about}: {seen.steps[-1].kind}"
    mail["Message-ID"] = f"<{seen.ref}.{seen.steps[-1].number}@{sender.partition('@')[2]}>"
    mail.set_content(words.decode())
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
