"""The position statement on screen and in its other forms; the provider's own figure, keyed; and remittances as PDF, the same ever after."""

import csv
import io
import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from duly.core.log.queries import newest_entry
from duly.core.log.tests.sealing import seal_now
from duly.core.people.models import Officer
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.payments.screens.tests.conftest import asked_of_the_database
from duly.payments.tests.ground import MONDAY
from duly.payments.validation.actions import judge
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited
from duly.primitives.period import say_day

PAGE = "/providers/V-1/position/"
DAY = today()  # when the suite began: a run that passes midnight says the same day to the end
TODAY = f"{DAY:%d/%m/%Y}"


@pytest.fixture
def council(commits):
    """A week held, then paid for in part: 15 minutes of it nobody showed; with the entry at which each was known."""
    ada, bea = officers()
    a_commissioned_line(ada)
    claimed("I1", minutes=45)
    judge([MONDAY], by=ada)
    seal_now()
    held = newest_entry()
    visited("V1")
    judge([MONDAY], by=ada)
    seal_now()
    return SimpleNamespace(client=desk(ada), other=desk(bea), held=held, newest=newest_entry())


def desk(actor) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(ref=actor.ref), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_statement_says_where_the_money_is_in_every_form_and_is_the_same_for_ever(council):
    get, then = council.client.get, f"{PAGE}?as-known={council.held}"
    page = words(get(PAGE))
    before = {form: get(f"{then}&format={form}").content for form in ("text", "pdf", "csv", "json")}

    said = council.client.post(
        f"{PAGE}figure/",
        {"pounds": "10+6.02", "said_by": "K Renner", "said_on": TODAY, "came_by": "e-mail", "their_list": "I1, 16.02"},
    )
    seal_now()
    now, text = words(get(PAGE)), get(f"{PAGE}?format=text").content.decode()
    rows = list(csv.DictReader(io.StringIO(get(f"{PAGE}?format=csv").content.decode("utf-8-sig"))))
    weeks = get(f"{PAGE}?format=csv&part=weeks").content.decode("utf-8-sig").splitlines()

    assert "£16.02 that was claimed by Quillbank Homecare V-1 is unpaid" in page
    assert "Nobody has entered what this provider says is unpaid." in page
    assert {form: get(f"{then}&format={form}").content for form in before} == before
    assert (before["pdf"][:5], said.status_code, len(weeks)) == (b"%PDF-", 302, 14)
    assert f"K Renner said for V-1, by e-mail of {say_day(DAY)}, that £16.02 is unpaid. Invoices on their list: 1." in now
    assert "Their figure and ours are the same." in now
    assert "Fenna Wrenfold" in now
    assert "Fenna" not in text + str(get(f"{PAGE}?format=json").json()), "what leaves the team says people by reference"
    assert "P-104882" in text
    assert sum(round(float(row["£"]) * 100) for row in rows) == 1602
    assert history("provider's figure", "V-1")[-1].facts["lines"] == ["I1 16.02"]


def test_one_part_is_shown_by_itself_and_what_is_wrong_with_an_address_is_said(council):
    get = council.client.get

    assert "What is unpaid, and why: with us to decide" in words(get(f"{PAGE}?part=with-us"))
    assert "There is no form &#x27;docx&#x27;" in get(f"{PAGE}?format=docx").content.decode().replace("&#39;", "&#x27;")
    for typed in ("soon", "-1", "9" * 40):
        answers = [get(f"{PAGE}?as-known={typed}{form}") for form in ("", "&format=pdf", "&format=text")]
        assert {answer.status_code for answer in answers} == {422}
        assert "16.02" not in words(answers[0])
    assert [get(a).status_code for a in ("/providers/V-9/position/", "/people/P-9/position/", "/providers/V-9/position/figure/")] == [
        404
    ] * 3
    person = get("/people/P-104882/position/")
    assert "£16.02 that was claimed for P-104882 is unpaid" in words(person)


def test_a_statement_asks_no_more_of_the_database_for_more_lines(council):
    assert asked_of_the_database(council.client, PAGE) <= 36


def test_a_figure_is_entered_by_whoever_the_scheme_says_and_what_is_wrong_with_it_is_said(council):
    right = {"pounds": "20", "said_by": "K Renner", "said_on": TODAY, "came_by": "e-mail", "their_list": "I1 20"}

    faults = {
        "pounds": "twenty",
        "said_by": "",
        "said_on": "Monday",
        "came_by": "pigeon",
        "their_list": "I1",
    }
    for field, typed in faults.items():
        answer = council.client.post(f"{PAGE}figure/", right | {field: typed})
        assert (answer.status_code, "There is a problem" in words(answer), field == "came_by" or typed in answer.content.decode()) == (
            422,
            True,
            True,
        ), field
    differs = council.client.post(f"{PAGE}figure/", right | {"pounds": "21"})
    refused = council.other.post(f"{PAGE}figure/", right)

    assert (differs.status_code, "£1.00 apart" in words(differs)) == (409, True)
    assert refused.status_code == 403
    assert council.other.get(PAGE).status_code == 403
    assert council.client.post(f"{PAGE}figure/", right).status_code == 302
    assert say_day(DAY) in history("provider's figure", "V-1")[0].sentence


def test_an_invoice_links_to_its_page_where_there_is_one():
    from duly.payments.screens.positions.drawn import invoice_address

    try:
        there = reverse("invoice", args=("V-1", "I1"))
    except NoReverseMatch:
        there = ""
    assert (invoice_address("V-1", ("I1",)), invoice_address("V-1", ())) == (there, "")
