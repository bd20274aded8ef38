"""Adding people, making posts, and giving and ending holdings of them."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.people import checks
from duly.core.people.events import (
    AbsenceEnded,
    AbsenceNoted,
    LineDrawn,
    OfficerAdded,
    PostEnded,
    PostGiven,
    PostMade,
    SignInBound,
    SignInUnlocked,
)
from duly.core.people.models import Absence, Holding, Line, Officer, Post, SignIn
from duly.core.people.queries import PostHeld, posts_held
from duly.core.people.throttle import forget_tries, locked_until, tries_of
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, stop_if


def add_officer(*, username: str, name: str, email: str, password: str | None, by: Actor) -> str:
    """Add somebody who can sign in, and return their reference. With no password they cannot sign in by one."""
    with unit_of_work() as record:
        stop_if(_name_taken(username))
        officer = Officer(ref=f"O-{take_number('people_officer_number'):04d}", username=username, name=name, email=email)
        if password is None:
            officer.set_unusable_password()
        else:
            officer.set_password(password)
        officer.save()
        record.write(OfficerAdded(ref=officer.ref, version=1, name=name), by=by)
    return officer.ref


def make_post(*, code: str, title: str, office: str, wing: str, by: Actor) -> None:
    """Make a post. Its code is what schemes and the record name for ever."""
    with unit_of_work() as record:
        event = record.write(PostMade(ref=code, version=1, title=title), by=by)
        Post.objects.create(code=code, title=title, office=office, wing=wing, made_by=event)


def draw_line(post: str, *, answers_to: str, starts: date, by: Actor) -> None:
    """Say which post another answers to from a day on; nothing says that it answers to nobody. Refused: "no-post", "in-a-circle"."""
    with unit_of_work() as record:
        stop_if(checks.why_not_draw(post, answers_to=answers_to, on=starts))
        before = Line.objects.select_for_update().filter(post=post, superseded_by__isnull=True, during__contains=starts).first()
        event = record.write(LineDrawn(post, next_version("post", post), answers_to, starts), by=by)
        if before is not None:
            before.superseded_by = event
            before.save(update_fields=["superseded_by"])
            if before.during.lower < starts:
                Line.objects.create(post=post, answers_to=before.answers_to, during=DateRange(before.during.lower, starts), made_by=event)
        if answers_to:
            Line.objects.create(post=post, answers_to=answers_to, during=DateRange(starts, None), made_by=event)


def give_post(officer_ref: str, *, post: str, starts: date, by: Actor) -> tuple[PostHeld, ...]:
    """Give somebody a post from a day on. Returns the posts they then hold on that day."""
    with unit_of_work() as record:
        officer = Officer.objects.get(ref=officer_ref)
        event = record.write(PostGiven(ref=officer_ref, version=next_version("officer", officer_ref), post=post, starts=starts), by=by)
        Holding.objects.create(officer=officer, post=Post.objects.get(code=post), during=DateRange(starts, None), made_by=event)
    return posts_held(officer_ref, on=starts)


def end_post(officer_ref: str, *, post: str, ends: date, by: Actor) -> tuple[PostHeld, ...]:
    """End somebody's holding of a post: `ends` is the first day they no longer hold it."""
    with unit_of_work() as record:
        holding = (
            Holding.objects.select_for_update(of=("self",))
            .filter(officer__ref=officer_ref, post__code=post, superseded_by__isnull=True, during__contains=ends)
            .first()
        )
        if holding is None:
            stop_if(Refusal("not-held", f"{officer_ref} does not hold {post} on that day."))
        event = record.write(PostEnded(ref=officer_ref, version=next_version("officer", officer_ref), post=post, ends=ends), by=by)
        holding.superseded_by = event
        holding.save(update_fields=["superseded_by"])
        if holding.during.lower < ends:
            Holding.objects.create(officer=holding.officer, post=holding.post, during=DateRange(holding.during.lower, ends), made_by=event)
    return posts_held(officer_ref, on=ends)


def note_absence(officer_ref: str, *, starts: date, ends: date, by: Actor) -> None:
    """Note that somebody is away: `ends` is the first day they are back. "days", "overlaps" are refused; who may is for the caller to ask."""
    with unit_of_work() as record:
        officer = Officer.objects.select_for_update().get(ref=officer_ref)
        stop_if(checks.why_not_away(officer, starts=starts, ends=ends))
        event = record.write(AbsenceNoted(ref=officer_ref, version=next_version("officer", officer_ref), starts=starts, ends=ends), by=by)
        Absence.objects.create(officer=officer, during=DateRange(starts, ends), made_by=event)


def end_absence(number: int, *, ends: date, by: Actor) -> None:
    """End an absence early: `ends` is the first day they are back. One that had not begun is taken back altogether."""
    with unit_of_work() as record:
        absence = Absence.objects.select_for_update(of=("self",)).filter(pk=number, superseded_by__isnull=True).first()
        if absence is None or ends >= absence.during.upper:
            stop_if(Refusal("no-absence", "There is no such absence to end, or it is over by then already."))
        officer, starts = absence.officer, absence.during.lower
        event = record.write(
            AbsenceEnded(ref=officer.ref, version=next_version("officer", officer.ref), starts=starts, ends=max(starts, ends)), by=by
        )
        absence.superseded_by = event
        absence.save(update_fields=["superseded_by"])
        if starts < ends:
            Absence.objects.create(officer=officer, during=DateRange(starts, ends), made_by=event)


def note_signed_in(officer_ref: str, *, how: str, address: str, device: str) -> None:
    """Log that somebody signed in, and `how`: "password and passkey"."""
    _note(Officer.objects.get(ref=officer_ref), "signed in", how=how, address=address, device=device)


def note_refused(officer_ref: str | None, *, how: str, address: str, device: str) -> None:
    """Log a try that failed, at an officer's name or at nobody's; and that it locked them out, where it was one too many."""
    officer = Officer.objects.filter(ref=officer_ref).first() if officer_ref else None
    _note(officer, "refused", how=how, address=address, device=device)
    if officer is not None and locked_until(*tries_of(officer)):
        _note(officer, "locked", how=how, address=address, device=device)


def unlock_sign_in(officer_ref: str, *, because: str, by: Actor) -> None:
    """Let a locked officer try again at once. `not-locked`, `your-own` and `no-reason` are refused; who may is for the caller to ask."""
    with unit_of_work() as record:
        officer = Officer.objects.select_for_update().get(ref=officer_ref)
        stop_if(checks.why_not_unlock(officer, because=because, by=by))
        forget_tries(*tries_of(officer))
        _note(officer, "unlocked", how=f"by {by.ref}", address="", device="")
        record.write(SignInUnlocked(ref=officer_ref, version=next_version("officer", officer_ref), because=because.strip()), by=by)


def note_bound(officer_ref: str, *, issuer: str, known_as: str, by: Actor) -> None:
    """Record whom an organisation's own sign-in means from now on by one of its subjects."""
    with unit_of_work() as record:
        version = next_version("officer", officer_ref)
        record.write(SignInBound(ref=officer_ref, version=version, issuer=issuer, known_as=known_as), by=by)


def _note(officer: Officer | None, what: str, *, how: str, address: str, device: str) -> None:
    SignIn.objects.create(at=now(), officer=officer, what=what, how=how[:60], address=address[:45], device=device[:60])


def _name_taken(username: str) -> Refusal | None:
    if Officer.objects.filter(username=username).exists():
        return Refusal("name-taken", f"Somebody already signs in as {username}.")
    return None
