"""A file that never left is voided by two people with a reason; one that left, on the bank's rejection only; one the bank has, never."""

import pytest

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import history
from duly.payments import flow
from duly.payments.banking import actions, checks, queries
from duly.payments.banking.events import FileHandedOver, FileVoidAsked, FileVoided
from duly.payments.banking.models import BankFile, HandOver
from duly.payments.banking.tests.factories import FAY, a_council, a_letter, answered, issued, voided
from duly.payments.ledger import queries as ledger
from duly.payments.runs.tests.factories import CY, due
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


def test_a_file_that_never_left_is_voided_by_two_people_with_a_reason():
    file = issued(due(1))

    assert refused("no-reason", lambda: actions.ask_to_void(file.ref, because="  ", by=CY)) == "Say why the file is to be voided."
    actions.ask_to_void(file.ref, because="The wrong pay date.", by=CY)
    refused("your-own", lambda: flow.void_file(file.ref, by=CY))

    assert flow.void_file(file.ref, by=FAY).state == "voided"


def test_handing_over_is_a_fact_the_first_time_and_each_time_after(let_go):
    file = let_go(issued(due(1)))

    actions.hand_over(file.ref, by=CY)
    actions.hand_over(file.ref, by=FAY)

    assert [(one.n, one.taken_by) for one in queries.hand_overs(file.ref)] == [(1, CY.ref), (2, FAY.ref)]
    assert queries.file(file.ref).handed_over == 2
    assert [entry.facts["time_number"] for entry in history("file", file.ref)[1:]] == [1, 2]


def test_a_file_that_left_is_voided_on_the_banks_own_rejection(let_go):
    file = let_go(issued(due(1)))
    actions.hand_over(file.ref, by=CY)
    letter = a_letter()

    because = refused("no-evidence", lambda: actions.ask_to_void(file.ref, because="It was rejected.", by=CY))
    assert "the bank may be paying it" in because
    actions.ask_to_void(file.ref, because="It was rejected.", evidence=letter, by=CY)
    done = flow.void_file(file.ref, by=FAY)

    assert (done.void_document, done.void_document_sha256) == (letter.ref, letter.sha256)
    told = history("file", file.ref)[-1].facts
    assert (told["evidence"], told["evidence_sha256"], told["handed_over"]) == (letter.ref, letter.sha256, 1)


def test_a_file_the_bank_acknowledged_is_never_voided(let_go):
    file = let_go(issued(due(1)))
    actions.hand_over(file.ref, by=CY)
    actions.ask_to_void(file.ref, because="It was rejected.", evidence=a_letter(), by=CY)
    assert answered({"answer": "acknowledged", "reference": "ACK-1", "file": file.ref}).accepted

    assert "so it is never voided" in refused("bank-answered", lambda: flow.void_file(file.ref, by=FAY))
    actions.keep(file.ref, by=FAY)
    refused("bank-answered", lambda: actions.ask_to_void(file.ref, because="Again.", evidence=a_letter("More."), by=CY))


def test_a_rejection_that_was_taken_in_is_no_obstacle(let_go):
    file = let_go(issued(due(1)))
    actions.hand_over(file.ref, by=CY)
    answered({"answer": "rejected", "reference": "RJ-1", "file": f"DULY-{file.serial:06d}", "reason": "DU01"})

    actions.ask_to_void(file.ref, because="Rejected.", evidence=a_letter(), by=CY)

    assert flow.void_file(file.ref, by=FAY).state == "voided"
    assert [one.kind for one in queries.answers_to(file.ref)] == ["rejected"]


def test_a_request_that_is_withdrawn_takes_its_evidence_with_it():
    file = issued(due(1))
    actions.ask_to_void(file.ref, because="Rejected.", evidence=a_letter(), by=CY)

    kept = actions.keep(file.ref, by=FAY)

    assert (kept.state, kept.void_document) == ("issued", "")


