"""A decision is looked at again by somebody independent, and is superseded or withdrawn, never overtyped."""

import json
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.decisions import actions as deciding
from duly.casework.decisions import queries as decisions
from duly.casework.decisions.models import Decision
from duly.casework.decisions.rules import figures
from duly.casework.flow.closing import known_of
from duly.casework.reviews import actions, queries
from duly.casework.reviews.models import Review
from duly.casework.reviews.rules.ruleset import FIRST
from duly.core.clocks import queries as clocks
from duly.core.people import actions as people
from duly.core.people.queries import actor
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.actions import declare_interest
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db
GROUNDS = (("facts", "It says that we never answered, and we did."), ("method", "Nobody telephoned me."))
VALID = tuple(FIRST.validity)
TOMORROW = timedelta(days=1)


@pytest.fixture
def other(office):
    """A second investigator, who had no part in anything."""
    ref = people.add_officer(username="other", name="Noa Other", email="other@pso.example", password=None, by=SYSTEM)
    people.give_post(ref, post="investigator", starts=today() - timedelta(days=100), by=SYSTEM)
    return actor(ref, on=today())


@pytest.fixture
def asked(office, decision):
    """A review that the complainant asked for."""
    return flow.ask_for_review(
        decision.ref, asker="complainant", asked_by="Mrs Ada Example", received_on=today(), grounds=GROUNDS, by=office["casework-manager"]
    )


@pytest.fixture
def under_way(office, asked, other):
    """The same, accepted and given to somebody independent."""
    flow.accept_review(asked.ref, valid=VALID, because="She says what is wrong.", by=office["deputy-ombudsman"])
    return actions.assign(asked.ref, reviewer=other.ref, by=office["casework-manager"])


def concluded(review, route, by, found=("decision", "neither")):
    for place, finding in enumerate(found, start=1):
        actions.find(review.ref, place=place, finding=finding, reasons="The log shows it.", evidence=["P-26-00001"], by=by)
    return actions.conclude(review.ref, route=route, because="As found on each ground.", by=by)


def everybody_told(ref, by):
    for one in queries.review(ref).untold:
        flow.tell_party(ref, place=one.place, on=today(), how="By letter", by=by)


def test_a_review_pins_the_decision_and_says_how_its_time_was_reckoned(office, decision, asked):
    (made,) = history("decision", decision.ref)
    timely = queries.in_time(decision, asker="complainant", received_on=today())

    assert (asked.decision_ref, asked.decision_version, asked.decision_event) == (decision.ref, 1, made.event_id)
    assert (asked.decision_sha256, asked.stood_as, asked.number) == (decision.seen_sha256, "standing", 1)
    assert asked.in_time
    assert timely.title == "Asking for a review"
    assert timely.says[-1].startswith("It is due on")
    assert [one.kind for one in asked.tellings] == ["acknowledgement"]


def test_asking_twice_starts_no_clock_twice_and_no_second_review(office, decision, asked, refused):
    before = {one.ref for one in clocks.clocks(kind="decision", about=decision.ref)}

    flow.review_asked(decision.ref, received_on=today(), by=office["casework-manager"])
    refusal = refused(
        lambda: flow.ask_for_review(
            decision.ref, asker="body", asked_by="Northmere Council", received_on=today(), grounds=GROUNDS, by=office["casework-manager"]
        )
    )

    assert {one.ref for one in clocks.clocks(kind="decision", about=decision.ref)} == before
    assert len(before) == 5
    assert refusal.because == f"{decision.ref} is being looked at again already, in {asked.ref}."


def test_what_is_late_is_accepted_only_with_its_own_reason_and_by_those_who_may(office, decision, refused, monkeypatch):
    later = today() + timedelta(days=60)
    for module in ("actions.asking", "actions.steps", "checks.reviewing"):
        monkeypatch.setattr(f"duly.casework.reviews.{module}.today", lambda: later)
    monkeypatch.setattr("duly.casework.flow.looking_again.today", lambda: later)
    monkeypatch.setattr("duly.core.clocks.checks.today", lambda: later)
    said = {"asker": "complainant", "asked_by": "Mrs Ada Example", "received_on": later, "grounds": GROUNDS}
    seen = flow.ask_for_review(decision.ref, **said, by=office["casework-manager"])

    not_hers = refused(lambda: actions.accept(seen.ref, valid=VALID, because="Fair.", why_late="Bereaved.", by=office["casework-manager"]))
    no_reason = refused(lambda: actions.accept(seen.ref, valid=VALID, because="Fair.", by=office["deputy-ombudsman"]))
    done = actions.accept(seen.ref, valid=VALID, because="Fair.", why_late="She was bereaved.", by=office["deputy-ombudsman"])

    assert not seen.in_time
    assert "out of time" in not_hers.because
    assert no_reason.because.endswith("Say why it is accepted late.")
    assert done.why_late == "She was bereaved."


