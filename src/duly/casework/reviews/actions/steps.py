"""What every step of a review does alike: hold it, move it on, and plan who is told."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from duly.casework.reviews.models import Review, Telling
from duly.casework.reviews.queries import ReviewSeen, review, rules_numbered
from duly.casework.reviews.rules.telling import Tell
from duly.casework.reviews.states import STEPS
from duly.core.calendar.queries import add_working_days
from duly.core.record.clock import today


def held(ref: str) -> tuple[Review, ReviewSeen]:
    """The review, locked, and as it stands."""
    return Review.objects.select_for_update().get(ref=ref), review(ref)


def move(row: Review, step: str = "", **changed: object) -> None:
    """One version on, in the state after a step (or the same), with what it changes."""
    row.state = STEPS.after(step, row.state) if step else row.state
    row.version += 1
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "version", *changed])


def to_tell(row: Review, some: Sequence[Tell], event: UUID) -> None:
    """Add lines to the plan of who is told."""
    first = row.tellings.count() + 1
    Telling.objects.bulk_create(
        Telling(review=row, place=place, party=one.party, kind=one.kind, what=one.what.strip(), by_when=one.by_when, made_by=event)
        for place, one in enumerate(some, start=first)
    )


def tell_by(row: Review) -> date:
    """By when people are told of something that happens today."""
    return add_working_days(today(), rules_numbered(row.rules_number).tell_within_days).day
