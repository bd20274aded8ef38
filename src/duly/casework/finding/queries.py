"""Which cases there are, a page at a time; how many; which have these words; which are like this one. Nothing of what whoever looks may not see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from duly.casework.cases import queries as cases
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import Stage

COUNTED_TO = 10_000
"""Up to so many are counted one by one; above, it is said about how many there are."""

OLD_REFERENCE = re.compile(r"(?!PSO-|P-\d)(?=.*\d)[A-Za-z0-9][A-Za-z0-9/._-]{1,19}")
"""How a case may be called in the system it was taken over from: a word with a figure in it, and none of our references (`cases.columns`)."""

MOST_FOUND = 500
"""Cases with some words that are gone through at most, the best first."""


@dataclass(frozen=True)
class Wanted:
    """What a list of cases is asked for: any of these stages, owners and bodies, with these words; nothing narrows nothing.

    `after` is the reference of the last case of the page before.
    """

    stages: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    words: str = ""
    after: str = ""
    size: int = 50


@dataclass(frozen=True)
class Count:
    """How many; where not `exact`, about so many."""

    many: int
    exact: bool

    @property
    def said(self) -> str:
        """As people say it: "1,204", "about 380,000"."""
        return f"{self.many:,}" if self.exact else f"about {round(self.many, -(len(str(self.many)) - 2)):,}"


@dataclass(frozen=True)
class CasesPage:
    """A page of cases, newest first, or best first where words were asked for. `after` leads on; it is empty at the end."""

    rows: tuple[CaseSeen, ...]
    after: str


@dataclass(frozen=True)
class Tally:
    """The counts beside a list: how many there would be in each stage whatever stage is asked for, how many of what is asked for are one person's, and how many there are."""

    stages: dict[str, Count]
    mine: Count
    all: Count


def page(wanted: Wanted) -> CasesPage:
    """One page. A place to go on from that is not to be seen is as good as none: the list begins."""
    called = called_before(wanted.words)
    return _page(wanted) if called is None else CasesPage((called,) if _wanted(called, wanted) else (), "")


def page_and_tally(wanted: Wanted, *, mine: str) -> tuple[CasesPage, Tally]:
    """One page with the counts beside it: who the words may be the old reference of is asked once."""
    called = called_before(wanted.words)
    if called is None:
        return _page(wanted), _tally(wanted, mine)
    return CasesPage((called,) if _wanted(called, wanted) else (), ""), _tally_of_one(called, wanted, mine)


def _page(wanted: Wanted) -> CasesPage:
    refs = _found(wanted) if wanted.words.strip() else _newest(wanted)
    known = cases.some(tuple(refs[: wanted.size]))
    rows = tuple(known[ref] for ref in refs[: wanted.size] if ref in known)
    return CasesPage(rows, rows[-1].ref if len(refs) > wanted.size and rows else "")


def count(wanted: Wanted) -> Count:
    """How many there are on all pages together."""
    called = called_before(wanted.words)
    if called is not None:
        return Count(int(_wanted(called, wanted)), exact=True)
    given = [list(wanted.stages), list(wanted.owners), list(wanted.bodies), wanted.words, COUNTED_TO]
    with connection.cursor() as cursor:
        cursor.execute("SELECT many, exact FROM finding_count(%s, %s, %s, %s, %s)", given)
        return Count(*cursor.fetchone())


def tally(wanted: Wanted, *, mine: str) -> Tally:
    """The counts beside the list of what is wanted, `mine` being an officer's reference: one question, where each by itself would be five."""
    called = called_before(wanted.words)
    return _tally(wanted, mine) if called is None else _tally_of_one(called, wanted, mine)


def _tally_of_one(called: CaseSeen, wanted: Wanted, mine: str) -> Tally:
    fits = _wanted(called, replace(wanted, stages=()))
    each = {stage.value: Count(int(fits and called.stage == stage), exact=True) for stage in Stage}
    of_mine = _wanted(called, replace(wanted, owners=(mine,)))
    return Tally(each, Count(int(of_mine), exact=True), Count(int(_wanted(called, wanted)), exact=True))


def _tally(wanted: Wanted, mine: str) -> Tally:
    every = [stage.value for stage in Stage]
    given = [every, list(wanted.stages), list(wanted.owners), list(wanted.bodies), wanted.words, mine, COUNTED_TO]
    told = {
        key: Count(many, exact)
        for key, many, exact in _asked("SELECT key, many, exact FROM finding_tally(%s, %s, %s, %s, %s, %s, %s)", given)
    }
    stages = {stage: told[stage] for stage in every}
    asked = [stages[stage] for stage in wanted.stages or every]
    return Tally(stages, told[""], Count(sum(one.many for one in asked), all(one.exact for one in asked)))


def called_before(typed: str) -> CaseSeen | None:
    """The case that had this reference in the system it was taken over from, in whatever case it is typed; None where there is none that may be seen."""
    words = typed.strip()
    if not OLD_REFERENCE.fullmatch(words):
        return None
    became = cases.taken_over_before({words, words.upper()})
    return next(iter(cases.some(tuple(became.values())).values()), None)


def _wanted(case: CaseSeen, wanted: Wanted) -> bool:
    narrowed = ((wanted.stages, case.stage), (wanted.owners, case.owner), (wanted.bodies, case.body))
    return all(not those or one in those for those, one in narrowed)


def search(typed: str, *, most: int) -> tuple[str, ...]:
    """References of cases with every one of these words, or words that begin so: the best first. A reference of the system used before finds its case."""
    called = called_before(typed)
    if called is not None:
        return (called.ref,)
    return _search(Wanted(words=typed), most=most)


def in_post(typed: str, *, most: int) -> tuple[str, ...]:
    """References of items of post with every one of these words, the best first."""
    return tuple(ref for ref, _ in _asked("SELECT ref, rank FROM finding_post(%s, %s)", [typed, most]))


def alike(case_ref: str, *, most: int) -> tuple[CaseSeen, ...]:
    """The cases most like this one: about the same thing, in the same words, sooner of the same body."""
    refs = [ref for ref, _ in _asked("SELECT ref, rank FROM finding_alike(%s, %s)", [case_ref, most])]
    known = cases.some(tuple(refs))
    return tuple(known[ref] for ref in refs if ref in known)


def _newest(wanted: Wanted) -> list[str]:
    given = [list(wanted.stages), list(wanted.owners), list(wanted.bodies), wanted.after, wanted.size + 1]
    return [ref for (ref,) in _asked("SELECT ref FROM finding_newest(%s, %s, %s, %s, %s)", given)]


def _found(wanted: Wanted) -> list[str]:
    best = _search(wanted, most=MOST_FOUND if wanted.after else min(wanted.size + 1, MOST_FOUND))
    start = best.index(wanted.after) + 1 if wanted.after in best else 0
    return list(best[start : start + wanted.size + 1])


def _search(wanted: Wanted, *, most: int) -> tuple[str, ...]:
    given = [wanted.words, most, list(wanted.stages), list(wanted.owners), list(wanted.bodies)]
    return tuple(ref for ref, _ in _asked("SELECT ref, rank FROM finding_cases(%s, %s, %s, %s, %s)", given))


def _asked(question: str, given: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, given)
        return list(cursor.fetchall())
