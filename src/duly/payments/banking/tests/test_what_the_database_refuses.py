"""Each constraint and trigger of banking, tried by somebody who goes round the actions."""

import hashlib

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now
from duly.payments.banking.events import FileIssued, FileVoided, PayingAccountAdopted
from duly.payments.banking.models import BankFile, PayingAccount
from duly.payments.banking.sealed import sealed_account, sealed_bytes
from duly.payments.banking.tests.factories import a_council, approved, issued, prepared, voided
from duly.payments.ledger.actions import post
from duly.payments.ledger.rules import BANK, CARE_PAID, Posting
from duly.payments.runs import actions as runs
from duly.payments.runs.events import RunVoided
from duly.payments.runs.models import Run
from duly.payments.runs.tests.factories import BEA, CY, PAY_DAY, due
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def council():
    a_council()


def refused(constraint, attempt):
    with pytest.raises(Refused) as caught, unit_of_work() as record:
        attempt(record)
    assert caught.value.refusal.code == constraint.replace("_", "-")


def filed(run, *, posted_pence=None, **wrong):
    """A file written straight into the table, as an action would but for what is wrong."""

    def attempt(record):
        serial, content = take_number("banking_file_serial"), b"<Document/>"
        sealed = sealed_bytes(f"F-{serial:06d}", content)
        fields = {
            "ref": f"F-{serial:06d}",
            "version": 1,
            "serial": serial,
            "run_ref": run.ref,
            "state": "issued",
            "preparer": run.prepared_by,
            "approver": run.approved_by,
            "releaser": CY.ref,
            "total_pence": run.total_pence,
            "payment_count": run.payment_count,
            "content_sha256": run.content_sha256,
            "pay_date": PAY_DAY,
            "issued_at": now(),
            "sha256": hashlib.sha256(content).hexdigest(),
            "byte_count": len(content),
            "content": sealed,
        } | wrong
        event = record.write(FileIssued(fields["ref"], 1, serial, run.ref, 1, 1, 1, "", "", "", ""), by=CY)
        BankFile.objects.create(**fields)
        pence = run.total_pence if posted_pence is None else posted_pence
        if pence:
            legs = [Posting(CARE_PAID, "LN-000001/2026-11-02", pence), Posting(BANK, fields["ref"], -pence)]
            post(f"issue:file:{fields['serial']}", "file-issued", legs, event_id=event, period="2026-11")

    return attempt


def test_a_file_with_nothing_wrong_is_kept():
    with unit_of_work() as record:
        filed(approved(due(1)))(record)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("three_people", {"releaser": "O-0001"}),
        ("three_people", {"releaser": "O-0002"}),
        ("file_is_of_the_run_as_approved", {"preparer": "O-0099"}),
        ("file_is_of_the_run_as_approved", {"approver": "O-0099"}),
        ("file_is_of_the_run_as_approved", {"content_sha256": "0" * 64}),
        ("file_is_of_the_run_as_approved", {"total_pence": 1681, "posted_pence": 1681}),
        ("file_is_of_the_run_as_approved", {"payment_count": 2}),
        ("file_is_sealed_whole", {"byte_count": 1}),
        ("file_is_sealed_whole", {"content": b"<Document/>".ljust(56)}),
        ("file_digest_is_a_sha256", {"sha256": "0"}),
        ("file_is_named_for_its_serial", {"ref": "F-1"}),
        ("file_begins_as_issued", {"state": "voided", "void_asked_by": "a", "voided_by": "b"}),
        ("file_is_in_the_ledger", {"posted_pence": 0}),
        ("file_is_in_the_ledger", {"posted_pence": 1679}),
        ("file_pays_something", {"total_pence": 0}),
        ("who_voids_goes_with_the_state", {"voided_by": "O-0009"}),
        ("file_is_of_an_approved_run", {"run_ref": "HC-2026-W01"}),
    ],
)
def test_a_file_that_is_wrong_is_refused(constraint, wrong):
    refused(constraint, filed(approved(due(1)), **wrong))


def test_a_file_is_made_for_an_approved_run_only():
    run = prepared(due(1))

    refused("file_is_of_an_approved_run", filed(run, approver="O-0002"))


