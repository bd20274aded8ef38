"""Who may ask for a decision to be looked at again, and what becomes of a request that is withdrawn."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.dispatch import queries as letters
from duly.casework.reviews import actions as reviewing
from duly.casework.reviews import queries
from duly.casework.reviews.models import Review
from duly.core.alerts.models import Alert
from duly.core.clocks import queries as clocks
from duly.core.directory import actions as directory
from duly.core.record.clock import today
from duly.core.record.queries import history
from tests.casework.test_letters_to_others import LONG_AGO, people, speaks
from tests.casework.test_reviews import GROUNDS, asked, other

__all__ = ["asked", "other", "people", "speaks"]
pytestmark = pytest.mark.django_db
WHY = "She writes that it is settled between them."


def ask(office, decision, asker, asked_by):
    said = {"received_on": today(), "grounds": GROUNDS, "by": office["casework-manager"]}
    return flow.ask_for_review(decision.ref, asker=asker, asked_by=asked_by, **said)


def withdraw(office, case, ref, by="casework-manager", **said):
    known = {"on": today(), "proof": case.items[0], "because": WHY}
    return flow.withdraw_review(ref, **known | said, by=office[by])


def test_whoever_asks_is_a_party_or_speaks_for_one_with_their_agreement_and_else_it_says_who_may(
    office, case, people, speaks, decision, refused
):
    nobody = refused(lambda: ask(office, decision, "complainant", "Mr Bob Stranger"))
    alone = refused(lambda: ask(office, decision, "representative", "Leo Example"))
    speaks("letters only")
    letters_only = refused(lambda: ask(office, decision, "representative", "Leo Example"))
    directory.give_role(
        people["ada"], role="represented by", of=people["leo"], scope="one complaint", starts=LONG_AGO, by=office["casework-manager"]
    )
    seen = ask(office, decision, "representative", "Leo Example")

    assert (nobody.code, alone.code, letters_only.code) == ("not-a-party", "not-a-party", "no-consent")
    assert "It may be asked for by Mrs Ada Example (complainant), Ms Nadia Link (body)" in nobody.because
    assert "Leo Example (" not in letters_only.because
    assert seen.asked_ref == people["leo"]
    assert flow.draft_owed(f"{seen.ref}/1", by=office["investigator"]).to_ref == people["leo"], "the letter goes to whoever asked"


def test_somebody_of_the_body_may_ask_by_where_they_work_and_a_name_alone_is_enough_of_a_complainant_without_an_entry(
    office, case, decision
):
    assert ask(office, decision, "body", f"Jo Roe, {case.body}").asked_ref == ""


def test_one_that_is_withdrawn_owes_no_answer_and_tells_whoever_was_told(office, case, decision, asked, other, refused):
    flow.accept_review(asked.ref, valid=("ours", "says-why", "not-done"), because="Fair.", by=office["deputy-ombudsman"])
    reviewing.assign(asked.ref, reviewer=other.ref, by=office["casework-manager"])
    flow.tell_party(asked.ref, place=1, on=today(), how="By telephone", by=office["casework-manager"])
    for party in ("body", "lawyers"):
        reviewing.plan_to_tell(asked.ref, party=party, what="It is looked at again.", by_when=today(), by=office["casework-manager"])
    flow.tell_party(asked.ref, place=2, on=today(), how="By telephone", by=office["casework-manager"])
    drafted = flow.draft_owed(f"{asked.ref}/3", by=office["investigator"])

    own = refused(lambda: withdraw(office, case, asked.ref, by="head-of-casework"))
    bare = refused(lambda: withdraw(office, case, asked.ref, proof=""))
    lost = refused(lambda: withdraw(office, case, asked.ref, proof="P-99-99999"))
    done = withdraw(office, case, asked.ref)

    assert "signed by you" in own.because
    assert (bare.code, lost.code) == ("no-proof", "no-such-proof")
    assert [(one.party, one.kind) for one in done.untold] == [("complainant", "withdrawn"), ("body", "withdrawn")]
    assert letters.letter(drafted.ref).state == "dropped"
    assert [one.title for one in Alert.objects.filter(officer=other.ref)] == ["A review you have was withdrawn"]
    assert queries.open_on(decision.ref) == ""
    assert {one.rule_code: one.state for one in clocks.clocks(kind="decision", about=decision.ref)}["review-jr-safe"] == "ended"
    assert [one.rule_code for one in clocks.clocks(kind="decision", about=decision.ref, only_open=True)] == ["judicial-review"]
    safe = next(one for one in clocks.clocks(kind="decision", about=decision.ref) if one.rule_code == "review-jr-safe")
    assert f"{asked.ref} was withdrawn on" in history("clock", safe.ref)[-1].sentence
    assert refused(lambda: withdraw(office, case, asked.ref)).code == "wrong-state"
    assert [one.place for one in queries.untold(case.ref)] == [4, 5], "what fell away is in nobody's way"


def test_it_is_done_on_its_page_and_is_closed_once_all_are_told(at_desk, office, case, asked):
    desk = at_desk("casework-manager")
    said = {"on": today().strftime("%d/%m/%Y"), "proof": case.items[0], "because": WHY}

    assert desk.post(f"/reviews/{asked.ref}/withdraw/", said | {"because": ""}).status_code == 422
    assert desk.post(f"/reviews/{asked.ref}/withdraw/", said).status_code == 302
    page = desk.get(f"/reviews/{asked.ref}/").text
    for one in queries.review(asked.ref).untold:
        flow.tell_party(asked.ref, place=one.place, on=today(), how="By telephone", by=office["casework-manager"])

    assert "Withdrawn by whoever asked" in page
    assert "Fell away" in page
    assert desk.post(f"/reviews/{asked.ref}/close/").status_code == 302
    assert queries.review(asked.ref).state == "closed"


@pytest.mark.parametrize("change", [{"state": "withdrawn"}, {"withdrawn_on": today() - timedelta(days=9)}, {"tell_from": 2}])
def test_the_database_refuses_one_withdrawn_without_when_why_and_where(asked, change):
    with pytest.raises(IntegrityError, match="a_withdrawn_review_says_when_why_and_where"), transaction.atomic():
        Review.objects.filter(ref=asked.ref).update(version=2, **change)
