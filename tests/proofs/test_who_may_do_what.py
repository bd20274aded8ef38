"""S1: every power, under the example schemes of both offices, for every post and every two posts, at every limit, one's own and another's, before and
since the schemes are in force: what is ruled is what a table written down apart says."""

import random
from collections import Counter
from datetime import date, timedelta
from itertools import combinations

import pytest

from duly.core.scheme import queries
from duly.core.scheme.rules import Row, rule
from duly.office.practice.people import BEGAN, appoint
from duly.primitives.actor import Actor
from duly.primitives.power import POWERS
from tests.faults.sizes import NIGHTLY, SCALE, SEED, size
from tests.proofs.who_may import POSTS, TABLE, facts_of, may

pytestmark = pytest.mark.django_db
ONE = [(), *((post,) for post in POSTS)]
HELD = [*ONE, *combinations(POSTS, 2)]
DAYS = (BEGAN - timedelta(days=1), BEGAN, date(2026, 11, 20))
ASKED = size(300, 200_000)


def ours() -> set[str]:
    """The powers the offices' rooms declare; tests declare some of their own."""
    return {code for code in POWERS if not code.startswith("test.")}


def test_the_table_speaks_of_every_power_and_of_no_other():
    assert set(TABLE) == ours()


def disagreeing() -> list[tuple]:
    """Every combination of facts for every post alone, ruled by the rows in force: all of them, every day."""
    rows: dict[str, list[Row]] = {}
    for instrument in queries.instruments(on=DAYS[2]):
        for power, row in instrument.rules:
            rows.setdefault(power, []).append(row)
    every = ((power, told, held) for power in sorted(TABLE) for told in facts_of(power) for held in ONE)
    return [
        one for one in every if rule(POWERS[one[0]], tuple(rows.get(one[0], ())), one[1], one[2]).allowed != may(one[0], one[2], one[1])
    ]


def test_every_cell_is_as_the_table_says(record_property):
    appoint(wings=("payments", "casework"))
    cells = [(power, told, held, on) for power in sorted(TABLE) for told in facts_of(power) for held in HELD for on in DAYS]
    chosen = random.Random(SEED).sample(cells, min(ASKED, len(cells)))
    ruled, wrong = Counter(), []

    for power, told, held, on in chosen:
        refusal = queries.why_not(POWERS[power], told, actor=Actor("O-1", "Somebody", held), on=on)
        allowed = refusal is None
        ruled[allowed] += 1
        if allowed != (on >= BEGAN and may(power, held, told)):
            wrong.append((power, told, held, on, refusal))

    assert wrong == []
    assert disagreeing() == []
    assert min(ruled.values()) > len(chosen) // 50
    assert not NIGHTLY or SCALE < 1 or len(chosen) >= 50_000
    scaled = f", nightly x {SCALE:g}" if NIGHTLY else ""
    record_property(
        "counted",
        f"S1 who may do what: {len(chosen):,} of {len(cells):,} cells over {len(TABLE)} powers and {len(HELD)} holdings of posts,"
        f" {ruled[True]:,} allowed and {ruled[False]:,} refused as the table says; seed {SEED}{scaled}",
    )


def test_a_changed_table_is_noticed(monkeypatch):
    """The check is able to fail: with one line of the table otherwise, some cell disagrees."""
    appoint(wings=("payments", "casework"))
    monkeypatch.setitem(TABLE["runs.approve"], "senior-officer", lambda told: not told["prepared by you"])
    told = {"total": 75_000_001, "prepared by you": False, "you changed a payee in it": False}
    actor = Actor("O-1", "Somebody", ("senior-officer",))

    assert may("runs.approve", actor.posts, told)
    assert queries.why_not(POWERS["runs.approve"], told, actor=actor, on=DAYS[2]) is not None
