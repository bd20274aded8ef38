"""What the rules of triage find in sentences that were written before anybody looked at the rules, and what they find where there is nothing.

A set says how rules do on letters nobody has read only until they are mended by it; since then it says that nothing was lost. Of the sets of November
2026 every second sentence is open to whoever mends a rule by its class of words, and the others are only counted. `pytest -s` prints the figures.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from duly.casework.correspondence.rules.first import FIRST
from duly.casework.correspondence.rules.safeguarding import ALWAYS
from duly.casework.correspondence.rules.watching import Arrived, Rule, marks

FOLDER = Path(__file__).parent / "held_out"


def sentences(name: str) -> list[tuple[str, str]]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(part.strip() for part in line.split("|", 1)) for line in lines if not line.startswith("#")]


def found(words: str, rules: tuple[Rule, ...] = FIRST.rules) -> set[str]:
    return {mark.rule for mark in marks(rules, Arrived("", "", words, date(2026, 11, 23)))}


SAYS = {"distress": "self-harm", "judicial review": "judicial-review"}
SENTENCES = sentences("letters")
AT_LEAST = {"self-harm": 10, "judicial-review": 9, "mp": 10, "press": 9, "death": 10, "deadline": 10}
"""Of ten of each kind, what is found now; when the set was first asked it was 3, 7, 6, 5, 5 and 3."""
MISSED = {
    ("judicial-review", "Counsel advises that the decision is irrational and amenable to review by the court."),
    ("press", "The Daily Herald is running it at the weekend."),
}
FALSE_ALARMS = {
    ("press", "My daughter is a journalist student's flatmate and had nothing to do with it."),
    ("death", "The funeral directors' car park is where we were told to wait for the bus."),
}


def test_the_rules_find_no_less_of_the_held_out_set_than_they_did():
    wanted = [(SAYS.get(kind, kind), words) for kind, words in SENTENCES if kind]
    hits = Counter(rule for rule, words in wanted if rule in found(words))

    assert Counter(rule for rule, _ in wanted) == dict.fromkeys(AT_LEAST, 10)
    assert {rule: hits[rule] for rule in AT_LEAST if hits[rule] < AT_LEAST[rule]} == {}
    assert {one for one in wanted if one[0] not in found(one[1])} <= MISSED


def test_each_false_alarm_on_the_held_out_set_is_known():
    assert {(rule, words) for kind, words in SENTENCES for rule in found(words) - {SAYS.get(kind, kind)}} <= FALSE_ALARMS
    assert sum(not kind for kind, _ in SENTENCES) == 60


@dataclass
class Asked:
    """How a set stands: of each kind, open and only counted, how many there are and how many were found; "" are near misses, found wrongly."""

    of: Counter[tuple[str, bool]] = field(default_factory=Counter)
    found: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def all(self, kind: str) -> tuple[int, int]:
        return tuple(sum(n for (of, _), n in counted.items() if of == kind) for counted in (self.found, self.of))


DANGER = {"self-harm", "safeguarding", "violence"}


def asked(name: str, rules: tuple[Rule, ...] = FIRST.rules, known_as: dict[str, set[str]] | None = None) -> Asked:
    """A set asked of rules. `known_as` says which flags count for a kind; without it its own name does."""
    made, nth, kinds = Asked(), Counter(), {kind for kind, _ in sentences(name) if kind}
    for kind, words in sentences(name):
        nth[kind] += 1
        looked_for = (known_as or {}).get(kind, {kind}) if kind else set().union(*((known_as or {}).get(one, {one}) for one in kinds))
        made.of[kind, bool(nth[kind] % 2)] += 1
        made.found[kind, bool(nth[kind] % 2)] += bool(found(words, rules) & looked_for)
    return made


ANY_DANGER = dict.fromkeys(DANGER, DANGER)
HELD_OUT = {
    "requests": ({}, {"foi": (0, 10), "foisa": (0, 8), "sar": (0, 14), "": (0, 0)}),
    "harm": (ANY_DANGER, {"self-harm": (1, 20), "safeguarding": (0, 20), "violence": (0, 19), "": (1, 1)}),
    "deaths": ({}, {"death": (6, 39), "": (4, 0)}),
    "deadlines": ({}, {"deadline": (14, 39), "": (5, 0)}),
    "afterwards": (
        ANY_DANGER,
        {
            "self-harm": (1, 2),
            "safeguarding": (0, 1),
            "violence": (0, 0),
            "death": (1, 3),
            "deadline": (3, 6),
            "foi": (0, 3),
            "foisa": (0, 2),
            "sar": (0, 3),
            "": (2, 3),
        },
    ),
}
"""By set: which flags count for a kind, and of each kind what was found before the rules were mended and what must be found now; of near misses, at most.

The last set was written after the mending, in sentences that say it in other ways: it shows how little lists of words are worth on such.
"""


def test_danger_that_is_found_at_triage_breaks_through_an_instruction_too():
    for kind, words in sentences("harm"):
        assert not kind or found(words, ALWAYS) & DANGER >= found(words) & DANGER, words


@pytest.mark.parametrize("name", HELD_OUT)
def test_no_less_is_found_of_each_kind_and_no_more_of_near_misses(name):
    known_as, goals = HELD_OUT[name]
    now = asked(name, known_as=known_as)

    for kind, (before, goal) in goals.items():
        hits, many = now.all(kind)
        print(
            f"{name}: {kind or 'near misses'}: {before} of {many} before, {hits} now ({now.found[kind, False]} of {now.of[kind, False]} only counted)"
        )
        assert hits >= goal if kind else hits <= goal, (name, kind, hits)
