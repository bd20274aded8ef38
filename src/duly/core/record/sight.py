"""Who looks: said once for a request, a command or a job, and carried to the database with every question.

    with sight.seen_as("O-0003"):                  # a page or a program: what that officer may see, and nothing else
    sight.this_process_sees_everything("why")      # the command and background work, which act for the office

Nobody looks until somebody is named. Then nothing that belongs to a case is seen: scoped querysets are empty, and so is what the database answers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NOBODY = ""
EVERYTHING = "*"
SETTING = "duly.sees"
"""The setting that row-level security reads. `duly.site.postgres` keeps it as it is here, on every connection, before every question."""

_looks: ContextVar[str] = ContextVar("duly_sees")
_of_this_process = NOBODY


def who_looks() -> str:
    """The officer's reference; EVERYTHING for the office itself; NOBODY where nobody was named."""
    return _looks.get(_of_this_process)


@contextmanager
def seen_as(officer_ref: str) -> Iterator[None]:
    """See what this officer may see, until the end. NOBODY sees nothing."""
    with _looking(officer_ref):
        yield


@contextmanager
def seeing_everything(why: str) -> Iterator[None]:
    """See every case, for a reason one can read in the code: to find what belongs to whom, never to show it."""
    if not why:
        raise ValueError("Say why everything is to be seen.")
    with _looking(EVERYTHING):
        yield


def look_as(officer_ref: str) -> None:
    """Say who looks, inside `seen_as`: for programs, who are known only once their token was read."""
    _looks.set(officer_ref)


def this_process_sees_everything(why: str) -> None:
    """Let a process that acts for the office see every case: the command, the worker, tests. What serves pages never calls it."""
    if not why:
        raise ValueError("Say why everything is to be seen.")
    global _of_this_process
    _of_this_process = EVERYTHING


@contextmanager
def _looking(who: str) -> Iterator[None]:
    before = _looks.set(who)
    try:
        yield
    finally:
        _looks.reset(before)
