"""From findings to what is recommended and complied with: reasons and evidence for each, amounts that add up, and nothing overtyped."""

import random
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework.adjudication import actions, queries
from duly.casework.adjudication.models import Finding, Recommendation, SeverityScale
from duly.casework.adjudication.rules import DEFAULT, Band, Found, highest_level, outcome_of, total, why_not_a_scale, why_outside
from duly.casework.compliance import queries as compliance
from duly.casework.compliance.models import Followed, Proof
from duly.casework.flow import complying
from duly.casework.investigation import actions as investigation
from duly.casework.submissions.queries import paper as as_read
from duly.core.chases import queries as chases
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.work import queries as tasks
from tests.casework.test_investigation import noted

pytestmark = pytest.mark.django_db
REASONS = {
    "standard": "The board's own standard is 28 days.",
    "happened": "It took nine months.",
    "why_fault": "That is not what the standard asks, and no reason was given.",
    "why_injustice": "She was distressed for a long time.",
    "why_remedy": "Similar cases came to as much.",
}
UPHELD = Found(True, True, 3, 60_000, 4_000)
SOON = 28


@pytest.fixture
def issue(office, case):
    seen = investigation.raise_issue(case.ref, words="It took nine months to decide.", by=office["investigator"])
    noted(office, case, seen)
    return seen


def find(office, issue, found=UPHELD, *, by="investigator", **reasons):
    evidence = [one.ref for one in investigation.queries.issue(issue.ref).known]
    return actions.find(issue.ref, found=found, reasons=REASONS | reasons, evidence=evidence, by=office[by])


def recommend(office, issue, *, kind="service", days=SOON, amount_pence=0, **more):
    said = {"body": "Northmere Council", "action": "Write to say sorry.", "proof": "A copy of the letter."} | more
    due = today() + timedelta(days=days)
    return actions.recommend(issue.ref, kind=kind, due=due, amount_pence=amount_pence, **said, by=office["investigator"])


def test_a_finding_gives_each_reason_and_its_evidence_and_a_later_one_supersedes_it(office, case, issue):
    first = find(office, issue)
    second = find(office, issue, Found(True, True, 3, 70_000, 4_000))

    assert (first.found.outcome, first.standard, len(first.evidence)) == ("upheld", REASONS["standard"], 1)
    assert [(one.found.remedy_pence, one.stands) for one in queries.findings(case.ref, superseded=True)] == [
        (60_000, False),
        (70_000, True),
    ]
    assert queries.finding(issue.ref) == second
    assert queries.remedy_of(case.ref) == queries.Remedy("upheld", 3, 74_000, 0, ())
    assert [one.action for one in history("adjudication", issue.ref)] == ["adjudication.found"] * 2


def test_a_remedy_outside_its_band_is_said_needs_a_reason_and_more_than_an_investigator(office, case, issue, refused):
    high = Found(True, True, 3, 97_500, 0)

    assert refused(lambda: find(office, issue, high)).because == (
        "£975.00 is not within level 3, which is £500 to £950. No level holds it: it lies between level 3, which is £500 to £950 and level 4, "
        "which is £1,000 to £2,950. Say why it should be outside."
    )
    assert refused(lambda: find(office, issue, high, why_outside="It lasted longer.")).code.startswith("scheme-")
    seen = find(office, issue, high, by="casework-manager", why_outside="It lasted longer.")

    assert seen.outside
    (outside,) = queries.remedy_of(case.ref).outside
    assert outside.startswith(f"{issue.ref}: £975.00 is not within level 3, which is £500 to £950. No level holds it")


