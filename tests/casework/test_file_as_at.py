"""The file of a case as at every moment of its life: whatever a room keeps of it is on the file from when it was, as it stood, and nothing that came later."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import duly.casework.screens.urls  # noqa: F401  (every room with its events)
from duly.casework import flow
from duly.casework.adjudication import actions as adjudication
from duly.casework.adjudication import queries as found
from duly.casework.advice import actions as advice
from duly.casework.advice import queries as advised
from duly.casework.dispatch import actions as letters
from duly.casework.files import queries, rules
from duly.casework.flow import chasing
from duly.casework.investigation import actions as investigation
from duly.casework.investigation import queries as looked_into
from duly.casework.reviews import queries as reviews
from duly.casework.risk import actions as risk
from duly.casework.risk import queries as risked
from duly.casework.submissions import actions as submissions
from duly.core.contacts import actions as contacts
from duly.core.contacts import queries as rung
from duly.core.record.clock import now, today
from duly.core.record.queries import history
from tests.casework.risky import assessed
from tests.casework.test_adjudication import REASONS, UPHELD
from tests.casework.test_investigation import noted
from tests.casework.test_reviews import GROUNDS

pytestmark = pytest.mark.django_db
SOON = timedelta(days=10)


def shown(case_ref, reader):
    """What the rooms' own pages show of the case now: each paper with what the record said of it last."""
    refs = [
        *(("issue", one.ref) for one in looked_into.issues(case_ref)),
        *(("piece of evidence", one.ref) for one in looked_into.pieces(case_ref)),
        *(("evidence request", one.ref) for one in looked_into.requests(case_ref=case_ref)),
        *(("adjudication", one.issue_ref) for one in found.findings(case_ref)),
        *(("recommendation", one.ref) for one in found.recommendations(case_ref)),
        *(("review", one.ref) for one in reviews.reviews(case_ref=case_ref)),
        *(("referral", one.ref) for one in reviews.referrals(case_ref=case_ref, reader=reader)),
        *(("advice", one.ref) for one in advised.of_case(case_ref)),
        *(("involvement", one.ref) for one in risked.involvements(case_ref=case_ref)),
        *(("commissioned work", one.ref) for one in risked.commissioned_all(case_ref=case_ref)),
        *(("call", one.ref) for one in rung.calls(case_ref=case_ref)),
        *(("case risk", case_ref) for _ in risked.of_case(case_ref)[:1]),
    ]
    return {about: history(*about)[-1].sentence for about in refs}


COMPARED = {
    "issue",
    "piece of evidence",
    "evidence request",
    "adjudication",
    "recommendation",
    "review",
    "referral",
    "advice",
    "involvement",
    "commissioned work",
    "call",
    "case risk",
}


@pytest.fixture
def lived(case, decision, office):
    """A case that everything happened to, one after another: after each, the moment and what the pages showed then."""
    ref, investigator, manager, head = case.ref, office["investigator"], office["casework-manager"], office["head-of-casework"]
    told = []

    def then():
        told.append((now(), shown(ref, head)))

    then()
    issue = investigation.raise_issue(ref, words="It took nine months.", by=investigator)
    then()
    noted(office, case, issue)
    then()
    asked = chasing.ask_for_evidence(issue.ref, what="The log", asked_of="The board", by=investigator)
    then()
    contacts.log_call(at=now(), caller="Mrs Example", case_ref=ref, verified="known voice", gist="Asked when.", by=investigator)
    then()
    chasing.answer_request(asked.ref, became="received", on=today(), words="It came.", by=investigator)
    then()
    adjudication.find(
        issue.ref, found=UPHELD, reasons=REASONS, evidence=[one.ref for one in looked_into.issue(issue.ref).known], by=investigator
    )
    then()
    adjudication.recommend(
        issue.ref, kind="service", body="The board", action="Say sorry.", proof="A copy.", due=today() + SOON, by=investigator
    )
    then()
    assessed(ref, manager, legal=1)
    then()
    assessed(ref, manager, legal=2)
    then()
    flow.bring_in(ref, rung="inform", asked_of=head.ref, asks="A new letter came.", by_day=today() + SOON, by=manager)
    then()
    risk.commission(ref, owner=investigator.ref, terms="Read it all.", due_on=today() + SOON, by=head)
    then()
    advice.ask(way="given", about=ref, asker="Operations", question="May we?", subjects=("Publishing",), by=manager)
    then()
    flow.refer_question(
        ref, kind="legal view", to_whom="Counsel", question="May we publish?", privileged=False, due_on=today() + SOON, by=head
    )
    then()
    flow.ask_for_review(decision.ref, asker="complainant", asked_by="Mrs Ada Example", received_on=today(), grounds=GROUNDS, by=manager)
    then()
    investigation.drop_issue(investigation.raise_issue(ref, words="No reply.", by=investigator).ref, because="Same.", by=investigator)
    then()
    return ref, told


