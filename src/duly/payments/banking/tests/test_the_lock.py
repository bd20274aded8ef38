"""Payments locked, reconciled with what the witness and the bank have, and unlocked by two people; what was forgotten is held until two settle it."""

from datetime import timedelta

import pytest

from duly.core.log.witnessing import Mark, WitnessFault
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.queries import history
from duly.payments import flow
from duly.payments.banking import actions, checks, queries
from duly.payments.banking.events import MissingFileFound, MissingFileSettled, PaymentsLocked, PaymentsUnlocked
from duly.payments.banking.models import MissingFile, PaymentsLock
from duly.payments.banking.queries import Received
from duly.payments.banking.rules import missing_ref
from duly.payments.banking.tests.factories import FAY, GUS, a_council, a_letter, approved, issued, voided
from duly.payments.ledger import queries as ledger
from duly.payments.runs.tests.factories import BEA, CY, WEEK, due
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
LINE = "LN-000001/2026-11-02"


class Witness:
    """A witness that keeps these marks, or does not answer."""

    def __init__(self):
        self.kept, self.answers = [], True

    def marks(self, origin, name, after=0):
        if not self.answers:
            raise WitnessFault("The witness did not answer.")
        return tuple(self.kept)


@pytest.fixture
def witness(monkeypatch):
    one = Witness()
    monkeypatch.setattr("duly.payments.flow.restoring.witnesses", lambda: (one,))
    monkeypatch.setattr("duly.payments.flow.restoring.log_names", lambda: ("log.test",))
    return one


@pytest.fixture(autouse=True)
def council(witness):
    a_council()


def refused(code, act):
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.refusal.code == code
    return caught.value.refusal.because


def keeps(witness, *files):
    witness.kept = [Mark(file.serial, file.sha256, file.total_pence) for file in files]


def unlocked():
    actions.ask_unlock(because="Reconciled.", by=CY)
    actions.unlock(by=FAY)


def test_while_payments_are_locked_nothing_is_issued_or_handed_over():
    file, run = issued(due(1)), approved(due(2))

    flow.lock_payments(because="A restore to 02:00.")

    because = refused("payments-locked", lambda: flow.issue_run(run.ref, by=CY))
    assert because == refused("payments-locked", lambda: actions.hand_over(file.ref, by=CY))
    assert because.startswith("Payments are locked (PL-0001): A restore to 02:00.")
    assert checks.why_not_hand_over(queries.file(file.ref), by=CY).because == because
    assert history("payments lock", "PL-0001")[0].actor_ref == SYSTEM.ref


def test_locking_twice_is_one_lock():
    flow.lock_payments(because="A restore.")
    flow.lock_payments(because="Another.", by=CY)

    assert queries.payments_lock().version == 1


def test_reconciled_and_unlocked_by_two_people_payments_go_on(witness):
    file = issued(due(1))
    keeps(witness, file)
    flow.lock_payments(because="A restore.")
    refused("wrong-state", lambda: actions.ask_unlock(because="x", by=CY))

    assert flow.reconcile(bank=[Received(file.serial, file.total_pence)], by=CY) == ()
    actions.ask_unlock(because="Nothing is missing.", by=CY)
    assert "someone else" in refused("your-own", lambda: actions.unlock(by=CY))
    assert actions.unlock(by=GUS).state == "unlocked"

    assert queries.payments_lock() is None
    assert issued(due(2)).serial > file.serial


def test_a_request_to_unlock_can_be_turned_down(witness):
    flow.lock_payments(because="A restore.")
    flow.reconcile(bank=[], by=CY)
    actions.ask_unlock(because="x", by=CY)

    assert actions.turn_down(by=FAY).state == "reconciled"
    refused("wrong-state", lambda: actions.unlock(by=FAY))


def test_reconciling_needs_the_witness(witness):
    flow.lock_payments(because="A restore.")
    witness.answers = False

    refused("no-witness", lambda: flow.reconcile(bank=[], by=CY))


