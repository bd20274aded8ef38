"""One kind of work that is a person's own to do now, as it is counted and listed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Work:
    """One kind of work that is this person's: the navigation item it is counted at, what and how many, where it is done, and the next step."""

    section: str
    what: str
    count: int
    url: str
    next_step: str
    hot: bool = False
    first: str = ""  # the reference of the one to begin with, where it has one
