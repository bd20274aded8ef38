"""The pages of evidence and of chasing, as the people who use them meet them."""

import json
from datetime import timedelta

import pytest

from duly.casework.investigation import actions, queries
from duly.cli.main import code_of
from duly.core.calendar.queries import is_working_day
from duly.core.chases import queries as chases
from duly.core.record.clock import today
from tests.casework.test_investigation import asked, noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(office, case):
    return actions.raise_issue(case.ref, words="It took nine months to decide.", by=office["investigator"])


def text(answer) -> str:
    return answer.content.decode()


def test_an_investigator_works_a_case_from_its_first_issue_to_evidence_asked_for(at_desk, case):
    client, url = at_desk("investigator"), f"/cases/{case.ref}/investigation/"
    assert f'href="{url}"' in text(client.get(f"/cases/{case.ref}/"))
    assert "No issue has been set out yet" in text(client.get(url))

    def do(verb, **said):
        answer = client.post(f"{url}{verb}/", said)
        assert answer.status_code == 302, (verb, text(answer)[-3000:])

    do("issue", words="It took nine months.")
    ref = queries.issues(case.ref)[0].ref
    do("gap", issue=ref, words="When it was allocated.")
    do(
        "evidence",
        source_ref=case.opened_from,
        page=3,
        issue_refs=[ref],
        shows="Opened on 12 March.",
        came_from="The board",
        may_be_disclosed="on",
    )
    do("ask", issue=ref, what="The log", asked_of="The board", address="log@board.example", rule="body-enquiry")
    do("fact", on="12/03/2026", words="It was opened.", source=queries.pieces(case.ref)[0].ref)
    do("close", gap=f"{ref} 1", words="The log says.")
    wrong = client.post(f"{url}gap/", {"issue": ref, "words": ""})
    page, told = text(client.get(url)), json.loads(client.get(f"{url}?format=json").content)
    request = queries.requests(case_ref=case.ref)[0].ref
    own, every = text(client.get(f"/requests/{request}/")), json.loads(client.get("/requests/?format=json").content)
    do("answer", request=request, became="refused", on=f"{today():%d/%m/%Y}", words="It is lost.")

    assert wrong.status_code == 422
    assert "Say it in a sentence." in text(wrong)
    assert queries.pieces(case.ref)[0].sha256[:12] in page
    assert "12 Mar" in page
    assert all(words in own for words in ("The log", "The board", "log@board.example", f'action="{url}answer/"', "/clocks/CK-"))
    assert [one["ref"] for one in every["items"]] == [request]
    assert "action=" not in text(client.get(f"/requests/{request}/")).split("What has happened")[0].split("The request")[1], (
        "it is answered"
    )
    assert client.get("/requests/ER-99-00001/").status_code == 404
    assert code_of(["requests", "show", request, "--json"]) == 0
    assert code_of(["requests", "list", "--waiting", "--json"]) == 0
    assert code_of(["requests", "show", "ER-99-00001"]) != 0
    assert [(one["what"], one["page"]) for one in told["items"]] == [("known", 3), ("asked for", None)]
    assert client.post(f"{url}nonsense/").status_code == 404
    assert chases.chases()[0].state == "ended"
    refused = at_desk("executive-assistant").post(f"{url}issue/", {"words": "x"})
    assert refused.status_code == 403


def test_everything_due_today_is_on_one_list_and_one_key_sends_the_next_step(at_desk, office, case, issue, monkeypatch, outbox):
    first, second = asked(office, issue), asked(office, issue, what="The letters")
    noted(office, case, issue)
    day = next(day for n in range(60, 70) if is_working_day(day := today() + timedelta(days=n)))
    for module in ("checks", "actions", "queries"):
        monkeypatch.setattr(f"duly.core.chases.{module}.today", lambda: day)
    client = at_desk("executive-assistant")

    page = text(client.get("/chasing/"))
    sent = client.post(f"/chasing/{chases.chases(about=[first.ref])[0].ref}/send/", {"step": "2"})
    again = client.post(f"/chasing/{chases.chases(about=[first.ref])[0].ref}/send/", {"step": "2"})
    client.post("/chasing/send/")
    stopped = client.post(f"/chasing/{chases.chases(about=[second.ref])[0].ref}/stop/", {"because": "Withdrawn."})

    assert "2 to send today" in page
    assert 'data-key="s"' in page
    assert "has not come" in page
    assert (sent.status_code, again.status_code, stopped.status_code) == (302, 409, 302)
    assert len(list(outbox.iterdir())) == 2
    assert [one.state for one in chases.chases(about=[second.ref])] == ["ended"]
    assert "Chase,What" in client.get("/chasing/?format=csv").content.decode("utf-8-sig").splitlines()[0]


def test_the_head_of_casework_adopts_a_ladder_and_says_what_is_wrong_with_a_line(at_desk):
    client = at_desk("head-of-casework")
    said = {"code": "work", "starts": f"{today():%d/%m/%Y}", "because": "Sooner."}

    wrong = client.post("/chasing/ladders/", said | {"steps": "chase them"})
    done = client.post(
        "/chasing/ladders/", said | {"steps": "0 reminder asked: {what} is due.\n2 escalation casework-manager: {what} is late."}
    )

    assert wrong.status_code == 422
    assert "Line 1" in text(wrong)
    assert done.status_code == 302
    assert chases.ladder_on("work", today()).number == 1
    assert "As shipped, to be verified" in text(client.get("/chasing/ladders/"))
    assert at_desk("investigator").post("/chasing/ladders/", said | {"steps": "0 reminder asked: x"}).status_code == 403
