"""Whoever complained is told how a case ended on which nothing was found: why, what they can do, and until when."""

import pytest

from duly.casework import flow
from duly.casework.correspondence.rules.principles import CASE_OUTCOMES
from duly.casework.dispatch import actions as letters
from duly.casework.flow import ENDED
from duly.casework.flow.letter_writing import last_day
from duly.casework.wordings.rules import MUST_HOLD, wrong_with
from duly.casework.wordings.shipped import SHIPPED
from duly.core.record.clock import today
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
MANAGER, INVESTIGATOR = "casework-manager", "investigator"
WHY = "The council has twelve weeks to answer, and has had two."
FOUND, OF_NOBODY = {"upheld", "partly upheld", "not upheld"}, {"nobody carries on"}


@pytest.fixture
def closed(office, case):
    """Closes the case with an outcome."""

    def close(outcome: str):
        return flow.close_case(case.ref, outcome=outcome, principles=["getting it right"], because=WHY, by=office[MANAGER])

    return close


def test_every_way_of_ending_with_nothing_found_has_its_letter_and_whoever_is_turned_away_is_told_of_a_review_and_of_a_court():
    shipped = {one.code: one for one in SHIPPED}

    assert set(ENDED) == {code for code, _ in CASE_OUTCOMES} - FOUND - OF_NOBODY
    for outcome, code in ENDED.items():
        assert wrong_with(shipped[code]) == ()
        held = {one.name for one in shipped[code].paragraphs if one.kind == "mandatory"}
        assert held >= set(MUST_HOLD.get(shipped[code].purpose, ())), outcome
        assert bool(held) is (outcome not in ("withdrawn", "resolved")), outcome


def test_the_letter_of_a_case_closed_as_premature_says_why_and_until_when_a_review_may_be_asked_for(office, case, closed):
    with pytest.raises(Refused, match="is not closed"):
        flow.draft_owed(case.ref, by=office[INVESTIGATOR])
    closed("premature")

    made = flow.draft_owed(case.ref, by=office[INVESTIGATOR])
    filled = letters.fill_in(
        made.ref,
        fields={"address": "Mrs Ada Example\n1 Row", "next_step": "Wait for its answer, until 1 February."},
        by=office[INVESTIGATOR],
    )

    assert (made.template, made.to_name, made.unfilled) == ("closed-premature", "Mrs Ada Example", ("address", "next_step"))
    assert filled.unfilled == ()
    assert filled.fields["reasons"] == WHY
    assert filled.fields["review_by"] == last_day("review_by", "review-request", today())["review_by"]
    assert flow.letter_of(case.ref).ref == made.ref
    with pytest.raises(Refused, match="tells of"):
        flow.draft_owed(case.ref, by=office[INVESTIGATOR])


@pytest.mark.parametrize("outcome", sorted(ENDED.keys() - {"withdrawn"}))
def test_each_ending_drafts_its_own_letter_with_nothing_of_the_case_left_to_type(office, case, closed, outcome):
    closed(outcome)
    made = flow.draft_owed(case.ref, by=office[INVESTIGATOR])

    assert made.template == ENDED[outcome]
    assert set(made.unfilled) <= {"address", "next_step"}


def test_the_page_of_a_closed_case_says_where_its_letter_stands(office, case, closed, at_desk):
    closed("out of time")
    desk = at_desk(INVESTIGATOR)
    before = desk.get(f"/cases/{case.ref}/").content.decode()
    drafted = desk.post("/letters/owed/", {"concerns": case.ref})
    after = desk.get(f"/cases/{case.ref}/").content.decode()

    assert f"/letters/owed/?concerns={case.ref}" in before
    assert drafted.status_code == 302
    assert drafted.url in after
