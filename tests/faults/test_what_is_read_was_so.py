"""C4: every read of the book is what some order of the writes gives, in step with the clock on the wall: nothing half written, nothing that comes and
goes, nothing acknowledged and not seen. A reader that asks twice for one answer is shown to fail the same checker.

Each writer's n-th journal moves n pence for its own reference and n for one they share. A balance therefore tells how many of a writer's journals a
read saw, and a read is a row of such numbers: the reads must stand in one line, each with everything the one before it had."""

import itertools
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import isqrt

import pytest

from duly.core.record.actions import unit_of_work
from duly.payments.ledger import queries
from duly.payments.ledger.actions import post
from duly.payments.ledger.rules import BANK, CARE_PAID, Posting
from duly.payments.ledger.tests.factories import as_poster
from tests.faults.crowd import in_processes
from tests.faults.sizes import SEED, size

pytestmark = pytest.mark.slow
PEOPLE = 8
IN_A_ROUND = 400
"""Operations of everybody together before they turn to other references: a balance is of what one round wrote."""

OPERATIONS = size(400, 500_000)
ROUNDS = max(1, OPERATIONS // IN_A_ROUND)


@dataclass(frozen=True)
class Act:
    """What one person did, from when to when: wrote their n-th journal, or read how many of each writer's there were."""

    who: int
    began: float
    ended: float
    wrote: int = 0
    saw: tuple[int, ...] = ()


def person(who: int, round_: int, read: Callable[[int], list[int]]) -> Callable[[], list]:
    """Somebody who writes and reads in an order of their own. Gives what they did."""

    def acts() -> list:
        chance, written, done = random.Random(f"{SEED} {round_} {who}"), 0, []
        for _ in range(IN_A_ROUND // PEOPLE):
            began = time.monotonic()
            if chance.random() < 0.5:
                written += 1
                legs = [Posting(CARE_PAID, own(round_, who), written), Posting(CARE_PAID, shared(round_), written)]
                with as_poster() as event:
                    key = f"read:{round_}:{who}:{written}"
                    post(key, "file-issued", [*legs, Posting(BANK, key, -2 * written)], event_id=event, period="2026-11")
                done.append((who, began, time.monotonic(), written, ()))
            else:
                balances = read(round_)
                done.append((who, began, time.monotonic(), 0, balances))
        return done

    return acts


def own(round_: int, who: int) -> str:
    return f"C4-{round_}-{who}"


def shared(round_: int) -> str:
    return f"C4-{round_}-all"


def at_one_moment(round_: int) -> list[int]:
    """What the book's own question answers: pence by reference, the one they share last."""
    asked = [*(own(round_, who) for who in range(PEOPLE)), shared(round_)]
    with unit_of_work(snapshot=True):
        found = queries.paid_for(asked)
        whole = queries.total()
    return [*(found[reference] for reference in asked), whole]


def one_by_one(round_: int) -> list[int]:
    """What somebody would be told who asked for each reference by itself, and for the shared one first."""
    last = queries.paid_for([shared(round_)])[shared(round_)]
    found = [queries.paid_for([own(round_, who)])[own(round_, who)] for who in range(PEOPLE)]
    return [*found, last, queries.total()]


def history(told: list) -> list[Act]:
    """What everybody did, with each balance turned into a number of journals; -1 for a balance no number of whole journals gives."""
    found = []
    for who, began, ended, wrote, balances in told:
        saw = tuple(journals(pence) for pence in balances[:PEOPLE]) if balances else ()
        if balances and (balances[PEOPLE] != sum(balances[:PEOPLE]) or balances[PEOPLE + 1] != 0):
            saw = (-1,) * PEOPLE
        found.append(Act(who, began, ended, wrote, saw))
    return found


def journals(pence: int) -> int:
    n = (isqrt(8 * pence + 1) - 1) // 2
    return n if n * (n + 1) // 2 == pence else -1


def wrong_with(acts: list[Act]) -> list[str]:
    """The checker: reads that no order of the writes gives, or that another read or a write contradicts."""
    reads = sorted((act for act in acts if act.saw), key=lambda act: (sum(act.saw), act.began))
    writes = [act for act in acts if act.wrote]
    found = [f"{act.who} read what was half written" for act in reads if min(act.saw) < 0]
    for before, after in itertools.pairwise(reads):
        if any(b > a for b, a in zip(before.saw, after.saw, strict=True)):
            found.append(f"the reads of {before.who} and {after.who} stand in no order")
    seen, by_end = [0] * PEOPLE, sorted(reads, key=lambda act: act.ended)
    ended = 0
    for act in sorted(reads, key=lambda act: act.began):  # a read has everything that a read which had ended before it began had
        while ended < len(by_end) and by_end[ended].ended < act.began:
            seen = [max(a, b) for a, b in zip(seen, by_end[ended].saw, strict=True)]
            ended += 1
        if any(a < b for a, b in zip(act.saw, seen, strict=True)):
            found.append(f"{act.who} read less than was read before")
    for write in writes:
        for act in reads:
            if write.ended < act.began and act.saw[write.who] < write.wrote:
                found.append(f"{act.who} did not read what {write.who} was told is kept")
            if act.ended < write.began and act.saw[write.who] >= write.wrote:
                found.append(f"{act.who} read what {write.who} had not yet written")
    return found


def one_round(number: int, read: Callable[[int], list[int]]) -> list[Act]:
    return history([one for told in in_processes([person(who, number, read) for who in range(PEOPLE)]) for one in told])


def test_every_read_is_of_one_order_of_the_writes(commits, counted):
    reads = writes = 0
    for number in range(ROUNDS):
        acts = one_round(number, at_one_moment)
        assert wrong_with(acts) == [], (SEED, number)
        reads, writes = reads + sum(bool(act.saw) for act in acts), writes + sum(bool(act.wrote) for act in acts)
        last = [max((act.wrote for act in acts if act.who == who), default=0) for who in range(PEOPLE)]
        assert [journals(pence) for pence in at_one_moment(number)[:PEOPLE]] == last

    assert reads + writes == ROUNDS * IN_A_ROUND
    assert min(reads, writes) > IN_A_ROUND * ROUNDS // 3
    counted("C4 reads and writes", people=PEOPLE, operations=reads + writes, reads=reads, writes=writes, anomalies=0)


def test_asking_for_one_after_another_fails_the_same_checker(commits, counted):
    wrong = wrong_with(one_round(0, one_by_one))

    assert wrong
    counted("C4 asked one after another", operations=IN_A_ROUND, anomalies=len(wrong))
