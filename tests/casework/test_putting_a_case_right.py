"""A case that was keyed wrongly is put right: what it read stays in its record, and what still says it as before is named."""

import pytest

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.finding import queries as finding
from duly.core.record.queries import history

pytestmark = pytest.mark.django_db
MANAGER, INVESTIGATOR, CLERK = "casework-manager", "investigator", "executive-assistant"
SAID = {"title": "Delay", "complainant": "Mrs Ada Exemplar", "body": "Northmere Council", "because": "Her name was misread."}


@pytest.fixture
def right(office, case):
    """Puts the case right, as the manager."""
    return lambda **said: flow.put_case_right(case.ref, **SAID | said, by=office[MANAGER])


def test_what_it_reads_now_is_found_and_what_it_read_stays_in_its_record(case, right):
    done = right().case
    told = history("case", case.ref)[-1]

    assert (done.complainant, done.title, done.body, done.version) == ("Mrs Ada Exemplar", case.title, case.body, case.version + 1)
    assert told.sentence == (
        f"Of {case.ref} was put right complainant: Delay, complaint of Mrs Ada Exemplar about Northmere Council. "
        "It read: Delay, complaint of Mrs Ada Example about Northmere Council. Her name was misread."
    )
    assert finding.search("exemplar", most=5) == (case.ref,)
    assert finding.search("ada example", most=5) == ()


def test_letters_not_sent_and_papers_not_decided_that_still_say_it_as_before_are_named(office, case, drafted, right, at_desk):
    draft = drafted()
    old = flow.write_letter(
        case.ref,
        to_address="",
        fields={"address": "Mrs Ada Example\n1 Row", "words": "Thank you, Mrs Ada Example."},
        channel="post",
        on_behalf="ombudsman",
        by=office[INVESTIGATOR],
    )
    other = flow.write_letter(
        case.ref, to_name="The Clinic", to_address="", fields={"words": "Please."}, channel="post", on_behalf="", by=office[INVESTIGATOR]
    )

    page = at_desk(MANAGER).post(f"/cases/{case.ref}/put-right/", SAID, follow=True).content.decode()

    assert f"{old.ref} still says it as before: put that right too." in page
    assert 'value="Mrs Ada Exemplar"' in page
    assert not {draft.ref, other.ref} & set(page.split("still says")[0].split())
    assert right(body="Southmere Council").still == ()


def test_what_is_not_put_right_is_refused_with_why(office, case, right, refused):
    same = {"title": case.title, "complainant": case.complainant, "body": case.body}

    assert refused(lambda: right(**same)).code == "nothing-new"
    assert refused(lambda: right(complainant=" ")).code == "nothing-said"
    assert refused(lambda: right(because=" ")).code == "no-reason"
    assert refused(lambda: actions.put_right(case.ref, **SAID, by=office["ombudsman"])).code == "scheme-no-row"


def test_a_closed_case_may_still_be_put_right_and_stays_closed(office, case, right):
    ended = {"outcome": "resolved", "principles": ["getting it right"], "because": "The council put it right."}
    flow.close_case(case.ref, **ended, by=office[MANAGER])

    assert (right().case.stage, queries.case(case.ref).complainant) == ("closed", "Mrs Ada Exemplar")
