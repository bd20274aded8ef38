"""A question is referred with its clock and a hold on destruction; what is privileged is read by those who may, and by nobody else anywhere."""

import json
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.correspondence import actions as post
from duly.casework.reviews import actions, queries
from duly.casework.reviews.models import Referral
from duly.core.clocks import actions as clock_actions
from duly.core.clocks import queries as clocks
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.retention import actions as retention
from duly.core.retention import queries as holds

pytestmark = pytest.mark.django_db
SECRET = "May we concede ground three"


@pytest.fixture
def referral(office, case):
    """A privileged question to the lawyers."""
    said = {"kind": "legal view", "to_whom": "The Legal Team", "question": SECRET, "privileged": True}
    return flow.refer_question(case.ref, **said, due_on=today() + timedelta(days=10), by=office["head-of-casework"])


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def test_a_letter_before_claim_is_referred_from_its_page_in_one_step(office, item, case, at_desk, refused):
    post.flag(item.ref, rule="judicial-review", because="It is a letter before claim.", by=office["casework-manager"])
    may_not = refused(lambda: flow.refer_letter_before_claim(item.ref, by=office["assistant-casework-manager"]))
    desk = at_desk("casework-manager")
    page = text(desk.get(f"/post/{item.ref}/"))

    answer = desk.post(f"/referrals/letter/{item.ref}/", follow=True)
    (seen,) = queries.referrals(case_ref=case.ref, reader=office["casework-manager"])
    clock = clocks.clock(seen.clock_ref)
    twice = refused(lambda: flow.refer_letter_before_claim(item.ref, by=office["casework-manager"]))
    shown = text(answer)

    assert "Refer it to the lawyers" in page
    assert may_not.code == "scheme-no-row"
    assert (seen.kind, seen.privileged, seen.source, seen.due_on) == ("legal view", True, item.ref, clock.due)
    assert (clock.rule_code, clock.began, clock.due) == ("pre-action", item.received_on, item.received_on + timedelta(days=14))
    assert [one.about for one in holds.holds(standing=True)] == [case.ref]
    assert "Is the date of this referral" in shown
    assert twice.because == f"{item.ref} has opened {seen.ref} already."


def test_the_hold_and_the_clock_go_with_the_last_referral_that_leans_on_them(office, item, case, refused):
    by = office["casework-manager"]
    first = flow.refer_letter_before_claim(item.ref, by=by)
    second = flow.refer_question(
        case.ref, kind="external review", to_whom="A reviewer", question="Is it fair?", privileged=False, due_on=today(), by=by
    )
    unexplained = refused(lambda: flow.close_referral(first.ref, because=" ", done_on=today(), by=by))

    flow.close_referral(first.ref, because="We answered the letter.", done_on=today(), by=by)
    between = [one.ref for one in holds.holds(standing=True)]
    flow.close_referral(second.ref, because="It is fair.", done_on=today(), by=by)

    assert unexplained.code == "no-reason"
    assert clocks.clock(first.clock_ref).state == "met"
    assert between == [first.hold_ref] == [second.hold_ref]
    assert holds.holds(standing=True) == ()
    assert history("referral", second.ref)[-1].facts["hold_lifted"] == first.hold_ref


def test_a_hold_that_somebody_else_placed_stays_when_the_referral_goes(office, case):
    hold = retention.place_hold(about=case.ref, because="An inquest.", by=office["head-of-casework"])
    said = {"kind": "external assurance", "to_whom": "An auditor", "question": "Was it done well?", "privileged": False}
    seen = flow.refer_question(case.ref, **said, due_on=today(), by=office["head-of-casework"])

    flow.close_referral(seen.ref, because="It was.", done_on=today(), by=office["head-of-casework"])

    assert (seen.hold_ref, seen.hold_is_ours) == (hold.ref, False)
    assert [one.ref for one in holds.holds(standing=True)] == [hold.ref]


def test_what_is_privileged_is_shown_to_nobody_who_may_not_read_it(office, case, referral, at_desk, refused):
    actions.answer(referral.ref, on=today(), answer="Ground three is lost.", with_what="ADVICE-7", by=office["casework-manager"])
    pages = (
        f"/referrals/{referral.ref}/",
        "/referrals/",
        "/referrals/?format=csv",
        "/referrals/?format=json",
        f"/cases/{case.ref}/",
        "/search/?q=concede",
    )
    secrets = (SECRET, "Ground three is lost", "ADVICE-7")

    seen_by = {
        who: [any(one in text(at_desk(who).get(page)) for one in secrets) for page in pages] for who in ("executive-assistant", "ombudsman")
    }
    told = refused(lambda: actions.answer(referral.ref, on=today(), answer="Mine.", by=office["assistant-casework-manager"]))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit.payload WHERE convert_from(content, 'UTF8') ~ 'concede|Ground three|ADVICE-7'")
        in_the_record = cursor.fetchone()[0]

    assert seen_by["executive-assistant"] == [False] * len(pages)
    assert seen_by["ombudsman"] == [True] + [False] * (len(pages) - 1)
    assert told.code == "scheme-no-row"
    assert in_the_record == 0
    assert "Privileged: shown to those the scheme lets read it." in text(at_desk("executive-assistant").get(pages[0]))


def test_the_page_says_what_a_referral_does_to_each_clock_that_runs(office, case, decision, referral, at_desk):
    flow.review_asked(decision.ref, received_on=today(), by=office["casework-manager"])
    clock_actions.start(kind="case", about=case.ref, rule="foi", began=today(), by=office["investigator"])

    running = [*clocks.clocks(kind="decision", about=decision.ref), *clocks.clocks(kind="case", about=case.ref)]
    effects = {clock.rule_code: says for clock, says in queries.effects(referral, running)}

    assert effects["judicial-review"] == effects["review-jr-safe"] == "Runs on: nothing we do moves this date."
    assert effects["review-answer"] == effects["foi"] == "Runs on, and may be stopped with a reason while an answer is waited for."
    assert effects["review-acknowledgement"] == "Runs on."
    assert "nothing we do moves this date" in text(at_desk("casework-manager").get(f"/referrals/{referral.ref}/"))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "answered"}, "an_answered_referral_has_its_answer"),
        ({"question": ""}, "a_referral_says_what_is_asked_of_whom"),
        ({"kind": "a chat"}, "a_referral_says_what_is_asked_of_whom"),
        ({"state": "gone"}, "a_referral_is_in_a_known_state"),
    ],
)
def test_the_database_refuses_a_referral_without_its_words(referral, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Referral.objects.filter(ref=referral.ref).update(version=2, **change)


def test_the_list_is_csv_and_json_at_one_address(referral, at_desk):
    told = json.loads(at_desk("investigator").get("/referrals/?format=json&state=open").content)

    assert [(one["ref"], one["privileged"]) for one in told["items"]] == [(referral.ref, "Yes")]
