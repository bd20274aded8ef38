"""Who is told: everybody in post, and those whom a scheme names for something."""

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import powers_named


def posts_held() -> dict[str, set[str]]:
    """The posts that each officer in post holds today."""
    posts: dict[str, set[str]] = {}
    for one in people.everyone_in_post(on=today()):
        posts.setdefault(one.officer_ref, set()).add(one.code)
    return posts


def named_for(codes: tuple[str, ...]) -> set[str]:
    """Every officer in post whom a scheme names for one of these powers, under whatever conditions."""
    posts = posts_held()
    powers = powers_named(posts={post for held in posts.values() for post in held}, on=today())
    return {officer for officer, held in posts.items() if any(code in powers[post] for post in held for code in codes)}