def test_what_does_not_hold_together_is_refused(office, case, issue, refused):
    for code, found in (
        ("no-fault", Found(False, True, 1, 0, 0)),
        ("level", Found(True, True, 9, 0, 0)),
        ("level", Found(True, False, 2, 0, 0)),
        ("no-injustice", Found(True, False, 0, 100, 0)),
    ):
        assert refused(lambda found=found: find(office, issue, found)).code == code
    assert refused(lambda: find(office, issue, why_fault=" ")).code == "no-words"
    assert (
        refused(lambda: actions.find(issue.ref, found=UPHELD, reasons=REASONS, evidence=[], by=office["investigator"])).code == "evidence"
    )
    assert refused(lambda: recommend(office, issue)).code == "no-finding"
    find(office, issue, Found(False, False, 0, 0, 0))
    assert refused(lambda: recommend(office, issue)).code == "no-fault"


def test_payments_recommended_add_up_to_the_remedy_and_never_to_more(office, case, issue, refused):
    find(office, issue)
    by = office["investigator"]

    one = recommend(office, issue, kind="payment", amount_pence=60_000)
    assert refused(lambda: recommend(office, issue, kind="payment", amount_pence=4_001)).code == "too-much"
    assert refused(lambda: recommend(office, issue, kind="payment")).code == "amount"
    assert refused(lambda: recommend(office, issue, amount_pence=5)).code == "amount"
    assert refused(lambda: recommend(office, issue, days=0)).code == "in-the-past"
    assert refused(lambda: recommend(office, issue, proof="")).code == "no-words"
    recommend(office, issue, kind="payment", amount_pence=4_000)

    told = queries.remedy_of(case.ref)
    assert told.recommended_pence == told.total_pence == 64_000
    assert actions.withdraw(one.ref, because="Paid already.", by=by).state == "withdrawn"
    assert queries.remedy_of(case.ref).recommended_pence == 4_000


def test_amounts_of_any_findings_add_up_and_come_to_an_outcome_by_rule():
    chance = random.Random(35)
    for _ in range(500):
        found = []
        for _ in range(chance.randint(0, 8)):
            fault = chance.random() < 0.6
            injustice = fault and chance.random() < 0.7
            band = chance.choice(DEFAULT.bands) if injustice else None
            most = band.most_pence if band and band.most_pence is not None else 2_000_000
            remedy = chance.randint(band.least_pence, most) if band else 0
            found.append(Found(fault, injustice, band.level if band else 0, remedy, chance.randint(0, 9_999) if injustice else 0))

        assert total(found) == sum(one.remedy_pence for one in found) + sum(one.loss_pence for one in found)
        assert highest_level(found) == max([0, *(one.level for one in found)])
        assert (outcome_of(found) == "not upheld") == (bool(found) and not any(one.fault for one in found))
        assert (outcome_of(found) == "upheld") == (bool(found) and all(one.injustice for one in found))
        assert not any(one.injustice and why_outside(DEFAULT, one.level, one.remedy_pence) for one in found)


def test_the_scale_is_dated_data_and_its_defaults_say_which_are_to_be_verified(office, case, issue, drafted, refused):
    before = find(office, issue)
    bands = [Band(1, 0, 0, verify=False), Band(2, 10_000, 500_000, verify=False), Band(3, 500_001, None, verify=False)]
    by = office["head-of-casework"]

    assert [one.level for one in DEFAULT.bands if one.verify] == [1, 2, 4, 5]
    assert refused(lambda: actions.adopt_scale(bands, starts=today(), because="x", by=office["investigator"])).code == "scheme-no-row"
    assert refused(lambda: actions.adopt_scale(bands[1:], starts=today(), because="x", by=by)).code == "cannot-run"
    assert refused(lambda: actions.adopt_scale(bands, starts=today() - timedelta(days=1), because="x", by=by)).code == "in-the-past"
    adopted = actions.adopt_scale(bands, starts=today(), because="Our own.", by=by)

    assert (adopted.number, queries.scale_on(today()).number, queries.scale_on(today() - timedelta(days=1)).number) == (1, 1, 0)
    assert (before.scale, find(office, issue, Found(True, True, 2, 60_000, 0)).scale) == (0, 1)
    assert as_read(drafted(), signers=(), titles=()).scale == adopted, "a paper is held to the same scale"
    assert why_not_a_scale([Band(1, 0, 100, True), Band(2, 100, None, True)]) == "Level 2 begins below the end of level 1."


