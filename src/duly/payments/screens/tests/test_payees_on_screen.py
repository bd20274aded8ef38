"""Changing where a provider is paid, at the desks of those who do it. What was typed in full is never shown again."""

import html
from datetime import timedelta

import pytest

from duly.core.record.clock import today
from duly.payments.providers.actions import add_provider
from duly.payments.providers.queries import payee_shown, waiting_change

TYPED = {
    "sort_code": "20-04-15",
    "account_number": "8162 7354",
    "account_name": "Quillbank Homecare",
    "came_by": "letter",
    "asked_by": "Their finance manager",
    "received_on": f"{today() - timedelta(days=3):%d/%m/%Y}",
}


def called():
    """What is typed of a call made today."""
    return {
        "number": "01632 960001",
        "number_from": "The contract, page 3",
        "known_since": f"{today() - timedelta(days=400):%d/%m/%Y}",
        "spoke_to": "Their managing director",
        "called_on": f"{today():%d/%m/%Y}",
    }


AGAIN = {"sort_code": "200415", "account_number": "81627354"}
SECRETS = ("20-04-15", "200415", "8162 7354", "81627354")


def page_of(answer) -> str:
    return html.unescape(answer.content.decode())


@pytest.fixture
def asked(office, at_desk) -> str:
    """A change that the Payments Officer entered for a provider."""
    add_provider(name="Quillbank Homecare", ref="V-1", by=office["tom"])
    answer = at_desk("tom").post("/providers/V-1/account/", TYPED)
    assert answer.status_code == 302, page_of(answer)
    return waiting_change("V-1").ref


def test_an_account_is_asked_for_called_back_about_and_confirmed_at_three_pages(asked, at_desk):
    tom, joan = at_desk("tom"), at_desk("joan")
    assert "Nobody has called the provider back yet." in page_of(joan.get(f"/payees/{asked}/"))

    assert tom.post(f"/payees/{asked}/call/", called()).status_code == 302
    greyed = page_of(tom.get(f"/payees/{asked}/"))
    assert "You asked for this change, so someone else must confirm it." in greyed
    assert joan.post(f"/payees/{asked}/confirm/", AGAIN).status_code == 302

    assert payee_shown("V-1").ending == "••••7354"
    for address in (f"/payees/{asked}/", "/providers/V-1/", "/providers/V-1/account/", "/payees/"):
        page = page_of(joan.get(address))
        assert not any(secret in page for secret in SECRETS), address
    assert "QUILLBANK HOMECARE, account ••••7354" in page_of(joan.get("/providers/V-1/"))


def test_what_was_typed_in_full_is_not_shown_again_when_it_is_refused(office, at_desk):
    add_provider(name="Quillbank Homecare", ref="V-1", by=office["tom"])
    tom = at_desk("tom")

    wrong = tom.post("/providers/V-1/account/", TYPED | {"account_number": "8162 73545", "asked_by": "Kept in its box"})
    missing = tom.post("/providers/V-1/account/", TYPED | {"asked_by": ""})

    assert (wrong.status_code, missing.status_code) == (409, 422)
    assert "An account number is eight digits." in page_of(wrong)
    assert "Kept in its box" in page_of(wrong)
    assert "Say who at the provider asked." in page_of(missing)
    assert not any(secret in page_of(answer) for answer in (wrong, missing) for secret in (*SECRETS, "73545"))


def test_another_account_than_was_asked_for_is_not_confirmed(asked, at_desk):
    at_desk("tom").post(f"/payees/{asked}/call/", called())

    answer = at_desk("rhona").post(f"/payees/{asked}/confirm/", AGAIN | {"account_number": "81627355"})

    assert answer.status_code == 409
    assert "This is not the account that was asked for." in page_of(answer)
    assert "81627355" not in page_of(answer)
    assert payee_shown("V-1") is None


def test_a_number_that_came_with_the_request_proves_nothing(asked, at_desk):
    answer = at_desk("tom").post(f"/payees/{asked}/call/", called() | {"known_since": f"{today():%d/%m/%Y}"})

    assert answer.status_code == 409
    assert "A number that came with the request or after it proves nothing." in page_of(answer)


