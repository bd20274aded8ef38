"""Logging a call with its promises, and carrying an enquiry to its answer."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from duly.core.contacts import checks, queries
from duly.core.contacts.events import (
    CallAlerted,
    CallLogged,
    CallPutRight,
    EnquiryAnswered,
    EnquiryAsked,
    EnquiryHandedOn,
    EnquiryProposed,
    EnquirySettled,
)
from duly.core.contacts.models import Call, Enquiry, Promise
from duly.core.contacts.queries import CallSeen, EnquirySeen
from duly.core.contacts.states import STEPS, EnquiryState
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now, today
from duly.core.record.queries import next_version
from duly.core.work import actions as work
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

FLAGS = ("distress", "safeguarding")


def log_call(
    *,
    at: datetime,
    direction: str = "they rang us",
    about: str = "",
    caller: str = "",
    case_ref: str = "",
    verified: str,
    gist: str,
    flags: Collection[str] = (),
    promised: Sequence[tuple[str, date, str]] = (),
    noticed: Sequence[str] = (),
    urgent: bool = False,
    by: Actor,
) -> CallSeen:
    """Log a call. Each promise (what, by which day, which officer) becomes a task; distress and safeguarding are told to whoever must know.

    `noticed` is what an office's rules read in the gist, in a word each; `urgent` says that whoever must know is told of that too.
    """
    ticked = tuple(flag for flag in FLAGS if flag in flags)
    found = tuple(dict.fromkeys((*ticked, *noticed)))
    with unit_of_work() as record:
        stop_if(
            checks.why_not_log(
                at=at, direction=direction, about=about, caller=caller, verified=verified, gist=gist, promised=promised, by=by
            )
        )
        ref = f"CL-{today():%y}-{take_number('contacts_call_number'):05d}"
        tasks = [work.make(what=what, owner=owner, about=ref, due=due, by=by) for what, due, owner in promised]
        said = CallLogged(
            ref,
            1,
            at.isoformat(timespec="minutes"),
            direction,
            about,
            case_ref,
            tuple(one.ref for one in tasks),
            caller.strip(),
            verified,
            gist.strip(),
            found,
        )
        event = record.write(said, by=by)
        call = Call.objects.create(
            ref=ref, at=at, direction=direction, about=about, case_ref=case_ref, taken_by=by.ref, logged_at=now(), made_by=event
        )
        Promise.objects.bulk_create(Promise(call=call, task_ref=one.ref, due=one.due, made_by=event) for one in tasks)
        if ticked or urgent:
            record.write(CallAlerted(ref, 2, about, found), by=by)
    return queries.call(ref)


def put_right(
    ref: str,
    *,
    about: str,
    caller: str,
    case_ref: str,
    gist: str,
    because: str,
    noticed: Sequence[str] = (),
    urgent: bool = False,
    by: Actor,
) -> CallSeen:
    """Put right what was said in a call, with whom it was, and about which case. What was noted at first stays in the record; so does what was promised."""
    with unit_of_work() as record:
        row = Call.objects.select_for_update().get(ref=ref, superseded_by__isnull=True)
        was = queries.call(ref)
        stop_if(checks.why_not_put_right(was, about=about, caller=caller, case_ref=case_ref, gist=gist, because=because, by=by))
        flags, version = tuple(dict.fromkeys((*was.flags, *noticed))), next_version("call", ref)
        said = CallPutRight(
            ref,
            version,
            about,
            case_ref,
            was.about,
            was.case_ref,
            caller="" if about else caller.strip(),
            verified=was.verified,
            gist=gist.strip(),
            was_gist=was.gist,
            because=because.strip(),
            flags=flags,
        )
        event = record.write(said, by=by)
        row.superseded_by = event
        row.save(update_fields=["superseded_by"])
        same = {name: getattr(row, name) for name in ("ref", "at", "direction", "taken_by", "logged_at")}
        Call.objects.create(**same, about=about, case_ref=case_ref, made_by=event)
        if urgent and set(flags) - set(was.flags):
            record.write(CallAlerted(ref, version + 1, about, flags), by=by)
    return queries.call(ref)


def ask(*, asker: str, about: str = "", question: str, expected: str, needed_by: date, by: Actor) -> EnquirySeen:
    """Take an enquiry at the first-contact desk: who asks, what, what they expect, and by when."""
    with unit_of_work() as record:
        stop_if(checks.why_not_ask(asker=asker, about=about, question=question, expected=expected, needed_by=needed_by, by=by))
        ref = f"Q-{today():%y}-{take_number('contacts_enquiry_number'):05d}"
        said = EnquiryAsked(ref, 1, about, by.ref, needed_by, asker.strip(), question.strip(), expected.strip())
        event = record.write(said, by=by)
        Enquiry.objects.create(
            ref=ref, version=1, state=EnquiryState.ASKED, about=about, owner=by.ref, needed_by=needed_by, asked_on=today(), asked_in=event
        )
    return queries.enquiry(ref)


def propose(ref: str, *, proposal: str, by: Actor) -> EnquirySeen:
    """Propose how to answer. A proposal that was refused may be made again, otherwise."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_propose(queries.enquiry(ref), proposal=proposal, by=by))
        row.proposed_in, row.proposed_by = record.write(EnquiryProposed(ref, row.version + 1, proposal.strip()), by=by), by.ref
        row.settled_in, row.settled_by, row.settled_how = None, "", ""
        _step(row, "propose", "proposed_in", "proposed_by", "settled_in", "settled_by", "settled_how")
    return queries.enquiry(ref)


def settle(ref: str, *, how: str, words: str = "", by: Actor) -> EnquirySeen:
    """Agree to what is proposed, amend it, or refuse it: `how` is "agree", "amend" or "refuse"."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_settle(queries.enquiry(ref), how=how, words=words, by=by))
        row.settled_how, row.settled_by = {"agree": "agreed", "amend": "amended", "refuse": "refused"}[how], by.ref
        row.settled_in = record.write(EnquirySettled(ref, row.version + 1, row.settled_how, words.strip()), by=by)
        _step(row, how, "settled_how", "settled_by", "settled_in")
    return queries.enquiry(ref)


def answer(ref: str, *, answer: str, by: Actor) -> EnquirySeen:
    """Say what was answered. It is kept, and found again for the next who asks the like."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(checks.why_not_answer(queries.enquiry(ref), answer=answer, by=by))
        event: UUID = record.write(EnquiryAnswered(ref, row.version + 1, answer.strip()), by=by)
        row.answered_in, row.answered_on = event, today()
        _step(row, "answer", "answered_in", "answered_on")
    return queries.enquiry(ref)


def hand_on(ref: str, *, owner: str, by: Actor) -> EnquirySeen:
    """Give an enquiry to somebody else with everything of its owner's, which the scheme was asked of."""
    with unit_of_work() as record:
        row = _locked(ref)
        stop_if(STEPS.why_not("hand on", row.state))
        was, row.owner = row.owner, owner
        _step(row, "hand on", "owner")
        record.write(EnquiryHandedOn(ref, row.version, was, owner), by=by)
    return queries.enquiry(ref)


def _locked(ref: str) -> Enquiry:
    return Enquiry.objects.select_for_update().get(ref=ref)


def _step(row: Enquiry, verb: str, *also: str) -> None:
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.save(update_fields=["state", "version", *also])
