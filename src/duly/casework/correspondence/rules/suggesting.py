"""What to do with a letter, as the rules suggest it: which case it belongs to, where it goes, who must know, each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from duly.casework.correspondence.rules.ruleset import Route, RuleSet
from duly.casework.correspondence.rules.watching import Marked
from duly.primitives.period import say_day

ALIKE = 86.0
"""Per cent of likeness from which two letters are said to be of one thing."""
SHORTEST_TO_COMPARE = 60
"""Letters of text below which a likeness says nothing."""
LONGEST_TO_COMPARE = 2_000


@dataclass(frozen=True)
class CaseFound:
    """A case that a letter may belong to, and why. `sure` is a road that needs no looking: its reference, or an answer to a mail of the case."""

    case_ref: str
    reason: str
    sure: bool


@dataclass(frozen=True)
class Earlier:
    """An earlier letter that is with a case: for likeness."""

    ref: str
    case_ref: str
    subject: str
    text: str


@dataclass(frozen=True)
class Suggestion:
    """What the rules suggest. `case_ref` is only ever one that is sure; the rest are in `cases`. `post` owns it unless `owner` (an officer) does."""

    way: str
    direct_to: str
    post: str
    to_case_owner: bool
    next_action: str
    alert: str
    note: str
    case_ref: str
    cases: tuple[CaseFound, ...]
    reasons: tuple[str, ...]


def suggest(rules: RuleSet, marks: Sequence[Marked], cases: Sequence[CaseFound], *, where: Sequence[str] = ()) -> Suggestion:
    """What the first route that suits suggests. `where` says, mark by mark, where each stands; it goes into the note to whoever is alerted."""
    flags = list(dict.fromkeys(mark.rule for mark in marks))
    sure = [one for one in cases if one.sure]
    case_ref = sure[0].case_ref if len({one.case_ref for one in sure}) == 1 else ""
    route = next((r for r in rules.routes if _suits(r, flags, case_ref)), Route(way="hold", next_action="Decide where it goes"))
    why = [f"{route.reason}" if route.reason else "", *(f"{one.case_ref}: {one.reason}" for one in cases)]
    return Suggestion(
        way=route.way,
        direct_to=route.direct_to,
        post=route.post,
        to_case_owner=route.to_case_owner and bool(case_ref),
        next_action=route.next_action,
        alert=route.alert,
        note=_note(marks, where) if route.alert else "",
        case_ref=case_ref,
        cases=tuple(cases),
        reasons=tuple(filter(None, why)),
    )


def alike(subject: str, text: str, earlier: Sequence[Earlier]) -> CaseFound | None:
    """The case of the earlier letter that reads most like this one, where it is near enough."""
    if len(text.strip()) < SHORTEST_TO_COMPARE:
        return None
    mine = f"{subject}\n{text}"[:LONGEST_TO_COMPARE]
    scored = [(fuzz.token_sort_ratio(mine, f"{one.subject}\n{one.text}"[:LONGEST_TO_COMPARE]), one) for one in earlier]
    best = max(scored, key=lambda pair: pair[0], default=None)
    if best is None or best[0] < ALIKE:
        return None
    return CaseFound(best[1].case_ref, f"it reads like {best[1].ref} ({best[0]:.0f} per cent the same words)", sure=False)


def _suits(route: Route, flags: Sequence[str], case_ref: str) -> bool:
    if route.flags:
        return any(flag in flags for flag in route.flags)
    return bool(case_ref) if route.with_case else True


def _note(marks: Sequence[Marked], where: Sequence[str]) -> str:
    first: dict[str, str] = {}
    for n, mark in enumerate(marks):
        day = f" (read as {say_day(mark.day)})" if mark.day else ""
        first.setdefault(mark.rule, f"{mark.word}: {where[n] if n < len(where) else mark.where}{day}")
    return ". ".join(first.values()) + "." if first else ""
