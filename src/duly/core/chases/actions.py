"""Beginning to chase, sending the next step, and stopping; adopting ladders."""

from collections.abc import Sequence
from datetime import date

from duly.core.chases import checks, queries
from duly.core.chases.events import ChaseAnswered, ChaseBegun, ChaseEnded, ChaseHandedOn, ChaseMoved, ChaseSent, LaddersAdopted
from duly.core.chases.models import Chase, ChaseLadder, ChaseStep
from duly.core.chases.queries import ChaseSeen, ladder_on
from duly.core.chases.rules import Ladder, Rung, as_content
from duly.core.chases.states import STEPS, ChaseState
from duly.core.documents import actions as documents
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.period import say_day
from duly.primitives.refusal import stop_if


def begin(
    *, kind: str, about: str, ladder: str, due: date, owner: str, what: str, asked_of: str, address: str = "", by: Actor
) -> ChaseSeen:
    """Begin to chase a thing by the version of a ladder in force today. `owner` is an officer's reference; `address` a mail address, or nothing."""
    said = {"what": what.strip(), "asked_of": asked_of.strip()}
    with unit_of_work() as record:
        stop_if(checks.why_not_begin(kind=kind, about=about, ladder=ladder, owner=owner, **said, by=by))
        found = ladder_on(ladder, today())
        assert found is not None  # else refused above
        ref = f"CH-{today():%y}-{take_number('chases_chase_number'):05d}"
        named = {"kind": kind, "about": about, "ladder": ladder, "number": found.number, "due": due, "owner": owner}
        event = record.write(ChaseBegun(ref=ref, version=1, **named, **said, address=address.strip()), by=by)
        Chase.objects.create(ref=ref, version=1, state=ChaseState.RUNNING, told_by=event, **named)
    return queries.chase(ref)


def send(ref: str, *, step: int | None = None, by: Actor) -> ChaseSeen:
    """Send the next step: its words are kept as a document, as they are sent. `step` is the one that was seen, where one was."""
    with unit_of_work() as record:
        row = Chase.objects.select_for_update().get(ref=ref)
        seen = queries.chase(ref)
        stop_if(checks.why_not_send(seen, step=step, by=by))
        rung = seen.next
        assert rung is not None  # else refused above
        content = words_of(seen).encode()
        kept = documents.keep(name=f"{ref}-{seen.next_number}.txt", content=content, by=by)
        row.version += 1
        row.sent_version = row.version
        row.save(update_fields=["version", "sent_version"])
        told = ChaseSent(ref, row.version, seen.next_number, rung.kind, rung.to, today(), kept.ref, sha256_hex(content))
        event = record.write(told, by=by)
        ChaseStep.objects.create(
            chase=row, number=seen.next_number, kind=rung.kind, to=rung.to, on=today(), document_ref=kept.ref, made_by=event
        )
    return queries.chase(ref)


def words_of(seen: ChaseSeen) -> str:
    """What the next step says, in full."""
    assert seen.next is not None
    said = seen.next.words.format(what=seen.what, asked_of=seen.asked_of, due=say_day(seen.due), ref=seen.about)
    return f"{seen.asked_of}\n\n{said}\n\nOur reference: {seen.about} ({seen.ref})\n"


def give_another_day(ref: str, *, due: date, because: str, by: Actor, follows: bool = False) -> ChaseSeen:
    """Say that what is chased is due on another day, after today: steps not sent are reckoned from that one. What `follows` from another act is asked of
    that act's power alone."""
    with unit_of_work() as record:
        row = Chase.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_give_another_day(queries.chase(ref), due=due, because=because, by=by, follows=follows))
        row.due, row.version = due, row.version + 1
        row.save(update_fields=["due", "version"])
        record.write(ChaseMoved(ref, row.version, due, because.strip()), by=by)
    return queries.chase(ref)


def hand_on(ref: str, *, owner: str, by: Actor) -> ChaseSeen:
    """Give a chase to somebody else with everything of its owner's, which the scheme was asked of."""
    with unit_of_work() as record:
        row = Chase.objects.select_for_update().get(ref=ref)
        stop_if(STEPS.why_not("hand on", row.state))
        was, row.owner, row.version = row.owner, owner, row.version + 1
        row.save(update_fields=["owner", "version"])
        record.write(ChaseHandedOn(ref, row.version, was, owner), by=by)
    return queries.chase(ref)


def answer(ref: str, *, on: date, by: Actor) -> ChaseSeen:
    """Say that what was chased has come. Nothing more is sent."""
    with unit_of_work() as record:
        row = _held(ref, "answer", "", by)
        _over(row, "answer")
        record.write(ChaseAnswered(ref, row.version, on), by=by)
    return queries.chase(ref)


def end(ref: str, *, because: str, by: Actor) -> ChaseSeen:
    """Chase a thing no longer, though it has not come."""
    with unit_of_work() as record:
        row = _held(ref, "end", because, by)
        _over(row, "end")
        record.write(ChaseEnded(ref, row.version, today(), because.strip()), by=by)
    return queries.chase(ref)


def adopt(code: str, *, title: str, starts: date, rungs: Sequence[Rung], because: str, by: Actor) -> Ladder:
    """Adopt the next version of a ladder, from today or a later day. What was begun before keeps its own version."""
    with unit_of_work() as record:
        stop_if(checks.why_not_adopt(code, starts=starts, title=title, rungs=rungs, because=because, by=by))
        number = next_version(LaddersAdopted.subject, code)
        ladder = Ladder(code, number, starts, title.strip(), tuple(rungs))
        event = record.write(LaddersAdopted(code, number, starts, tuple(one.said() for one in rungs), because.strip()), by=by)
        ChaseLadder.objects.create(code=code, number=number, starts=starts, content=as_content(ladder), made_by=event)
    return ladder


def _held(ref: str, verb: str, because: str, by: Actor) -> Chase:
    row = Chase.objects.select_for_update().get(ref=ref)
    stop_if(checks.why_not_stop(queries.chase(ref), verb, because=because, by=by))
    return row


def _over(row: Chase, verb: str) -> None:
    row.state, row.version = STEPS.after(verb, row.state), row.version + 1
    row.over_version, row.over_on = row.version, today()
    row.save(update_fields=["state", "version", "over_version", "over_on"])
