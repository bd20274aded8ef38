"""Budgets of the officer's commonest tasks, in questions asked of the database: what a page may ask, however busy the week."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duly.payments import flow
from duly.payments.screens.tests.conftest import WEEK, asked_of_the_database
from duly.payments.validation import queries

BENCH = "/exceptions/?week=2026-W45"


@pytest.fixture
def held(judged) -> list[int]:
    """The lines a person must decide, by number."""
    return [one.assessed_id for one in queries.exceptions(WEEK, only_undecided=True)]


def asked_by(client, address: str, form: dict) -> int:
    """How many questions it takes to send a form, and to be led on."""
    with CaptureQueriesContext(connection) as captured:
        assert client.post(address, form).status_code in (200, 302)
        return len(captured)


def test_the_workbench_deciding_and_deciding_together_keep_to_their_questions(at_desk, held):
    """Tasks 10 and 11."""
    tom = at_desk("tom")

    assert asked_of_the_database(tom, f"{BENCH}&row={held[0]}") <= 45
    assert asked_by(tom, BENCH, {"row": held[0], "choice": "pay_entitled", "reason": "21", "note": "", "seen": ""}) <= 36
    one = asked_by(
        tom, f"/exceptions/together/?week=2026-W45&line={held[1]}", {"line": held[1:2], "choice": "hold", "reason": "51", "note": ""}
    )
    assert one <= 56


def test_a_statement_and_work_put_aside_keep_to_their_questions(at_desk, judged):
    """Tasks 12 and 13."""
    tom = at_desk("tom")

    assert asked_of_the_database(tom, f"/providers/{judged.providers[0].ref}/position/") <= 26
    assert asked_by(tom, "/desk/park/", {"address": BENCH, "title": "Exceptions", "place": "{}"}) <= 15
    assert asked_by(tom, "/desk/resume/", {}) <= 15


def test_a_run_to_be_approved_keeps_to_its_questions(at_desk, office, held):
    """Task 17."""
    tom, joan = at_desk("tom"), at_desk("joan")
    for line in held:
        tom.post(BENCH, {"row": line, "choice": "pay_entitled", "reason": "21", "note": "", "seen": ""})
    run = flow.draft_run(category="HC", week=WEEK, pay_date=WEEK.replace(day=13), by=office["tom"]).run
    flow.prepare_run(run.ref, by=office["tom"])

    assert asked_of_the_database(joan, f"/runs/{run.ref}/approve/") <= 45
