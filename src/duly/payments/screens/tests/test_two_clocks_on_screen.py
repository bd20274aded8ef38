"""Two clocks on screen: an account as at an entry of the record, and what changed since a week was judged before."""

import csv
import io
import re
from types import SimpleNamespace

import pytest
from django.test import Client

from duly.core.log.queries import newest_entry
from duly.core.log.tests.sealing import seal_now
from duly.core.people.models import Officer
from duly.payments.ledger.tests.factories import posted
from duly.payments.statements.queries import position
from duly.payments.tests.ground import MONDAY
from duly.payments.validation import queries as judged
from duly.payments.validation.actions import judge
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited

REFERENCE = f"L-1/{MONDAY.isoformat()}"


@pytest.fixture
def council(commits):
    """A week judged with no visit known, then with it, and paid; with the entry at which each was known."""
    ada, _ = officers()
    a_commissioned_line(ada)
    claimed("I1")
    judge([MONDAY], by=ada)
    seal_now()
    held = newest_entry()
    visited("V1")
    judge([MONDAY], by=ada)
    posted("B-1", (REFERENCE, 1068))
    seal_now()
    client = Client()
    client.force_login(Officer.objects.get(ref=ada.ref), backend="allauth.account.auth_backends.AuthenticationBackend")
    return SimpleNamespace(client=client, held=held, newest=newest_entry())


def figure(page: str, label: str) -> str:
    """One figure of the strip at the page's top."""
    return re.search(rf"strip-label\">{label}</div>\s*<div[^>]*>([^<]*)<", page).group(1)


def test_an_account_is_shown_now_and_as_it_was_known(council):
    get = council.client.get

    now = get("/positions/V-1/").content.decode()
    then = get(f"/positions/V-1/?as-at={council.held}").content.decode()

    assert f"as at entry {council.newest} of the record, the newest" in now
    assert f"as at entry {council.held} of the record of {council.newest}" in then
    assert (figure(then, "Held"), figure(then, "Paid"), figure(then, "Due")) == ("£10.68", "£0.00", "£0.00")
    assert (figure(now, "Held"), figure(now, "Payable"), figure(now, "Paid")) == ("£0.00", "£10.68", "£10.68")
    assert position("V-1", as_at=council.held).total.held == 1068
    assert 'href="/providers/V-1/position/"' in get("/providers/V-1/").content.decode()


def test_the_files_say_as_at_which_entry_and_stay_the_same(council):
    get, address = council.client.get, f"/positions/V-1/?as-at={council.held}"

    (row,) = csv.DictReader(io.StringIO(get(f"{address}&format=csv").content.decode("utf-8-sig")))
    (item,) = get(f"{address}&format=json").json()["items"]
    (now,) = get("/positions/V-1/?format=json").json()["items"]

    assert (row["As at entry"], row["Provider"], row["Week"], row["Held £"], row["Paid £"]) == (
        str(council.held),
        "V-1",
        "2026-W45",
        "10.68",
        "0.00",
    )
    assert (item["as_at"], item["claimed"], item["held"], item["due"]) == (council.held, "10.68", "10.68", "0.00")
    assert (now["as_at"], now["payable"], now["paid"], now["due"]) == (council.newest, "10.68", "10.68", "0.00")
    assert f"as-at={council.newest}&amp;format=csv" in get("/positions/V-1/").content.decode().replace("sort=-week&amp;", "")


def test_an_entry_there_is_not_is_refused_and_shows_no_figures(council):
    for typed in ("soon", "-1", f"{council.newest + 1}", "1e3", "²", "9" * 40):
        answer = council.client.get(f"/positions/V-1/?as-at={typed}")
        taken = council.client.get(f"/positions/V-1/?as-at={typed}&format=csv")

        assert (answer.status_code, taken.status_code) == (422, 422), typed
        assert f"The record has entries 0 to {council.newest}" in answer.content.decode()
        assert "10.68" not in answer.content.decode()
    assert council.client.get(f"/positions/V-1/?as-at={council.newest}").status_code == 200
    assert council.client.get("/positions/V-9/").status_code == 404


def test_what_changed_since_an_earlier_judgement_adds_up(council):
    first, second = [one.ref for one in reversed(judged.judgements_of(MONDAY))]
    address = f"/exceptions/{judged.assessed_of('L-1', MONDAY)}/"

    offered = council.client.get(address).content.decode()
    shown = council.client.get(f"{address}?since={first}").content.decode()
    told = council.client.get(f"{address}?since={first}&format=json").json()

    assert (f'value="{first}"' in offered, f'value="{second}"' in offered, "/providers/V-1/position/" in offered) == (True, False, True)
    assert f"From {first} to {second}" in shown
    assert "visits V-1/V1 is new" in shown
    assert told["earlier_judgements"] == [first]
    (change,) = told["since"]["changes"]
    assert (told["since"]["entitled_before"], change["because_of"], change["pounds"], told["since"]["entitled"]) == (
        "0.00",
        "the visits",
        "10.68",
        "10.68",
    )


def test_a_judgement_that_is_not_an_earlier_one_is_refused_by_name(council):
    first, second = [one.ref for one in reversed(judged.judgements_of(MONDAY))]
    newest = f"/exceptions/{judged.assessed_of('L-1', MONDAY)}/"
    assert first != second

    answer = council.client.get(f"{newest}?since={second}")
    told = council.client.get(f"{newest}?since=JG-1&format=json")

    assert (answer.status_code, told.status_code) == (422, 422)
    assert f"is not a judgement of this week from before {second}" in answer.content.decode()
    assert told.json()["why_not"].startswith("'JG-1' is not")