def test_each_recommendation_is_followed_once_decided_as_its_own_task_until_it_is_satisfied(office, case, issue, decision, refused):
    find(office, issue)
    by = office["casework-manager"]
    recommend(office, issue)
    recommend(office, issue, kind="payment", amount_pence=64_000, days=60)
    recommend(office, issue, ours=True, body="Our intake team", action="Change how calls are logged.", days=40)

    sorry, change, paid = sorted(complying.follow_case(case.ref, by=by), key=lambda one: one.due)
    again = complying.follow_case(case.ref, by=by)
    part = complying.judge_compliance(sorry.ref, became="partial", on=today(), words="A draft came.", by=by)
    done = complying.judge_compliance(sorry.ref, became="satisfied", on=today(), words="It came.", source_ref=case.opened_from, by=by)
    no = complying.judge_compliance(paid.ref, became="refused", on=today(), words="They do not agree.", by=by)

    assert again == ()
    assert (sorry.body, change.body) == (case.body, "Our own service")
    assert [task.due for task in tasks.tasks(about=[change.ref, sorry.ref, paid.ref], ended=None)] == [sorry.due, change.due, paid.due]
    assert (part.open, done.state, done.sources) == (True, "met", (case.opened_from,))
    assert [one.state for one in chases.chases(about=[sorry.ref, change.ref, paid.ref])] == ["answered", "running", "ended"]
    assert [task.about for task in tasks.tasks(about=[change.ref, sorry.ref, paid.ref])] == [change.ref]
    assert (no.ground_for_report, done.ground_for_report) == (True, False)
    assert refused(lambda: complying.judge_compliance(change.ref, became="unmet", on=today(), words="x", by=by)).code == "too-soon"
    assert refused(lambda: complying.judge_compliance(done.ref, became="refused", on=today(), words="x", by=by)).code == "wrong-state"


def test_nothing_is_followed_before_there_is_a_decision(office, case, issue, refused):
    find(office, issue)
    recommend(office, issue)

    assert refused(lambda: complying.follow_case(case.ref, by=office["casework-manager"])).code == "no-decision"
    assert refused(lambda: complying.follow_case(case.ref, by=office["executive-assistant"])).code == "scheme-no-row"


def test_lateness_and_repeated_failure_are_seen_by_body(office, case, issue, decision, monkeypatch):
    find(office, issue)
    by = office["casework-manager"]
    for days in (10, 20, 30, 40):
        recommend(office, issue, days=days)
    first, second, third, _ = complying.follow_case(case.ref, by=by)
    later = today() + timedelta(days=35)
    for module in ("compliance.checks", "compliance.queries"):
        monkeypatch.setattr(f"duly.casework.{module}.today", lambda: later)
    judged = {"words": "It came.", "by": by}

    complying.judge_compliance(first.ref, became="satisfied", on=today() + timedelta(days=9), **judged)
    late = complying.judge_compliance(second.ref, became="satisfied", on=today() + timedelta(days=25), **judged)
    unmet = complying.judge_compliance(third.ref, became="unmet", on=later, **judged)
    figures = compliance.by_body()[0]

    assert (late.state, late.days_late, unmet.ground_for_report) == ("met late", 5, True)
    assert (figures.body, figures.followed, figures.met, figures.met_late, figures.unmet, figures.waiting) == (case.body, 4, 1, 1, 1, 1)
    assert (figures.failures, figures.repeated, figures.grounds) == (2, True, 1)
    assert figures.followed == figures.met + figures.met_late + figures.waiting + figures.overdue + figures.refused + figures.unmet
    after = complying.judge_compliance(third.ref, became="satisfied", on=later, **judged)
    assert (after.state, compliance.by_body()[0].grounds) == ("met late", 0)


