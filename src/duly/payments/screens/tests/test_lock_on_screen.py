"""The lock on payments and a missing file on screen: each step by the page, and whoever does the second half reads why it was asked."""

from html import unescape
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duly.core.log.witnessing import Mark
from duly.payments import flow
from duly.payments.banking import queries

ASKED = "All lists agree, and the bank's Ms O'Hara confirmed it."
NEVER = "The bank's letter of today says so."


@pytest.fixture
def locked(office, monkeypatch):
    """Payments locked after a restore, while the witness keeps a file that is not here."""
    kept = (Mark(12, "ab" * 32, 5_285_379),)
    monkeypatch.setattr("duly.payments.flow.restoring.witnesses", lambda: (SimpleNamespace(marks=lambda origin, name, after=0: kept),))
    monkeypatch.setattr("duly.payments.flow.restoring.log_names", lambda: ("log.test",))
    flow.lock_payments(because="The database was restored to an earlier hour.")


def shown(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_payments_are_reconciled_and_unlocked_and_a_missing_file_settled_by_two_people(locked, at_desk):
    femi, rhona, tom = at_desk("femi"), at_desk("rhona"), at_desk("tom")
    lock, missing = "/payments-lock/", "/missing-files/M-000012/"

    page = shown(femi, lock)
    assert ("52,853.79" in page, "ab" * 32 in page, "No post you hold may reconcile" in shown(tom, lock)) == (True, True, True)
    wrong = femi.post(f"{lock}reconcile/", {"received": "twelve", "note": "Telephoned."})
    assert wrong.status_code == 422
    assert "Say how you asked the bank." in unescape(femi.post(f"{lock}reconcile/", {"received": "", "note": ""}).content.decode())
    assert femi.post(f"{lock}reconcile/", {"received": "12, 52853.79, 2026-W45", "note": "Telephoned."}).status_code == 302
    assert "reconciled with the witness to number 12" in shown(femi, lock)

    assert femi.post(f"{lock}ask/", {"because": ASKED}).status_code == 302
    assert "You asked for payments to be unlocked" in shown(femi, lock)
    page = shown(rhona, lock)
    assert ("Femi Example asked for payments to be unlocked" in page, ASKED in page) == (True, True)
    assert rhona.post(f"{lock}unlock/").status_code == 302
    assert "Payments are open" in shown(rhona, lock)

    page = shown(femi, missing)
    assert ("Number, burnt" in page, "the week of 2 November 2026" in page) == (True, True)
    refused = femi.post(f"{missing}ask/", {"settling": "never paid", "because": NEVER})
    assert "Give the bank's word that it never paid this file." in unescape(refused.content.decode())
    evidence = SimpleUploadedFile("letter.txt", b"Number 12 was never paid.")
    assert femi.post(f"{missing}ask/", {"settling": "never paid", "because": NEVER, "evidence": evidence}).status_code == 302
    page = shown(rhona, missing)
    assert ("Femi Example asked for it to be settled" in page, NEVER in page) == (True, True)
    assert rhona.post(f"{missing}settle/").status_code == 302
    assert [one.state for one in queries.missing_files()] == ["settled"]
    assert "Settled by" in shown(rhona, missing)
    assert rhona.get("/missing-files/M-000099/").status_code == 404
