"""Nobody's account number is shown in full: on no page, in no list or file, in no entry of the record, and in no fault."""

import re

import pytest
from django.db import connection

from duly.core.record.queries import stored
from duly.payments.banking.queries import paying_account
from duly.payments.providers.models import Provider
from duly.payments.providers.queries import payee_for_payment, provider_names
from duly.payments.runs.models import Run
from tests.faults.sizes import NIGHTLY
from tests.journeys.test_walls_between_offices import WAY, desk, offices, ways

__all__ = ["offices"]
FORMS = ("", "?format=csv", "?format=json")
"""By night all of every address; by day one of them, and the three desks between them try every one."""
DESKS = ("tom", "femi", "ines")


@pytest.fixture
def secrets(offices) -> set[str]:
    accounts = [paying_account(), *(payee_for_payment(ref) for ref in provider_names())]
    return {account.account_number for account in accounts if account is not None}


def answers(username: str):
    refs = [Run.objects.values_list("ref", flat=True)[0], *Provider.objects.values_list("ref", flat=True)[:2], "IM-0001", "1"]
    client = desk(username)
    asked = [address for way, _ in (*ways("payments"), *ways("office")) for address in sorted({WAY.sub(ref, way) for ref in refs})]
    for n, address in enumerate(asked):
        for form in FORMS if NIGHTLY else (FORMS[(n + DESKS.index(username)) % len(FORMS)],):
            yield address + form, client.get(address + form)


@pytest.mark.parametrize("username", DESKS)
def test_no_page_or_file_shows_an_account_in_full(offices, secrets, username):
    assert secrets
    for address, answer in answers(username):
        text = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace")
        assert not any(re.search(rf"(?<!\d){number}(?!\d)", text) for number in secrets), address
        assert "Content-Security-Policy" in answer.headers or answer.status_code >= 300, address


def test_no_entry_of_the_record_holds_one(offices, secrets):
    for event in stored():
        said = bytes(event.body) + (bytes(event.payload.content) if getattr(event, "payload", None) else b"")
        assert not any(re.search(rf"(?<![0-9a-f]){number}(?![0-9a-f])".encode(), said) for number in secrets), event.action


def test_a_refused_account_is_not_told_in_the_fault(offices, secrets):
    with pytest.raises(Exception, match=r"check|permission") as fault, connection.cursor() as cursor:
        cursor.execute("UPDATE providers_payeeaccount SET account_number = '1234567x'")
    assert not any(number in str(fault.value) for number in secrets)
