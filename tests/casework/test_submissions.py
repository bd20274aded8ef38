"""A submission goes up, comes back with a reason, changes, and goes up again; nobody reviews their own."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework.submissions import actions
from duly.casework.submissions.models import ReturnNote, Submission, SubmissionVersion
from duly.core.record.clock import today

pytestmark = pytest.mark.django_db

ANOTHER = {"ask": "Uphold the complaint", "remedy_pence": 60_000, "mp_interest": False, "paragraphs": ("What happened.", "More of it.")}


@pytest.fixture
def put_up(office, drafted):
    return lambda *said, **more: actions.put_up(drafted(*said, **more).ref, by=office["investigator"])


@pytest.fixture
def returned(office, put_up):
    return _return(put_up().ref, office)


def _return(ref, office, by="assistant-casework-manager", **said):
    given = {"reason": "remedy", "words": "Say why", "who_fixes": office["investigator"].ref, "fix_by": today()} | said
    return actions.send_back(ref, by=office[by], **given)


def test_a_submission_returned_must_change_before_it_goes_up_again(office, returned, refused):
    refusal = refused(lambda: actions.put_up(returned.ref, by=office["investigator"]))

    assert refusal.because == "Version 1 was returned (the remedy is not explained) and nothing has changed since."
    actions.revise(returned.ref, by=office["investigator"], **ANOTHER)
    assert actions.put_up(returned.ref, by=office["investigator"]).state == "put up"


def test_a_version_that_says_the_same_as_a_returned_one_does_not_go_up(office, returned, refused):
    first = returned.text
    actions.revise(returned.ref, by=office["investigator"], **ANOTHER)
    same = {"ask": first.ask, "remedy_pence": first.remedy_pence, "mp_interest": first.mp_interest, "paragraphs": first.paragraphs}
    actions.revise(returned.ref, by=office["investigator"], **same)

    assert refused(lambda: actions.put_up(returned.ref, by=office["investigator"])).code == "unchanged"


def test_a_version_that_changes_nothing_is_not_kept(office, drafted, refused):
    seen = drafted()
    same = {"ask": seen.text.ask, "remedy_pence": 50_000, "mp_interest": False, "paragraphs": seen.text.paragraphs}

    assert refused(lambda: actions.revise(seen.ref, by=office["investigator"], **same)).because == "Nothing differs from version 1."


def test_a_return_says_why_what_who_and_by_when(office, put_up, refused):
    ref = put_up().ref

    assert refused(lambda: _return(ref, office, reason="mood")).code == "reason"
    assert refused(lambda: _return(ref, office, words=" ")).code == "no-words"
    assert refused(lambda: _return(ref, office, who_fixes="")).code == "nobody"
    assert refused(lambda: _return(ref, office, fix_by=today() - timedelta(days=1))).code == "past"
    assert refused(lambda: _return(ref, office, paragraph=3)).because == "It has 2 paragraphs."
    assert _return(ref, office, paragraph=2).returns[0].paragraph == 2


def test_nobody_reviews_their_own_submission(office, case, refused):
    author = office["casework-manager"]
    seen = actions.draft(case.ref, kind="decision", by=author, **ANOTHER)
    actions.put_up(seen.ref, by=author)

    refusal = refused(lambda: actions.pass_as_ready(seen.ref, seen_sha256=seen.text.sha256, by=author))

    assert refusal.because == "You prepared this submission, so someone else must review it."
    assert actions.pass_as_ready(seen.ref, seen_sha256=seen.text.sha256, by=office["assistant-casework-manager"]).state == "ready"


@pytest.mark.parametrize(("remedy", "mp", "allowed"), [(50_000, False, True), (50_001, False, False), (50_000, True, False)])
def test_the_executive_assistant_reviews_straightforward_submissions_only(office, put_up, refused, remedy, mp, allowed):
    seen = put_up(remedy, mp_interest=mp)

    def review():
        return actions.pass_as_ready(seen.ref, seen_sha256=seen.text.sha256, by=office["executive-assistant"])

    assert review().state == "ready" if allowed else refused(review).code == "scheme-no-row"


def test_what_is_passed_is_the_text_that_was_seen(office, put_up, refused):
    seen = put_up()
    other = "0" * 64

    assert refused(lambda: actions.pass_as_ready(seen.ref, seen_sha256=other, by=office["casework-manager"])).code == "not-what-you-saw"


def test_a_submission_needs_a_case_and_a_text(office, case, refused):
    assert refused(lambda: actions.draft("PSO-1999-00001", kind="decision", by=office["investigator"], **ANOTHER)).code == "no-case"
    empty = ANOTHER | {"paragraphs": ()}
    assert refused(lambda: actions.draft(case.ref, kind="decision", by=office["investigator"], **empty)).code == "no-text"


def test_the_ombudsman_does_not_put_up_submissions(office, drafted, refused):
    seen = drafted()

    assert refused(lambda: actions.put_up(seen.ref, by=office["ombudsman"])).code == "scheme-no-row"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"reviewed_by": "O-0001", "prepared_by": "O-0001"}, "submission_is_not_reviewed_by_its_author"),
        ({"state": "ready", "reviewed_by": ""}, "ready_submission_was_reviewed"),
        ({"decision_ref": "DN-1"}, "decided_submission_names_its_decision"),
        ({"kind": "whim"}, "submission_is_of_a_known_kind"),
        ({"state": "lost"}, "submission_is_in_a_known_state"),
    ],
)
def test_the_database_refuses_what_must_never_be_true_of_a_submission(put_up, change, constraint):
    seen = put_up()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Submission.objects.filter(ref=seen.ref).update(version=seen.version + 1, **change)


def test_the_database_refuses_texts_and_returns_that_cannot_be(returned):
    row = Submission.objects.get(ref=returned.ref)
    text = {"submission": row, "paragraphs": [], "sha256": "", "prepared_by": "x", "prepared_on": today(), "mp_interest": False}
    note = {"submission": row, "returned_by": "x", "returned_on": today(), "made_by": "00000000-0000-7000-8000-000000000000"}
    text |= {"made_by": note["made_by"]}

    for said, constraint in (
        ({"number": 1, "ask": "x", "remedy_pence": 0}, "one_text_of_a_number_in_a_submission"),
        ({"number": 2, "ask": "x", "remedy_pence": -1}, "remedy_is_not_negative"),
        ({"number": 2, "ask": "", "remedy_pence": 0}, "submission_says_what_it_asks"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            SubmissionVersion.objects.create(**text, **said)
    for said, constraint in (
        ({"number": 1, "reason": "facts", "words": "x", "who_fixes": "x", "fix_by": today()}, "a_version_is_returned_once"),
        ({"number": 2, "reason": "mood", "words": "x", "who_fixes": "x", "fix_by": today()}, "return_gives_a_known_reason"),
        ({"number": 2, "reason": "facts", "words": "", "who_fixes": "x", "fix_by": today()}, "return_says_what_and_who"),
        (
            {"number": 2, "reason": "facts", "words": "x", "who_fixes": "x", "fix_by": today() - timedelta(days=1)},
            "return_is_not_due_in_the_past",
        ),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            ReturnNote.objects.create(**note, **said)
