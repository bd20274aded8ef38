"""Who people are and which posts they hold on a day."""

from dataclasses import dataclass
from datetime import date

from duly.core.people.models import Holding, Officer, Post
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


def actor(officer_ref: str, *, on: date) -> Actor:
    """The `by=` for an officer on a day, with the posts then held. Somebody unknown or barred is `Officer.DoesNotExist`."""
    officer = Officer.objects.get(ref=officer_ref, is_active=True)
    return Actor(officer.ref, officer.name, tuple(post.code for post in posts_held(officer_ref, on=on)))


def posts_held(officer_ref: str, *, on: date) -> tuple[PostHeld, ...]:
    """The posts an officer holds on a day, by code."""
    return tuple(_held(h) for h in _in_force(on).filter(officer__ref=officer_ref))


def everyone_in_post(*, on: date) -> tuple[PostHeld, ...]:
    """Every holding in force on a day, by post and person."""
    return tuple(_held(h) for h in _in_force(on))


def post_titles() -> dict[str, str]:
    """Every post's title by its code."""
    return dict(Post.objects.order_by("code").values_list("code", "title"))


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
