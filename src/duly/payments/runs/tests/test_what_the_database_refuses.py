"""Each constraint and trigger of runs, tried by somebody who goes round the actions."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import next_version
from duly.payments.runs import actions
from duly.payments.runs.events import LinesTakenOut, RunApproved, RunDrafted, RunPrepared, RunReopened, RunVoided
from duly.payments.runs.models import LinePeriod, Payment, Run, RunLine
from duly.payments.runs.tests.factories import ADA, BEA, DEE, WEEK, a_draft, a_prepared_run, a_scheme, an_approved_run, due, payees
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
DIGEST = "0" * 64


@pytest.fixture(autouse=True)
def scheme():
    a_scheme()


def refused(constraint, attempt):
    with pytest.raises(Refused) as caught, unit_of_work() as record:
        attempt(record)
    assert caught.value.refusal.code == constraint.replace("_", "-")


def changed(ref, **changes):
    """Change a run with an event of its next version, as an action would."""

    def attempt(record):
        run = Run.objects.get(ref=ref)
        Run.objects.filter(pk=run.pk).update(version=run.version + 1, **changes)
        record.write(RunApproved(ref, run.version + 1, 0, ""), by=BEA)

    return attempt


def begun(**changes):
    def attempt(record):
        fields = {
            "ref": "HC-2026-W45",
            "version": 1,
            "category": "HC",
            "week": WEEK,
            "pay_date": WEEK,
            "state": "draft",
            "drafted_by": "O-1",
        }
        Run.objects.create(**fields | changes)
        record.write(RunDrafted("HC-2026-W45", 1, "HC", WEEK, WEEK, 0, 0, 0, ""), by=ADA)

    return attempt


PREPARED = {"prepared_by": ADA.ref, "total_pence": 5, "payment_count": 1, "content_sha256": DIGEST}
APPROVED = {"state": "approved", "approved_by": BEA.ref, "approved_at": timezone.now()}


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("run_begins_as_a_draft", {"state": "approved"}),
        ("run_category_is_two_or_three_letters", {"category": "h1"}),
        ("run_week_is_a_monday", {"week": date(2026, 11, 3)}),
        ("run_has_content_once_prepared", {"total_pence": 5}),
        ("run_approved_by_and_at_together", {"approved_at": timezone.now()}),
        ("approved_run_has_an_approver", {"approved_by": "O-1", "approved_at": timezone.now()}),
    ],
)
def test_a_run_that_begins_wrong_is_refused(constraint, fields):
    refused(constraint, begun(**fields))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("run_goes_by_its_steps", {"state": "approved"}),
        ("run_goes_by_its_steps", {"state": "lost"}),
        ("run_has_content_once_prepared", {"state": "prepared"}),
        ("prepared_run_adds_up", {"state": "prepared", **PREPARED}),
        ("prepared_run_pays_something", {"state": "prepared", **PREPARED, "total_pence": 0}),
        ("run_digest_is_a_sha256", {"state": "prepared", **PREPARED, "content_sha256": "x"}),
        ("content_is_fixed_once_prepared", {"pay_date": date(2027, 1, 1)}),
    ],
)
def test_a_draft_is_not_changed_into_what_it_is_not(constraint, fields):
    refused(constraint, changed(a_draft().ref, **fields))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("approver_is_not_drafter", {**APPROVED, "approved_by": ADA.ref}),
        ("approver_took_nothing_out", {**APPROVED, "taken_out_by": [BEA.ref]}),
        ("run_approved_by_and_at_together", {**APPROVED, "approved_at": None}),
        ("approved_run_has_an_approver", {"state": "approved"}),
        ("content_is_fixed_once_prepared", {**APPROVED, "total_pence": 99}),
        ("content_is_fixed_once_prepared", {**APPROVED, "content_sha256": DIGEST}),
        ("content_is_fixed_once_prepared", {**APPROVED, "prepared_by": "O-0008"}),
        ("run_goes_by_its_steps", {"state": "void"}),
        ("run_goes_by_its_steps", {"state": "prepared"}),
    ],
)
def test_a_prepared_run_is_not_changed_on_its_way(constraint, fields):
    refused(constraint, changed(a_prepared_run(due(1)).ref, **fields))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("run_goes_by_its_steps", {"state": "draft"}),
        ("run_goes_by_its_steps", {"total_pence": 99}),
        ("content_is_fixed_once_prepared", {"state": "void", "approved_by": "O-0008"}),
    ],
)
def test_an_approved_run_is_not_changed(constraint, fields):
    refused(constraint, changed(an_approved_run(due(1)).ref, **fields))


def test_the_preparer_of_anothers_draft_does_not_approve_it():
    run = actions.prepare(a_draft(due(1)).ref, payees=payees(), by=DEE)

    refused("approver_is_not_preparer", changed(run.ref, **{**APPROVED, "approved_by": DEE.ref}))


def test_a_known_state_is_also_held_by_a_check():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_constraint WHERE conname = 'run_state_is_known'")
        assert cursor.fetchone() == (1,)


def line(record, run_ref, period, **fields):
    """A line written straight into a run, under an event of its own."""
    run = Run.objects.get(ref=run_ref)
    event = record.write(RunDrafted(run_ref, next_version("run", run_ref), "HC", WEEK, WEEK, 0, 0, 0, ""), by=ADA)
    header = LinePeriod.objects.filter(line_ref=period).first() or LinePeriod.objects.create(line_ref=period, week=WEEK, made_by=event)
    values = {
        "n": 0,
        "provider_ref": "PR-0001",
        "person_ref": "P",
        "service": "s",
        "entitled_pence": 10,
        "paid_before_pence": 0,
        "pence": 10,
        "judgement_ref": "J",
        "assessed_digest": "",
        "cause": "",
        "assessed_id": 0,
        "made_by": event,
    }
    RunLine.objects.create(run=run, line_period=header, **values | fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("a_run_line_pays_what_is_due", {"pence": 11}),
        ("a_run_line_pays_or_takes_back_a_penny", {"pence": 0, "entitled_pence": 0}),
        ("nobody_is_entitled_to_less_than_nothing", {"entitled_pence": -10, "pence": -10}),
        ("a_difference_stands_on_the_claim_before", {"n": 1}),
    ],
)
def test_a_line_that_pays_otherwise_is_refused(constraint, fields):
    run = a_draft(due(1))

    refused(constraint, lambda record: line(record, run.ref, "LN-X", **fields))


def test_one_live_claim_for_a_line_week_and_number():
    a_draft(due(1))
    other = a_draft(due(2))

    refused("one_live_claim_for_a_line_week_and_number", lambda record: line(record, other.ref, "LN-000001"))


def test_a_difference_begins_at_what_the_claim_before_pays():
    a_draft(due(1, 1000))
    other = a_draft(due(2))

    refused(
        "a_difference_stands_on_the_claim_before",
        lambda record: line(record, other.ref, "LN-000001", n=1, paid_before_pence=900, entitled_pence=1100, pence=200),
    )
    with unit_of_work() as record:
        line(record, other.ref, "LN-000001", n=1, paid_before_pence=1000, entitled_pence=1100, pence=100)


def test_a_run_pays_a_line_and_week_once():
    run = a_draft(due(1, 1000))

    refused(
        "a_run_pays_a_line_and_week_once",
        lambda record: line(record, run.ref, "LN-000001", n=1, paid_before_pence=1000, entitled_pence=1100, pence=100),
    )


def test_lines_are_neither_added_nor_freed_once_prepared():
    run = a_prepared_run(due(1))

    refused("lines_are_fixed_once_prepared", lambda record: line(record, run.ref, "LN-X"))
    refused("lines_are_fixed_once_prepared", lambda record: freed(record, run.ref))


def freed(record, run_ref):
    run = Run.objects.get(ref=run_ref)
    event = record.write(LinesTakenOut(run_ref, next_version("run", run_ref), 1, 0, ""), by=ADA)
    RunLine.objects.filter(run=run).update(superseded_by=event)


def test_a_line_is_not_freed_from_under_a_difference():
    first, other = a_draft(due(1, 1000)), a_draft(due(2))
    with unit_of_work() as record:
        line(record, other.ref, "LN-000001", n=1, paid_before_pence=1000, entitled_pence=1100, pence=100)

    refused("a_difference_stands_on_this_line", lambda record: freed(record, first.ref))


def test_a_header_is_made_once_and_starts_on_a_monday():
    a_draft(due(1))

    def header(line_ref, week):
        def attempt(record):
            event = record.write(RunDrafted("T-1", 1, "HC", WEEK, WEEK, 0, 0, 0, ""), by=ADA)
            LinePeriod.objects.create(line_ref=line_ref, week=week, made_by=event)

        return attempt

    refused("one_header_for_a_line_and_week", header("LN-000001", WEEK))
    refused("line_period_starts_on_a_monday", header("LN-000001", date(2026, 11, 3)))


def pay(record, run_ref, **fields):
    run = Run.objects.get(ref=run_ref)
    event = record.write(RunPrepared(run_ref, next_version("run", run_ref), 0, 0, 0, ""), by=ADA)
    values = {"n": 9, "provider_ref": "PR-0009", "payee_masked": "", "payee_sha256": DIGEST, "net_pence": 1, "line_count": 1}
    Payment.objects.create(run=run, made_by=event, **values | fields)


def test_no_provider_is_paid_less_than_nothing():
    run = a_draft(due(1))

    refused("no_provider_is_paid_less_than_nothing", lambda record: pay(record, run.ref, net_pence=-1))
    refused("payee_digest_is_a_sha256", lambda record: pay(record, run.ref, payee_sha256="x"))


@pytest.mark.parametrize(
    ("constraint", "again"),
    [("one_payment_to_a_provider_in_a_run", {"n": 8}), ("one_payment_of_a_number_in_a_run", {"provider_ref": "PR-0008"})],
)
def test_a_provider_has_one_payment_in_a_run(constraint, again):
    run = a_draft(due(1))
    with unit_of_work() as record:
        pay(record, run.ref)

    def attempt(record):
        event = record.write(RunPrepared(run.ref, next_version("run", run.ref), 0, 0, 0, ""), by=ADA)
        fields = {"n": 9, "provider_ref": "PR-0009", "net_pence": 1, "line_count": 1, "payee_sha256": DIGEST} | again
        Payment.objects.create(run=Run.objects.get(ref=run.ref), made_by=event, **fields)

    refused(constraint, attempt)


def test_payments_are_fixed_once_prepared():
    run = a_prepared_run(due(1))

    def superseded(record):
        event = record.write(RunReopened("T-2", 1, ""), by=ADA)
        Payment.objects.update(superseded_by=event)

    refused("payments_are_fixed_once_prepared", lambda record: pay(record, run.ref))
    refused("payments_are_fixed_once_prepared", superseded)


def test_a_prepared_run_with_a_payment_that_is_not_the_sum_is_refused():
    run = a_draft(due(1, 1000))

    def attempt(record):
        found = Run.objects.get(ref=run.ref)
        event = record.write(RunPrepared(run.ref, 2, 1, 1, 1001, DIGEST), by=ADA)
        fields = {"n": 1, "provider_ref": "PR-0001", "net_pence": 1001, "line_count": 1, "payee_sha256": DIGEST}
        Payment.objects.create(run=found, made_by=event, **fields)
        Run.objects.filter(pk=found.pk).update(version=2, state="prepared", **PREPARED | {"total_pence": 1001})

    refused("prepared_run_adds_up", attempt)


def test_a_claim_is_freed_once_and_never_changed():
    run = an_approved_run(due(1))
    actions.void(run.ref, because="x", by=BEA)

    def again(record):
        RunLine.objects.update(superseded_by=record.write(RunVoided("T-3", 1, 0, 0, ""), by=BEA))

    refused("facts_are_superseded_not_changed", again)


@pytest.mark.parametrize("table", ["runs_run", "runs_runline", "runs_lineperiod", "runs_leftout", "runs_payment"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "ALTER TABLE {} DISABLE TRIGGER ALL"])
def test_runs_are_kept_as_written(table, verb):
    a_prepared_run(due(1), due(2))

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))


@pytest.mark.parametrize("change", ["runs_runline SET pence = 1", "runs_payment SET net_pence = 1", "runs_lineperiod SET line_ref = 'x'"])
def test_lines_and_payments_are_never_changed(change):
    a_prepared_run(due(1))

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {change}")
