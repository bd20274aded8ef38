"""Whoever declared an interest that bears on a case has nothing to do with it: it is not given to them, and they write, review, find and approve nothing on it."""

import pytest

from duly.casework import flow
from duly.casework.adjudication.checks import why_not_find
from duly.casework.adjudication.rules import Found
from duly.casework.cases import actions as cases
from duly.casework.correspondence import actions as post
from duly.casework.dispatch import actions as letters
from duly.casework.investigation import actions as investigation
from duly.casework.submissions import actions as papers
from duly.core.record.clock import today
from duly.core.scheme.actions import declare_interest

pytestmark = pytest.mark.django_db
MANAGER, ASSISTANT, CLERK, INVESTIGATOR, HEAD = (
    "casework-manager",
    "assistant-casework-manager",
    "executive-assistant",
    "investigator",
    "head-of-casework",
)


@pytest.fixture
def declares(office):
    """Declares an interest in the body, as the holder of a post."""
    return lambda who, about="Northmere Council": declare_interest(about=about, because="My brother works there.", by=office[who])


def test_a_case_is_not_given_to_them_and_whoever_gives_it_is_not_told_what_they_declared(office, case, mail, declares, refused):
    declares(ASSISTANT)
    letter = flow.register_post("b.eml", mail("More", "More.", "<b@x>"), received_on=today(), by=office[CLERK]).ref
    post.triage(letter, way="allocate", direct_to="Team", next_action="Read it", owner=office[MANAGER].ref, by=office[CLERK])
    said = {"title": "Bins", "complainant": "Mr Ben Other", "body": "Northmere Council"}

    handed = refused(lambda: cases.hand_over({case.ref: "It waits."}, owner=office[ASSISTANT].ref, by=office[MANAGER]))
    opened = refused(lambda: flow.open_case_from(letter, **said, owner=office[ASSISTANT].ref, by=office[MANAGER]))

    assert (handed.code, opened.code) == ("interest", "interest")
    assert handed.because == f"{office[ASSISTANT].name} has declared an interest that bears on {case.ref}: give it to somebody else."
    assert "brother" not in opened.because + handed.because
    other = flow.open_case_from(letter, **said | {"body": "Southmere Trust"}, owner=office[ASSISTANT].ref, by=office[MANAGER])
    assert other.owner == office[ASSISTANT].ref


def test_they_write_and_review_no_paper_of_it(office, case, drafted, declares, refused):
    paper = drafted()
    papers.put_up(paper.ref, by=office[INVESTIGATOR])
    declares(INVESTIGATOR)
    declares(ASSISTANT, case.ref)

    def review():
        return flow.pass_as_ready(paper.ref, seen_sha256=paper.text.sha256, ticked=(), despite="", by=office[ASSISTANT])

    assert refused(drafted).because == "You have declared an interest in Northmere Council, so somebody else must write it."
    assert refused(review).code == "interest"


def test_they_find_nothing_on_it_and_approve_no_letter_of_it(office, case, letter, declares, refused):
    issue = investigation.raise_issue(case.ref, words="Was it late?", by=office[INVESTIGATOR])
    declares(INVESTIGATOR)
    declares(HEAD)

    found = why_not_find(issue, Found(True, False, 0, 0, 0), {}, evidence=[], by=office[INVESTIGATOR])
    approval = refused(lambda: letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=office[HEAD]))

    assert (found.code, approval.code) == ("interest", "interest")
