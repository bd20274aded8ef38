"""Evidence noted by mistake is withdrawn: it counts for no issue, and everything that rests on it says so."""

import json

import pytest

from duly.casework import flow
from duly.casework.adjudication import actions as adjudicating
from duly.casework.correspondence import queries as post
from duly.casework.investigation import actions, queries
from duly.casework.submissions import actions as submissions
from duly.casework.submissions import queries as papers
from duly.core.record.clock import today
from duly.core.record.queries import history
from tests.casework.test_investigation import noted

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(office, case):
    return actions.raise_issue(case.ref, words="It took nine months to decide.", by=office["investigator"])


def test_what_was_noted_by_mistake_counts_for_no_issue_and_the_matrix_the_gaps_and_the_chronology_say_so(office, case, issue, at_desk):
    by, client, url = office["investigator"], at_desk("investigator"), f"/cases/{case.ref}/investigation/"
    piece = noted(office, case, issue)
    actions.date_fact(case.ref, on=today(), words="It was opened.", source=piece.ref, by=by)

    answer = client.post(f"{url}withdraw-evidence/", {"piece": piece.ref, "because": "It is another's request."})

    now, page = queries.issue(issue.ref), " ".join(client.get(url).content.decode().split())
    lines = [(one["what"], one["state"]) for one in json.loads(client.get(f"{url}?format=json").content)["items"]]
    assert answer.status_code == 302
    assert (now.known, [one.ref for one in now.withdrawn], now.missing) == ((), [piece.ref], ("No evidence bears on it yet.",))
    assert lines == [("missing", "open"), ("withdrawn", "withdrawn: It is another's request.")]
    assert "Withdrawn, and counts for nothing: It is another&#39;s request." in page
    assert f"It was opened. ({piece.ref}, which is to show it, was withdrawn.)" in page
    assert [one.action for one in history("piece of evidence", piece.ref)] == ["evidence.noted", "evidence.withdrawn"]
    assert queries.pieces(case.ref)[0].shows == piece.shows, "what it said stays"


def test_evidence_is_withdrawn_once_with_a_reason_and_dates_and_grounds_nothing_more(office, case, issue, refused):
    by, piece = office["investigator"], noted(office, case, issue)

    def withdraw(because: str = "A mistake.", by=by, of: str = piece.ref):
        return actions.withdraw_evidence(case.ref, piece=of, because=because, by=by)

    assert refused(lambda: withdraw(by=office["executive-assistant"])).code == "scheme-no-row"
    assert refused(lambda: withdraw(because=" ")).code == "no-words"
    assert refused(lambda: withdraw(of="EV-1")).code == "no-piece"
    assert withdraw().withdrawn
    assert refused(withdraw).code == "gone"
    assert refused(lambda: actions.date_fact(case.ref, on=today(), words="x", source=piece.ref, by=by)).code == "withdrawn"
    said = {"found": adjudicating.Found(False, False, 0, 0, 0), "reasons": dict.fromkeys(adjudicating.REASONS, "So.")}
    assert refused(lambda: adjudicating.find(issue.ref, **said, evidence=[piece.ref], by=by)).code == "evidence"


def test_a_paper_that_rests_on_what_was_withdrawn_is_told_so_and_a_page_noted_again_is_as_good_as_before(
    office, case, issue, drafted, at_desk
):
    by, piece = office["investigator"], noted(office, case, issue)
    said = {"found": adjudicating.Found(False, False, 0, 0, 0), "reasons": dict.fromkeys(adjudicating.REASONS, "So.")}
    adjudicating.find(issue.ref, **said, evidence=[piece.ref], by=by)
    ref = drafted().ref
    seen = submissions.list_evidence(ref, title="The log", source=case.opened_from, page=2, by=by)

    def told(of) -> set[str]:
        return {one.code for check in flow.right_first_time(of) if check.code == "evidence" for one in check.findings}

    before = told(seen)
    actions.withdraw_evidence(case.ref, piece=piece.ref, because="A mistake.", by=by)
    after, page = told(seen), at_desk("investigator").get(f"/cases/{case.ref}/adjudication/").content.decode()
    noted(office, case, issue)

    listed = papers.paper(seen, signers=(), titles=()).evidence[0]
    assert (listed.page, listed.says) == (2, post.words_within(case.opened_from)), "what is quoted from it is held against its words"
    assert "Please look at this." in listed.says[0]
    assert before.isdisjoint({"withdrawn-listed", "rests-on-withdrawn"})
    assert after - before == {"withdrawn-listed", "rests-on-withdrawn"}
    assert told(seen) - before == {"rests-on-withdrawn"}, "what was found rests on the piece withdrawn until it is found again"
    assert f"{piece.ref} (withdrawn since)" in page
