"""The pages of what is kept: who may see a case, its file as at a day, the emergency door, and the list with its words and counts."""

from datetime import timedelta
from urllib.parse import quote

import pytest

from duly.casework import flow
from duly.core.alerts import queries as alerts
from duly.core.confidentiality import actions, queries
from duly.core.record.clock import today
from duly.office.alerts.raising import look

pytestmark = pytest.mark.django_db
MANAGER, HEAD, CLERK = "casework-manager", "head-of-casework", "executive-assistant"


@pytest.fixture
def case(item, office):
    by = office[MANAGER]
    return flow.open_case_from(
        item.ref, title="A pension stopped", complainant="Mrs Example", body="Northmere Council", owner=by.ref, by=by
    ).ref


def said(answer) -> str:
    return answer.content.decode()


def test_a_case_is_restricted_by_its_page_and_is_gone_for_the_rest(case, at_desk, office):
    manager = at_desk(MANAGER)
    page = said(manager.get(f"/cases/{case}/access/"))
    assert "Everybody who may read casework may see it" in page
    manager.post(f"/cases/{case}/access/step/", {"way": "restrict", "officer": office[HEAD].ref, "because": "It is about a colleague"})
    page = said(manager.get(f"/cases/{case}/access/"))
    assert "It is about a colleague" in page
    assert "The Head of Casework" in page
    assert queries.readings(case)[0][0] == office[MANAGER].ref  # the page itself is a reading

    clerk = at_desk(CLERK)
    for address in (f"/cases/{case}/", f"/cases/{case}/access/", f"/cases/{case}/file/"):
        assert clerk.get(address).status_code == 404
    assert case not in said(clerk.get("/cases/"))
    assert clerk.post(f"/cases/{case}/access/step/", {"way": "lift", "because": "I wish to look"}).status_code == 404
    assert queries.access(case).restricted


def test_what_is_refused_says_why_and_keeps_what_was_typed(case, at_desk):
    clerk = at_desk(CLERK)
    page = said(clerk.post(f"/cases/{case}/access/step/", {"way": "restrict", "officer": "", "because": "I would rather"}))
    assert "I would rather" in page
    assert not queries.access(case).restricted
    manager = at_desk(MANAGER)
    assert "Say what the conflict is" in said(manager.post(f"/cases/{case}/access/step/", {"way": "declare", "because": " "}))
    assert manager.post(f"/cases/{case}/access/step/", {"way": "mark", "paper": "X", "mark": "privileged"}).status_code == 422
    answer = manager.post(f"/cases/{case}/access/step/", {"way": "declare", "because": "I know her"}, follow=True)
    assert "You cannot see that case any longer" in said(answer)


def test_the_glass_is_broken_by_page_its_owner_is_told_and_another_reviews_it(case, at_desk, office):
    actions.restrict(case, officers=(office[MANAGER].ref,), because="About a colleague", by=office[MANAGER])
    head = at_desk(HEAD)
    assert f"There is no {case}1" in said(
        head.post("/restricted/", {"case": f"{case}1", "reason": "safety", "because": "She may come to harm"})
    )
    answer = head.post("/restricted/", {"case": case.lower(), "reason": "safety", "because": "She may come to harm"}, follow=True)
    assert answer.status_code == 200
    assert "A pension stopped" in said(answer)
    opened = queries.openings()[0]
    head.post(f"/restricted/{opened.id}/review/", {"finding": "justified", "because": "I was right"})
    assert not queries.opening(opened.id).finding

    look(office[MANAGER].ref, {"casework"})
    assert any("emergency" in one.title for one in alerts.alerts(office[MANAGER].ref))
    ombudsman = at_desk("ombudsman")
    assert case in said(ombudsman.get("/restricted/"))
    assert ombudsman.post(f"/restricted/{opened.id}/review/", {"finding": "justified", "because": ""}).status_code == 422
    ombudsman.post(f"/restricted/{opened.id}/review/", {"finding": "not justified", "because": "A call would have done"})
    assert queries.opening(opened.id).finding == "not justified"
    assert ombudsman.get(f"/cases/{case}/").status_code == 404  # whoever reviews does not thereby see it
    assert at_desk(CLERK).get("/restricted/").status_code == 200
    assert case not in said(at_desk(CLERK).get("/restricted/"))


def test_the_file_is_shown_as_at_a_day_and_its_paper_is_moved(case, at_desk, office):
    clerk = at_desk(CLERK)
    item = flow.case_queries.case(case).opened_from
    page = said(clerk.get(f"/cases/{case}/file/"))
    assert item in page
    before = said(clerk.get(f"/cases/{case}/file/?at={quote(f'{today() - timedelta(days=2):%d/%m/%Y}')}"))
    assert "Nothing was on the file then" in before
    assert clerk.get(f"/cases/{case}/file/?at=yesterday").status_code == 422
    for address in ("entry=00000000-0000-7000-8000-000000000000", "entry=x", "decision=D-1"):
        assert clerk.get(f"/cases/{case}/file/?{address}").status_code == 404
    assert clerk.post(f"/cases/{case}/file/move/", {"way": "store", "where": ""}).status_code == 422
    moved = {"way": "store", "where": "Bay 12", "volume": "1", "moved_on": f"{today():%d/%m/%Y}"}
    assert "Bay 12" in said(clerk.post(f"/cases/{case}/file/move/", moved, follow=True))
    assert "It is not out" in said(clerk.post(f"/cases/{case}/file/move/", moved | {"way": "back"}))
    assert item in said(clerk.get(f"/cases/{case}/file/?format=csv"))
    actions.mark(case, paper=item, mark="privileged", by=office[MANAGER])
    assert f"{item}," not in said(clerk.get(f"/cases/{case}/file/?format=csv"))  # what is marked does not go out in a file
    assert "Privileged" in said(clerk.get(f"/cases/{case}/file/"))


def test_the_list_finds_by_words_and_goes_on(case, at_desk):
    clerk = at_desk(CLERK)
    assert case in said(clerk.get("/cases/?q=pens"))
    assert case not in said(clerk.get("/cases/?q=bins"))
    assert case in said(clerk.get("/cases/?state=assessment&body=Northmere+Council"))
    assert case not in said(clerk.get("/cases/?owner=me"))
    assert "Find in cases" in said(clerk.get("/box/?q=pension"))
    assert "Find in cases" not in said(clerk.get("/box/?q=gibberish"))
