"""Who is acting: the `by=` of every action."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person, or the system by name, with the posts held on the day of acting.

    `ref` is what the record keeps ("O-0003"); `name` is for people to read; `posts` are post codes.
    """

    ref: str
    name: str
    posts: tuple[str, ...] = ()


SYSTEM = Actor("system", "Duly", ())
"""Set-up and background work that no person asked for. It holds no post, so the scheme allows it nothing."""
