"""A database restored to before a file was issued: always locked, always reconciled, never paying twice. The bank has what the database forgot."""

import pytest
from django.db import connection

from duly.core.log.witnessing import Mark
from duly.payments import flow
from duly.payments.banking import actions, queries
from duly.payments.banking.queries import Received
from duly.payments.banking.tests.factories import FAY, GUS, a_council, approved, issued
from duly.payments.ledger import queries as ledger
from duly.payments.runs import queries as runs
from duly.payments.runs.tests.factories import CY, WEEK, due
from duly.primitives.refusal import Refused
from tests.faults.sizes import size

TIMES = size(3, 100)


class Bank:
    """What the bank has been given, and the witness beside it: neither forgets."""

    def __init__(self):
        self.received, self.kept = {}, {}

    def marks(self, origin, name, after=0):
        return tuple(self.kept[serial] for serial in sorted(self.kept))

    def paid(self):
        return sum(file.total_pence for file in self.received.values())

    def takes(self, file):
        assert file.serial not in self.received, "the bank was given one number twice"
        self.received[file.serial], self.kept[file.serial] = file, Mark(file.serial, file.sha256, file.total_pence)


@pytest.fixture
def bank(monkeypatch):
    one = Bank()
    monkeypatch.setattr("duly.payments.flow.restoring.witnesses", lambda: (one,))
    monkeypatch.setattr("duly.payments.flow.restoring.log_names", lambda: ("log.test",))
    return one


def go_back_to(server, copy):
    """Restore: the database is again what it was when the copy was taken."""
    connection.close()
    connection.settings_dict["NAME"] = copy


def refused(act):
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.refusal.code


@pytest.mark.parametrize("n", range(TIMES))
def test_restored_to_before_a_file_was_issued_nothing_is_paid_twice(commits, server, bank, n, record_property):
    a_council()
    bank.takes(issued(due(1, 1000 + n)))
    run = approved(due(2, 500 + n), category="HA")
    told = n % 3 == 0  # whether whoever restores says so; if nobody does, the witness is asked before the next file
    connection.close()
    copy = server.clone(of=commits)
    lost = flow.issue_run(run.ref, by=CY)
    bank.takes(lost)

    go_back_to(server, copy)
    try:
        assert runs.run(run.ref).state == "approved"
        assert queries.files(run.ref) == ()
        if told:
            flow.lock_payments(because="Restored to an earlier hour.")
        other = approved(due(3, 50), category="HB") if n % 2 else run
        assert refused(lambda: flow.issue_run(other.ref, by=CY)) == "payments-locked"
        assert queries.payments_lock().state == "locked"

        everything = [Received(one.serial, one.total_pence) for one in bank.received.values()]
        (missing,) = flow.reconcile(bank=everything, weeks={lost.serial: WEEK} if n % 3 < 2 else {}, note="Telephoned.", by=CY)
        assert (missing.serial, missing.sha256, missing.pence) == (lost.serial, lost.sha256, lost.total_pence)
        actions.ask_unlock(because="All lists agree.", by=CY)
        actions.unlock(by=GUS)

        assert refused(lambda: flow.issue_run(run.ref, by=CY)) == "missing-file"
        flow.ask_to_settle(missing.ref, settling="paid", run_ref=run.ref, because="The certificate says so.", by=CY)
        flow.settle_missing(missing.ref, by=FAY)
        assert refused(lambda: flow.issue_run(run.ref, by=CY)) == "paid-by-missing-file"
        bank.takes(issued(due(4, 77), category="HC"))
        assert -ledger.bank_balance() == bank.paid()
        assert ledger.paid_by_reference(f"LN-000002/{WEEK}") == {f"LN-000002/{WEEK}": 500 + n}
        if n == TIMES - 1:
            record_property(
                "counted", f"R3 restored to before a file was issued: {TIMES} times, all locked and reconciled, none paid twice; seed none"
            )
    finally:
        connection.close()
        connection.settings_dict["NAME"] = commits
        server.drop(copy)
