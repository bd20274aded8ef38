"""A decision is made by somebody with authority on exactly what they saw, and is superseded, never overwritten."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.adjudication.rules import Found
from duly.casework.decisions import queries
from duly.casework.decisions.models import Decision
from duly.casework.investigation import actions as investigation
from duly.casework.submissions.queries import submission
from duly.casework.wordings import queries as wordings
from duly.core.record.clock import today
from duly.core.record.queries import history
from tests.casework.test_adjudication import find
from tests.casework.test_investigation import noted

pytestmark = pytest.mark.django_db


def _sign(seen, by, **said):
    return flow.sign(seen.ref, outcome="agree", seen_sha256=seen.text.sha256, by=by, **said)


@pytest.mark.parametrize(
    ("remedy", "mp", "post", "rule"),
    [
        (50_000, False, "head-of-casework", "5.1"),
        (50_001, False, "head-of-casework", ""),
        (100_000, False, "deputy-ombudsman", "5.2"),
        (100_001, False, "deputy-ombudsman", ""),
        (100, True, "deputy-ombudsman", ""),
        (100, True, "ombudsman", "5.3"),
        (500_000, False, "ombudsman", "5.3"),
        (0, False, "executive-assistant", ""),
        (0, False, "casework-manager", ""),
    ],
)
def test_the_scheme_says_who_signs(office, ready, refused, remedy, mp, post, rule):
    seen = ready(remedy, mp_interest=mp)

    if rule:
        assert _sign(seen, office[post]).rule == rule
        assert submission(seen.ref).state == "decided"
    else:
        assert refused(lambda: _sign(seen, office[post])).code == "scheme-no-row"
        assert submission(seen.ref).state == "ready"


def test_what_is_signed_is_the_digest_that_was_seen(office, ready, refused):
    seen = ready()

    refusal = refused(lambda: flow.sign(seen.ref, outcome="agree", seen_sha256="0" * 64, by=office["ombudsman"]))

    assert refusal.code == "not-what-you-saw"
    assert _sign(seen, office["ombudsman"]).seen_sha256 == seen.text.sha256


def test_only_what_is_ready_is_signed(office, drafted, refused):
    seen = drafted()

    assert refused(lambda: _sign(seen, office["ombudsman"])).because == "Can decide only when ready; this is draft."


def test_a_refusal_says_why(office, ready, refused):
    seen = ready()

    def refuse(because):
        return flow.sign(seen.ref, outcome="refuse", seen_sha256=seen.text.sha256, because=because, by=office["ombudsman"])

    assert refused(lambda: refuse(" ")).code == "no-reason"
    assert refuse("The remedy is too small").outcome == "refuse"


def test_that_somebody_agrees_without_money_does_not_say_what_becomes_of_the_complaint(office, ready, refused):
    """An apology is a complaint upheld: it was counted as not upheld once, and the letter said so."""
    seen = ready(0)
    refusal = refused(lambda: _sign(seen, office["head-of-casework"]))
    assert (refusal.code, refusal.because.startswith("Say what becomes of the complaint: upheld, partly upheld, not upheld")) == (
        "no-code",
        True,
    )

    decided = _sign(seen, office["head-of-casework"], code="upheld")

    assert (decided.code, queries.code_of(decided.ref)) == ("upheld", "upheld")
    assert [one.code for one in queries.made(starts=today(), ends=today() + timedelta(days=1))] == ["upheld"]
    assert "agree, so upheld, remedy £0.00" in history("decision", decided.ref)[0].sentence
    letter = flow.make_letter(
        decided.ref,
        template=flow.template_for(decided),
        to_address="ruth@post.example",
        fields={"reasons": "It took nine months.", "to_do": "Write to say sorry by 4 January.", "address": "1 High Street"},
        by=office["investigator"],
    )
    assert "we uphold it" in letter.text
    assert "Write to say sorry by 4 January." in letter.text
    assert "pay you" not in letter.text


@pytest.mark.parametrize(
    ("remedy", "code", "counted", "template"),
    [
        (50_000, "", "upheld", "decision-upheld"),
        (50_000, "partly upheld", "partly upheld", "decision-partly-upheld"),
        (0, "partly upheld", "partly upheld", "decision-partly-upheld"),
        (0, "not upheld", "not upheld", "decision-not-upheld"),
        (0, "discontinued", "discontinued", "decision-discontinued"),
        (50_000, "not upheld", "", ""),
        (50_000, "discontinued", "", ""),
        (0, "made up", "", ""),
    ],
)
def test_a_decision_counts_as_whoever_signs_says_and_its_letter_says_the_same(office, ready, refused, remedy, code, counted, template):
    seen = ready(remedy)
    if not counted:
        assert refused(lambda: _sign(seen, office["head-of-casework"], code=code)).code in ("no-code", "code-differs")
        return
    decided = _sign(seen, office["head-of-casework"], code=code)
    assert (decided.code, flow.template_for(decided)) == (counted, template)
    assert wordings.in_use()[template].template.purpose.removeprefix("decision ") == counted


def test_what_was_found_on_the_issues_is_what_a_decision_counts_as(office, case, ready, refused):
    issue = investigation.raise_issue(case.ref, words="It took nine months to decide.", by=office["investigator"])
    noted(office, case, issue)
    find(office, issue, Found(True, True, 3, 60_000, 0))
    seen = ready(0)
    assert flow.follows_from(seen) == "upheld"
    assert refused(lambda: _sign(seen, office["head-of-casework"], code="not upheld")).because == (
        "The findings on its issues come to upheld: it cannot count as not upheld. Have the findings changed first, or the paper amended."
    )
    assert _sign(seen, office["head-of-casework"]).code == "upheld"


def test_money_with_findings_for_and_against_counts_as_partly_upheld(office, case, ready):
    for found in (Found(True, True, 3, 60_000, 0), Found(False, False, 0, 0, 0)):
        issue = investigation.raise_issue(case.ref, words="It took nine months to decide.", by=office["investigator"])
        noted(office, case, issue)
        find(office, issue, found)
    seen = ready(50_000)
    assert flow.follows_from(seen) == "partly upheld"
    assert _sign(seen, office["head-of-casework"]).code == "partly upheld"


def test_a_question_of_policy_has_no_outcome_and_what_is_refused_without_money_must_say_its_own(office, ready, refused):
    policy = ready(0, kind="policy")
    assert _sign(policy, office["head-of-casework"]).code == "none"
    other, said = ready(0), {"outcome": "refuse", "because": "It was at fault."}
    assert refused(lambda: flow.sign(other.ref, seen_sha256=other.text.sha256, by=office["head-of-casework"], **said)).code == "no-code"
    refusing = flow.sign(other.ref, seen_sha256=other.text.sha256, code="upheld", by=office["head-of-casework"], **said)
    assert (refusing.outcome, refusing.code) == ("refuse", "upheld")


def test_the_database_keeps_no_remedy_with_a_complaint_not_upheld(decision):
    row = Decision.objects.get(ref=decision.ref)
    for wrong in ("not upheld", "discontinued", "made up"):
        row.pk, row.ref, row.submission_ref, row.kind, row.code = None, f"DN-{wrong}"[:20], f"S-{wrong}"[:20], f"k{wrong}"[:20], wrong
        with (
            pytest.raises(IntegrityError, match=r"a_remedy_is_of_a_complaint_upheld|a_decision_counts_as_a_known_outcome"),
            transaction.atomic(),
        ):
            row.save(force_insert=True)


def test_a_later_decision_supersedes_and_the_first_stands_as_it_was_made(office, decision, ready, refused):
    seen = ready(40_000)

    refusal = refused(lambda: _sign(seen, office["head-of-casework"]))
    later = _sign(seen, office["deputy-ombudsman"])

    assert "changes an earlier decision is no" in refusal.because
    assert later.supersedes == decision.ref
    assert queries.decision(decision.ref) == decision
    assert queries.standing(decision.case_ref, "decision") == later
    assert queries.superseded_by(decision.ref) == later.ref


def test_a_decision_of_another_kind_supersedes_nothing(office, decision, ready):
    assert _sign(ready(10_000, kind="report"), office["head-of-casework"]).supersedes == ""


def test_the_ruling_is_in_the_record(decision):
    (made,) = history("decision", decision.ref)

    assert made.facts["rule"] == "5.1"
    assert made.facts["looked_at"][0] == (
        "5.1 head-of-casework (held); remedy at most £500.00: £500.00, met; mp asked is no: no, met; "
        "changes an earlier decision is no: no, met; prepared by you is no: no, met"
    )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"rule": ""}, "decision_names_the_rule_that_allowed_it"),
        ({"outcome": "perhaps"}, "decision_agrees_or_refuses"),
        ({"outcome": "refuse", "because": ""}, "refused_decision_says_why"),
        ({"remedy_pence": 1}, "decision_is_never_overwritten"),
    ],
)
def test_the_database_refuses_a_decision_without_authority_or_a_second_thought(decision, change, constraint):
    kept = {"rule": "5.1"} | change
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        if constraint == "decision_is_never_overwritten":
            Decision.objects.filter(ref=decision.ref).update(version=2, **kept)
        else:
            _another(decision, **kept).save(force_insert=True)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"submission_ref": None}, "a_submission_is_decided_once"),
        ({"supersedes": ""}, "later_decision_says_what_it_supersedes"),
    ],
)
def test_the_database_keeps_one_line_of_decisions(decision, change, constraint):
    row = (
        _another(decision, **change)
        if change.get("submission_ref", "") == ""
        else _another(decision, submission_ref=decision.submission_ref)
    )
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


def test_the_database_refuses_to_supersede_a_decision_twice(office, decision, ready):
    later = _sign(ready(40_000), office["deputy-ombudsman"])
    with pytest.raises(IntegrityError, match="a_decision_is_superseded_once"), transaction.atomic():
        _another(later).save(force_insert=True)


def _another(decision, **change):
    said = {name: getattr(decision, name) for name in decision.__annotations__}
    return Decision(**said | {"ref": "DN-X", "submission_ref": "S-X", "supersedes": decision.supersedes or decision.ref} | change)


def test_what_the_paper_proposes_is_what_its_decision_counts_as_unless_whoever_signs_says_otherwise(office, ready):
    seen = ready(50_000, outcome="partly upheld")
    assert flow.follows_from(seen) == "partly upheld"

    made = flow.sign(seen.ref, outcome="agree", seen_sha256=seen.text.sha256, by=office["head-of-casework"])
    assert queries.decision(made.ref).code == "partly upheld"


def test_whoever_signs_may_say_another_outcome_than_the_paper_proposes(office, ready):
    seen = ready(50_000, outcome="partly upheld")
    made = flow.sign(seen.ref, outcome="agree", code="upheld", seen_sha256=seen.text.sha256, by=office["head-of-casework"])
    assert queries.decision(made.ref).code == "upheld"
