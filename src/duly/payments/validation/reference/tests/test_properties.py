"""What is true of every judgement, whatever comes in."""

from dataclasses import fields, replace
from datetime import date
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.payments.validation.digest import digest
from duly.payments.validation.facts import Inputs, Judgement, LineWeek, Paid, Visit
from duly.payments.validation.reference.days import monday_of
from duly.payments.validation.reference.judge import judge
from duly.payments.validation.reference.tests.worlds import WEEKS, worlds

SHARED_CAUSES = ("407", "203", "207", "410", "403", "401", "411")
SET_ASIDE = ("108", "107", "102")

warm = settings(max_examples=30, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)


def priced(judgement: Judgement) -> list[LineWeek]:
    """The line-weeks that were not refused, blocked or without a line."""
    return [row for row in judgement.line_weeks if row.decision in ("CLEAN", "TRIMMED", "HELD") and row.line_ref]


def standing_minutes(row: LineWeek) -> int:
    """What is claimed by claims that stand."""
    return row.claimed_minutes - sum(cut.minutes for cut in row.cuts if cut.cause in SET_ASIDE)


@warm
@given(worlds())
def test_parts_of_the_difference_add_up_to_it(world):
    for row in priced(judge(world)):
        assert sum(cut.pence for cut in row.cuts) == row.claimed_pence - row.entitled_pence


@warm
@given(worlds())
def test_shares_of_the_cut_add_up_to_it_and_fire_their_codes(world):
    for row in priced(judge(world)):
        shares = {cut.cause: cut.minutes for cut in row.cuts if cut.minutes and cut.cause not in SET_ASIDE}

        assert sum(shares.values()) == standing_minutes(row) - row.payable_minutes
        assert {code for code in SHARED_CAUSES if int(code) in row.codes} == set(shares)
        assert all(minutes > 0 for minutes in shares.values())


@warm
@given(worlds())
def test_every_part_comes_from_a_code_that_fired(world):
    for row in priced(judge(world)):
        assert {int(cut.cause) for cut in row.cuts if cut.cause.isdigit()} <= set(row.codes)


@warm
@given(worlds())
def test_payable_is_within_claimed_seen_and_agreed(world):
    judgement = judge(world)
    away = {interruption.person_ref for interruption in world.interruptions}
    for row in priced(judgement):
        seen = seen_payable(world, judgement, row.line_ref, row.week)

        assert min(standing_minutes(row), seen) <= row.payable_minutes <= standing_minutes(row)
        assert row.payable_minutes <= row.agreed_minutes
        assert row.payable_minutes <= row.delivered_minutes
        if row.person_ref not in away:  # nothing is retained
            assert row.payable_minutes == min(standing_minutes(row), seen)
            assert seen <= row.agreed_minutes


def seen_payable(world: Inputs, judgement: Judgement, line_ref: str, week: date) -> int:
    """The minutes that a line's visits of a week are payable."""
    week_of = {visit.visit_ref: monday_of(visit.on) for visit in world.visits}
    return sum(visit.payable_minutes for visit in judgement.visits if visit.line_ref == line_ref and week_of[visit.visit_ref] == week)


@warm
@given(worlds())
def test_a_visit_to_a_call_nobody_came_to_lowers_nothing_payable(world):
    lines = {line.line_ref: line for line in world.lines}
    visited = {(visit.provider_ref, visit.person_ref, visit.service, visit.on) for visit in world.visits}
    for call in world.calls:
        line = lines[call.line_ref]
        whose = line.provider_ref, line.person_ref, line.service
        if (*whose, call.on) in visited:
            continue
        made = Visit("new", *whose, "eve", call.on, call.starts_minute, max(1, call.minutes))
        before, with_it = judge(world, weeks=WEEKS), replace(world, visits=(*world.visits, made))
        after, week = judge(with_it, weeks=WEEKS), monday_of(call.on)

        assert seen_payable(world, before, line.line_ref, week) <= seen_payable(with_it, after, line.line_ref, week)
        for was, now in zip(before.line_weeks, after.line_weeks, strict=True):
            assert was.payable_minutes <= now.payable_minutes
        return