def test_accepting_and_refusing_are_both_recorded_with_reasons_and_never_by_who_signed(office, asked, refused):
    own = refused(lambda: actions.refuse(asked.ref, reason="answered", because="Done.", by=office["head-of-casework"]))
    test = refused(lambda: actions.accept(asked.ref, valid=VALID[:1], because="Fair.", by=office["casework-manager"]))
    bare = refused(lambda: actions.refuse(asked.ref, reason="answered", because=" ", by=office["casework-manager"]))
    done = flow.refuse_review(asked.ref, reason="answered", because="It was all answered.", by=office["casework-manager"])

    assert "signed by you" in own.because
    assert test.because.startswith("It is accepted once this is so:")
    assert bare.code == "no-reason"
    assert (done.state, done.reason) == ("refused", "answered")
    assert [(one.party, one.kind) for one in done.untold] == [("complainant", "acknowledgement"), ("complainant", "answer")]
    assert history("review", asked.ref)[-1].sentence == f"{asked.ref} was refused (answered): It was all answered."


@pytest.mark.parametrize(
    ("post", "because"),
    [
        ("head-of-casework", "The Head of Casework signed {decision}, so somebody else must look at it again."),
        ("investigator", "The Investigator wrote {paper}, on which {decision} was made, so somebody else must look at it again."),
        ("assistant-casework-manager", "The Assistant Casework Manager passed {paper}, on which {decision} was made, so somebody else"),
        ("ombudsman", "The Ombudsman, as Ombudsman, is in the line of management of The Head of Casework, who signed it."),
        ("casework-manager", "The Casework Manager answers to The Head of Casework, who signed it."),
    ],
)
def test_who_is_not_independent_is_refused_by_name_and_with_why(office, decision, asked, other, refused, post, because):
    flow.accept_review(asked.ref, valid=VALID, because="Fair.", by=office["deputy-ombudsman"])

    refusal = refused(lambda: actions.assign(asked.ref, reviewer=office[post].ref, by=office["casework-manager"]))

    assert refusal.because.startswith(because.format(decision=decision.ref, paper=decision.submission_ref))
    assert actions.assign(asked.ref, reviewer=other.ref, by=office["casework-manager"]).reviewer == other.ref


def test_findings_on_decision_and_method_are_kept_apart_and_come_to_the_reviews_own_outcome(office, decision, under_way, other, refused):
    actions.plan(under_way.ref, words="Read the log.", issues=["Did we answer?", ""], target_on=today(), by=other)
    early = refused(lambda: actions.conclude(under_way.ref, route="amend", because="So.", by=other))
    not_theirs = refused(
        lambda: actions.find(under_way.ref, place=1, finding="both", reasons="So.", by=office["assistant-casework-manager"])
    )
    for place in (1, 2):
        actions.find(under_way.ref, place=place, finding="both", reasons="First thoughts.", by=other)
    confirmed = refused(lambda: actions.conclude(under_way.ref, route="confirm", because="So.", by=other))
    done = concluded(under_way, "amend", other)

    assert early.because == "Say first what was found on ground 1, 2."
    assert "assigned to you" in not_theirs.because
    assert confirmed.code == "not-that-route"
    assert (done.outcome, done.findings, done.plan.issues) == ("partly upheld", ("decision", "neither"), ("Did we answer?",))
    assert decisions.code_of(decision.ref) == "upheld"
    assert decisions.decision(decision.ref) == decision


def test_piffs_elm_a_final_decision_is_withdrawn_and_looked_into_further(office, decision, under_way, other, ready, refused):
    by = office["casework-manager"]
    concluded(under_way, "quash", other)

    no_power = refused(lambda: flow.carry_out_review(under_way.ref, because="Look further.", by=by))
    flow.carry_out_review(under_way.ref, because="We were wrong, and look further.", by=office["ombudsman"])
    between = decisions.standing(decision.case_ref, "decision")
    twice = refused(lambda: deciding.withdraw(decision.ref, true_from=today(), because="Again.", by=office["ombudsman"]))
    seen = ready(0)
    second = flow.sign(seen.ref, outcome="agree", code="not upheld", seen_sha256=seen.text.sha256, by=office["ombudsman"])

    assert no_power.code == "scheme-no-row"
    assert between is None
    assert twice.code == "already-withdrawn"
    assert second.supersedes == decision.ref
    assert decisions.standing(decision.case_ref, "decision") == second
    assert decisions.decision(decision.ref) == decision, "as it was made"
    assert [one.kind for one in decisions.since(decision.ref)] == ["withdrawn"]
    assert decisions.stood(decision.case_ref, "decision", on=today() - TOMORROW, known=today()) is None