def test_a_file_the_witness_keeps_and_we_do_not_locks_payments_before_the_next_is_issued(witness):
    run = approved(due(1))
    serial = ahead()
    witness.kept = [Mark(serial, "7" * 64, 1680)]

    refused("payments-locked", lambda: flow.issue_run(run.ref, by=CY))

    assert f"bank file number {serial}," in queries.payments_lock().because
    assert queries.files() == ()


def test_another_digest_under_our_own_number_locks_payments(witness):
    file, run = issued(due(1)), approved(due(2))
    witness.kept = [Mark(file.serial, "0" * 64, file.total_pence)]

    refused("payments-locked", lambda: flow.issue_run(run.ref, by=CY))

    refused("disagree", lambda: flow.reconcile(bank=[], by=CY))
    voided(file.ref)
    (missing,) = flow.reconcile(bank=[], weeks={file.serial: WEEK}, by=CY)
    assert (missing.serial, missing.sha256) == (file.serial, "0" * 64)


def test_a_witness_that_is_down_stops_nothing_here(witness):
    witness.answers = False

    assert issued(due(1)).state == "issued"


def ahead() -> int:
    """A number no file has been given yet. The sequence of the tests' database is not rolled back."""
    return take_number("banking_file_serial") + 20


def forgotten(witness, *, pence=1680, week=WEEK):
    """A file that was issued and forgotten; reconciled, and payments open again."""
    serial = ahead()
    witness.kept = [Mark(serial, "4" * 64, pence)]
    flow.lock_payments(because="A restore.")
    (missing,) = flow.reconcile(bank=[Received(serial, pence)], weeks={serial: week} if week else {}, by=CY)
    unlocked()
    return missing


def test_a_forgotten_files_number_is_burnt_and_its_week_held(witness):
    run = approved(due(1))
    missing = forgotten(witness)

    assert (missing.ref, missing.state, missing.pence) == (missing_ref(missing.serial), "held", 1680)
    assert "may have paid the week of 2 November 2026" in refused("missing-file", lambda: flow.issue_run(run.ref, by=CY))
    other = issued(due(5, week=WEEK + timedelta(days=7)))
    assert other.serial > missing.serial


def test_a_forgotten_file_of_an_unknown_week_holds_every_week(witness):
    forgotten(witness, week=None)

    because = refused("missing-file", lambda: issued(due(5, week=WEEK + timedelta(days=7))))
    assert "Nobody knows yet which week" in because


def test_what_a_missing_file_paid_is_paid_in_the_ledger_and_never_again(witness):
    run = approved(due(1))
    missing = forgotten(witness)

    flow.ask_to_settle(missing.ref, settling="paid", run_ref=run.ref, because="The certificate names it.", by=CY)
    refused("your-own", lambda: flow.settle_missing(missing.ref, by=CY))
    refused("paid-by-missing-file", lambda: flow.issue_run(run.ref, by=CY))
    flow.settle_missing(missing.ref, by=FAY)

    assert (ledger.paid_by_reference(), ledger.total()) == ({LINE: 1680}, 0)
    refused("paid-by-missing-file", lambda: flow.issue_run(run.ref, by=CY))
    refused("paid-by-missing-file", lambda: flow.void_run(run.ref, because="x", by=BEA))
    refused("nothing-to-pay", lambda: issued(due(1, paid=1680)))
    assert issued(due(2)).total_pence == 1680


def test_what_was_never_paid_is_free_on_the_banks_word(witness):
    run = approved(due(1))
    missing = forgotten(witness)

    refused("no-evidence", lambda: flow.ask_to_settle(missing.ref, settling="never paid", because="They say so.", by=CY))
    flow.ask_to_settle(missing.ref, settling="never paid", because="They say so.", evidence=a_letter("Never received."), by=CY)
    flow.settle_missing(missing.ref, by=FAY)

    assert flow.issue_run(run.ref, by=CY).serial > missing.serial
    assert ledger.paid_by_reference() == {LINE: 1680}


