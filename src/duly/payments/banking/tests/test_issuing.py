"""An approved run becomes one file, by a third person, with its journal, or nothing at all."""

import hashlib
import re
import uuid

import pytest

from duly.core.record.queries import history
from duly.payments import flow
from duly.payments.banking import actions, queries
from duly.payments.banking.pain001 import control_totals
from duly.payments.banking.tests.factories import FAY, PAT, a_council, an_account, approved, issued, prepared, voided
from duly.payments.ledger import queries as ledger
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.runs.tests.factories import ADA, BEA, CY, DEE, NOBODY, WEEK, due
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def council():
    a_council()


def refused(code, act):
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.refusal.code == code
    return caught.value.refusal.because


def test_file_run_and_ledger_tell_one_sum():
    file = issued(due(1, 1000), due(2, 250), due(3, 999, provider="PR-0002"))

    controls = queries.controls(file.ref)
    assert controls.agree
    assert (controls.file, controls.run, controls.journal) == ((2, 2249), (2, 2249), 2249)
    assert ledger.paid_by_reference() == {
        "LN-000001/2026-11-02": 1000,
        "LN-000002/2026-11-02": 250,
        "LN-000003/2026-11-02": 999,
    }
    assert ledger.total() == 0


def test_the_bytes_handed_over_are_those_recorded_every_time(let_go):
    file = let_go(issued(due(1)))

    first, second = actions.hand_over(file.ref, by=CY), actions.hand_over(file.ref, by=FAY)

    assert first == second
    assert hashlib.sha256(first).hexdigest() == file.sha256 == history("file", file.ref)[0].facts["sha256"]
    assert [entry.action for entry in history("file", file.ref)] == ["file.issued", "file.handed-over", "file.handed-over"]
    assert control_totals(first).counted == (1, 1680)


def test_the_digest_of_a_file_cannot_be_found_by_trying_accounts(let_go):
    """Whoever knows all that is in a file but its accounts, and tries the right ones, still does not come to its SHA-256."""
    file = let_go(issued(due(1)))
    content = actions.hand_over(file.ref, by=CY)
    known = re.findall(rb"<UETR>([0-9a-f-]{36})</UETR>", content)
    tried = content.replace(known[0], str(uuid.uuid4()).encode())

    assert len(known) == 1
    assert hashlib.sha256(tried).hexdigest() != file.sha256
    kept = repr(file) + repr(history("file", file.ref)) + _all_that_is_kept()
    assert file.sha256 in kept
    assert known[0].decode() not in kept
    assert known[0].hex() not in kept