def test_any_number_of_reviews_each_pinned_to_what_stood_then(office, decision, under_way, other, ready):
    by = office["assistant-casework-manager"]
    concluded(under_way, "confirm", other, found=("neither", "method"))
    flow.carry_out_review(under_way.ref, because="It stands.", by=office["deputy-ombudsman"])
    everybody_told(under_way.ref, by)
    first = actions.close(under_way.ref, by=office["casework-manager"])
    seen = ready(40_000)
    second = flow.sign(seen.ref, outcome="agree", seen_sha256=seen.text.sha256, by=office["deputy-ombudsman"])
    said = {"asker": "body", "asked_by": "Northmere Council", "received_on": today(), "grounds": GROUNDS[:1]}

    again = flow.ask_for_review(decision.ref, **said, by=by)
    of_second = flow.ask_for_review(second.ref, **said, by=by)
    earlier = queries.independence(second, other.ref)

    assert first.outcome == "partly upheld"
    assert (again.number, again.stood_as, again.decision_ref) == (2, f"superseded by {second.ref}", decision.ref)
    assert (of_second.number, of_second.stood_as) == (3, "standing")
    assert earlier is not None
    assert first.ref in earlier.because
    assert queries.review(under_way.ref) == first, "the first is as it was"


def test_a_case_is_not_closed_while_anybody_is_still_to_be_told(office, decision, under_way, other, refused):
    by = office["casework-manager"]
    ended_so = {"outcome": "upheld", "principles": ["getting it right"], "because": "It was decided."}
    concluded(under_way, "explain", other, found=("neither", "method"))
    flow.carry_out_review(under_way.ref, because="It stands.", by=office["deputy-ombudsman"])

    under = refused(lambda: flow.close_case(decision.case_ref, **ended_so, by=by))
    past = refused(lambda: cases.close(decision.case_ref, **ended_so, beside=known_of(decision.case_ref, by=by), by=by))
    untold = refused(lambda: actions.close(under_way.ref, by=by))
    everybody_told(under_way.ref, by)
    actions.close(under_way.ref, by=by)
    added = refused(lambda: actions.plan_to_tell(under_way.ref, party="body", what="More.", by_when=today(), by=by))

    assert under.because.startswith(f"{under_way.ref} is not closed yet")
    assert untold.because.startswith("The complainant is still to be told")
    assert added.code == "closed"
    assert past.code == "no-case-is-closed-under-review", "nor by whoever comes past the flow"
    assert flow.close_case(decision.case_ref, **ended_so, by=by).stage == "closed"
    met = {one.rule_code: one.state for one in clocks.clocks(kind="decision", about=decision.ref)}
    assert met == {
        "judicial-review": "running",
        "review-jr-safe": "met",
        "review-acknowledgement": "met",
        "review-answer": "met",
        "review-validity": "met",
    }


def test_what_is_referred_back_counts_when_the_team_takes_it_and_goes_on_when_it_does_not(office, under_way, other, refused):
    by = office["casework-manager"]
    concluded(under_way, "refer back", other)
    wrong = refused(lambda: flow.carry_out_review(under_way.ref, because="Done.", by=by))
    actions.refer_back(under_way.ref, team="assistant-casework-manager", because="Answer her letter.", by=by)
    not_theirs = refused(lambda: actions.take_back(under_way.ref, because="We will.", by=office["investigator"]))
    actions.send_back(under_way.ref, because="It is not ours.", by=office["assistant-casework-manager"])
    actions.conclude(under_way.ref, route="refer back", because="It is.", by=other)
    actions.refer_back(under_way.ref, team="investigator", because="Answer her letter.", by=by)
    done = actions.take_back(under_way.ref, because="By Friday.", by=office["investigator"])

    assert wrong.code == "wrong-route"
    assert not_theirs.code == "not-yours"
    assert (done.state, done.done) == ("carried out", "By Friday.")


