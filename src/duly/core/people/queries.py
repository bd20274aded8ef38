"""Who people are and which posts they hold on a day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from duly.core.people.models import Absence, Holding, Line, Officer, Post, SignIn
from duly.core.people.throttle import locked_until, tries_at, tries_of
from duly.primitives.actor import Actor


@dataclass(frozen=True)
class PostHeld:
    """A post as held by somebody on a day."""

    code: str
    title: str
    office: str
    wing: str
    officer_ref: str
    officer_name: str
    username: str


@dataclass(frozen=True)
class SignInSeen:
    """One line of the sign-in log. `officer_ref` is empty for a try at a name nobody has; `number` grows."""

    number: int
    at: datetime
    officer_ref: str
    name: str
    what: str
    how: str
    address: str
    device: str


@dataclass(frozen=True)
class LockedOut:
    """An officer who may not try to sign in until a moment, unless somebody unlocks them."""

    officer_ref: str
    name: str
    username: str
    until: datetime


def actor(officer_ref: str, *, on: date) -> Actor:
    """The `by=` for an officer on a day, with the posts then held. Somebody unknown or barred is `Officer.DoesNotExist`."""
    officer = Officer.objects.get(ref=officer_ref, is_active=True)
    return Actor(officer.ref, officer.name, tuple(post.code for post in posts_held(officer_ref, on=on)))


HELD_BY_ONE = """
SELECT p.code, p.title, p.office, p.wing, o.ref, o.name, o.username
  FROM people_holding h JOIN people_post p ON p.id = h.post_id JOIN people_officer o ON o.id = h.officer_id
 WHERE h.superseded_by IS NULL AND h.during @> %(on)s::date AND o.is_active AND o.ref = %(officer)s
 ORDER BY p.code
"""
"""Every page asks it: as text it costs a fifth of what it costs to be put together anew."""


def posts_held(officer_ref: str, *, on: date) -> tuple[PostHeld, ...]:
    """The posts an officer holds on a day, by code."""
    with connection.cursor() as cursor:
        cursor.execute(HELD_BY_ONE, {"on": on, "officer": officer_ref})
        return tuple(PostHeld(*row) for row in cursor.fetchall())


def everyone_in_post(*, on: date) -> tuple[PostHeld, ...]:
    """Every holding in force on a day, by post and person."""
    return tuple(_held(h) for h in _in_force(on))


@dataclass(frozen=True)
class Away:
    """Somebody away: `ends` is the first day they are back."""

    number: int
    officer_ref: str
    name: str
    starts: date
    ends: date


def away(*, on: date) -> frozenset[str]:
    """References of everybody who is away on a day."""
    return frozenset(_away().filter(during__contains=on).values_list("officer__ref", flat=True))


def absences(*, since: date, officer_ref: str = "") -> tuple[Away, ...]:
    """Every absence not yet over on a day, of one officer or of all, the earliest first."""
    found = _away().filter(during__endswith__gt=since)
    if officer_ref:
        found = found.filter(officer__ref=officer_ref)
    return tuple(Away(one.pk, one.officer.ref, one.officer.name, one.during.lower, one.during.upper) for one in found)


def _away():
    return Absence.objects.filter(superseded_by__isnull=True).select_related("officer").order_by("during", "pk")


def post_titles() -> dict[str, str]:
    """Every post's title by its code."""
    return dict(Post.objects.order_by("code").values_list("code", "title"))


def office_of(post: str) -> str:
    """The office a post is of; nothing of one there is not."""
    return Post.objects.filter(code=post).values_list("office", flat=True).first() or ""


def offices_of(officer_ref: str, *, on: date) -> frozenset[str]:
    """The offices an officer holds a post of on a day."""
    return frozenset(one.office for one in posts_held(officer_ref, on=on))


def lines(*, on: date) -> dict[str, str]:
    """The post each post answers to on a day, by code. A post that is not there answers to nobody."""
    found = Line.objects.filter(superseded_by__isnull=True, during__contains=on)
    return dict(found.order_by("post").values_list("post", "answers_to"))


def names() -> dict[str, str]:
    """Every officer's name by reference, for showing the record."""
    return dict(Officer.objects.values_list("ref", "name"))


def _in_force(on: date):
    return (
        Holding.objects.filter(superseded_by__isnull=True, during__contains=on, officer__is_active=True)
        .select_related("officer", "post")
        .order_by("post__code", "officer__ref")
    )


def _held(holding: Holding) -> PostHeld:
    post, officer = holding.post, holding.officer
    return PostHeld(post.code, post.title, post.office, post.wing, officer.ref, officer.name, officer.username)


def officer_called(username: str) -> str | None:
    """The reference of who signs in by this name, or None."""
    return Officer.objects.filter(username=username, is_active=True).values_list("ref", flat=True).first()


def officer_at(username: str) -> str | None:
    """The reference of whose name was typed at the door, in whichever letters, active or not; or None."""
    return Officer.objects.filter(username__iexact=username).values_list("ref", flat=True).first()


def counted_as(username: str) -> str:
    """What failed tries at a name are counted under."""
    return tries_at(username)


def locked_at(username: str) -> datetime | None:
    """Until when a name typed at the door is locked, whoever's or nobody's; None when it is not."""
    officer = Officer.objects.filter(username__iexact=username).first()
    return locked_until(*(tries_of(officer) if officer else (tries_at(username),)))


def locked_out() -> tuple[LockedOut, ...]:
    """Everyone locked out now, by name."""
    lately = Officer.objects.filter(sign_ins__what="locked").distinct().order_by("name")
    found = ((one, locked_until(*tries_of(one))) for one in lately)
    return tuple(LockedOut(one.ref, one.name, one.username, until) for one, until in found if until)


def sign_ins(officer_ref: str = "", *, most: int = 200) -> tuple[SignInSeen, ...]:
    """The newest lines of the sign-in log, of one officer or of all."""
    found = SignIn.objects.select_related("officer").order_by("-id")
    if officer_ref:
        found = found.filter(officer__ref=officer_ref)
    return tuple(_sign_in(one) for one in found[:most])


def _sign_in(one: SignIn) -> SignInSeen:
    who = one.officer
    return SignInSeen(
        one.pk, one.at, who.ref if who else "", who.name if who else "nobody of that name", one.what, one.how, one.address, one.device
    )
