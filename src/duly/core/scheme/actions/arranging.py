"""Saying who stands in, whose authority is suspended, and who has an interest. The first day of each is today or later."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import next_version
from duly.core.scheme import checks
from duly.core.scheme.events import (
    AuthorityLetBack,
    AuthorityRestored,
    AuthoritySuspended,
    InterestDeclared,
    InterestWithdrawn,
    StandInEnded,
    StandInNamed,
)
from duly.core.scheme.models import Interest, StandIn, Suspension
from duly.core.scheme.rules import Condition, say_let_back
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.power import POWERS
from duly.primitives.refusal import Refusal, stop_if

Given = Sequence[Sequence[Condition]]


def name_stand_in(post: str, *, officer_ref: str, starts: date, ends: date, because: str, by: Actor) -> None:
    """Name who stands in for a post while its holder is away, between two dates (`ends` is the first day no longer)."""
    with unit_of_work() as record:
        stop_if(checks.why_not_stand_in(post, officer_ref=officer_ref, starts=starts, ends=ends, because=because, by=by))
        said = {"officer_ref": officer_ref, "because": because.strip()}
        event = record.write(StandInNamed(ref=post, version=next_version("stand-in", post), starts=starts, ends=ends, **said), by=by)
        StandIn.objects.create(post=post, during=DateRange(starts, ends), made_by=event, **said)


def end_stand_in(number: int, *, by: Actor) -> None:
    """End a stand-in from today on."""
    with unit_of_work() as record:
        row = StandIn.objects.select_for_update().filter(pk=number, superseded_by__isnull=True).first()
        if row is None:
            stop_if(Refusal("no-stand-in", "There is no such stand-in."))
        stop_if(checks.why_not_arrange(row.officer_ref, by=by))
        event = StandInEnded(ref=row.post, version=next_version("stand-in", row.post), officer_ref=row.officer_ref, ends=today())
        _cut(row, record.write(event, by=by), today())


def suspend(officer_ref: str, *, power: str, starts: date, ends: date | None, because: str, by: Actor) -> None:
    """Suspend somebody's use of a power from a day on, until another or until further notice."""
    with unit_of_work() as record:
        stop_if(checks.why_not_suspend(officer_ref, power=power, starts=starts, ends=ends, because=because, by=by))
        event = AuthoritySuspended(
            ref=officer_ref,
            version=next_version("authority", officer_ref),
            power=power,
            starts=starts,
            ends=say_day(ends) if ends else "",
            because=because.strip(),
        )
        Suspension.objects.create(
            officer_ref=officer_ref,
            power=power,
            during=DateRange(starts, ends),
            because=because.strip(),
            made_by=record.write(event, by=by),
        )


def let_back(officer_ref: str, *, power: str, given: Given, by: Actor) -> None:
    """Give part of a suspended authority back from today on. `given` is all that is given back: any one of these, each of conditions that all hold."""
    with unit_of_work() as record:
        row = _suspension(officer_ref, power)
        stop_if(checks.why_not_let_back(officer_ref, power=power, given=given, suspended=row is not None, by=by))
        words = say_let_back(tuple(tuple(one) for one in given), POWERS[power])
        event = record.write(
            AuthorityLetBack(
                ref=officer_ref, version=next_version("authority", officer_ref), power=power, starts=today(), given=tuple(words)
            ),
            by=by,
        )
        _cut(row, event, today())
        Suspension.objects.create(
            officer_ref=officer_ref,
            power=power,
            during=DateRange(today(), row.during.upper),
            let_back=[[[c.fact, c.operator, _plain(c.value)] for c in one] for one in given],
            because=row.because,
            made_by=event,
        )


def restore(officer_ref: str, *, power: str, by: Actor) -> None:
    """Give the whole of a suspended authority back from today on."""
    with unit_of_work() as record:
        row = _suspension(officer_ref, power)
        stop_if(checks.why_not_restore(officer_ref, suspended=row is not None, by=by))
        event = AuthorityRestored(ref=officer_ref, version=next_version("authority", officer_ref), power=power, starts=today())
        _cut(row, record.write(event, by=by), today())


def declare_interest(*, about: str, because: str, by: Actor) -> None:
    """Declare an interest of one's own in a party, a body or a case, from today on. It bars one from deciding there, whatever the scheme says."""
    with unit_of_work() as record:
        stop_if(checks.why_not_declare(about=about, because=because, by=by))
        said = {"about": about.strip(), "because": because.strip()}
        event = record.write(InterestDeclared(ref=by.ref, version=next_version("interest", by.ref), starts=today(), **said), by=by)
        Interest.objects.create(officer_ref=by.ref, during=DateRange(today(), None), made_by=event, **said)


def withdraw_interest(number: int, *, by: Actor) -> None:
    """Say that an interest is no more, from today on. Nobody says so of their own: somebody who arranges for others does."""
    with unit_of_work() as record:
        row = Interest.objects.select_for_update().filter(pk=number, superseded_by__isnull=True).first()
        if row is None:
            stop_if(Refusal("no-interest", "There is no such interest."))
        stop_if(checks.why_not_withdraw_interest(row.officer_ref, by=by))
        said = {"ref": row.officer_ref, "about": row.about, "ends": today()}
        _cut(row, record.write(InterestWithdrawn(version=next_version("interest", row.officer_ref), **said), by=by), today())


def _suspension(officer_ref: str, power: str) -> Suspension | None:
    found = Suspension.objects.select_for_update().filter(officer_ref=officer_ref, power=power, superseded_by__isnull=True)
    return found.filter(during__endswith__gt=today()).first() or found.filter(during__upper_inf=True).first()


def _cut(row: Suspension | StandIn | Interest, event: UUID, day: date) -> None:
    """Supersede a dated row; what it was until the day stays as a row of its own."""
    row.superseded_by = event
    row.save(update_fields=["superseded_by"])
    if row.during.lower < day:
        kept = {f.name: getattr(row, f.name) for f in row._meta.fields if f.name not in ("id", "during", "made_by", "superseded_by")}
        type(row).objects.create(**kept, during=DateRange(row.during.lower, day), made_by=event)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
