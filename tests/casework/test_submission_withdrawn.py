"""A submission is withdrawn before anybody decides it: nobody has it any more, and what it said is kept."""

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.decisions.models import Decision
from duly.casework.flow.closing import open_on_case
from duly.casework.submissions import actions, queries
from duly.casework.submissions.rules import Point
from duly.core.record.clock import today

pytestmark = pytest.mark.django_db
MANAGER, INVESTIGATOR, HEAD = "casework-manager", "investigator", "head-of-casework"
WHY = "The council has changed its mind."
ENDED = {"outcome": "resolved", "principles": ["getting it right"], "because": "The council put it right."}


def test_one_that_waits_to_be_signed_is_withdrawn_leaves_the_boxes_and_is_never_signed(office, ready, refused):
    paper = ready()
    before = flow.waiting()["submissions"]
    gone = actions.withdraw(paper.ref, because=WHY, by=office[INVESTIGATOR])

    def sign():
        return flow.sign(paper.ref, outcome="agree", seen_sha256=paper.text.sha256, by=office[HEAD])

    assert (gone.state, gone.texts) == ("withdrawn", paper.texts)
    assert refused(sign).code == "wrong-state"
    assert flow.waiting()["submissions"] == before - 1
    with pytest.raises(IntegrityError, match="decided_submission_names_its_decision"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE submissions_submission SET decision_ref = 'D-1', version = version + 1 WHERE ref = %s", [paper.ref])
    for again in (
        lambda: actions.withdraw(paper.ref, because=WHY, by=office[INVESTIGATOR]),
        lambda: actions.put_up(paper.ref, by=office[INVESTIGATOR]),
    ):
        assert refused(again).code == "wrong-state"


@pytest.mark.parametrize(
    ("begun", "change", "constraint"),
    [
        ("withdrawn", "state = 'ready'", "a_paper_that_ended_stays_as_it_ended"),
        ("withdrawn", "state = 'decided', decision_ref = 'DN-1', reviewed_by = 'O-9'", "a_paper_that_ended_stays_as_it_ended"),
        ("draft", "state = 'decided', decision_ref = 'DN-1', reviewed_by = 'O-9'", "a_paper_is_decided_once_it_is_ready"),
    ],
)
def test_the_database_refuses_to_let_one_that_ended_go_on_and_to_decide_one_that_is_not_ready(office, drafted, begun, change, constraint):
    paper = drafted()
    if begun == "withdrawn":
        actions.withdraw(paper.ref, because=WHY, by=office[INVESTIGATOR])

    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE submissions_submission SET {change}, version = version + 1 WHERE ref = %s", [paper.ref])

    assert refused.value.__cause__.diag.constraint_name == constraint


def test_the_database_refuses_a_decision_on_one_that_was_withdrawn(office, decision, drafted):
    paper = actions.withdraw(drafted().ref, because=WHY, by=office[INVESTIGATOR])
    row = Decision.objects.filter(ref=decision.ref).values().get() | {"id": None, "ref": "DN-26-09999", "submission_ref": paper.ref}

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Decision(**row).save(force_insert=True)

    assert refused.value.__cause__.diag.constraint_name == "a_decision_is_of_a_paper_that_is_ready"


def test_it_is_for_whoever_wrote_it_or_has_its_case_and_says_why(office, case, drafted, refused):
    paper = drafted()

    assert refused(lambda: actions.withdraw(paper.ref, because=WHY, by=office[MANAGER])).code == "not-yours"
    assert refused(lambda: actions.withdraw(paper.ref, because=" ", by=office[INVESTIGATOR])).code == "no-reason"
    assert refused(lambda: actions.withdraw(paper.ref, because=WHY, by=office[HEAD])).code == "scheme-no-row"
    assert actions.withdraw(paper.ref, because=WHY, by=office[INVESTIGATOR]).state == "withdrawn"


def test_one_that_was_returned_and_then_withdrawn_counts_neither_for_nor_against_its_author(office, drafted):
    paper = actions.put_up(drafted().ref, by=office[INVESTIGATOR])
    point = Point("remedy", "Why so much?", who_fixes=office[INVESTIGATOR].ref, fix_by=today(), paragraph=1)
    actions.send_back(paper.ref, points=[point], by=office["assistant-casework-manager"])
    assert paper.ref in {one.ref for one in queries.outcomes()}

    actions.withdraw(paper.ref, because=WHY, by=office[INVESTIGATOR])

    assert paper.ref not in {one.ref for one in queries.outcomes()}


def test_a_draft_is_withdrawn_with_its_case_and_one_that_is_put_up_is_in_the_way(office, case, drafted, refused):
    draft, up = drafted(), actions.put_up(drafted().ref, by=office[INVESTIGATOR])

    assert {one.ref: one.ends for one in open_on_case(case.ref, by=office[MANAGER])} == {draft.ref: True, up.ref: False}
    assert refused(lambda: flow.close_case(case.ref, **ENDED, by=office[MANAGER])).code == "still-open"
    actions.withdraw(up.ref, because=WHY, by=office[INVESTIGATOR])
    flow.close_case(case.ref, **ENDED, by=office[MANAGER])

    assert queries.submission(draft.ref).state == "withdrawn"


def test_the_page_says_so_and_offers_nothing_more(office, drafted, at_desk):
    paper, desk = drafted(), at_desk(INVESTIGATOR)
    page = f"/submissions/{paper.ref}/"
    offered, empty = desk.get(page).content.decode(), desk.post(f"{page}withdraw/", {"because": ""})
    done = desk.post(f"{page}withdraw/", {"because": WHY})
    after = desk.get(page).content.decode()

    assert "Take it back before anybody decides it" in offered
    assert (empty.status_code, "Say why, in a sentence." in empty.content.decode()) == (422, True)
    assert done.status_code == 302
    assert f"{paper.ref} was withdrawn before anybody decided it: {WHY} By The Investigator, on " in after
    assert "Nobody: it was withdrawn." in after
    assert "Take it back before anybody decides it" not in after
    assert paper.ref in desk.get("/submissions/?state=withdrawn").content.decode()
