"""Frozen inputs are what was given, whatever order it came in, and nothing that has changed since is judged."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from duly.payments.validation.engine import judge_folder, judge_inputs
from duly.payments.validation.facts import (
    FOREVER,
    Band,
    Commission,
    ContractSpan,
    Death,
    Holiday,
    Inputs,
    Interruption,
    Line,
    Paid,
    Stay,
    Step,
)
from duly.payments.validation.inputs import KINDS, InputsRefused, read_inputs, read_manifest, write_inputs
from duly.payments.validation.reference.judge import judge
from duly.payments.validation.reference.refusing import InputsRefused as ReferenceRefuses
from duly.payments.validation.rules.examples import MONDAY, a_week, terms
from tests.offices.office import random_inputs
from tests.offices.soundness import breaches


def shuffled(inputs: Inputs, seed: int) -> Inputs:
    rng = Random(seed)
    return Inputs(**{name: tuple(rng.sample(getattr(inputs, name), len(getattr(inputs, name)))) for name in KINDS})


def test_what_is_frozen_is_read_back_in_key_order(tmp_path):
    given = random_inputs(3)

    write_inputs(given, tmp_path)

    found = read_inputs(tmp_path)
    for name, (_, key) in KINDS.items():
        expected = sorted(getattr(given, name), key=lambda row: tuple(getattr(row, k) for k in key))
        assert list(getattr(found, name)) == expected


def test_the_order_rows_come_in_changes_nothing_that_is_frozen(tmp_path):
    given = random_inputs(4)

    assert write_inputs(given, tmp_path / "a") == write_inputs(shuffled(given, 9), tmp_path / "b")


def test_a_file_changed_since_it_was_frozen_is_not_judged(tmp_path):
    write_inputs(a_week(), tmp_path)
    manifest = read_manifest(tmp_path)
    (tmp_path / "visits.parquet").write_bytes((tmp_path / "calls.parquet").read_bytes())

    with pytest.raises(InputsRefused) as refused:
        judge_folder(tmp_path)

    assert refused.value.because == "The file visits.parquet is missing or is not the one that was frozen."
    assert {f.name for f in manifest.files} == {"days", *KINDS}


def test_only_the_weeks_named_are_judged():
    week = a_week()
    both = replace(week, claims=(*week.claims, replace(week.claims[0], line_no=2, week=MONDAY + timedelta(days=7))))

    assert len(judge_inputs(both).line_weeks) == 2
    assert [found.week for found in judge_inputs(both, weeks=[MONDAY]).line_weeks] == [MONDAY]
    assert judge_inputs(both, weeks=[MONDAY + timedelta(days=7)]).visits == ()


WEEK = a_week()
TUESDAY = date(2026, 11, 3)
REFUSED = {
    "Two rows of visits have the key V-1.": replace(WEEK, visits=WEEK.visits * 2),
    "Two rows of claims have the key I-1 1.": replace(WEEK, claims=WEEK.claims * 2),
    "Two lines are for the person P-1, the provider PR-1 and the service home care.": replace(
        WEEK, lines=(*WEEK.lines, Line("L-2", "P-1", "PR-1", "home care", "C-1"))
    ),
    "Two rows of commissions of L-1 overlap, the later from 2026-11-03.": replace(
        WEEK, commissions=(*WEEK.commissions, Commission("L-1", TUESDAY, date(2026, 12, 1)))
    ),
    "A row of commissions of L-1 that starts on 2026-11-03 ends no later.": replace(
        WEEK, commissions=(Commission("L-1", TUESDAY, TUESDAY),), calls=()
    ),
    "Two rows of terms of C-1 overlap, the later from 2026-11-03.": replace(WEEK, terms=(terms(), terms(starts=TUESDAY))),
    "Two rows of rates have the key R-1.": replace(WEEK, rates=WEEK.rates * 2),
    "In rates, the day type moonday of R-1 is not known.": replace(WEEK, rates=(replace(WEEK.rates[0], day_type="moonday"),)),
    "In rates, the unit year of R-1 is not known.": replace(WEEK, rates=(replace(WEEK.rates[0], unit="year"),)),
    "Two rows of contracts of C-1 overlap, the later from 2026-11-03.": replace(
        WEEK, contracts=(ContractSpan("C-1", MONDAY, FOREVER), ContractSpan("C-1", TUESDAY, FOREVER))
    ),
    "A row of contracts of C-1 that starts on 2026-11-03 ends no later.": replace(WEEK, contracts=(ContractSpan("C-1", TUESDAY, TUESDAY),)),
    "Two rows of bands of C-1 1 overlap, the later from 20.": replace(WEEK, bands=(Band("C-1", 1, 10, 20, 15), Band("C-1", 1, 20, 30, 30))),
    "A row of bands of C-1 1 from 20 ends below that.": replace(WEEK, bands=(Band("C-1", 1, 20, 10, 15),)),
    "Two rows of steps of C-1 1 hospital overlap, the later from 3.": replace(
        WEEK, steps=(Step("C-1", 1, "hospital", 1, 3, 50), Step("C-1", 1, "hospital", 3, 4, 50))
    ),
    "In steps, the kind prison of C-1 1 1 is not known.": replace(WEEK, steps=(Step("C-1", 1, "prison", 1, 3, 50),)),
    "Two rows of interruptions of P-1 hospital overlap, the later from 2026-11-03.": replace(
        WEEK, interruptions=(Interruption("P-1", "hospital", MONDAY, FOREVER), Interruption("P-1", "hospital", TUESDAY, FOREVER))
    ),
    "In interruptions, the kind prison of P-1 2026-11-02 is not known.": replace(
        WEEK, interruptions=(Interruption("P-1", "prison", MONDAY, FOREVER),)
    ),
    "A row of stays of S-1 that starts on 2026-11-03 ends no later.": replace(
        WEEK, stays=(Stay("S-1", "PR-1", "P-1", "residential", TUESDAY, TUESDAY),)
    ),
    "Two rows of deaths have the key P-1.": replace(WEEK, deaths=(Death("P-1", MONDAY), Death("P-1", TUESDAY))),
    "Two rows of holidays have the key 2026-11-02.": replace(WEEK, holidays=(Holiday(MONDAY), Holiday(MONDAY))),
    "The call CL-1 is of the line L-9, which is not among the lines.": replace(WEEK, calls=(replace(WEEK.calls[0], line_ref="L-9"),)),
    "The call CL-1 is on 2026-11-02, when its line is not in force.": a_week(in_force=((TUESDAY, date(2026, 12, 1)),)),
    "The call CL-1 needs 3 carers; a call needs 1 or 2.": a_week(calls=((0, 480, 30, 3),)),
    "In terms, the basis BY_GUESS of C-1 2026-04-01 is not known.": a_week(contract=(terms(basis="BY_GUESS"),)),
    "In terms, the way of rounding sideways of C-1 2026-04-01 is not known.": a_week(
        contract=(replace(terms(), increment_way="sideways"),)
    ),
    "In terms, the weekly cap month of C-1 2026-04-01 is not known.": a_week(contract=(replace(terms(), weekly_cap="month"),)),
    "In terms, C-1 2026-04-01 has flex_minutes -1, which is below 0.": a_week(contract=(replace(terms(), flex_minutes=-1),)),
    "The terms of C-1 from 2026-04-01 count in increments of 0 minutes; an increment is at least 1.": a_week(
        contract=(replace(terms(), increment_minutes=0),)
    ),
    "In visits, the outcome forgotten of V-1 is not known.": replace(WEEK, visits=(replace(WEEK.visits[0], outcome="forgotten"),)),
    "The visit V-1 was cancelled with a notice of -2 minutes; a notice is 0 or more, or -1 when no time was recorded.": replace(
        WEEK, visits=(replace(WEEK.visits[0], minutes=0, outcome="cancelled", notice_minutes=-2),)
    ),
    "The visit V-1 lasts 0 minutes; a visit lasts 1 to 1440, or 0 when it was not delivered or its times are not known.": a_week(
        visits=((0, 480, 0, "K-1"),)
    ),
    "The visit V-1 lasts 1441 minutes; a visit lasts 1 to 1440, or 0 when it was not delivered or its times are not known.": a_week(
        visits=((0, 480, 1441, "K-1"),)
    ),
    "In visits, V-1 has starts_minute -1, which is below 0.": a_week(visits=((0, -1, 30, "K-1"),)),
    "In claims, I-1 1 has pence -1, which is below 0.": a_week(pence=-1),
    "In openings, L-1 2026-11-03 does not begin on a Monday.": a_week(paid_to=TUESDAY),
    "A week begins on a Monday; 2026-11-03 is not one.": replace(WEEK, claims=(replace(WEEK.claims[0], week=TUESDAY),)),
    "The contract C-1 has no terms in force on 2026-11-02, when the visit V-1 was made.": a_week(contract=(terms(starts=TUESDAY),)),
    "The contract C-1 has no terms in force on 2026-11-02, by which the line L-1 would be trimmed.": a_week(
        contract=(terms(starts=TUESDAY),), calls=(), visits=()
    ),
}


@pytest.mark.parametrize("because", REFUSED)
def test_what_the_specification_refuses_is_refused_in_a_sentence(because):
    with pytest.raises(InputsRefused) as refused:
        judge_inputs(REFUSED[because])

    assert refused.value.because == because


@pytest.mark.parametrize("because", REFUSED)
def test_the_reference_refuses_the_same_in_words_of_its_own(because):
    with pytest.raises(ReferenceRefuses):
        judge(REFUSED[because])


@pytest.mark.parametrize("because", REFUSED)
def test_the_seeded_office_would_not_be_sound_with_it_either(because):
    assert breaches(REFUSED[because])


ALLOWED = {
    "a visit of no minutes whose times are not known": replace(WEEK, visits=(replace(WEEK.visits[0], minutes=0, times="no check-out"),)),
    "a cancelled visit of no minutes": replace(WEEK, visits=(replace(WEEK.visits[0], minutes=0, outcome="cancelled"),)),
    "a payment below nothing": replace(WEEK, paid=(Paid("L-1", MONDAY, -5),)),
    "two rates at one time": replace(WEEK, rates=(*WEEK.rates, replace(WEEK.rates[0], rate_ref="R-2"))),
    "a commission of a line not among the lines": replace(WEEK, commissions=(*WEEK.commissions, Commission("L-9", MONDAY, FOREVER))),
    "a band of terms not among the terms": replace(WEEK, bands=(Band("C-9", 1, 10, 20, 15),)),
    "a day interrupted by two kinds": replace(
        WEEK, interruptions=(Interruption("P-1", "hospital", MONDAY, FOREVER), Interruption("P-1", "respite", MONDAY, FOREVER))
    ),
}


@pytest.mark.parametrize("judged_by", [judge_inputs, judge], ids=["engine", "reference"])
@pytest.mark.parametrize("what", ALLOWED)
def test_what_the_specification_allows_is_judged(what, judged_by):
    assert len(judged_by(ALLOWED[what]).line_weeks) == 1


def test_terms_are_not_needed_where_nothing_is_looked_into():
    no_terms = (terms(starts=date(2027, 4, 5)),)

    assert judge_inputs(a_week(contract=no_terms, calls=(), visits=(), rates=())).line_weeks[0].decision == "BLOCKED"
    assert judge_inputs(a_week(contract=no_terms, calls=(), visits=(), paid_to=None)).line_weeks[0].decision == "REFUSED"
