"""Where the wings meet: each side's scheme is asked, nothing is typed again, and nothing is handed over twice."""

import pytest
from django.db import IntegrityError, transaction

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.flow import complying
from duly.cli.main import code_of
from duly.office import flow
from duly.payments.disputes import actions as disputing
from duly.payments.disputes import queries as disputes
from duly.payments.disputes.models import Dispute
from duly.payments.providers.actions import add_provider
from duly.payments.requests import actions as requests
from duly.payments.requests.models import PaymentRequest
from duly.payments.requests.queries import standing_for
from duly.payments.screens.asked_for.pages import DISPUTES, REQUESTS
from duly.primitives.refusal import Refused
from tests.proofs import ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(db):
    return ground.desks()


def requests_of(owed):
    return standing_for(owed.ref)


def refused(act) -> str:
    with pytest.raises(Refused) as stopped, transaction.atomic():
        act()
    return stopped.value.refusal.code


@pytest.fixture
def owed(people):
    """A payment that was recommended on a decided case, and is followed."""
    case = ground.a_case(people, 1)
    ground.a_letter(people, case)
    ground.a_recommendation(people, case, ground.an_issue(people, case))
    return complying.follow_case(case, by=people["casework-manager"])[0]


def test_a_financial_remedy_becomes_a_payment_request_which_the_other_side_settles(people, owed):
    assert refused(lambda: flow.ask_for_payment(owed.ref, by=people["investigator"])) == "scheme-no-row"

    asked = flow.ask_for_payment(owed.ref, by=people["casework-manager"])

    assert (asked.amount_pence, asked.due, asked.payee, asked.state) == (60_000, owed.due, cases.case(owed.case_ref).complainant, "asked")
    assert owed.case_ref in asked.purpose
    assert refused(lambda: flow.ask_for_payment(owed.ref, by=people["casework-manager"])) == "asked-already"
    assert refused(lambda: requests.settle(asked.ref, verb="accept", because="x", by=people["payments-officer"])) == "scheme-no-row"
    assert refused(lambda: requests.settle(asked.ref, verb="accept", because="x", by=people["casework-manager"])) == "your-own"
    assert refused(lambda: requests.settle(asked.ref, verb="paid", because="x", by=people["senior-officer"])) == "wrong-state"
    assert requests.settle(asked.ref, verb="accept", because="Checked.", by=people["senior-officer"]).state == "accepted"
    assert requests.settle(asked.ref, verb="paid", because="BACS 4417", by=people["senior-officer"]).state == "paid"


def test_a_request_that_was_refused_may_be_made_again(people, owed):
    first = flow.ask_for_payment(owed.ref, by=people["casework-manager"])
    requests.settle(first.ref, verb="refuse", because="No such body here.", by=people["senior-officer"])

    assert flow.ask_for_payment(owed.ref, by=people["head-of-casework"]).ref != first.ref


@pytest.fixture
def disputed(people):
    """What a provider disputes, written down by a Payments Officer."""
    add_provider(ref="V-1", name="A provider", by=people["payments-officer"])
    return disputing.raise_dispute(
        provider="V-1", about="I-17", amount_pence=1_200, words="A visit is missing.", by=people["payments-officer"]
    )


def test_a_dispute_that_was_passed_on_becomes_a_case_once_and_all_of_it_or_nothing(people, disputed):
    owner, by = people["investigator"].ref, people["assistant-casework-manager"]
    assert refused(lambda: flow.open_case_from_dispute(disputed.ref, owner=owner, by=by)) == "wrong-state"
    assert refused(lambda: disputing.step(disputed.ref, verb="pass-on", words="x", by=people["payments-officer"])) == "scheme-no-row"
    disputing.step(disputed.ref, verb="pass-on", words="We do not agree.", by=people["senior-officer"])
    before = post.by_state()
    assert refused(lambda: flow.open_case_from_dispute(disputed.ref, owner=owner, by=people["investigator"])).startswith("scheme-")
    assert post.by_state() == before

    case = flow.open_case_from_dispute(disputed.ref, owner=owner, by=by)

    assert (case.complainant, case.owner, case.title) == ("A provider", owner, f"Dispute {disputed.ref}: I-17")
    assert "A visit is missing." in post.letter(case.opened_from).text
    assert disputes.dispute(disputed.ref).case_ref == case.ref
    assert refused(lambda: flow.open_case_from_dispute(disputed.ref, owner=owner, by=by)) == "wrong-state"


