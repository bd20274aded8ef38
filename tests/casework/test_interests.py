"""Whoever declared an interest that bears on a case has nothing to do with it: it is not given to them, and they write, review, find and approve nothing on it."""

import re

import pytest

from duly.casework import flow
from duly.casework.adjudication.checks import why_not_find
from duly.casework.adjudication.rules import Found
from duly.casework.cases import actions as cases
from duly.casework.correspondence import actions as post
from duly.casework.dispatch import actions as letters
from duly.casework.investigation import actions as investigation
from duly.casework.submissions import actions as papers
from duly.core.confidentiality import actions as keeping
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


def test_whoever_gives_a_case_sees_beforehand_who_may_have_it_and_not_why(office, case, at_desk, declares, refused):
    declares(ASSISTANT)
    keeping.wall(case.ref, officer=office[CLERK].ref, because="Her sister complains.", by=office[HEAD])

    may = {one.ref: one.may for one in flow.possible_owners(case.ref)}
    walled = refused(lambda: cases.hand_over({case.ref: "It waits."}, owner=office[CLERK].ref, by=office[MANAGER]))
    told = at_desk(MANAGER).get(f"/cases/hand-over/?was={case.owner}&owner={office[ASSISTANT].ref}").content.decode()

    assert [who for who in (MANAGER, HEAD, INVESTIGATOR, ASSISTANT, CLERK) if may[office[who].ref]] == [MANAGER, HEAD, INVESTIGATOR]
    assert walled.because == f"{case.ref} is kept from {office[CLERK].name}: choose somebody who may see it."
    assert f"{office[ASSISTANT].name} has declared an interest that bears on it." in told
    assert "brother" not in told


def test_whoever_hands_over_all_of_somebody_s_sees_who_may_not_have_some_before_anybody_is_chosen(office, case, at_desk, declares):
    declares(ASSISTANT)
    keeping.wall(case.ref, officer=office[CLERK].ref, because="Her sister complains.", by=office[HEAD])

    told = at_desk(MANAGER).get(f"/cases/hand-over/?was={case.owner}&owner=").content.decode()

    assert flow.not_all_to(case.owner) == {office[ASSISTANT].ref: 1, office[CLERK].ref: 1}
    assert told.count(": not for 1 of the cases</option>") == 2
    assert not re.search(r"<select[^>]* required", told), "it is asked with nobody chosen"
    assert case.ref in told
    assert "brother" not in told


def test_lists_of_possible_owners_put_them_last_and_say_it_is_not_for_them(office, case, at_desk, mail, declares):
    declares(ASSISTANT, "Mr Ben Other")
    letter = flow.register_post("b.eml", mail("More", "More.", "<b@x>"), received_on=today(), by=office[CLERK]).ref
    post.triage(letter, way="allocate", direct_to="Team", next_action="Read it", owner=office[MANAGER].ref, by=office[CLERK])
    said = {"title": "Bins", "complainant": "Mr Ben Other", "body": "", "owner": office[ASSISTANT].ref}

    before = at_desk(MANAGER).get(f"/cases/new/?item={letter}").content.decode()
    typed = at_desk(MANAGER).post(f"/cases/new/?item={letter}", said).content.decode()

    assert "not for this case" not in before
    assert typed.count("not for this case") == 1
    assert re.search(rf"{office[ASSISTANT].name}, [^<]*: not for this case</option>", typed)
