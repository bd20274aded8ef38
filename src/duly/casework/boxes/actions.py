"""Naming principals; ordering a box; reading, asking, answering and receiving back."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from duly.casework.boxes import checks, queries
from duly.casework.boxes.events import BoxAsked, BoxPlaced, BoxRead, BoxReceived, BoxReplied, PrincipalEnded, PrincipalNamed
from duly.casework.boxes.models import Placing, Principal, Question, Receipt, Reply, Sight
from duly.casework.boxes.rules import Rates
from duly.casework.submissions.queries import SubmissionSeen, submission_held
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, stop_if


def name_principal(post: str, *, place: int, rates: Rates, by: Actor) -> None:
    """Say from today on that a post is a principal's, its place among them and how its holder reads; or say it otherwise."""
    with unit_of_work() as record:
        stop_if(checks.why_not_name(post, rates=rates, by=by))
        said = {"place": place, **vars(rates)}
        before = Principal.objects.select_for_update().filter(post=post, superseded_by__isnull=True, during__contains=today()).first()
        event = record.write(PrincipalNamed(ref=post, version=next_version("principal", post), starts=today(), **said), by=by)
        if before is not None:
            _cut(before, event)
        Principal.objects.create(post=post, during=DateRange(today(), None), made_by=event, **said)


def end_principal(post: str, *, by: Actor) -> None:
    """Say that a post is a principal's no longer, from today on."""
    with unit_of_work() as record:
        row = Principal.objects.select_for_update().filter(post=post, superseded_by__isnull=True, during__contains=today()).first()
        stop_if(why_not(checks.powers.PRINCIPALS, {}, actor=by, on=today()))
        if row is None:
            stop_if(Refusal("no-box", "That post is no principal's."))
        _cut(row, record.write(PrincipalEnded(ref=post, version=next_version("principal", post), ends=today()), by=by))


def place(ref: str, *, post: str, place: int, needed_by: date | None, because: str, by: Actor) -> None:
    """Put a paper in a principal's box, at a place (0: by date), needed by a day (None: as the principal's usual), with the reason."""
    with unit_of_work() as record:
        seen = submission_held(ref)
        stop_if(checks.why_not_place(seen, post=post, because=because, by=by) or checks.may_be_needed(needed_by))
        said = {"post": post, "place": place, "because": because.strip()}
        event = BoxPlaced(ref=ref, version=next_version("box", ref), needed_by=say_day(needed_by) if needed_by else "the usual day", **said)
        Placing.objects.create(submission_ref=ref, needed_by=needed_by, made_by=record.write(event, by=by), **said)


def mark_read(ref: str, *, number: int, by: Actor) -> None:
    """Say that one has read a version. What changes later is marked from there."""
    with unit_of_work() as record:
        seen = submission_held(ref)
        stop_if(checks.why_not_read(seen, number=number, last=queries.last_read(ref, officer_ref=by.ref)))
        event = BoxRead(ref=ref, version=next_version("box", ref), officer_ref=by.ref, number=number)
        Sight.objects.create(submission_ref=ref, officer_ref=by.ref, number=number, read_on=today(), made_by=record.write(event, by=by))


def ask(ref: str, *, words: str, by: Actor) -> SubmissionSeen:
    """Ask something before signing. The paper stays in the box. Only the flow does this: it asked whether they may sign it."""
    with unit_of_work() as record:
        seen = submission_held(ref)
        stop_if(checks.why_not_ask(words=words))
        at = len(queries.questions(ref)) + 1
        event = record.write(BoxAsked(ref=ref, version=next_version("box", ref), place=at, words=words.strip()), by=by)
        Question.objects.create(submission_ref=ref, place=at, words=words.strip(), asked_by=by.ref, asked_on=today(), made_by=event)
    return seen


def reply(ref: str, *, place: int, words: str, by: Actor) -> SubmissionSeen:
    """Answer what was asked."""
    with unit_of_work() as record:
        seen = submission_held(ref)
        stop_if(checks.why_not_reply(seen, place=place, words=words, by=by))
        event = record.write(BoxReplied(ref=ref, version=next_version("box", ref), place=place, words=words.strip()), by=by)
        Reply.objects.create(submission_ref=ref, place=place, words=words.strip(), replied_by=by.ref, replied_on=today(), made_by=event)
    return seen


def receive(ref: str, *, by: Actor) -> SubmissionSeen:
    """Operations has a paper back from whoever signs it."""
    with unit_of_work() as record:
        seen = submission_held(ref)
        stop_if(checks.why_not_receive(seen, by=by))
        number = checks.came_back(seen)
        event = record.write(BoxReceived(ref=ref, version=next_version("box", ref), number=number), by=by)
        Receipt.objects.create(submission_ref=ref, number=number, received_by=by.ref, received_on=today(), made_by=event)
    return seen


def _cut(row: Principal, event) -> None:
    row.superseded_by = event
    row.save(update_fields=["superseded_by"])
    if row.during.lower < today():
        kept = {f.name: getattr(row, f.name) for f in row._meta.fields if f.name not in ("id", "during", "made_by", "superseded_by")}
        Principal.objects.create(**kept, during=DateRange(row.during.lower, today()), made_by=event)