def _all_that_is_kept() -> str:
    """Every row of every table, as a dump without the keys would show it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('public', 'audit') AND tablename <> 'noted'"
        )
        said = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ''), '') FROM {table} t")
            said.append(cursor.fetchone()[0])
    return "".join(said)


def test_issuing_again_gives_the_same_file_and_posts_nothing_more():
    file = issued(due(1))

    again = flow.issue_run(file.run_ref, by=CY)

    assert again == file
    assert len(queries.files()) == 1
    assert ledger.bank_balance() == -1680


def test_the_preparer_the_approver_and_who_releases_are_three_people():
    run = approved(due(1))

    assert "You prepared this run" in refused("your-own", lambda: flow.issue_run(run.ref, by=ADA))
    assert "You approved this run" in refused("your-own", lambda: flow.issue_run(run.ref, by=BEA))
    assert flow.issue_run(run.ref, by=DEE).releaser == DEE.ref


def test_who_holds_no_such_post_releases_nothing():
    run = approved(due(1))

    refused("scheme-no-row", lambda: flow.issue_run(run.ref, by=NOBODY))
    assert queries.files() == ()
    assert ledger.paid_by_reference() == {}


def test_only_an_approved_run_is_released():
    run = prepared(due(1))

    assert refused("wrong-state", lambda: flow.issue_run(run.ref, by=CY)) == "Only an approved run is released; this is prepared."


def test_an_account_changed_after_approval_stops_the_file():
    run = approved(due(1))
    an_account("PR-0001", "99999999")

    assert "has changed since approval" in refused("payee-changed", lambda: flow.issue_run(run.ref, by=CY))
    assert queries.files() == ()


def test_who_set_an_account_does_not_approve_a_run_that_pays_it():
    from duly.primitives.actor import Actor

    maker = Actor(PAT.ref, PAT.name, ("payments-manager",))
    run = prepared(due(1))

    refused("scheme-no-row", lambda: runs.approve(run.ref, seen_sha256=run.content_sha256, by=maker))


def test_what_was_paid_meanwhile_stops_the_file():
    from duly.payments.ledger.tests.factories import posted

    run = approved(due(1))
    posted("opening:1", ("LN-000001/2026-11-02", 1))

    refused("paid-since", lambda: flow.issue_run(run.ref, by=CY))


def test_a_provider_who_nets_to_nothing_is_in_the_ledger_and_not_in_the_file():
    issued(due(1, 500), due(2, 500))
    file = issued(due(1, 400, paid=500), due(2, 600, paid=500), due(3, 70, provider="PR-0002"))

    assert (file.payment_count, file.total_pence) == (1, 70)
    assert ledger.paid_by_reference() == {
        "LN-000001/2026-11-02": 400,
        "LN-000002/2026-11-02": 600,
        "LN-000003/2026-11-02": 70,
    }


def test_two_people_void_a_file_and_the_run_can_be_issued_again_under_another_serial():
    file = issued(due(1))
    actions.ask_to_void(file.ref, because="The bank rejected it: duplicate message.", by=CY)

    refused("your-own", lambda: flow.void_file(file.ref, by=CY))
    voided = flow.void_file(file.ref, by=FAY)

    assert (voided.state, voided.void_asked_by, voided.voided_by) == ("voided", CY.ref, FAY.ref)
    assert ledger.paid_by_reference() == {"LN-000001/2026-11-02": 0}
    again = flow.issue_run(file.run_ref, by=CY)
    assert again.serial > file.serial
    assert (ledger.paid_by_reference(), ledger.total()) == ({"LN-000001/2026-11-02": 1680}, 0)
    refused("wrong-state", lambda: actions.hand_over(file.ref, by=CY))


def test_a_request_to_void_can_be_withdrawn(let_go):
    file = let_go(issued(due(1)))
    actions.ask_to_void(file.ref, because="Doubt.", by=CY)
    refused("wrong-state", lambda: actions.hand_over(file.ref, by=CY))

    actions.keep(file.ref, by=FAY)

    assert actions.hand_over(file.ref, by=CY)
    refused("wrong-state", lambda: flow.void_file(file.ref, by=FAY))


def test_a_run_with_a_file_is_not_made_void():
    file = issued(due(1))

    assert "Two people must void it first" in refused("file-stands", lambda: flow.void_run(file.run_ref, because="x", by=BEA))
    voided(file.ref)
    assert flow.void_run(file.run_ref, because="x", by=BEA).state == "void"


def test_a_difference_is_paid_to_the_penny_and_once():
    issued(due(1, 1000), due(2, 500))

    file = issued(due(1, 1234, paid=1000), due(2, 480, paid=500))

    assert file.total_pence == 214
    assert ledger.paid_for(["LN-000001/2026-11-02", "LN-000002/2026-11-02"]) == {
        "LN-000001/2026-11-02": 1234,
        "LN-000002/2026-11-02": 480,
    }
    refused("nothing-to-pay", lambda: prepared(due(1, 1234, paid=1234), due(2, 480, paid=480)))
    assert [(run, line.n, line.pence) for run, line in run_queries.claims_on("LN-000001", WEEK)] == [
        ("HC-2026-W45", 0, 1000),
        ("HC-2026-W45-2", 1, 234),
    ]


def test_a_difference_on_a_withdrawn_payment_waits_for_it():
    file = issued(due(1, 1000))
    later = approved(due(1, 1200, paid=1000))
    voided(file.ref)

    refused("paid-since", lambda: flow.issue_run(later.ref, by=CY))
    flow.issue_run(file.run_ref, by=CY)
    flow.issue_run(later.ref, by=CY)
    assert ledger.paid_by_reference("LN-000001") == {"LN-000001/2026-11-02": 1200}


def test_nothing_is_paid_without_an_account_to_pay_from(monkeypatch):
    run = approved(due(1))
    monkeypatch.setattr("duly.payments.banking.checks.files.paying_account", lambda: None)

    refused("no-paying-account", lambda: flow.issue_run(run.ref, by=CY))


def test_a_payment_too_great_for_bacs_is_refused():
    from dataclasses import replace

    from duly.payments.banking import checks

    run = run_queries.to_issue(approved(due(1)).ref)
    big = replace(run.payments[0], net_pence=2_000_000_001)

    assert checks._too_much_for_bacs(replace(run, payments=(big,))).code == "too-much"
    assert checks._too_much_for_bacs(run) is None


def test_a_tampered_run_is_not_paid():
    """As if somebody had changed rows in a way no road allows: total, count or digest no longer match."""
    from dataclasses import replace

    from duly.payments.banking import checks

    run = run_queries.to_issue(approved(due(1)).ref)

    assert run.adds_up
    for wrong in ({"total_pence": 1}, {"payment_count": 2}, {"recomputed_sha256": "0" * 64}):
        assert checks.why_not_issue(replace(run, **wrong), by=CY).code == "does-not-add-up"


def test_account_details_are_nowhere_but_in_the_bytes(let_go):
    file = let_go(issued(due(1)))
    told = repr(file) + repr(history("file", file.ref)) + repr(history("run", file.run_ref)) + repr(queries.paying_account())

    assert "10000001" not in told
    assert "200001" not in told
    assert "00012345" not in told
    assert b"10000001" in actions.hand_over(file.ref, by=CY)