def test_what_must_never_be_so_is_refused_by_the_database(office, case, issue, decision):
    find(office, issue)
    made = recommend(office, issue)
    seen = complying.follow_case(case.ref, by=office["casework-manager"])[0]
    event = Finding.objects.get().made_by
    row = Followed.objects.get(ref=seen.ref)
    found = {
        "issue_ref": "IS-2",
        "case_ref": case.ref,
        "fault": True,
        "injustice": True,
        "level": 1,
        "remedy_pence": 0,
        "loss_pence": 0,
        "outside": False,
        "scale": 0,
        "evidence": [],
        "found_on": today(),
        "found_by": "O-1",
        "made_by": event,
    }
    rec = {
        "ref": "RC-1",
        "version": 1,
        "state": "made",
        "case_ref": case.ref,
        "issue_ref": issue.ref,
        "kind": "service",
        "ours": False,
        "amount_pence": 0,
        "due": today() + timedelta(days=9),
        "made_on": today(),
        "told_by": event,
    }
    follows = {
        "ref": "CP-1",
        "version": 1,
        "state": "due",
        "recommendation_ref": "RC-9",
        "case_ref": case.ref,
        "body": "B",
        "ours": False,
        "due": today(),
    }

    for name, model, kept in (
        ("one_finding_on_an_issue_stands", Finding, found | {"issue_ref": issue.ref}),
        ("injustice_comes_of_fault", Finding, found | {"fault": False}),
        ("injustice_and_nothing_else_has_a_level", Finding, found | {"level": 0}),
        ("a_remedy_is_for_injustice_and_never_negative", Finding, found | {"loss_pence": -1}),
        ("an_adopted_scale_has_a_number", SeverityScale, {"number": 0, "starts": today(), "bands": [], "made_by": event}),
        ("a_recommendation_is_in_a_known_state", Recommendation, rec | {"state": "lost"}),
        ("a_recommendation_is_of_a_known_kind", Recommendation, rec | {"kind": "other"}),
        ("a_payment_and_nothing_else_has_an_amount", Recommendation, rec | {"amount_pence": 1}),
        ("a_recommendation_is_due_after_it_is_made", Recommendation, rec | {"due": today()}),
        ("a_recommendation_is_followed_once", Followed, follows | {"recommendation_ref": made.ref}),
        ("compliance_is_in_a_known_state", Followed, follows | {"state": "lost", "ended_on": today()}),
        ("compliance_that_ended_says_when", Followed, follows | {"state": "refused"}),
        ("met_is_by_the_day_and_late_is_after_it", Followed, follows | {"state": "met late", "ended_on": today()}),
        ("compliance_says_whose", Followed, follows | {"body": ""}),
        ("proof_says_from_what", Proof, {"followed": row, "source_ref": "P-1", "document_ref": "D", "sha256": "x", "made_by": event}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            model.objects.create(**kept)


def test_what_was_found_on_an_issue_that_was_dropped_since_is_kept_and_counts_for_nothing(office, case, issue, at_desk):
    by = office["investigator"]
    find(office, issue)
    other = investigation.raise_issue(case.ref, words="Nobody told her why.", by=by)
    noted(office, case, other)
    find(office, other, Found(False, False, 0, 0, 0))
    before = queries.remedy_of(case.ref)
    investigation.drop_issue(other.ref, because="It is part of the first.", by=by)
    page = at_desk("investigator").get(f"/cases/{case.ref}/adjudication/").content.decode()
    lines = at_desk("investigator").get(f"/cases/{case.ref}/investigation/?format=json").json()

    assert (before.outcome, queries.remedy_of(case.ref).outcome) == ("partly upheld", "upheld")
    assert queries.finding(other.ref) is not None
    assert "Looked into no longer: not counted" in page
    assert "of every issue" in page
    told = [one["is"] if "is" in one else one["what"] for one in lines.get("items", lines.get("lines", [])) if one["issue"] == other.ref]
    assert "withdrawn" in told
    assert "missing" not in told