def test_the_run_is_issued_again_under_a_new_serial_and_the_old_one_is_burnt():
    file = issued(due(1))
    voided(file.ref)

    again = flow.issue_run(file.run_ref, by=CY)

    assert again.serial > file.serial
    assert ledger.paid_by_reference() == {"LN-000001/2026-11-02": 1680}
    assert queries.file(file.ref).state == "voided"


def test_the_button_is_greyed_with_the_actions_own_sentence():
    file = issued(due(1))
    answered({"answer": "debited", "reference": "ST-1", "file": file.ref, "amount": "16.80"})

    shown = checks.why_not_ask_to_void(queries.file(file.ref), by=CY)

    assert shown.because == refused("bank-answered", lambda: actions.ask_to_void(file.ref, because="x", by=CY))


# Round the actions.


def _asked(file, **changes):
    with unit_of_work() as record:
        found = BankFile.objects.get(ref=file.ref)
        found.version += 1
        for name, value in {"state": "void asked", "void_asked_by": CY.ref, **changes}.items():
            setattr(found, name, value)
        found.save()
        record.write(FileVoidAsked(file.ref, found.version, "x"), by=CY)


def _voided(file, **changes):
    with unit_of_work() as record:
        found = BankFile.objects.get(ref=file.ref)
        found.version += 1
        for name, value in {"state": "voided", "voided_by": FAY.ref, **changes}.items():
            setattr(found, name, value)
        found.save()
        record.write(FileVoided(file.ref, found.version, found.total_pence, CY.ref), by=FAY)


def test_the_database_voids_no_file_that_left_without_evidence(let_go):
    file = let_go(issued(due(1)))
    actions.hand_over(file.ref, by=CY)

    refused("handed-over-file-is-voided-on-evidence", lambda: _asked(file))


def test_the_database_takes_no_evidence_that_is_not_kept():
    file = issued(due(1))

    refused("evidence-is-a-kept-document", lambda: _asked(file, void_document="D-999999", void_document_sha256="0" * 64))
    refused(
        "evidence-goes-with-the-asking",
        lambda: _asked(file, state="issued", void_asked_by=None, void_document="D-1", void_document_sha256="0"),
    )


def test_the_database_voids_on_the_evidence_that_was_asked_with(let_go):
    file = let_go(issued(due(1)))
    actions.hand_over(file.ref, by=CY)
    actions.ask_to_void(file.ref, because="x", evidence=a_letter(), by=CY)
    other = a_letter("Another.")

    refused("voided-on-the-evidence-asked-with", lambda: _voided(file, void_document=other.ref, void_document_sha256=other.sha256))


def test_the_database_voids_no_file_the_bank_answered_for():
    file = issued(due(1))
    actions.ask_to_void(file.ref, because="x", by=CY)
    answered({"answer": "acknowledged", "reference": "ACK-1", "file": file.ref})

    refused("answered-file-is-not-voided", lambda: _voided(file))


def test_the_database_hands_over_only_a_file_that_stands_and_in_order(let_go):
    file = let_go(issued(due(1)))

    def handed(n):
        with unit_of_work() as record:
            found = BankFile.objects.get(ref=file.ref)
            found.version += 1
            found.save()
            event = record.write(FileHandedOver(file.ref, found.version, found.byte_count, found.sha256, n), by=CY)
            HandOver.objects.create(file=found, n=n, taken_by=CY.ref, taken_at=found.issued_at, unwitnessed=True, made_by=event)

    refused("hand-overs-have-no-gap", lambda: handed(2))
    handed(1)
    voided_after = a_letter()
    actions.ask_to_void(file.ref, because="x", evidence=voided_after, by=CY)
    flow.void_file(file.ref, by=FAY)
    refused("file-handed-over-stands", lambda: _handed_over_when_voided(file))


def _handed_over_when_voided(file):
    with unit_of_work() as record:
        found = BankFile.objects.get(ref=file.ref)
        event = record.write(FileHandedOver(file.ref, found.version + 1, found.byte_count, found.sha256, 2), by=CY)
        HandOver.objects.create(file=found, n=2, taken_by=CY.ref, taken_at=found.issued_at, unwitnessed=True, made_by=event)
