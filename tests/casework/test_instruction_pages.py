"""Standing instructions, and the reading of letters under them, on their pages, in the inbox, the directory and the call drawer; by command and to programs."""

from html import unescape

import pytest

from duly.casework.flow.reading import compared, standing_on
from duly.casework.instructions import queries
from duly.core.record.clock import today
from tests.casework.letters_again import AGAIN, DANGER, FIRST, a_case, a_letter, ada, in_force, proposed

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


@pytest.fixture
def case(office):
    return a_case(office)


def test_an_instruction_is_carried_by_its_forms_and_refused_in_its_own_words(at_desk, office, case):
    person = ada(office)
    acm, head = at_desk("assistant-casework-manager"), "head-of-casework"
    typed = {"about": person, "kind": "on file", "case_refs": case, "channels": ["letter", "e-mail"], "reader": office[head].ref}
    typed |= {"reasons": "Forty letters.", "adjustments": "None are needed.", "warning": "By letter.", "must_read": "Her health."}
    typed |= {
        "review_on": f"{today().day}/{today().month}/{today().year + 1}",
        "expires_on": f"{today().day}/{today().month}/{today().year + 2}",
    }

    wrong = acm.post("/instructions/new/", typed | {"reasons": ""})
    assert wrong.status_code == 422
    assert "Say why: the person is told." in words(wrong)
    assert "None are needed." in words(wrong), "nothing typed is lost"
    assert acm.get("/instructions/new/?about=DIR-1&case=PSO-1").status_code == 200
    ref = acm.post("/instructions/new/", typed)["Location"].strip("/").split("/")[-1]
    assert "You proposed this, so someone else must authorise it." in words(acm.get(f"/instructions/{ref}/"))
    assert acm.post(f"/instructions/{ref}/authorise/", {}).status_code == 409
    boss = at_desk(head)
    assert boss.post(f"/instructions/{ref}/refuse/", {"because": ""}).status_code == 422
    boss.post(f"/instructions/{ref}/authorise/", {"because": ""})
    day = today().isoformat()
    at_desk("casework-manager").post(f"/instructions/{ref}/in-force/", {"notified_on": day, "starts": day, "how": "By letter."})
    assert queries.instruction(ref).standing == "in force"
    shown = at_desk(head).get("/instructions/?standing=in+force")
    assert ref in words(shown)
    assert at_desk(head).get("/instructions/?format=csv").content.startswith(b"\xef\xbb\xbf")
    assert at_desk(head).get(f"/instructions/{ref}/?format=json").json()["holds_today"] is True
    late = boss.post(f"/instructions/{ref}/review/", {"review_on": "1/1/2020", "expires_on": "1/1/2021", "because": "Still."})
    assert "day to come" in words(late)
    boss.post(f"/instructions/{ref}/lift/", {"because": "She has stopped."})
    assert "Nothing more may be done with it." in words(boss.get(f"/instructions/{ref}/"))


def test_a_letter_under_an_instruction_is_read_on_its_page_and_its_points_lead_to_a_reply(at_desk, office, case):
    a_letter(office, FIRST, case=case)
    ref = in_force(office, case).ref
    again = a_letter(office, AGAIN, case=case)
    client = at_desk("assistant-casework-manager")

    shown = words(client.get(f"/post/{again.ref}/reading/"))
    inbox = words(client.get(f"/post/?item={again.ref}"))
    assert "<mark>A nurse saw" in shown or "<mark>nurse saw" in shown
    assert f"{ref} holds until" in shown
    assert "Anything of her mother's health." in shown
    assert ">Instruction</" in inbox
    assert f"Read it under {ref}: nothing is acknowledged" in inbox
    assert f"{ref} holds until" in words(client.get(f"/post/{again.ref}/")), "the button to acknowledge says why not"
    blocks = compared(standing_on(again)).blocks
    sent = {f"kind-{b.first}-{b.last}": "new evidence" if b.new else "unanswered" for b in blocks}
    assert "Say of each point" in words(client.post(f"/post/{again.ref}/reading/", {}))
    wrong = client.post(f"/post/{again.ref}/reading/", dict.fromkeys(sent, "repeated") | {"because": "Typed words."})
    assert "say where it was answered" in words(wrong)
    assert "Typed words." in words(wrong)
    kept = client.post(f"/post/{again.ref}/reading/", sent | {"within": "on"})
    assert kept["Location"] == f"/post/{again.ref}/reply/"
    assert queries.reading(again.ref).outcome == "answer it"
    text = client.get(f"/post/{again.ref}/reply/?format=text").content.decode()
    assert "[New evidence. Our answer:]" in text
    assert "Where we said" in words(client.get(f"/post/{again.ref}/reply/"))
    assert "Something is to be answered" in words(client.get(f"/instructions/{ref}/"))


def test_danger_is_shown_first_and_the_office_is_warned_before_it_speaks(at_desk, office, case):
    ref = in_force(office, case).ref
    proposed(office, case, kind="writing only")
    calls = in_force(office, case, kind="call limit", channels=("phone",), calls_a_week=1).ref
    danger = a_letter(office, DANGER, case=case)
    client = at_desk("executive-assistant")

    assert "this breaks through every instruction" in words(client.get(f"/post/{danger.ref}/reading/"))
    inbox = words(client.get(f"/post/?item={danger.ref}"))
    assert f"It breaks through {ref}: Distress" in inbox
    assert "Telephone today" in inbox, "the route of distress stands, with its alert"
    entry = words(client.get(f"/directory/{ada(office)}/"))
    drawer = words(client.get(f"/calls/new/?drawer=1&about={ada(office)}"))
    assert all(one in entry and one in drawer for one in (ref, calls))
    assert "0 of 1 calls in the last 7 days" in drawer
    assert "answered in writing" not in drawer, "what is only proposed holds for nothing"
    refused = client.post(f"/letters/acknowledge/{a_letter(office, FIRST, case=case).ref}/")
    assert "nothing is acknowledged" in words(refused)
