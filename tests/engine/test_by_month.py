"""Judged some weeks at a time, everything comes out as when it is judged at once: across midnight between one month and the next, too."""

from dataclasses import replace
from datetime import timedelta

import pytest

from duly.payments.validation import months
from duly.payments.validation.digest import canonical_rows, digest
from duly.payments.validation.engine import judge_folder
from duly.payments.validation.facts import FOREVER, Call, Claim, Commission, Inputs, Line, Opening, Visit
from duly.payments.validation.inputs import InputsRefused, write_inputs
from duly.payments.validation.judging import judge_frozen
from duly.payments.validation.months import judge_by_month, judge_to_parquet
from duly.payments.validation.rules.examples import EARLIER, MONDAY, RATE, a_week, terms
from duly.payments.validation.telling import Told, tell_by_month
from tests.offices.office import make_office

SUNDAY, NEXT = MONDAY + timedelta(days=6), MONDAY + timedelta(days=7)


@pytest.fixture(autouse=True)
def a_week_at_a_time(monkeypatch):
    """A week is enough of a month here."""
    monkeypatch.setattr(months, "A_MONTH", 1)


def two_weeks(*visits: Visit) -> Inputs:
    """Two people of one provider, P-1 called on Sunday at 23:50 and P-2 on Monday at 0:00, both claimed in both weeks."""
    people = ("1", "2")
    return replace(
        a_week(contract=(terms(overlap_minutes=5),)),
        lines=tuple(Line(f"L-{n}", f"P-{n}", "PR-1", "home care", "C-1") for n in people),
        commissions=tuple(Commission(f"L-{n}", EARLIER, FOREVER) for n in people),
        openings=tuple(Opening(f"L-{n}", MONDAY) for n in people),
        calls=(Call("CL-1", "L-1", SUNDAY, 1430, 30, 1), Call("CL-2", "L-2", NEXT, 0, 30, 1)),
        claims=tuple(
            Claim(f"I-{n}-{week}", 1, "PR-1", f"P-{n}", "home care", week, 30, RATE, 1068) for n in people for week in (MONDAY, NEXT)
        ),
        visits=visits,
    )


def visit(ref: str, person: str, carer: str, on, starts: int) -> Visit:
    return Visit(ref, "PR-1", person, "home care", carer, on, starts, 30)


def codes_at_once_and_by_month(inputs: Inputs, folder):
    """Who was given which code in which week, each way."""
    write_inputs(inputs, folder)
    judged = (judge_folder(folder), judge_by_month(folder))
    assert digest(judged[0]) == digest(judged[1])
    return [{(week.person_ref, week.week): set(week.codes) for week in one.line_weeks} for one in judged]


def test_an_office_with_every_fault_comes_out_the_same(tmp_path):
    write_inputs(make_office(5, weeks=2).inputs, tmp_path)

    assert list(canonical_rows(judge_by_month(tmp_path))) == list(canonical_rows(judge_folder(tmp_path)))


def test_a_carer_in_two_places_across_midnight_between_months_is_found_on_both_sides(tmp_path):
    """Sunday 23:50 to 0:20 with one person, and from 0:00 with another."""
    at_once, by_month = codes_at_once_and_by_month(
        two_weeks(visit("V-1", "P-1", "K-1", SUNDAY, 1430), visit("V-2", "P-2", "K-1", NEXT, 0)), tmp_path
    )

    assert at_once == by_month
    assert 406 in by_month["P-1", MONDAY]
    assert 406 in by_month["P-2", NEXT]


def test_two_visits_to_one_person_across_midnight_between_months_are_found_in_both(tmp_path):
    at_once, by_month = codes_at_once_and_by_month(
        two_weeks(visit("V-1", "P-1", "K-1", SUNDAY, 1430), visit("V-2", "P-1", "K-2", NEXT, 0)), tmp_path
    )

    assert at_once == by_month
    assert 405 in by_month["P-1", MONDAY]
    assert 405 in by_month["P-1", NEXT]


def test_a_visit_that_starts_a_day_after_its_date_is_still_beside_the_next_month(tmp_path):
    """Dated Saturday, begun 47 hours and 50 minutes after that midnight: Sunday at 23:50."""
    late = visit("V-1", "P-1", "K-1", SUNDAY - timedelta(days=1), 1440 + 1430)

    at_once, by_month = codes_at_once_and_by_month(two_weeks(late, visit("V-2", "P-2", "K-1", NEXT, 0)), tmp_path)

    assert at_once == by_month
    assert 406 in by_month["P-2", NEXT]


def test_what_is_refused_at_once_is_refused_by_month_and_nothing_is_left(tmp_path):
    twice = two_weeks(visit("V-1", "P-1", "K-1", MONDAY, 480), visit("V-1", "P-2", "K-1", NEXT, 0))
    write_inputs(twice, tmp_path / "inputs")

    said = []
    for judge in (judge_folder, lambda folder: judge_to_parquet(folder, tmp_path / "results")):
        with pytest.raises(InputsRefused) as refused:
            judge(tmp_path / "inputs")
        said.append(refused.value.because)

    assert said == ["Two rows of visits have the key V-1."] * 2
    assert [path.name for path in tmp_path.iterdir()] == ["inputs"]


def test_results_are_never_written_over(tmp_path):
    write_inputs(two_weeks(), tmp_path / "inputs")
    (tmp_path / "results").mkdir()

    with pytest.raises(FileExistsError, match="results is there already"):
        judge_to_parquet(tmp_path / "inputs", tmp_path / "results")


def test_a_folder_is_told_by_month_as_it_is_judged_at_once(tmp_path):
    """Its counts and its digest, with what contracts let through."""
    office = make_office(7, weeks=2).inputs
    generous = tuple(replace(one, let_minutes=30, let_person_minutes=60, let_run_pence=10_000, let_run_bp=500) for one in office.terms)
    write_inputs(replace(office, terms=generous), tmp_path)

    told, judged = tell_by_month(tmp_path), judge_frozen(tmp_path)

    assert sum(row.let_pence for row in judged.line_weeks) > 0
    assert told == Told(len(judged.visits), len(judged.line_weeks), digest(judged))