def test_an_amendment_is_closed_only_when_another_decision_has_superseded(office, decision, under_way, other, ready, refused):
    by = office["casework-manager"]
    concluded(under_way, "amend", other)
    flow.carry_out_review(under_way.ref, because="Put up another.", by=by)
    everybody_told(under_way.ref, by)

    refusal = refused(lambda: actions.close(under_way.ref, by=by))
    seen = ready(60_000)
    flow.sign(seen.ref, outcome="agree", seen_sha256=seen.text.sha256, by=office["ombudsman"])

    assert refusal.because == f"It is to be amended, and nothing has superseded {decision.ref} yet."
    assert actions.close(under_way.ref, by=by).state == "closed"


def test_a_miscoded_decision_is_corrected_by_a_new_fact_and_what_was_published_runs_again_the_same(
    office, decision, ready, refused, monkeypatch, at_desk
):
    year = {"starts": date(today().year, 1, 1), "ends": date(today().year + 1, 1, 1)}
    desk, address = at_desk("casework-manager"), f"/decisions/figures/?from={year['starts']}&to={year['ends']}&known={today()}"
    published = desk.get(address + "&format=csv").content
    later = today() + timedelta(days=40)
    monkeypatch.setattr("duly.casework.decisions.actions.today", lambda: later)

    bare = refused(lambda: deciding.correct_code(decision.ref, code="not upheld", because=" ", by=office["casework-manager"]))
    deciding.correct_code(decision.ref, code="partly upheld", because="One of two heads was upheld.", by=office["casework-manager"])
    same = refused(lambda: deciding.correct_code(decision.ref, code="partly upheld", because="So.", by=office["casework-manager"]))
    made = decisions.made(**year)
    lines, restated = figures(made, **year, known=today(), now=later)
    again, none = figures(made, **year, known=today(), now=today())

    assert bare.code == "no-reason"
    assert same.code == "same-code"
    assert {one.code: (one.then, one.now) for one in lines if one.then or one.now} == {"upheld": (1, 0), "partly upheld": (0, 1)}
    assert [(one.ref, one.was, one.now, one.because) for one in restated] == [
        (decision.ref, "Upheld", "Partly upheld", "One of two heads was upheld.")
    ]
    assert ({one.code: one.then for one in lines}, none) == ({one.code: one.then for one in again}, ())
    assert desk.get(address + "&format=csv").content == published, "as it was known, to the byte"
    assert decisions.decision(decision.ref) == decision


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"reviewer": ""}, "a_review_under_way_has_a_reviewer"),
        ({"state": "refused", "reason": ""}, "a_refused_review_gives_a_reason"),
        ({"reason": "late", "because": ""}, "a_refused_review_says_why"),
        ({"in_time": False, "why_late": ""}, "a_review_accepted_late_says_why"),
        ({"outcome": "upheld"}, "a_concluded_review_says_what_and_why"),
        ({"state": "concluded"}, "a_review_is_concluded_before_it_is_carried_out"),
        ({"asked_by": ""}, "a_review_says_who_asked"),
        ({"state": "lost"}, "a_review_is_in_a_known_state"),
    ],
)
def test_the_database_refuses_a_review_without_its_reasons(under_way, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Review.objects.filter(ref=under_way.ref).update(version=under_way.version + 1, **change)


def test_rules_are_data_with_a_number_and_a_day(office, decision, refused):
    data = json.loads(json.dumps(FIRST.as_data())) | {"grounds": {"unfair": "It was not fair"}, "direct_reports": False}

    wrong = refused(lambda: actions.adopt_rules({"grounds": {}}, starts=today(), because="New.", by=office["head-of-casework"]))
    number = actions.adopt_rules(data, starts=today(), because="Our own.", by=office["head-of-casework"])

    assert wrong.code == "rules"
    assert (number, queries.rules_in_force(on=today()).grounds) == (2, {"unfair": "It was not fair"})
    assert queries.rules_in_force(on=today() - TOMORROW) == FIRST
    assert queries.independence(decision, office["casework-manager"].ref) is None, "who answers to the decider may, if the office says so"


def test_the_chain_has_one_head(decision):
    with pytest.raises(IntegrityError, match="later_decision_says_what_it_supersedes"), transaction.atomic():
        Decision.objects.create(**{f: getattr(decision, f) for f in decision.__annotations__} | {"ref": "DN-X", "submission_ref": "S-X"})


def test_who_declared_an_interest_is_not_given_the_review(office, asked, other, refused):
    flow.accept_review(asked.ref, valid=VALID, because="Fair.", by=office["deputy-ombudsman"])
    declare_interest(about="Northmere Council", because="My brother works there.", by=other)

    refusal = refused(lambda: actions.assign(asked.ref, reviewer=other.ref, by=office["casework-manager"]))

    assert refusal.code == "interest"
    assert refusal.because.startswith("Noa Other has declared an interest that bears on PSO-")
