"""Who the principals are, how each box is ordered, and what was read, asked, answered and received."""

from dataclasses import dataclass
from datetime import date, timedelta

from duly.casework.boxes.models import Placing, Principal, Question, Receipt, Reply, Sight
from duly.casework.boxes.rules import Rates, Weekly
from duly.core.calendar.rules.days import Days
from duly.core.people import queries as people

LOOK_AHEAD = 90
"""Days ahead for which a box is forecast."""


@dataclass(frozen=True)
class PrincipalSeen:
    """A post the team works for on a day. `holders` are (reference, name); `away_until` is the first day back of its holder, when away."""

    post: str
    title: str
    place: int
    rates: Rates
    holders: tuple[tuple[str, str], ...]
    away_until: date | None


@dataclass(frozen=True)
class PlacingSeen:
    """Which box a paper is for, its place there (0 is by date) and the day it is needed by, if anybody said."""

    post: str
    place: int
    needed_by: date | None
    because: str


@dataclass(frozen=True)
class QuestionSeen:
    """A question on a paper, with its answer."""

    place: int
    words: str
    asked_by: str
    asked_on: date
    reply: str
    replied_by: str
    replied_on: date | None


def principals(*, on: date) -> tuple[PrincipalSeen, ...]:
    """The principals on a day, in their order."""
    titles, held = people.post_titles(), people.everyone_in_post(on=on)
    away = {one.officer_ref: one.ends for one in people.absences(since=on) if one.starts <= on}
    found = Principal.objects.filter(superseded_by__isnull=True, during__contains=on).order_by("place", "post")
    return tuple(_principal(row, titles, held, away) for row in found)


def _principal(row: Principal, titles: dict[str, str], held: tuple[people.PostHeld, ...], away: dict[str, date]) -> PrincipalSeen:
    holders = tuple((one.officer_ref, one.officer_name) for one in held if one.code == row.post)
    gone = [away.get(ref) for ref, _ in holders]
    back = min((one for one in gone if one), default=None) if holders and all(gone) else None
    rates = Rates(row.words_per_minute, row.minutes_per_page, row.minutes_per_week, row.needed_in_working_days)
    return PrincipalSeen(row.post, titles.get(row.post, row.post), row.place, rates, holders, back)


def week_of(principal: PrincipalSeen, *, on: date, calendar: Days) -> Weekly:
    """The minutes a principal has in a week, and the working days from a day on when one of those who hold the post is there."""
    out = [people.absences(since=on, officer_ref=ref) for ref, _ in principal.holders]
    last = date(calendar.years[-1], 12, 31)
    ahead = (on + timedelta(days=n) for n in range(LOOK_AHEAD))
    there = tuple(
        day
        for day in ahead
        if day <= last and calendar.works(day) and (not out or any(not any(a.starts <= day < a.ends for a in theirs) for theirs in out))
    )
    return Weekly(principal.rates.minutes_per_week, there)


def placings() -> dict[str, PlacingSeen]:
    """What was last said of each paper's place, by submission."""
    return {row.submission_ref: PlacingSeen(row.post, row.place, row.needed_by, row.because) for row in Placing.objects.order_by("pk")}


def last_read(ref: str, *, officer_ref: str) -> int:
    """The newest version of a paper somebody has read; 0 for none."""
    found = Sight.objects.filter(submission_ref=ref, officer_ref=officer_ref).order_by("-number").values_list("number", flat=True)
    return found.first() or 0


def read_by(officer_ref: str) -> dict[str, int]:
    """The newest version of each paper that somebody has read."""
    found = Sight.objects.filter(officer_ref=officer_ref).order_by("number").values_list("submission_ref", "number")
    return dict(found)


def questions(ref: str) -> tuple[QuestionSeen, ...]:
    """What was asked of a paper, in order, with the answers."""
    replies = {one.place: one for one in Reply.objects.filter(submission_ref=ref)}
    return tuple(_question(one, replies.get(one.place)) for one in Question.objects.filter(submission_ref=ref).order_by("place"))


def _question(one: Question, reply: Reply | None) -> QuestionSeen:
    if reply is None:
        return QuestionSeen(one.place, one.words, one.asked_by, one.asked_on, "", "", None)
    return QuestionSeen(one.place, one.words, one.asked_by, one.asked_on, reply.words, reply.replied_by, reply.replied_on)


def waiting_for_a_reply() -> frozenset[str]:
    """Papers with a question nobody has answered."""
    asked = set(Question.objects.values_list("submission_ref", "place"))
    return frozenset(ref for ref, _ in asked - set(Reply.objects.values_list("submission_ref", "place")))


def received() -> dict[tuple[str, int], date]:
    """The day each version that came back was received, by submission and version."""
    return {(ref, number): day for ref, number, day in Receipt.objects.values_list("submission_ref", "number", "received_on")}
