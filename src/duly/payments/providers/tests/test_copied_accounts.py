"""An account copied to another provider by whoever owns the database is not paid into: it does not open there."""

import psycopg
import pytest

from duly.core.vault.queries import verify
from duly.payments.providers.actions import add_provider
from duly.payments.providers.queries import payee_for_payment, payee_shown
from duly.payments.providers.tests.factories import paid_into
from duly.payments.tests.ground import an_officer
from duly.primitives.refusal import Refused

MINE, THEIRS = "12345678", "87654321"


@pytest.fixture
def superuser(commits, server):
    """Two providers with an account each, and a connection that may do anything."""
    ada = an_officer()
    for ref, number in (("V-1", MINE), ("V-2", THEIRS)):
        add_provider(name=f"Care {ref}", ref=ref, by=ada)
        paid_into(ref, account_number=number, by=ada)
    with psycopg.connect(server.owner_of(commits), autocommit=True) as connection:
        for table in ("providers_payeeaccount", "providers_payeechange", "vault_wrappedkey"):
            connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield connection


COPY = "UPDATE providers_payeeaccount a SET {} FROM providers_payeeaccount b WHERE a.provider_id <> b.provider_id AND a.id < b.id"


@pytest.mark.parametrize(
    "statement",
    [
        COPY.format("sort_code = b.sort_code, account_number = b.account_number, ending = b.ending, blind = b.blind"),
        COPY.format("account_number = b.account_number, ending = b.ending"),
        "UPDATE providers_payeeaccount SET account_number = set_byte(account_number, 40, 255 - get_byte(account_number, 40))",
        "UPDATE providers_payeeaccount SET sort_code = substr(account_number, 1, 51)",
        "UPDATE vault_wrappedkey SET wrapped = set_byte(wrapped, 20, 255 - get_byte(wrapped, 20))",
    ],
)
def test_an_account_copied_or_changed_by_the_owner_does_not_open(superuser, statement):
    assert (payee_for_payment("V-1").account_number, payee_for_payment("V-2").account_number) == (MINE, THEIRS)
    assert verify().sound

    superuser.execute(statement)

    with pytest.raises(Refused) as refused:
        payee_for_payment("V-1")
    assert refused.value.refusal.code == "sealed-elsewhere"
    assert MINE not in refused.value.refusal.because + refused.value.refusal.because
    found = verify()
    assert not found.sound
    assert any("providers_payeeaccount, row " in fault for fault in found.faults)


def test_a_provider_given_anothers_whole_row_and_key_is_not_paid_into_it(superuser):
    superuser.execute(
        "UPDATE providers_payeeaccount SET superseded_by = made_by WHERE provider_id = (SELECT id FROM providers_provider WHERE ref = 'V-1')"
    )
    superuser.execute(
        "UPDATE providers_payeeaccount SET provider_id = (SELECT id FROM providers_provider WHERE ref = 'V-1') WHERE superseded_by IS NULL"
    )
    superuser.execute("UPDATE vault_wrappedkey SET of_row = replace(of_row, 'V-2', 'V-1')")

    with pytest.raises(Refused, match="was not sealed for this row"):
        payee_for_payment("V-1")


def test_an_ending_that_is_not_the_accounts_is_found(superuser):
    superuser.execute("UPDATE providers_payeeaccount SET ending = '0000'")

    assert payee_shown("V-1").ending == "••••0000"
    assert [fault.partition(": ")[2] for fault in verify().faults] == ["it is not the account that its ending shows."] * 2