def test_one_unvoided_file_for_a_run():
    first = issued(due(1))
    run = Run.objects.get(ref=first.run_ref)

    refused("one_unvoided_file_for_a_run", filed(run))


def test_a_serial_is_burnt_for_ever():
    first = issued(due(1))
    voided(first.ref)

    with pytest.raises(IntegrityError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conname = 'one_file_of_a_serial'")
        assert cursor.fetchone()
        kept = BankFile.objects.get(ref=first.ref)
        kept.pk, kept.version, kept.state, kept.void_asked_by, kept.voided_by = None, 1, "issued", None, None
        kept.save(force_insert=True)

    assert caught.value.__cause__.diag.constraint_name in ("one_file_of_a_serial", "banking_bankfile_ref_key")


def changed(file, **fields):
    def attempt(record):
        version = BankFile.objects.values_list("version", flat=True).get(ref=file.ref) + 1
        BankFile.objects.filter(ref=file.ref).update(version=version, **fields)
        record.write(FileVoided(file.ref, version, 0, ""), by=CY)

    return attempt


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("file_goes_by_its_steps", {"state": "voided", "void_asked_by": "O-1", "voided_by": "O-2"}),
        ("file_goes_by_its_steps", {"state": "lost"}),
        ("file_is_kept_as_issued", {"content": b"x"}),
        ("file_is_kept_as_issued", {"total_pence": 9}),
        ("file_is_kept_as_issued", {"releaser": "O-0042"}),
        ("who_voids_goes_with_the_state", {"state": "void asked"}),
    ],
)
def test_an_issued_file_is_not_changed(constraint, fields):
    refused(constraint, changed(issued(due(1)), **fields))


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("two_people_void_a_file", {"state": "voided", "voided_by": CY.ref}),
        ("file_is_kept_as_issued", {"state": "voided", "voided_by": "O-0006", "void_asked_by": "O-0042"}),
        ("voided_file_is_reversed_in_the_ledger", {"state": "voided", "voided_by": "O-0006"}),
    ],
)
def test_a_file_is_voided_by_two_people_with_its_reversal(constraint, fields):
    from duly.payments.banking.actions import ask_to_void

    file = issued(due(1))
    ask_to_void(file.ref, because="x", by=CY)

    refused(constraint, changed(file, **fields))


def test_a_run_with_a_file_is_not_made_void_by_any_road():
    file = issued(due(1))

    def attempt(record):
        Run.objects.filter(ref=file.run_ref).update(state="void", version=4)
        record.write(RunVoided(file.run_ref, 4, 0, 0, ""), by=BEA)

    refused("run_with_a_file_is_not_void", attempt)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("one_paying_account_at_a_time", {}),
        ("paying_account_is_sealed", {"use": "other", "sort_code": b"123456"}),
        ("paying_account_is_sealed", {"use": "other", "account_number": b"12345678"}),
        ("paying_account_ends_in_four_digits", {"use": "other", "ending": "12x4"}),
        ("paying_account_has_a_blind_index", {"use": "other", "blind": "12345678"}),
        ("paying_account_has_a_name", {"use": "other", "name": ""}),
    ],
)
def test_an_account_to_pay_from_that_is_wrong_is_refused(constraint, fields):
    def attempt(record):
        event = record.write(PayingAccountAdopted("payments", 2, "", ""), by=CY)
        sealed = sealed_account(event, sort_code="123456", account_number="12345678")
        PayingAccount.objects.create(**{"name": "N", "made_by": event} | sealed | fields)

    refused(constraint, attempt)


def test_what_was_never_paid_does_not_come_back():
    run = approved(due(1))

    refused("only_what_was_paid_is_returned", lambda record: runs.take_back(run.ref, 1, pence=1680, answer="B R", reason_code="", by=CY))


@pytest.mark.parametrize("table", ["banking_bankfile", "banking_payingaccount"])
@pytest.mark.parametrize("verb", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "ALTER TABLE {} DISABLE TRIGGER ALL"])
def test_banking_is_kept_as_written(table, verb):
    issued(due(1))

    with pytest.raises((IntegrityError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb.format(table))
