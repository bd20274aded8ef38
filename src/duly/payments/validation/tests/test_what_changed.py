"""Why a line-week comes to something else than before: cause by cause, adding up, however the facts came to be known."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings

from duly.payments.validation.changes import CAUSES, changes, frozen_of
from duly.payments.validation.facts import FOREVER, Commission, Inputs, Rate
from duly.payments.validation.inputs import InputsRefused, write_inputs
from duly.payments.validation.judging import judge_known
from duly.payments.validation.nights.tests.homes import ALWAYS, WEEK, a_home
from duly.payments.validation.reference.judge import judge as plainly
from duly.payments.validation.reference.tests.worlds import WEEKS, worlds
from duly.payments.validation.rules.examples import EARLIER, MONDAY, RATE, a_week

KEY = (MONDAY, "PR-1", "P-1", "home care")
TWO_CALLS = a_week(calls=((0, 480, 30, 1), (1, 480, 30, 1)), visits=((0, 480, 30, "K-1"), (1, 480, 20, "K-1")), claimed=60)


def told(before: Inputs, after: Inputs) -> list[tuple[str, int]]:
    found = changes(before, after, weeks=[MONDAY], judge=judge_known)
    return [(change.cause, change.pence) for change in found.get(KEY, ())]


def entitled(inputs: Inputs, weeks) -> dict:
    return {(f.week, f.provider_ref, f.person_ref, f.service): f.entitled_pence for f in plainly(inputs, weeks=weeks).line_weeks}


def test_nothing_new_is_no_change():
    assert changes(TWO_CALLS, TWO_CALLS, weeks=[MONDAY], judge=judge_known) == {}


def test_each_kind_of_news_is_told_with_what_it_comes_to():
    dearer = replace(TWO_CALLS, rates=(replace(TWO_CALLS.rates[0], rate_hundredths=RATE - 60_000),))
    longer = replace(dearer, visits=(*dearer.visits[:1], replace(dearer.visits[1], minutes=30)))

    assert told(TWO_CALLS, dearer) == [("the rates", -500)]
    assert told(TWO_CALLS, longer) == [("the rates", -500), ("the visits", 256)]
    assert sum(pence for _, pence in told(TWO_CALLS, longer)) == 1536 - 1780


def test_the_facts_that_are_other_are_named():
    dearer = replace(
        TWO_CALLS, rates=(replace(TWO_CALLS.rates[0], rate_hundredths=200_000), Rate("R-9", "C-8", "other", EARLIER, FOREVER, 1))
    )
    (change,) = changes(TWO_CALLS, dearer, weeks=[MONDAY], judge=judge_known)[KEY]

    assert change.told == ("rates R-1: rate_hundredths 213600 is 200000",)


def test_a_line_ended_after_it_was_paid_takes_back_what_it_paid():
    ended = replace(TWO_CALLS, commissions=(Commission("L-1", EARLIER, MONDAY + timedelta(days=1)),), calls=TWO_CALLS.calls[:1])
    (change,) = changes(TWO_CALLS, ended, weeks=[MONDAY], judge=judge_known)[KEY]

    assert (change.cause, change.pence) == ("the plan", -712)
    assert change.told == ("commissions L-1 2026-04-01: ends 9999-12-31 is 2026-11-03", "calls CL-2 is gone")


def test_a_cause_that_cannot_stand_alone_is_told_with_the_next():
    def judge(inputs, weeks):
        if inputs.rates != TWO_CALLS.rates and inputs.calls == TWO_CALLS.calls:
            raise InputsRefused("Not by themselves.")
        return judge_known(inputs, weeks)

    after = replace(TWO_CALLS, rates=(replace(TWO_CALLS.rates[0], rate_hundredths=200_000),), calls=TWO_CALLS.calls[:1])
    found = changes(TWO_CALLS, after, weeks=[MONDAY], judge=judge)

    assert [change.cause for change in found[KEY]] == ["the rates and the plan"]


def test_every_input_is_some_causes_but_what_was_paid():
    assert sorted(name for _, names in CAUSES for name in names) == sorted(set(vars(Inputs())) - {"paid"})


@settings(max_examples=60, deadline=None)
@given(worlds(), worlds())
def test_the_causes_add_up_to_the_whole_difference(before, after):
    was, now = entitled(before, WEEKS), entitled(after, WEEKS)

    found = changes(before, after, weeks=WEEKS, judge=lambda inputs, weeks: plainly(inputs, weeks=weeks))

    for key in {*was, *now}:
        assert sum(change.pence for change in found.get(key, ())) == now.get(key, 0) - was.get(key, 0)


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_in_whatever_order_news_of_a_home_arrives_the_last_total_is_the_same(order):
    """A back-dated fall, a stay that ended sooner, a death and nights in hospital: each paid as the difference when it is known."""
    monday = date(2026, 11, 2)
    known = a_home(weeks=(monday,), steps=(("hospital", 1, 7, 50),))
    death = a_home(weeks=(monday,), died_on=date(2026, 11, 8)).deaths
    away = a_home(weeks=(monday,), away=((date(2026, 11, 3), date(2026, 11, 5), "hospital"),)).absences
    news = (
        lambda i: replace(i, rates=(replace(i.rates[0], rate_hundredths=WEEK - 70_000),)),
        lambda i: replace(i, stays=(replace(i.stays[0], discharged=date(2026, 11, 8)),)),
        lambda i: replace(i, deaths=death),
        lambda i: replace(i, absences=away),
    )
    paid, causes = judge_known(known, [monday]).line_weeks[0].entitled_pence, 0
    for n in order:
        then = news[n](known)
        causes += sum(c.pence for told in changes(known, then, weeks=[monday], judge=judge_known).values() for c in told)
        known = then

    assert paid == 70_000
    assert paid + causes == judge_known(known, [monday]).line_weeks[0].entitled_pence == 49_500  # six nights at £99, two of them by half


def test_what_bears_on_one_provider_is_read_from_what_was_frozen(tmp_path):
    other = a_home(weeks=(MONDAY,), in_force=ALWAYS)
    both = Inputs(**{name: (*rows, *getattr(other, name)) for name, rows in vars(TWO_CALLS).items()})
    write_inputs(both, tmp_path, weeks=[MONDAY])

    found = frozen_of(tmp_path, "PR-1")

    assert judge_known(found, [MONDAY]).line_weeks == judge_known(replace(TWO_CALLS, paid=()), [MONDAY]).line_weeks
    assert found.stays == ()