def test_the_pages_of_both_wings_show_what_was_handed_over(people, owed, disputed, client):
    from duly.core.people.models import Officer

    def at(username):
        client.force_login(Officer.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    disputing.step(disputed.ref, verb="pass-on", words="We do not agree.", by=people["senior-officer"])
    page = at("astrid").get("/handed-over/").content.decode()
    not_yet = at("astrid").get(f"/handed-over/of/{owed.ref}/").content.decode()
    asked = at("astrid").post(f"/handed-over/payment/{owed.ref}/")
    opened = at("priya").post(f"/handed-over/dispute/{disputed.ref}/", {"owner": people["investigator"].ref})
    listed = at("joan").get("/payment-requests/").content.decode()

    assert "Ask for this payment" in page
    assert "A visit is missing." in page
    assert "No payment was asked for" in not_yet
    assert (asked.status_code, opened.status_code) == (302, 302)
    assert "£600.00" in listed or "600.00" in listed
    case = disputes.dispute(disputed.ref).case_ref
    dispute, one_asked = at("joan").get(f"/disputes/{disputed.ref}/"), at("joan").get(f"/payment-requests/{requests_of(owed).ref}/")
    here = at("astrid").get(f"/cases/{case}/").content.decode()
    both = [at("astrid").get(f"/handed-over/of/{ref}/").content.decode() for ref in (disputed.ref, owed.ref)]
    assert f"/cases/{case}/" in dispute.content.decode(), "the dispute leads to its case"
    assert f"/compliance/{owed.ref}/" in one_asked.content.decode(), "and the payment to what it comes of"
    assert f"/handed-over/of/{disputed.ref}/" in here, "and each leads back"
    assert f"/handed-over/of/{owed.ref}/" in at("astrid").get(f"/compliance/{owed.ref}/").content.decode()
    assert f"/disputes/{disputed.ref}/" in both[0]
    assert f"/payment-requests/{requests_of(owed).ref}/" in both[1]
    assert at("joan").get("/disputes/DP-26-99999/").status_code == 404
    assert at("joan").get("/payment-requests/PQ-26-99999/").status_code == 404
    assert "taken up" in at("joan").get("/disputes/?format=csv").content.decode()
    assert {REQUESTS.name, DISPUTES.name} == {"payment-requests", "disputes"}


def test_a_dispute_and_a_payment_request_are_told_by_command(people, owed, disputed, capsys):
    asked = flow.ask_for_payment(owed.ref, by=people["casework-manager"])

    assert [code_of([*words, "--json"]) for words in (["disputes", "show", disputed.ref], ["payment-requests", "show", asked.ref])] == [
        0,
        0,
    ]
    told = capsys.readouterr().out
    assert "A visit is missing." in told
    assert owed.ref in told
    assert [code_of([*words, "--json"]) for words in (["disputes", "list"], ["payment-requests", "list"])] == [0, 0]
    assert code_of(["disputes", "show", "DP-99-00001"]) != 0


def test_what_must_never_be_so_between_the_wings_is_refused_by_the_database(people, owed, disputed):
    asked = flow.ask_for_payment(owed.ref, by=people["casework-manager"])
    told = PaymentRequest.objects.get(ref=asked.ref).told_by
    request = {
        "ref": "PQ-1",
        "version": 1,
        "state": "asked",
        "source_ref": "CP-9",
        "amount_pence": 1,
        "due": asked.due,
        "asked_on": asked.due,
        "asked_by": "O-1",
        "told_by": told,
    }
    dispute = {
        "ref": "DP-1",
        "version": 1,
        "state": "open",
        "provider": "V-1",
        "about": "I-1",
        "amount_pence": 0,
        "raised_on": asked.due,
        "told_by": told,
    }
    disputing.step(disputed.ref, verb="pass-on", words="x", by=people["senior-officer"])
    case = flow.open_case_from_dispute(disputed.ref, owner=people["investigator"].ref, by=people["assistant-casework-manager"])

    for name, model, kept in (
        ("a_thing_is_asked_to_be_paid_once", PaymentRequest, request | {"source_ref": owed.ref}),
        ("a_payment_request_is_in_a_known_state", PaymentRequest, request | {"state": "lost"}),
        ("a_payment_request_says_how_much_for_what", PaymentRequest, request | {"amount_pence": 0}),
        ("a_dispute_is_in_a_known_state", Dispute, dispute | {"state": "lost"}),
        ("a_dispute_taken_up_names_its_case", Dispute, dispute | {"state": "taken up"}),
        ("a_dispute_says_whose_and_of_what", Dispute, dispute | {"about": ""}),
        ("a_case_is_of_one_dispute", Dispute, dispute | {"state": "taken up", "case_ref": case.ref}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            model.objects.create(**kept)