@pytest.mark.parametrize(("pence", "run_ref", "code"), [(1681, "", "not-the-total"), (1680, "HC-2026-W99", "no-run")])
def test_a_missing_file_is_settled_on_a_run_of_its_own_total(witness, pence, run_ref, code):
    run = approved(due(1))
    missing = forgotten(witness, pence=pence)

    refused(code, lambda: flow.ask_to_settle(missing.ref, settling="paid", run_ref=run_ref or run.ref, because="x", by=CY))


def test_a_request_to_settle_can_be_turned_down(witness):
    run = approved(due(1))
    missing = forgotten(witness)
    flow.ask_to_settle(missing.ref, settling="paid", run_ref=run.ref, because="x", by=CY)

    assert actions.keep_held(missing.ref, by=FAY).state == "held"
    assert queries.missing_files(unsettled=True)[0].paid_by_run == ""


def test_the_banks_list_is_held_against_ours_and_the_witnesss(witness):
    file = issued(due(1))
    keeps(witness, file)
    flow.lock_payments(because="A restore.")

    refused("disagree", lambda: flow.reconcile(bank=[Received(file.serial, 1)], by=CY))
    serial = ahead()
    refused("disagree", lambda: flow.reconcile(bank=[Received(serial, 5), Received(serial, 5)], by=CY))
    (missing,) = flow.reconcile(bank=[Received(serial, 500)], by=CY)

    assert (missing.serial, missing.pence, missing.sha256) == (serial, 500, "")


def test_a_voided_file_that_the_bank_has_is_stopped_first(witness):
    file = issued(due(1))
    voided(file.ref)
    flow.lock_payments(because="A restore.")

    refused("voided-at-bank", lambda: flow.reconcile(bank=[Received(file.serial, file.total_pence)], by=CY))


# Round the actions.


def _locked(version=1, event=None, **fields):
    def attempt():
        with unit_of_work() as record:
            found = PaymentsLock.objects.filter(ref="PL-0001").first() or PaymentsLock(ref="PL-0001", last_serial=0)
            usual = {"state": "locked", "locked_by": CY.ref, "locked_at": "2026-11-22T00:00:00Z", "version": version}
            for name, value in {**usual, **fields}.items():
                setattr(found, name, value)
            found.save()
            record.write(PaymentsLocked("PL-0001", version, 0, "x") if version == 1 else PaymentsUnlocked("PL-0001", version, ""), by=CY)

    return attempt


ALL = {"reconciled_by": CY.ref, "unlock_asked_by": CY.ref, "unlocked_by": FAY.ref}


def test_the_database_holds_the_lock_to_its_steps_and_its_two_people(witness):
    refused("payments-lock-goes-by-its-steps", _locked(state="unlocked", **ALL))
    _locked()()
    refused("payments-lock-goes-by-its-steps", _locked(2, state="unlocked", **ALL))
    refused("who-unlocks-goes-with-the-state", _locked(2, state="reconciled"))
    flow.reconcile(bank=[], by=CY)
    actions.ask_unlock(because="x", by=CY)
    refused("two-people-unlock-payments", _locked(4, state="unlocked", **ALL | {"unlocked_by": CY.ref}))
    refused("who-asked-to-unlock-is-kept", _locked(4, state="unlocked", **ALL | {"unlock_asked_by": GUS.ref, "unlocked_by": CY.ref}))


def test_the_database_issues_and_hands_over_nothing_while_locked(let_go, monkeypatch):
    file, run = let_go(issued(due(1))), approved(due(2))
    flow.lock_payments(because="A restore.")
    monkeypatch.setattr("duly.payments.banking.checks.files.payments_lock", lambda: None)

    refused("payments-are-locked", lambda: flow.issue_run(run.ref, by=CY))
    refused("payments-are-locked", lambda: actions.hand_over(file.ref, by=CY))


def test_the_database_keeps_one_lock_at_a_time():
    flow.lock_payments(because="A restore.")

    def second():
        with unit_of_work() as record:
            PaymentsLock.objects.create(
                ref="PL-0002", version=1, state="locked", locked_by=CY.ref, locked_at="2026-11-22T00:00:00Z", last_serial=0
            )
            record.write(PaymentsLocked("PL-0002", 1, 0, "x"), by=CY)

    refused("one-payments-lock-at-a-time", second)


