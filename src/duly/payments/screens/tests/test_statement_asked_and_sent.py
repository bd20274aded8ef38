"""A position statement that somebody asks for: who asks is noted, it is sent to a colleague who is alerted, and it is found by a day as by an entry."""

import html
import re
from datetime import timedelta

import pytest

from duly.cli.main import code_of
from duly.core.log.queries import newest_entry
from duly.core.log.tests.sealing import seal_now
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.office.alerts.raising import look
from duly.payments.providers.actions import add_provider
from duly.payments.screens.tests.conftest import appoint
from duly.payments.statements.queries import asked_for

PAGE = "/providers/V-1/position/"
ASKS = {"step": "asked", "asked_by": "R Ellwood, Group Manager", "because": "They say they cannot pay staff.", "reply_by": "11:30 today"}


@pytest.fixture
def office(commits):
    """Everyone in post, and a provider, recorded and sealed."""
    everyone = appoint()
    add_provider(name="Quillbank Homecare", ref="V-1", by=everyone["tom"])
    seal_now()
    return everyone


def words(answer) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_who_asks_is_noted_until_it_is_sent_to_somebody_who_is_alerted_and_a_day_finds_its_last_entry(office, at_desk):
    a_day_stands_for_its_last_entry(at_desk("tom"))
    tom, entry = at_desk("tom"), newest_entry()
    sends = {"step": "send", "as_known": entry, "officer": office["rhona"].ref}
    lacking = tom.post(PAGE, ASKS | {"reply_by": ""})
    noted = tom.post(PAGE, ASKS)
    page = words(tom.get(PAGE))

    unsaid = tom.post(PAGE, sends | {"officer": ""})
    own, nobody = tom.post(PAGE, sends | {"officer": office["tom"].ref}), tom.post(PAGE, sends | {"officer": "O-9999"})
    never = tom.post(PAGE, sends | {"as_known": entry + 1_000})
    stands = asked_for("V-1")
    sent = tom.post(PAGE, sends)
    look(office["rhona"].ref, ("payments",))
    told = at_desk("rhona").get("/alerts/").content.decode()

    assert (lacking.status_code, "Say by when they want it." in words(lacking), "cannot pay staff" in lacking.content.decode()) == (
        422,
        True,
        True,
    )
    assert noted.status_code == 302
    assert "R Ellwood, Group Manager asked for the position statement of V-1, by 11:30 today: They say they cannot pay staff." in page
    assert (unsaid.status_code, "Choose to whom." in words(unsaid)) == (422, True)
    assert (own.status_code, nobody.status_code, never.status_code) == (409, 409, 409)
    assert "You have it already." in words(own)
    assert stands, "nothing that was refused answers it"
    assert (sent.status_code, sent.headers["Location"]) == (302, f"{PAGE}?as-known={entry}")
    assert asked_for("V-1") == ""
    assert f'href="{PAGE}?as-known={entry}"' in told
    assert "A position statement was sent to you" in told
    assert [one.action for one in history("position statement", "V-1")] == ["statement.asked", "statement.sent"]


def a_day_stands_for_its_last_entry(tom):
    yesterday = today() - timedelta(days=1)

    on = tom.get(f"{PAGE}?as-known={today():%d/%m/%Y}&format=json")
    before = tom.get(f"{PAGE}?as-known={yesterday.isoformat()}", follow=True)
    by_line = tom.get(f"/positions/V-1/?as-at={today().isoformat()}")

    assert (on.status_code, on.headers["Location"]) == (302, f"{PAGE}?as-known={newest_entry()}&format=json")
    assert by_line.headers["Location"] == f"/positions/V-1/?as-at={newest_entry()}"
    assert before.status_code == 422
    assert f"The record begins after {yesterday.isoformat()}: nothing was known yet." in words(before)
    assert "Give a number, a day such as 9/11/2026" in words(tom.get(f"{PAGE}?as-known=soon"))
    assert code_of(["position", "V-1", "--as-known", "soon"]) == 2
