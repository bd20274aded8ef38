"""Who may close what is open, by how it would end: under the schemes in force, and under a proposed one; and offices in which nobody may."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duly.casework.adjudication import queries as adjudication
from duly.casework.cases import queries as case_queries
from duly.casework.cases.powers import CLOSE, OPEN
from duly.casework.decisions import queries as decisions
from duly.casework.flow.closing import MP
from duly.casework.submissions import queries as submissions
from duly.casework.submissions.rules import NOTHING_SAID
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme import queries as scheme
from duly.core.scheme.rules import Facts, Row, posts_that_may, rows_for

EVERY = 100_000
NOBODY = "Nobody"
UNASKED: Facts = {**NOTHING_SAID.facts(), "stage": "", "remedy": 0, "decided": False, "mp asked": False}
"""What the scheme is told of a fact that no rule looks at."""


@dataclass(frozen=True)
class ClosersRow:
    """Open cases that would end so and that the same posts may close: how many, which posts now and under the proposed scheme, and whether they differ."""

    key: str
    outcome: str
    cases: int
    now: str
    then: str
    changes: bool


def closers(rules: Sequence[tuple[str, Row]] | None = None, *, office: str = "") -> tuple[ClosersRow, ...]:
    """Each way a case may end, and who may close the open cases so; and under the rules of a proposed scheme of an office, in place of that office's own.

    Every post is tried on cases it has the care of and did not decide; one that may close no others says so. Those that change come first.
    """
    now = scheme.in_force(CLOSE, on=today())
    then: tuple[Row, ...] = now
    if rules is not None:
        theirs = {one.ref for one in scheme.instruments(on=today()) if one.office == office}
        then = (*(row for row in now if row.scheme not in theirs), *rows_for(rules, CLOSE))
    asked = {condition.fact for row in (*now, *then) for condition in row.conditions}
    titles, known = people.post_titles(), Counter(tuple(sorted(facts.items(), key=lambda one: one[0])) for facts in _open_cases(asked))
    found: Counter[tuple[str, str, str]] = Counter()
    for outcome in case_queries.outcomes(on=today()):
        for told, many in known.items():
            facts = dict(told) | {"outcome": outcome}
            found[outcome, _who(now, facts, titles), _who(then, facts, titles)] += many
    rows = (
        ClosersRow(f"{outcome}/{n}", outcome, many, was, would, was != would)
        for n, ((outcome, was, would), many) in enumerate(found.items(), start=1)
    )
    return tuple(sorted(rows, key=lambda one: (not one.changes, one.key.partition("/")[0])))


def offices_where_nobody_closes(offices: Collection[str]) -> tuple[str, ...]:
    """Of these offices, those that may open cases under a scheme in force, and whose scheme names nobody who may close one."""
    named = [scheme.offices_naming(power, on=today()) for power in (OPEN, CLOSE)]
    return tuple(sorted((named[0] - named[1]) & set(offices)))


def nobody_closes(rules: Iterable[tuple[str, Row]]) -> bool:
    """Whether rules name somebody who may open a case, and nobody who may close one."""
    named = {code for code, _ in rules}
    return OPEN.code in named and CLOSE.code not in named


def _who(rows: Sequence[Row], facts: Facts, titles: Mapping[str, str]) -> str:
    told = {**UNASKED, **facts, "decided by you": False}
    own = posts_that_may(CLOSE, rows, {**told, "yours": True})
    any_ = posts_that_may(CLOSE, rows, {**told, "yours": False})
    said = (f"{titles.get(post, post)}{'' if post in any_ else ' (their own)'}" for post in own)
    return ", ".join(said) or NOBODY


def _open_cases(asked: set[str]) -> Iterable[dict[str, Any]]:
    """Of each open case what the rules ask of it, and nothing else: what no rule looks at is not read, and cases that are alike are told alike."""
    of_papers = asked - {"outcome", "stage", "yours", "decided", "decided by you"}
    papers = submissions.submissions(limit=EVERY) if of_papers - {"remedy"} else ()
    said = {one.case_ref: one.circumstances for one in papers if one.circumstances != NOTHING_SAID}
    members = {one.case_ref for one in papers if any(text.mp_interest for text in one.texts)}
    members |= case_queries.with_party(MP) if "mp asked" in asked else set()
    made = {}
    if {"remedy", "decided"} & asked:
        made = {one.case_ref: one for one in reversed(decisions.decisions(limit=EVERY))}
    found = adjudication.cases_found_on() if "remedy" in asked else frozenset()
    for case in case_queries.open_cases():
        decided = made.get(case.ref)
        facts: dict[str, Any] = {
            "stage": case.stage,
            "decided": decided is not None,
            "remedy": (decided.remedy_pence if decided.outcome == "agree" else 0)
            if decided
            else adjudication.remedy_of(case.ref).total_pence
            if case.ref in found
            else 0,
            "mp asked": case.ref in members,
            **{name: value for name, value in said.get(case.ref, NOTHING_SAID).facts().items() if name != "stage"},
        }
        yield {name: value for name, value in facts.items() if name in asked}
