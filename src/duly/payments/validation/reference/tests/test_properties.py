"""What is true of every judgement, whatever comes in."""

from dataclasses import fields
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.payments.validation.digest import digest
from duly.payments.validation.facts import Inputs, Judgement, LineWeek
from duly.payments.validation.reference.days import monday_of
from duly.payments.validation.reference.judge import judge
from duly.payments.validation.reference.tests.worlds import WEEKS, worlds

SHARED_CAUSES = ("407", "203", "401", "411")

warm = settings(max_examples=40, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)


def priced(judgement: Judgement) -> list[LineWeek]:
    """The line-weeks that were not refused, blocked or without a line."""
    return [row for row in judgement.line_weeks if row.decision in ("CLEAN", "TRIMMED", "HELD") and row.line_ref]


@warm
@given(worlds())
def test_parts_of_the_difference_add_up_to_it(world):
    for row in priced(judge(world)):
        assert sum(cut.pence for cut in row.cuts) == row.claimed_pence - row.entitled_pence


@warm
@given(worlds())
def test_shares_of_the_cut_add_up_to_it_and_fire_their_codes(world):
    for row in priced(judge(world)):
        shares = {cut.cause: cut.minutes for cut in row.cuts if cut.minutes}

        assert sum(shares.values()) == row.claimed_minutes - row.payable_minutes
        assert {code for code in SHARED_CAUSES if int(code) in row.codes} == set(shares)
        assert all(minutes > 0 for minutes in shares.values())


@warm
@given(worlds())
def test_payable_is_within_claimed_seen_and_agreed(world):
    judgement = judge(world)
    week_of = {visit.visit_ref: monday_of(visit.on) for visit in world.visits}
    for row in judgement.line_weeks:
        if row.decision == "REFUSED" or not row.line_ref:
            continue
        seen = sum(
            visit.payable_minutes for visit in judgement.visits if visit.line_ref == row.line_ref and week_of[visit.visit_ref] == row.week
        )

        assert row.payable_minutes == min(row.claimed_minutes, seen)
        assert seen <= row.agreed_minutes
        assert seen <= row.delivered_minutes


@warm
@given(worlds())
def test_price_parts_hold_the_payable_minutes(world):
    for row in priced(judge(world)):
        assert sum(part.minutes for part in row.parts) == row.payable_minutes
        assert row.entitled_pence == min(row.claimed_pence, sum(part.pence for part in row.parts))


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