def test_the_file_as_at_any_moment_is_what_the_pages_showed_then(lived):
    case_ref, told = lived
    kinds_met = set()
    for moment, page in told:
        papers = {(one.kind, one.ref): one.last for one in queries.as_at(case_ref, moment).papers if one.kind in COMPARED}
        assert papers == page
        kinds_met |= {kind for kind, _ in page}
    assert kinds_met == COMPARED, "each kind came onto the file one day, or this shows nothing of it"

    first_assessed = next(moment for moment, page in told if ("case risk", case_ref) in page)
    before, after = (next(one for one in queries.as_at(case_ref, at).papers if one.kind == "case risk") for at in (first_assessed, now()))
    assert before.later >= 1
    assert after.later == 0


def test_a_paper_is_told_as_it_was_told_then_and_a_letter_is_of_no_day_before_it_was_sent(case, letter, drafted, office, outbox):
    def told(ref, at):
        return next((one.what, one.on) for one in queries.as_at(case.ref, at).papers if one.ref == ref)

    paper = drafted(mp_interest=False)
    first = now()
    same = {"remedy_pence": 70_000, "mp_interest": False, "paragraphs": ("It was theirs to pay.",)}
    submissions.revise(paper.ref, ask="Pay it all.", **same, by=office["investigator"])
    letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=office["casework-manager"])
    waiting = now()
    flow.send_letter(letter.ref, by=office["executive-assistant"])

    assert [told(paper.ref, at)[0] for at in (first, waiting)] == [paper.text.ask, "Pay it all."]
    assert [told(letter.ref, at)[1] for at in (first, waiting, now())] == [None, None, today()]


def test_the_page_has_the_parts_of_the_file_in_the_order_of_a_paper_file_and_asks_as_often_however_much_is_on_it(lived, at_desk, office):
    case_ref, _ = lived
    page = at_desk("casework-manager").get(f"/cases/{case_ref}/file/").content.decode()
    places = [page.index(f"<h2>{group.replace(chr(38), '&amp;')}") for group, _ in queries.by_group(queries.as_at(case_ref, now()).papers)]

    assert places == sorted(places)
    assert len(places) >= 8
    assert "Issue 1: It took nine months." in page
    _asks_as_often_however_much_is_on_it(case_ref, office)
    _every_kind_has_its_place()


def _asks_as_often_however_much_is_on_it(case_ref, office):
    def asked() -> int:
        with CaptureQueriesContext(connection) as made:
            queries.as_at(case_ref, now())
        return len(made)

    before = asked()
    for n in range(3):
        issue = investigation.raise_issue(case_ref, words=f"And {n}.", by=office["investigator"])
        chasing.ask_for_evidence(issue.ref, what=f"Log {n}", asked_of="The board", by=office["investigator"])
        advice.ask(
            way="given",
            about=case_ref,
            asker="Operations",
            question=f"May we {n}?",
            subjects=("Publishing",),
            by=office["casework-manager"],
        )
    assert asked() == before


def _every_kind_has_its_place():
    from duly.core.confidentiality.models import Paper
    from duly.core.record.models import StoredEvent

    of_cases = {case_ref for _, case_ref in Paper.objects.values_list("ref", "case_ref")}
    refs = {*of_cases, *Paper.objects.values_list("ref", flat=True)}
    met = set(StoredEvent.objects.filter(subject_ref__in=refs).values_list("subject_type", flat=True))

    assert met - rules.KINDS.keys() - rules.WITH.keys() - rules.NOT_A_PAPER.keys() == set()