def test_the_database_issues_nothing_a_missing_file_may_have_paid(witness, monkeypatch):
    run = approved(due(1))
    missing = forgotten(witness)
    monkeypatch.setattr("duly.payments.banking.checks.files._paid_by_missing", lambda run: None)

    refused("held-lines-are-not-paid", lambda: flow.issue_run(run.ref, by=CY))
    monkeypatch.setattr("duly.payments.banking.actions.files.take_number", lambda sequence: missing.serial)
    refused("burnt-serial-is-not-used", lambda: flow.issue_run(run.ref, by=CY))
    monkeypatch.undo()
    flow.ask_to_settle(missing.ref, settling="paid", run_ref=run.ref, because="x", by=CY)
    monkeypatch.setattr("duly.payments.banking.checks.files._paid_by_missing", lambda run: None)
    refused("run-paid-by-a-missing-file-is-not-issued", lambda: flow.issue_run(run.ref, by=CY))
    monkeypatch.setattr("duly.payments.flow.paying.why_not_void_run", lambda ref: None)
    refused("run-paid-by-a-missing-file-is-not-void", lambda: flow.void_run(run.ref, because="x", by=BEA))


def _missing(version=1, by=CY, **fields):
    serial = 800_000
    ref = missing_ref(serial)

    def attempt():
        with unit_of_work() as record:
            usual = {"serial": serial, "sha256": "", "pence": 1680, "state": "held", "lock_ref": "PL-0001", "version": version}
            found = MissingFile.objects.filter(ref=ref).first() or MissingFile(ref=ref, **usual)
            for name, value in {"version": version, **fields}.items():
                setattr(found, name, value)
            found.save()
            made = (
                MissingFileFound(ref, 1, serial, "", 1680, "bank", "x")
                if version == 1
                else MissingFileSettled(ref, version, serial, 1680, "", "", "")
            )
            record.write(made, by=by)

    return attempt


def test_the_database_holds_a_missing_file_to_its_steps_its_run_and_the_ledger():
    file, run = issued(due(1)), approved(due(2))

    refused("missing-file-is-missing", _missing(serial=file.serial))
    refused("missing-file-is-missing", _missing(state="settle asked", settling="never paid", document="D-1", asked_by=CY.ref))
    refused("missing-file-digest-is-a-sha256", _missing(sha256="x"))
    refused("missing-file-pays-something", _missing(pence=0))
    refused("missing-file-week-is-a-monday", _missing(week=WEEK + timedelta(days=1)))
    refused("who-settles-a-missing-file-goes-with-its-state", _missing(asked_by=CY.ref))
    _missing()()
    asked = {"state": "settle asked", "asked_by": CY.ref}
    refused("missing-file-goes-by-its-steps", _missing(2, **asked, settling="paid", paid_by_run=run.ref, pence=5))
    refused("missing-file-was-paid-by-a-run-or-never", _missing(2, **asked, settling="never paid"))
    refused("missing-file-paid-an-approved-run-of-its-total", _missing(2, **asked, settling="paid", paid_by_run=file.run_ref))
    _missing(2, **asked, settling="paid", paid_by_run=run.ref)()
    refused("two-people-settle-a-missing-file", _missing(3, state="settled", settled_by=CY.ref))
    refused("missing-file-is-in-the-ledger", _missing(3, state="settled", settled_by=FAY.ref))


def test_an_account_to_pay_from_is_digits_and_after_the_first_takes_a_power():
    def adopt(by, **changes):
        return lambda: actions.adopt_paying_account(
            **{"name": "Northmere", "sort_code": "300001", "account_number": "00012345", **changes}, by=by
        )

    refused("not-six-digits", adopt(GUS, sort_code="30-00-01"))
    refused("not-eight-digits", adopt(GUS, account_number="12345"))
    refused("not-eight-digits", adopt(GUS, account_number="１２３４５６７８"))
    refused("no-name", adopt(GUS, name=" "))
    refused("scheme-no-row", adopt(CY))
    refused("scheme-no-row", adopt(SYSTEM))
    adopt(GUS)()