@warm
@given(worlds())
def test_what_was_paid_as_judged_leaves_nothing_due(world):
    rows = [row for row in judge(world).line_weeks if row.decision in ("CLEAN", "TRIMMED")]
    settled = {(row.line_ref, row.week): row.paid_pence + row.due_pence for row in rows}
    others = [paid for paid in world.paid if (paid.line_ref, paid.week) not in settled]

    again = judge(replace(world, paid=(*others, *(Paid(*key, pence) for key, pence in settled.items()))))

    assert all(row.due_pence == 0 for row in again.line_weeks)
    assert {(row.line_ref, row.week): row.entitled_pence for row in again.line_weeks if row.decision in ("CLEAN", "TRIMMED")} == settled


def counted_pence(row: LineWeek) -> int:
    """What is claimed by claims that stand, as far as they multiply out."""
    return row.claimed_pence - sum(cut.pence for cut in row.cuts if cut.cause in (*SET_ASIDE, "104"))


@warm
@given(worlds())
def test_price_parts_hold_the_payable_minutes(world):
    for row in priced(judge(world)):
        assert sum(part.minutes for part in row.parts) == row.payable_minutes
        assert row.entitled_pence == min(counted_pence(row), sum(part.pence for part in row.parts))


@warm
@given(worlds())
def test_no_more_is_entitled_than_claimed_and_only_due_when_decided(world):
    for row in judge(world).line_weeks:
        assert 0 <= row.entitled_pence <= row.claimed_pence
        assert 0 <= row.delivered_pence <= row.claimed_pence
        assert row.due_pence == (row.entitled_pence - row.paid_pence if row.decision in ("CLEAN", "TRIMMED") else 0)
        assert list(row.codes) == sorted(set(row.codes))


@warm
@given(worlds())
def test_a_visit_is_credited_no_less_than_it_is_payable(world):
    for visit in judge(world, weeks=WEEKS).visits:
        assert 0 <= visit.payable_minutes <= visit.credited_minutes
        assert (visit.standing == "matched") == bool(visit.call_ref) == bool(visit.place)


@warm
@given(worlds())
def test_every_place_is_had_once_and_no_call_has_more_than_it_needs(world):
    carers = {call.call_ref: call.carers for call in world.calls}
    had = [(visit.call_ref, visit.place) for visit in judge(world, weeks=WEEKS).visits if visit.place]

    assert len(had) == len(set(had))
    assert all(place <= carers[call_ref] for call_ref, place in had)


@warm
@given(worlds())
def test_every_line_week_claimed_and_every_visit_of_its_week_comes_out_once_in_key_order(world):
    judgement = judge(world)
    weeks = {claim.week for claim in world.claims}
    claimed = {(claim.week, claim.provider_ref, claim.person_ref, claim.service) for claim in world.claims}

    assert [(row.week, row.provider_ref, row.person_ref, row.service) for row in judgement.line_weeks] == sorted(claimed)
    assert [visit.visit_ref for visit in judgement.visits] == sorted(
        visit.visit_ref for visit in world.visits if monday_of(visit.on) in weeks
    )


@warm
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(world, random):
    shuffled = in_another_order(world, random)

    assert judge(shuffled) == judge(world)
    assert digest(judge(shuffled)) == digest(judge(world))


def in_another_order(world: Inputs, random: Random) -> Inputs:
    """The same rows of every input, shuffled."""
    rows = {field.name: list(getattr(world, field.name)) for field in fields(Inputs)}
    for of_one_kind in rows.values():
        random.shuffle(of_one_kind)
    return Inputs(**{name: tuple(of_one_kind) for name, of_one_kind in rows.items()})


@warm
@given(worlds())
def test_a_week_judged_alone_is_that_week_of_the_whole(world):
    whole = judge(world, weeks=WEEKS)
    alone = [judge(world, weeks=[week]) for week in WEEKS]

    assert whole.line_weeks == tuple(row for judgement in alone for row in judgement.line_weeks)
    assert whole.visits == tuple(sorted((row for judgement in alone for row in judgement.visits), key=lambda visit: visit.visit_ref))
