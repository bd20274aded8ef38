"""What the rules of triage find in sentences that were written before anybody looked at the rules, and what they find where there is nothing.

The set was seen once when the rules were mended by whole classes of words (kinship, titles, verbs): since then it says that nothing was lost, and no longer how the rules do
on letters nobody has read. Whoever mends them next writes another set first.
"""

from collections import Counter
from datetime import date
from pathlib import Path

from duly.casework.correspondence.rules.first import FIRST
from duly.casework.correspondence.rules.watching import Arrived, marks

SAYS = {"distress": "self-harm", "judicial review": "judicial-review"}
SENTENCES = [
    tuple(part.strip() for part in line.split("|", 1))
    for line in (Path(__file__).parent / "held_out" / "letters.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
AT_LEAST = {"self-harm": 10, "judicial-review": 9, "mp": 10, "press": 9, "death": 10, "deadline": 10}
"""Of ten of each kind, what is found now; when the set was first asked it was 3, 7, 6, 5, 5 and 3."""
MISSED = {
    ("judicial-review", "Counsel advises that the decision is irrational and amenable to review by the court."),
    ("press", "The Daily Herald is running it at the weekend."),
}
FALSE_ALARMS = {
    ("press", "My daughter is a journalist student's flatmate and had nothing to do with it."),
    ("deadline", "By Friday's standards the queue was short."),
    ("death", "The funeral directors' car park is where we were told to wait for the bus."),
}


def found(words: str) -> set[str]:
    return {mark.rule for mark in marks(FIRST.rules, Arrived("", "", words, date(2026, 11, 23)))}


def test_the_rules_find_no_less_of_the_held_out_set_than_they_did():
    wanted = [(SAYS.get(kind, kind), words) for kind, words in SENTENCES if kind]
    hits = Counter(rule for rule, words in wanted if rule in found(words))

    assert Counter(rule for rule, _ in wanted) == dict.fromkeys(AT_LEAST, 10)
    assert {rule: hits[rule] for rule in AT_LEAST if hits[rule] < AT_LEAST[rule]} == {}
    assert {one for one in wanted if one[0] not in found(one[1])} <= MISSED


def test_each_false_alarm_on_the_held_out_set_is_known():
    assert {(rule, words) for kind, words in SENTENCES for rule in found(words) - {SAYS.get(kind, kind)}} <= FALSE_ALARMS
    assert sum(not kind for kind, _ in SENTENCES) == 60
