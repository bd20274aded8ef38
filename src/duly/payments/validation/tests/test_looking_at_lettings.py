"""What is let through is kept with its draw, and somebody else than who judged looks at what was drawn, once."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from duly.core.people.actions import add_officer, give_post
from duly.core.people.queries import actor
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import history, next_version
from duly.payments.contracts.actions import agree_terms
from duly.payments.tests.ground import MONDAY
from duly.payments.validation import queries
from duly.payments.validation.actions import judge, look
from duly.payments.validation.digest import digest
from duly.payments.validation.events import LettingLookedAt as LookedAt
from duly.payments.validation.freeze import folder_of, inputs_known
from duly.payments.validation.judging import judge_frozen, judge_known
from duly.payments.validation.models import AssessedLine, Judgement, Letting, LettingDraw, LettingLookedAt
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.refusal import Refused

NEXT = MONDAY + timedelta(days=7)
AGREED = {
    "basis": "ACTUAL_MINUTE", "match_window_minutes": 120, "double_up_percent": 80, "trim_limit_pence": 1000, "trim_limit_bp": 10_000, "clause": "7.2",
    "let_minutes": 5, "let_pence": 200, "let_bp": 500, "let_person_minutes": 15, "let_run_pence": 25_000, "let_run_bp": 10_000,
}  # fmt: skip


@pytest.fixture
def council(db, monkeypatch) -> tuple[Actor, Actor]:
    """Ada, who judges, and Cyd, who may look. The contract lets five minutes through; every letting is drawn unless a test says otherwise."""
    ada, _ = officers()
    ref = add_officer(username="cyd", name="Cyd", email="cyd@example.org", password=None, by=SYSTEM)
    give_post(ref, post="facts", starts=date(2020, 1, 1), by=SYSTEM)
    a_commissioned_line(ada)
    agree_terms("C-1", starts=date(2026, 5, 1), **AGREED, clauses=[("tolerance", "7.11", "Small differences")], by=ada)
    draws(monkeypatch, True)
    return ada, actor(ref, on=MONDAY)


def draws(monkeypatch, sampled: bool) -> None:
    monkeypatch.setattr("duly.payments.validation.actions.lettings.is_sampled", lambda *_: sampled)


def five_over(week: date = MONDAY, ref: str = "1") -> None:
    visited(f"V{ref}", on=week)
    claimed(f"I{ref}", minutes=35, week=week)


def test_what_is_let_through_is_kept_with_its_clause_and_its_draw(council):
    ada, _ = council
    five_over()

    made = judge([MONDAY], by=ada)

    (one,) = queries.lettings()
    assert (one.line_ref, one.week, one.provider_ref, one.person_ref, one.minutes, one.pence) == ("L-1", MONDAY, "V-1", "P-104882", 5, 178)
    assert one.clause == "C-1 version 2, 7.11 (Small differences)"
    assert (one.sampled, one.seed, one.drawn_in, one.stands, one.looked) == (True, made.inputs_sha256, made.ref, True, None)
    line_week, _ = queries.assessed_line(one.assessed_id)
    assert (line_week.let_pence, line_week.due_pence, line_week.decision) == (178, 1246, "CLEAN")
    assert sum(due.due_pence for due in queries.due_lines(MONDAY)) == 1246


def test_a_judgement_is_made_again_from_its_folder_with_what_it_let_through(council):
    ada, _ = council
    five_over()
    made = judge([MONDAY], by=ada)

    assert digest(judge_frozen(folder_of(made.ref))) == made.results_sha256
    assert judge_known(inputs_known([MONDAY]), [MONDAY]).line_weeks[0].let_pence == 178, "on record now, and let through again"


def test_a_week_judged_again_keeps_its_first_draw(council, monkeypatch):
    ada, _ = council
    five_over()
    first = judge([MONDAY], by=ada)
    draws(monkeypatch, False)
    visited("V-again", on=NEXT)

    again = judge([MONDAY], by=ada)

    (one,) = queries.lettings()
    assert (one.judgement_ref, one.sampled, one.seed, one.drawn_in) == (again.ref, True, first.inputs_sha256, first.ref)
    assert (LettingDraw.objects.count(), Letting.objects.count()) == (1, 2)


def test_a_correction_that_makes_it_larger_ends_it_and_the_draw_stays(council):
    ada, _ = council
    five_over()
    judge([MONDAY], by=ada)
    claimed("I2", minutes=60)

    judge([MONDAY], by=ada)

    (one,) = queries.lettings()
    assert (one.stands, one.sampled, one.pence) == (False, True, 178)
    assert [due.due_pence for due in queries.due_lines(MONDAY)] == []


def test_the_week_after_is_not_let_through_and_its_change_is_told(council):
    """Two weeks are judged together, then the second alone: on record, nothing changes; and why a later one differs adds up to the penny."""
    ada, _ = council
    five_over()
    five_over(NEXT, "2")
    both = judge([MONDAY, NEXT], by=ada)
    assert [(one.week, one.pence) for one in queries.lettings()] == [(MONDAY, 178)]

    alone = judge([NEXT], by=ada)
    assert [one.let_pence for one in AssessedLine.objects.filter(judgement__ref=alone.ref)] == [0]
    seen = queries.changes_since(queries.assessed_of("L-1", NEXT), both.ref)
    assert (seen.before_pence, seen.changes, seen.entitled_pence) == (1068, (), 1068)

    visited("V3", on=MONDAY, at=960, minutes=60)  # the first week is held now, and lets nothing through
    judge([MONDAY], by=ada)
    judge([NEXT], by=ada)
    seen = queries.changes_since(queries.assessed_of("L-1", NEXT), both.ref)
    assert [(change.cause, change.pence) for change in seen.changes] == [("what was let through before", 178)]
    assert seen.before_pence + 178 == seen.entitled_pence


def test_somebody_else_looks_and_says_why(council):
    ada, cyd = council
    five_over()
    made = judge([MONDAY], by=ada)

    seen = look("L-1", MONDAY, finding="not fair", because="Every call this month is five over.", by=cyd)

    assert (seen.looked.finding, seen.looked.looked_by) == ("not fair", cyd.ref)
    (entry,) = history("line-week", "L-1/2026-11-02")
    assert entry.sentence == (
        f"What {made.ref} let through of L-1/2026-11-02, £1.78, was looked at and found not fair. Every call this month is five over."
    )


def test_what_may_not_be_said_is_refused_and_it_is_said_once(council):
    ada, cyd = council
    five_over()
    judge([MONDAY], by=ada)

    assert refusal(cyd, finding="maybe") == "no-finding"
    assert refusal(cyd, because="  ") == "no-reason"
    assert refusal(ada) == "judged-by-you"
    assert refusal(replace(cyd, posts=())).startswith("scheme-")
    assert queries.lettings()[0].looked is None
    look("L-1", MONDAY, finding="fair", because="The calls ran over.", by=cyd)
    assert refusal(cyd, finding="not fair") == "looked-at"


def refusal(by: Actor, *, finding: str = "fair", because: str = "The calls ran over.") -> str:
    """The code that a look is refused with."""
    with pytest.raises(Refused) as refused:
        look("L-1", MONDAY, finding=finding, because=because, by=by)
    return refused.value.refusal.code


def test_only_what_was_drawn_is_looked_at(council, monkeypatch):
    """By the action; and by the database, though the row says it was drawn."""
    draws(monkeypatch, False)
    ada, cyd = council
    five_over()
    judge([MONDAY], by=ada)

    assert refusal(cyd) == "not-sampled"
    assert refused_look(ada, cyd, sampled=True) == "sampled_is_what_was_drawn"


LOOKS = (
    ({"sampled": False}, "only_a_sampled_letting_is_looked_at"),
    ({"judged_by": "O-9"}, "a_look_is_at_a_letting_of_its_draw"),
    ({"looked_by": "judge"}, "nobody_looks_at_what_they_judged"),
    ({"looked_by": ""}, "a_letting_is_looked_at_by_somebody"),
    ({"finding": "maybe"}, "a_letting_is_fair_or_not"),
    ({"twice": True}, "a_letting_is_looked_at_once"),
    ({"made_by": uuid.uuid4()}, "no_silent_write"),
)


def test_the_database_refuses_a_look_that_cannot_be(council):
    ada, cyd = council
    five_over()
    judge([MONDAY], by=ada)

    assert [(wrong, refused_look(ada, cyd, **wrong)) for wrong, _ in LOOKS] == list(LOOKS)


def refused_look(ada: Actor, cyd: Actor, *, twice: bool = False, **wrong) -> str:
    """The constraint that refuses a look written straight into the table, but for what is wrong as the action would."""
    letting, ref = Letting.objects.get(), "L-1/2026-11-02"
    row = {
        "draw": letting.draw, "letting": letting, "line_week": ref, "sampled": True, "judged_by": ada.ref, "finding": "fair", "looked_by": cyd.ref,
        "looked_at": now(),
    } | wrong  # fmt: skip
    row["looked_by"] = ada.ref if row["looked_by"] == "judge" else row["looked_by"]
    with pytest.raises(Refused) as refused, unit_of_work() as record:
        for _ in range(1 + twice):
            event = record.write(LookedAt(ref, next_version("line-week", ref), "L-1", MONDAY, "JG-1", 178, "fair", "Because."), by=cyd)
            LettingLookedAt.objects.create(**{"made_by": event} | row)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return refused.value.refusal.code.replace("-", "_")


LETTINGS = (
    (LettingDraw, {"week": date(2026, 11, 3)}, "a_week_let_through_begins_on_a_monday"),
    (LettingDraw, {"line_ref": ""}, "only_a_line_is_let_through"),
    (LettingDraw, {"seed": "", "line_ref": "L-2"}, "a_draw_has_a_seed"),
    (LettingDraw, {}, "a_line_and_week_is_drawn_once"),
    (Letting, {"pence": 0}, "a_letting_is_of_minutes_and_pence"),
    (Letting, {"minutes": 0}, "a_letting_is_of_minutes_and_pence"),
    (Letting, {}, "a_line_week_is_let_through_once_in_a_judgement"),
    (LettingDraw, {"line_ref": "L-2", "made_by": uuid.uuid4()}, "no_silent_write"),
)


def test_the_database_refuses_a_letting_that_cannot_be(council):
    ada, _ = council
    five_over()
    judge([MONDAY], by=ada)

    assert [(model, wrong, refused_letting(model, wrong)) for model, wrong, _ in LETTINGS] == list(LETTINGS)


def refused_letting(model, wrong) -> str:
    """The constraint that refuses a row like the one that is kept, but for what is wrong."""
    kept = model.objects.get()
    for name, value in wrong.items():
        setattr(kept, name, value)
    kept.pk = None
    with pytest.raises(Refused) as refused, unit_of_work():
        kept.save(force_insert=True)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return refused.value.refusal.code.replace("-", "_")


def test_the_draw_is_of_the_inputs_of_the_judgement(council, monkeypatch):
    seeds = []
    monkeypatch.setattr("duly.payments.validation.actions.lettings.is_sampled", lambda *told: bool(seeds.append(told)))
    ada, _ = council
    five_over()

    judge([MONDAY], by=ada)

    assert seeds == [(Judgement.objects.get().inputs_sha256, "L-1", MONDAY)]
