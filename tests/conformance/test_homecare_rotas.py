"""Two published home-care rotas come in whole: their people, calls, double-handed calls and visits, counted here from the files themselves."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from duly.payments.evidence.queries import visits_between
from duly.payments.flow import import_rota
from duly.payments.packages.queries import calls_planned, lines_known, people_known
from duly.payments.tests.ground import MONDAY, a_contract, an_officer

pytestmark = [pytest.mark.conformance, pytest.mark.django_db]
ROTAS = {
    "rome": ("instance_003-rome-r19-p44-s4-sim22.3-seq22.9.json", "sol-instance_003-rome-r19-p44-s4-sim22.3-seq22.9-2935111568.json"),
    "cesena": ("instance_015-cesena-r15-p73-s2-sim20.2-seq15.8.json", "sol-instance_015-cesena-r15-p73-s2-sim20.2-seq15.8-422978217.json"),
}
NEXT_MONDAY = MONDAY + timedelta(days=7)


@pytest.fixture
def ada():
    officer = an_officer()
    a_contract(officer)
    return officer


def files(cases: Path, rota: str) -> tuple[bytes, bytes]:
    return tuple((cases / "homecare-rotas" / name).read_bytes() for name in ROTAS[rota])


def take_in(cases: Path, rota: str, by, week: date = MONDAY):
    return import_rota(*files(cases, rota), week=week, provider="V-1", contract="C-1", by=by)


@pytest.mark.parametrize("rota", ROTAS)
def test_a_rota_comes_in_whole(cases, ada, rota):
    instance, solution = (json.loads(content) for content in files(cases, rota))
    double = [p for p in instance["patients"] if p.get("synchronization", {}).get("type") == "simultaneous"]
    needs = sum(len(p["required_caregivers"]) for p in instance["patients"])
    stops = [stop for route in solution["routes"] for stop in route["locations"]]

    plan, visits = take_in(cases, rota, ada)

    assert plan.accepted, plan.faults
    assert visits.accepted, visits.faults
    calls = calls_planned(MONDAY, NEXT_MONDAY)
    assert len(people_known()) == len(lines_known()) == len(instance["patients"])
    assert len(calls) == needs - len(double)
    assert sum(call.carers == 2 for call in calls) == len(double)
    assert sum(call.carers for call in calls) == needs
    assert sum(call.minutes * call.carers for call in calls) == sum(
        n["duration"] for p in instance["patients"] for n in p["required_caregivers"]
    )
    assert {call.on for call in calls} == {MONDAY}
    made = visits_between(MONDAY, NEXT_MONDAY)
    assert len(made) == len(stops) == needs
    assert sum(visit.minutes for visit in made) == sum(round(s["departure_time"]) - round(s["arrival_time"]) for s in stops)
    assert len({visit.carer_ref for visit in made}) == sum(bool(route["locations"]) for route in solution["routes"])


@pytest.mark.parametrize("rota", ROTAS)
def test_every_call_stands_where_its_window_opens_and_has_as_many_visits_as_carers(cases, ada, rota):
    instance = json.loads(files(cases, rota)[0])
    take_in(cases, rota, ada)

    planned: dict[str, list[tuple[int, int, int]]] = {}
    for call in calls_planned(MONDAY, NEXT_MONDAY):
        planned.setdefault(call.line_ref, []).append((call.starts_minute - 420, call.minutes, call.carers))
    seen: dict[str, int] = {}
    for visit in visits_between(MONDAY, NEXT_MONDAY):
        seen[visit.person_ref] = seen.get(visit.person_ref, 0) + 1
    for patient in instance["patients"]:
        ref = f"{rota.upper()}-{patient['id']}"
        opens, lengths = round(patient["time_window"][0]), [n["duration"] for n in patient["required_caregivers"]]
        together = patient.get("synchronization", {})
        if together.get("type") == "simultaneous":
            expected = [(opens, lengths[0], 2)]
        elif together:
            expected = [(opens, lengths[0], 1), (opens + together["distance"][0], lengths[1], 1)]
        else:
            expected = [(opens, lengths[0], 1)]
        assert sorted(planned[f"L-{ref}"]) == sorted(expected)
        assert seen[ref] == len(lengths)


def test_both_rotas_come_in_beside_each_other_and_again_the_week_after(cases, ada):
    for week in (MONDAY, NEXT_MONDAY):
        for rota in ROTAS:
            assert all(outcome.accepted for outcome in take_in(cases, rota, ada, week))

    assert len(people_known()) == 44 + 73
    assert len(calls_planned(MONDAY, NEXT_MONDAY)) == len(calls_planned(NEXT_MONDAY, NEXT_MONDAY + timedelta(days=7)))


def test_a_rota_taken_in_twice_for_a_week_is_refused_with_101(cases, ada):
    take_in(cases, "rome", ada)

    plan, visits = take_in(cases, "rome", ada)

    assert (plan.refusal.code, visits.refusal.code) == ("101", "101")


def test_a_rota_needs_a_contract_with_its_provider_and_a_monday(cases, ada):
    plan, visits = import_rota(*files(cases, "rome"), week=MONDAY + timedelta(days=1), provider="V-1", contract="C-9", by=ada)

    assert [fault.says for fault in plan.faults] == ["There is no contract C-9 with V-1.", "A week begins on a Monday."]
    assert visits.faults[0].says.endswith("take in the plan first.")
