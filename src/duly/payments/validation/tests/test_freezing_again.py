"""Weeks judged again keep the file of visits they were judged by, until a visit of theirs is told, corrected or undone, or care becomes nightly care."""

from dataclasses import replace
from datetime import timedelta

import pytest

from duly.payments.evidence.models import Visit
from duly.payments.tests.ground import MONDAY
from duly.payments.validation import in_columns
from duly.payments.validation.actions import judge
from duly.payments.validation.again import Before, Seen
from duly.payments.validation.freeze import folder_of
from duly.payments.validation.in_columns import freeze_known
from duly.payments.validation.inputs import read_inputs, table_of
from duly.payments.validation.judging import freeze
from duly.payments.validation.models import Judgement
from duly.payments.validation.nights.tests.homes import a_home
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited

WEEKS = [MONDAY]
HOME = a_home(weeks=(MONDAY,))


@pytest.fixture
def ada():
    ada, _ = officers()
    a_commissioned_line(ada)
    visited("V1")
    claimed("I1")
    return ada


@pytest.fixture
def asked(monkeypatch) -> list[object]:
    """Each time that the evidence room was asked for visits."""
    times: list[object] = []
    ask = in_columns.evidence.visits_in_columns
    monkeypatch.setattr(in_columns.evidence, "visits_in_columns", lambda *told: times.append(told) or ask(*told))
    return times


def before() -> Before:
    found = Judgement.objects.latest("pk")
    return Before(folder_of(found.ref), found.inputs)


@pytest.mark.django_db
def test_visits_nobody_told_or_corrected_since_are_not_frozen_again(ada, asked, tmp_path):
    first = judge(WEEKS, by=ada)
    again = judge(WEEKS, by=ada)

    assert len(asked) == 1
    assert (again.inputs_sha256, again.results_sha256) == (first.inputs_sha256, first.results_sha256)
    assert read_inputs(folder_of(again.ref)) == read_inputs(folder_of(first.ref))
    assert freeze_known(WEEKS, tmp_path).as_json() == before().inputs


@pytest.mark.django_db
@pytest.mark.parametrize("on", [MONDAY - timedelta(days=1), MONDAY + timedelta(days=7)])
def test_a_visit_told_of_the_weeks_or_the_days_beside_them_is_frozen(ada, asked, on):
    judge(WEEKS, by=ada)
    visited("V2", on=on)

    judge(WEEKS, by=ada)

    assert len(asked) == 2


@pytest.mark.django_db
def test_a_visit_corrected_is_frozen_though_as_many_are_left(ada, asked):
    visited("V2")
    judge(WEEKS, by=ada)
    first = Visit.objects.get(visit_ref="V2")
    Visit.objects.filter(pk=first.pk).update(superseded_by=first.made_by)
    visited("V3", minutes=25)

    again = judge(WEEKS, by=ada)

    assert (len(asked), again.visits) == (2, 2)
    assert {v.minutes for v in read_inputs(folder_of(again.ref)).visits} == {30, 25}


@pytest.mark.django_db
def test_other_weeks_or_a_file_that_has_changed_are_frozen_anew(ada, asked):
    judge(WEEKS, by=ada)
    judge([MONDAY, MONDAY + timedelta(days=7)], by=ada)
    assert len(asked) == 2
    file = folder_of(judge(WEEKS, by=ada).ref) / "visits.parquet"
    assert len(asked) == 2
    file.write_bytes(file.read_bytes() + b" ")

    judge(WEEKS, by=ada)

    assert len(asked) == 3


@pytest.mark.parametrize(("ended", "kept"), [(False, True), (True, False)])
def test_visits_are_put_apart_again_where_the_lines_by_the_night_are_others(ended, kept, tmp_path):
    """Which visits are by the night depends on them and on nothing else that may change."""
    seen, lines = Seen(1, 0, "0" * 64), table_of("lines", HOME.lines)
    told = freeze(HOME, tmp_path, weeks=WEEKS).as_json() | {"visits_seen": seen.as_json()}
    now = table_of("lines", [replace(line, service="other") for line in HOME.lines]) if ended else lines

    assert bool(Before(tmp_path, told).visits(seen, now)) is kept
    assert Before(tmp_path, told).visits(Seen(2, 0, "0" * 64), lines) is None
    assert Before(tmp_path, told).visits(Seen(1, 0, "1" * 64), lines) is None
    assert Before(tmp_path, {name: value for name, value in told.items() if name != "nights"}).visits(seen, lines) is None
