"""What is true of every history: whatever is learnt, in whatever order, and paid on in between, it ends at the same pence, each once.

The nightly run goes through a hundred thousand. `DULY_SEED` replays one.
"""

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from duly.payments.validation.changes import changes
from duly.payments.validation.digest import digest
from duly.payments.validation.facts import Inputs, Judgement, Letting, LineWeek, Paid
from duly.payments.validation.inputs import InputsRefused
from duly.payments.validation.judging import judge_known
from duly.payments.validation.nights.judge import InputsRefused as NightsRefused
from duly.payments.validation.reference.refusing import InputsRefused as PlainlyRefused
from tests.engine.histories import History, a_history
from tests.faults.sizes import SEED, size

HISTORIES, AT_A_TIME = size(2_000, 100_000), size(500, 25_000)
REFUSED = (InputsRefused, NightsRefused, PlainlyRefused)
PAYABLE = ("CLEAN", "TRIMMED")
NEVER_PAYABLE = ("102", "104", "107", "108")


class Office:
    """What is paid and what is on record while a history is lived through."""

    def __init__(self, history: History, counted: Counter[str]):
        self.weeks, self.counted = history.weeks, counted
        self.paid: Counter[date] = Counter()
        self.let: set[date] = set()

    def knowing(self, known: Inputs) -> Inputs:
        paid = tuple(Paid("L-1", week, pence) for week, pence in sorted(self.paid.items()))
        return replace(known, paid=paid, lettings=tuple(Letting("L-1", week, 1) for week in sorted(self.let)))

    def run(self, known: Inputs) -> Judgement | None:
        """Judge what is known, check what is true of any judgement, and pay what is due. None where it cannot be judged yet."""
        try:
            judged = judge_known(self.knowing(known), self.weeks)
        except REFUSED:
            self.counted["moments at which nothing could be judged yet"] += 1
            return None
        self.let = {one.week for one in judged.line_weeks if one.let_pence}
        for one in judged.line_weeks:
            adds_up(one)
            assert one.due_pence == (one.entitled_pence - self.paid[one.week] if one.decision in PAYABLE else 0)
            self.paid[one.week] += one.due_pence
            assert one.decision not in PAYABLE or self.paid[one.week] == one.entitled_pence <= one.claimed_pence
            self.counted["payments" if one.due_pence > 0 else "recoveries"] += one.due_pence != 0
            self.counted[f"told {one.decision}"] += 1
        self.counted["judgements"] += 1
        return judged


def adds_up(one: LineWeek) -> None:
    """Parts are the whole, and nobody is entitled to more than stands of what they claimed."""
    if one.decision in ("REFUSED", "BLOCKED") or 202 in one.codes:
        assert (one.parts, one.cuts, one.entitled_pence) == ((), (), 0)
        return
    assert sum(cut.pence for cut in one.cuts) == one.claimed_pence - one.entitled_pence
    let = sum(cut.minutes for cut in one.cuts if cut.cause == "tolerance")
    assert sum(cut.minutes for cut in one.cuts) - let == one.claimed_minutes - one.payable_minutes
    assert sum(cut.nights for cut in one.cuts) == one.claimed_nights - one.payable_nights
    refused = sum(cut.pence for cut in one.cuts if cut.cause in NEVER_PAYABLE)
    netted = sum(cut.pence for cut in one.cuts if cut.cause == "netted")
    worth = sum(part.pence for part in one.parts) - netted + one.let_pence
    assert 0 <= one.entitled_pence <= one.claimed_pence - refused
    assert one.entitled_pence <= worth
    assert one.let_pence or one.entitled_pence == min(worth, one.claimed_pence - refused)


def remembering(judge: Callable[[Inputs, Collection[date]], Judgement]) -> Callable[[Inputs, Collection[date]], Judgement]:
    """The same judge, who does not judge the same twice."""
    found: dict[Inputs, Judgement] = {}

    def judged(inputs: Inputs, weeks: Collection[date]) -> Judgement:
        if inputs not in found:
            found[inputs] = judge(inputs, weeks)
        return found[inputs]

    return judged


def lived_through(history: History, rng: Random, counted: Counter[str]) -> tuple[Judgement, Office, Inputs | None]:
    """Everything arrives, and is paid on at moments by chance and at the end: what is judged once all is paid, what was paid, and what was known when first judged."""
    office, known, first = Office(history, counted), Inputs, None
    for known in history.arriving(rng):
        counted["facts"] += 1
        if rng.random() < 0.12:
            at_that_moment = known()
            if office.run(at_that_moment) and first is None:
                first = office.knowing(at_that_moment)
    judged = office.run(known())
    assert judged is not None
    again = judge_known(office.knowing(known()), office.weeks)
    assert [one.due_pence for one in again.line_weeks] == [0] * len(again.line_weeks)
    assert [one.entitled_pence for one in again.line_weeks] == [one.entitled_pence for one in judged.line_weeks]
    return again, office, first


def told_alike(judged: Judgement) -> list[LineWeek]:
    """Line-weeks but for what was paid of them before."""
    return [replace(one, paid_pence=0, due_pence=0) for one in judged.line_weeks]


@pytest.mark.parametrize("start", range(0, HISTORIES, AT_A_TIME))
def test_every_history_ends_at_the_same_pence_each_paid_once(start, record_property):
    counted: Counter[str] = Counter()
    for seed in range(SEED + start, SEED + start + AT_A_TIME):
        one_history(seed, counted)
    assert counted["histories"] == AT_A_TIME
    assert (
        min(counted[told] for told in ("payments", "recoveries", "changes told", "told HELD", "told BLOCKED", "told TRIMMED", "told CLEAN"))
        > 0
    )
    record_property("counted", f"histories: {', '.join(f'{n} {what}' for what, n in sorted(counted.items()))}; seed {SEED + start}")


def one_history(seed: int, counted: Counter[str]) -> None:
    history = a_history(seed)
    judged, office, first = lived_through(history, Random(seed), counted)
    known = office.knowing(history.known_at_last())
    assert digest(judge_known(known, history.weeks)) == digest(judged) == digest(judge_known(_reversed(known), history.weeks)), seed
    if not history.lets:  # what is let through depends on what was let through before, and so on the order: by design
        other, their_office, _ = lived_through(history, Random(f"{seed} in another order"), counted)
        assert told_alike(other) == told_alike(judged), seed
        for one in judged.line_weeks:
            assert one.decision not in PAYABLE or office.paid[one.week] == their_office.paid[one.week] == one.entitled_pence, seed
    if first is not None:
        told = changes(first, known, weeks=history.weeks, judge=remembering(judge_known))
        then, now = _entitled(judge_known(first, history.weeks)), _entitled(judged)
        for key in {*then, *now}:
            assert sum(change.pence for change in told.get(key, ())) == now[key] - then[key], seed
        counted["changes told"] += sum(len(causes) for causes in told.values())
    counted["histories"] += 1


def _entitled(judged: Judgement) -> Counter[tuple]:
    return Counter({(one.week, one.provider_ref, one.person_ref, one.service): one.entitled_pence for one in judged.line_weeks})


def _reversed(known: Inputs) -> Inputs:
    return Inputs(**{name: rows[::-1] for name, rows in vars(known).items()})
