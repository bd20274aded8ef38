"""Whatever is done at the same moment, a run has one file and one journal."""

from duly.payments import flow
from duly.payments.banking import actions, queries
from duly.payments.banking.tests.factories import FAY, a_council, approved, issued
from duly.payments.ledger import queries as ledger
from duly.payments.runs import queries as run_queries
from duly.payments.runs.tests.factories import BEA, CY, due
from duly.payments.runs.tests.racing import at_once
from duly.primitives.refusal import Refusal


def test_eight_releases_at_one_moment_make_one_file_and_one_journal(commits):
    a_council()
    run = approved(due(1, 1000), due(2, 500, provider="PR-0002"))

    results = at_once([lambda: flow.issue_run(run.ref, by=CY)] * 8)

    assert {one.ref for one in results} == {queries.files()[0].ref}
    assert len(queries.files()) == 1
    assert len(ledger.journals(queries.files()[0].issued_at.strftime("%Y-%m"))) == 1
    assert (ledger.bank_balance(), ledger.total()) == (-1500, 0)


def test_a_run_made_void_while_it_is_released_ends_one_way(commits):
    a_council()
    run = approved(due(1))

    file, void = at_once([lambda: flow.issue_run(run.ref, by=CY), lambda: flow.void_run(run.ref, because="x", by=BEA)])

    assert isinstance(file, Refusal) != isinstance(void, Refusal)
    assert (queries.unvoided_file(run.ref) is None) == (run_queries.run(run.ref).state == "void")
    assert ledger.bank_balance() == (0 if isinstance(file, Refusal) else -1680)


def test_a_file_is_voided_once(commits):
    a_council()
    file = issued(due(1))
    actions.ask_to_void(file.ref, because="x", by=CY)

    results = at_once([lambda: flow.void_file(file.ref, by=FAY)] * 6)

    assert sum(not isinstance(one, Refusal) for one in results) == 1
    assert (ledger.bank_balance(), ledger.total()) == (0, 0)


def test_two_runs_never_pay_one_difference_twice(commits):
    a_council()
    issued(due(1, 1000))

    from duly.payments.runs.tests.factories import a_draft

    results = at_once([lambda c=c: a_draft(due(1, 1250, paid=1000), category=c) for c in ("HA", "HB", "HC", "HD")])

    assert sum(not isinstance(one, Refusal) for one in results) == 1
