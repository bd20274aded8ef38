"""The pages of adjudication and compliance, and what the checks of a submission make of what was found."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from duly.casework import flow
from duly.casework.adjudication import queries
from duly.casework.compliance import queries as compliance
from duly.casework.investigation import actions as investigation
from duly.casework.submissions import queries as submissions
from duly.casework.submissions.rules import Adjudicated, run
from duly.casework.submissions.tests.papers import HARTLEY
from duly.core.record.clock import today
from tests.casework.test_adjudication import REASONS, UPHELD, find, recommend
from tests.casework.test_investigation import noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(office, case):
    seen = investigation.raise_issue(case.ref, words="It took nine months to decide.", by=office["investigator"])
    noted(office, case, seen)
    return seen


def text(answer) -> str:
    return answer.content.decode()


def test_a_case_is_adjudicated_recommended_on_and_followed_from_its_page(at_desk, office, case, issue, decision):
    client, url = at_desk("investigator"), f"/cases/{case.ref}/adjudication/"
    assert f'href="{url}"' in text(client.get(f"/cases/{case.ref}/"))
    evidence = [one.ref for one in investigation.queries.pieces(case.ref)]
    said = REASONS | {"issue": issue.ref, "fault": "yes", "injustice": "yes", "level": "3", "loss_pence": "40.00", "evidence": evidence}

    outside = client.post(f"{url}find/", said | {"remedy_pence": "990"})
    unread = client.post(f"{url}find/", said | {"remedy_pence": "some"})
    found = client.post(f"{url}find/", said | {"remedy_pence": "600"})
    asked = {"issue": issue.ref, "kind": "payment", "body": case.body, "action": "Pay her.", "proof": "A receipt."}
    due = f"{today() + timedelta(days=28):%d/%m/%Y}"
    made = client.post(f"{url}recommend/", asked | {"amount_pence": "640", "due": due})
    page, told = text(client.get(url)), json.loads(client.get(f"{url}?format=json").content)
    followed = client.post(f"/cases/{case.ref}/compliance/", {"address": "body@board.example"})

    assert (outside.status_code, unread.status_code, found.status_code, made.status_code, followed.status_code) == (409, 422, 302, 302, 302)
    assert "Say why it should be outside." in text(outside)
    assert ">990<" in text(outside) or 'value="990"' in text(outside)  # nothing typed is lost
    assert "£640.00" in page
    assert "to be verified" in page
    assert (told["outcome"], told["total"], told["recommended"]) == ("upheld", "640.00", "640.00")
    one = compliance.every(case_ref=case.ref)[0]
    assert "Pay her." in text(client.get("/compliance/"))
    early = client.post(f"/compliance/{one.ref}/judge/", {"became": "unmet", "on": f"{today():%d/%m/%Y}", "words": "x", "source_ref": ""})
    no = client.post(
        f"/compliance/{one.ref}/judge/", {"became": "refused", "on": f"{today():%d/%m/%Y}", "words": "They will not.", "source_ref": ""}
    )
    assert (early.status_code, no.status_code) == (409, 302)
    assert "ground for a public report" in text(client.get(f"/compliance/{one.ref}/"))
    figures = client.get("/compliance/bodies/?format=csv").content.decode("utf-8-sig").splitlines()
    assert figures[1].startswith(f"{case.body},1,0,0,0,0,1,0")
    assert at_desk("executive-assistant").post(f"/compliance/{one.ref}/judge/", {"became": "partial"}).status_code == 422


def test_the_head_of_casework_adopts_a_scale_a_level_a_line(at_desk):
    client, said = at_desk("head-of-casework"), {"starts": f"{today():%d/%m/%Y}", "because": "Ours."}

    wrong = client.post("/severity/", said | {"bands": "nothing"})
    done = client.post("/severity/", said | {"bands": "0 to 0\n100 to 450?\n500 or more"})

    assert (wrong.status_code, done.status_code) == (422, 302)
    assert [(one.least_pence, one.most_pence, one.verify) for one in queries.scale_on(today()).bands] == [
        (0, 0, False),
        (10_000, 45_000, True),
        (50_000, None, False),
    ]


def test_the_checks_of_a_submission_hold_the_paper_to_what_was_found(office, case, issue, drafted):
    paper = submissions.submission(drafted(60_000).ref)
    before = flow.right_first_time(paper)
    find(office, issue, UPHELD)
    recommend(office, issue)
    differs = next(one for one in flow.right_first_time(paper) if one.code == "as-found")
    same = next(
        one for one in flow.right_first_time(submissions.submission(drafted(64_000, outcome="upheld").ref)) if one.code == "as-found"
    )

    assert "as-found" not in {one.code for one in before}
    assert differs.findings[0].says == "The remedy put up is £600; the findings on the case come to £640."
    assert same.level == "passes"
    level = run(replace(HARTLEY, adjudicated=Adjudicated(150_000, 3, ("IS-1: too much.",))))
    told = next(one for one in level if one.code == "as-found")
    assert [one.code for one in told.findings] == ["found-outside-band", "level-not-as-found"]