def test_a_change_is_refused_or_withdrawn_with_a_reason(asked, at_desk):
    joan, tom = at_desk("joan"), at_desk("tom")
    assert "Refuse the change" in page_of(joan.get(f"/payees/{asked}/"))
    assert "Withdraw the change" in page_of(tom.get(f"/payees/{asked}/"))

    assert joan.post(f"/payees/{asked}/refuse/", {"because": ""}).status_code == 422
    assert joan.post(f"/payees/{asked}/refuse/", {"because": "They knew nothing of it."}).status_code == 302

    assert tom.post(f"/payees/{asked}/withdraw/", {"because": "Too late."}).status_code == 409
    assert "Refused by Joan Example." in page_of(joan.get(f"/payees/{asked}/"))


def test_the_same_account_of_another_provider_is_said_before_it_is_confirmed(asked, office, at_desk):
    tom, joan = at_desk("tom"), at_desk("joan")
    tom.post(f"/payees/{asked}/call/", called())
    joan.post(f"/payees/{asked}/confirm/", AGAIN)
    add_provider(name="Tarrowmere Home Support", ref="V-2", by=office["tom"])
    tom.post("/providers/V-2/account/", TYPED)

    page = page_of(joan.get(f"/payees/{waiting_change('V-2').ref}/"))

    assert "The same account is already that of Quillbank Homecare (V-1)." in page
    assert "Duly keeps no accounts of officers, so those are not compared." in page


def test_how_long_a_new_account_waits_is_said_and_set_by_whoever_may(office, at_desk):
    assert "A newly confirmed account may be paid at once: no waiting time is set." in page_of(at_desk("tom").get("/payees/"))
    assert at_desk("tom").post("/payees/cooling-off/", {"days": "3"}).status_code == 403
    assert at_desk("rhona").post("/payees/cooling-off/", {"days": "x"}).status_code == 422
    assert at_desk("rhona").post("/payees/cooling-off/", {"days": "3"}).status_code == 302
    assert "A newly confirmed account waits 3 days before it is paid." in page_of(at_desk("tom").get("/payees/"))


def test_a_run_waits_for_a_new_account_and_its_first_payment_is_flagged(judged, office, at_desk):
    from duly.payments import flow
    from duly.payments.providers.actions import set_cooling_off
    from duly.payments.screens.tests.conftest import WEEK
    from duly.primitives.refusal import Refused

    drafted = flow.draft_run(week=WEEK, category="HC", pay_date=today(), by=office["tom"]).run
    set_cooling_off(2, by=office["rhona"])
    with pytest.raises(Refused, match="and may be paid from") as refused:
        flow.prepare_run(drafted.ref, by=office["tom"])
    assert refused.value.refusal.because in page_of(at_desk("tom").get(f"/runs/{drafted.ref}/"))

    set_cooling_off(0, by=office["rhona"])
    run = flow.prepare_run(drafted.ref, by=office["tom"])

    assert flow.first_payments(run.ref) == tuple(sorted(provider.ref for provider in judged.providers))
    page = page_of(at_desk("joan").get(f"/runs/{run.ref}/approve/"))
    assert page.count("first payment to this account") == len(judged.providers)
    flow.approve_run(run.ref, seen_sha256=run.content_sha256, by=office["joan"])
    flow.issue_run(run.ref, by=office["femi"])
    assert flow.first_payments(run.ref) == tuple(sorted(provider.ref for provider in judged.providers))  # this file is itself the first


def test_a_change_that_is_none_is_a_page_that_says_so(office, at_desk):
    assert at_desk("tom").get("/payees/PC-99999/").status_code == 404
    assert at_desk("tom").get("/providers/V-99/account/").status_code == 404


def test_every_change_is_a_list_with_filters_and_files_and_no_account_in_full(asked, at_desk):
    tom = at_desk("tom")
    tom.post(f"/payees/{asked}/withdraw/", {"because": "Sent twice."})

    page = page_of(tom.get("/payees/"))
    told = tom.get("/payees/?format=json").json()["items"]
    files = tom.get("/payees/?format=csv").content.decode("utf-8-sig"), page_of(tom.get("/payees/?format=json"))

    assert "No change of account is waiting." in page
    assert [(one["ref"], one["provider_name"], one["account"], one["state"]) for one in told] == [
        (asked, "Quillbank Homecare", "••••7354", "withdrawn")
    ]
    assert tom.get("/payees/?format=json&state=confirmed").json()["total"] == 0
    assert "No change fits these filters." in page_of(tom.get("/payees/?state=confirmed"))
    assert not any(secret in text for secret in SECRETS for text in (page, *files))
