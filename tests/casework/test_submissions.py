"""A submission goes up, comes back with a reason, changes, and goes up again; nobody reviews their own."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.submissions import actions, checks, queries
from duly.casework.submissions.models import (
    Answer,
    EvidenceItem,
    ReadySheet,
    Remark,
    ReturnNote,
    ReturnPoint,
    Route,
    Submission,
    SubmissionVersion,
)
from duly.casework.submissions.rules import Given, Point, codes
from duly.core.record.clock import today

TICKED = codes("decision")
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
    return actions.send_back(ref, points=[Point(**given)], by=office[by])


def _answered(ref, office, words="Said at 2.", paragraph=0, place=1):
    return actions.answer(ref, answers={(1, place): Given(words, paragraph)}, by=office["investigator"])


def test_a_submission_returned_must_change_before_it_goes_up_again(office, returned, refused):
    refusal = refused(lambda: actions.put_up(returned.ref, by=office["investigator"]))

    assert refusal.because == "Version 1 was returned (the remedy is not explained) and nothing has changed since."
    actions.revise(returned.ref, by=office["investigator"], **ANOTHER)
    _answered(returned.ref, office)
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
    assert refused(lambda: _return(ref, office, who_fixes=" ")).code == "nobody"
    assert refused(lambda: _return(ref, office, fix_by=today() - timedelta(days=1))).code == "past"
    assert refused(lambda: _return(ref, office, paragraph=3)).because == "It has 2 paragraphs."
    assert _return(ref, office, paragraph=2).returns[0].paragraph == 2


def test_nobody_reviews_their_own_submission(office, case, refused):
    author = office["casework-manager"]
    seen = actions.draft(case.ref, kind="decision", by=author, **ANOTHER)
    actions.put_up(seen.ref, by=author)

    refusal = refused(
        lambda: actions.pass_as_ready(seen.ref, seen_sha256=seen.text.sha256, ticked=TICKED, signers=(), despite="It is short.", by=author)
    )

    assert refusal.because == "You prepared this submission, so someone else must review it."
    assert (
        actions.pass_as_ready(
            seen.ref,
            seen_sha256=seen.text.sha256,
            ticked=TICKED,
            signers=(),
            despite="It is short.",
            by=office["assistant-casework-manager"],
        ).state
        == "ready"
    )


@pytest.mark.parametrize(("remedy", "mp", "allowed"), [(50_000, False, True), (50_001, False, False), (50_000, True, False)])
def test_the_executive_assistant_reviews_straightforward_submissions_only(office, put_up, refused, remedy, mp, allowed):
    seen = put_up(remedy, mp_interest=mp)

    def review():
        return actions.pass_as_ready(
            seen.ref, seen_sha256=seen.text.sha256, ticked=TICKED, signers=(), despite="It is short.", by=office["executive-assistant"]
        )

    assert review().state == "ready" if allowed else refused(review).code == "scheme-no-row"


def test_what_is_passed_is_the_text_that_was_seen(office, put_up, refused):
    seen = put_up()
    other = "0" * 64

    assert (
        refused(
            lambda: actions.pass_as_ready(
                seen.ref, seen_sha256=other, ticked=TICKED, signers=(), despite="It is short.", by=office["casework-manager"]
            )
        ).code
        == "not-what-you-saw"
    )


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
        ({"number": 2, "ask": "x", "remedy_pence": 0, "outcome": "half"}, "submission_proposes_a_known_outcome"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            SubmissionVersion.objects.create(**text, **said)
    for said, constraint in (
        ({"number": 1, "reason": "facts", "words": "x", "who_fixes": "x", "fix_by": today()}, "a_version_is_returned_once"),
        ({"number": 2, "reason": "mood", "words": "x", "who_fixes": "x", "fix_by": today()}, "rules of this return have no reason mood"),
        ({"number": 2, "reason": "facts", "words": "", "who_fixes": "x", "fix_by": today()}, "return_says_what_and_who"),
        (
            {"number": 2, "reason": "facts", "words": "x", "who_fixes": "x", "fix_by": today() - timedelta(days=1)},
            "return_is_not_due_in_the_past",
        ),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            ReturnNote.objects.create(**note, **said)


def test_a_resubmission_that_misses_points_is_bounced_with_those_it_misses(office, put_up, refused):
    author = office["investigator"]
    ref = put_up().ref
    points = [
        Point("remedy", "Say why", author.ref, today(), 2),
        Point("facts", "Say when", author.ref, today()),
        Point("clarity", "Say it shortly", author.ref, today(), 1),
    ]
    back = actions.send_back(ref, points=points, words="Three things.", by=office["assistant-casework-manager"])
    assert [(one.place, one.reason, one.paragraph) for one in back.returns[0].points] == [
        (1, "remedy", 2),
        (2, "facts", 0),
        (3, "clarity", 1),
    ]
    assert back.returns[0].words == "Three things."
    actions.revise(ref, by=author, **ANOTHER)
    _answered(ref, office, "Level 3, at 2.", 2, place=1)
    _answered(ref, office, "Shorter now.", 1, place=3)

    refusal = refused(lambda: actions.put_up(ref, by=author))

    assert refusal.because == (
        "Version 1 was returned, and this misses point 2: not answered; point 3 (paragraph 1): said to be at paragraph 1, which is as it was. "
        "Answer each, then put it up."
    )
    _answered(ref, office, "In March.", place=2)
    _answered(ref, office, "Done.", place=3)
    assert (
        "point 3 (paragraph 1): answered “Done.”, and the paragraph is as it was: say why, or change it"
        in refused(lambda: actions.put_up(ref, by=author)).because
    )
    _answered(ref, office, "It cannot be shorter.", place=3)
    assert checks.points_left(queries.submission(ref)) == {3}  # whoever reads it is shown that nothing was changed there
    assert actions.put_up(ref, by=author).state == "put up"


def test_an_answer_is_to_something_that_was_said_and_says_something(office, returned, put_up, refused):
    assert refused(lambda: _answered(returned.ref, office, " ")).code == "no-answer"
    assert refused(lambda: _answered(returned.ref, office, place=2)).code == "no-such-thing"
    assert refused(lambda: _answered(returned.ref, office, paragraph=3)).because == "It has 2 paragraphs."
    assert refused(lambda: actions.answer(returned.ref, answers={}, by=office["investigator"])).code == "no-answer"
    assert (
        refused(lambda: actions.answer(returned.ref, answers={(1, 1): Given("So")}, by=office["executive-assistant"])).code
        == "scheme-no-row"
    )
    assert _answered(returned.ref, office).returns[0].points[0].answer.words == "Said at 2."


def test_evidence_is_a_page_of_the_cases_own_post(office, case, drafted, item, refused):
    ref, author = drafted().ref, office["investigator"]

    def listed(source=item.ref, title="The log", page=1, by=author):
        return actions.list_evidence(ref, title=title, source=source, page=page, by=by)

    assert refused(lambda: listed("P-99-00001")).because == f"P-99-00001 is not among the papers of {case.ref}."
    assert refused(lambda: listed(title=" ")).code == "no-title"
    assert refused(lambda: listed(page=0)).code == "page"
    assert [(one.label, one.source) for one in [*listed().evidence[:1], *listed(title="Again").evidence[1:]]] == [
        ("E1", item.ref),
        ("E2", item.ref),
    ]
    actions.put_up(ref, by=author)
    assert refused(listed).code == "wrong-state"


def test_parties_and_colleagues_remark_each_where_they_may(office, drafted, refused):
    ref, author, reviewer = drafted().ref, office["investigator"], office["assistant-casework-manager"]
    actions.remark(ref, kind="party", from_whom="Northmere Council", words="The log was late.", by=author)
    assert refused(lambda: actions.remark(ref, kind="colleague", words="Why?", by=reviewer)).code == "wrong-state"
    assert refused(lambda: actions.remark(ref, kind="party", words="Why?", by=author)).code == "nobody"
    actions.put_up(ref, by=author)

    seen = actions.remark(ref, kind="colleague", words="Why?", paragraph=2, by=reviewer)

    assert [(one.kind, one.from_whom, one.paragraph) for one in seen.remarks] == [
        ("party", "Northmere Council", 0),
        ("colleague", reviewer.ref, 2),
    ]
    assert refused(lambda: actions.remark(ref, kind="colleague", words="Why?", paragraph=9, by=reviewer)).code == "paragraph"
    assert refused(lambda: actions.remark(ref, kind="colleague", words=" ", by=reviewer)).code == "no-words"


def test_no_door_leads_past_the_checks(office, put_up, refused):
    seen, reviewer = put_up(), office["assistant-casework-manager"]
    said = {"seen_sha256": seen.text.sha256, "ticked": TICKED, "by": reviewer}

    refusal = refused(lambda: actions.pass_as_ready(seen.ref, **said, signers=("Head of Casework",)))

    assert refusal.code == "checks-fail"
    assert refusal.because.endswith("Return it, or say why it is passed all the same.")
    assert "authority" in actions.pass_as_ready(seen.ref, **said, signers=(), despite="It is short.").failing


def test_what_is_passed_has_its_checklist_ticked_and_kept(office, put_up, refused):
    seen, reviewer = put_up(), office["assistant-casework-manager"]

    refusal = refused(
        lambda: actions.pass_as_ready(
            seen.ref, seen_sha256=seen.text.sha256, ticked=TICKED[1:], signers=(), despite="It is short.", by=reviewer
        )
    )

    assert refusal.because.startswith("Tick what you have looked at before you pass it as ready: Both sides have been heard")
    assert actions.pass_as_ready(
        seen.ref, seen_sha256=seen.text.sha256, ticked=TICKED, signers=(), despite="It is short.", by=reviewer
    ).ticked == tuple(sorted(TICKED))


def test_a_submission_in_short_says_what_it_says_whole(office, returned, put_up):
    actions.revise(returned.ref, by=office["investigator"], **ANOTHER | {"paragraphs": ("Said.",) * 41})
    actions.remark(returned.ref, kind="party", from_whom="A council", words="It was late.", by=office["investigator"])
    routed = put_up(350_000, mp_interest=True)
    actions.route(routed.ref, post="casework-manager", because="The Head is away.", by=office["assistant-casework-manager"])
    whole = {one.ref: one for one in queries.submissions()}

    for one in (short := queries.in_short()):
        seen = whole[one.ref]
        same = ("ref", "case_ref", "kind", "state", "number", "prepared_by", "drafted_on", "complexity")
        assert [getattr(one, name) for name in same] == [getattr(seen, name) for name in same]
        newest = (seen.text.ask, seen.text.remedy_pence, seen.text.mp_interest, seen.text.sha256)
        assert (one.ask, one.remedy_pence, one.mp_interest, one.sha256) == newest
        assert (one.returned, one.routed) == (len(seen.returns), seen.routed[0])
    assert [one.ref for one in short] == list(whole)
    assert [one.ref for one in queries.in_short(but=[routed.ref])] == [returned.ref]


def test_who_reviews_follows_complexity_until_somebody_says_why_not(office, put_up, refused):
    seen = put_up(350_000, mp_interest=True)
    assert seen.complexity.post == "head-of-casework"
    assert seen.complexity.reasons == ("a remedy over £500 (+2)", "a remedy over £3,000 (+3)", "an MP has asked for the outcome (+3)")

    def routed(post="casework-manager", because="The Head is away.", by="assistant-casework-manager"):
        return actions.route(seen.ref, post=post, because=because, by=office[by])

    assert refused(lambda: routed("gardener")).code == "no-post"
    assert refused(lambda: routed(because=" ")).code == "no-words"
    assert refused(lambda: routed(by="ombudsman")).code == "scheme-no-row"
    assert routed().routed == ("casework-manager", "The Head is away.")


def test_what_went_through_first_time_is_told_by_reason_and_days(office, ready, put_up):
    first = ready()
    back = _return(put_up(60_000).ref, office)

    told = {one.ref: one for one in queries.outcomes()}

    assert (told[first.ref].first_time, told[first.ref].team) == ("yes", "Investigator")
    assert (told[back.ref].first_time, told[back.ref].reason, told[back.ref].days_lost) == ("no", "remedy", 0)


def test_the_checks_of_a_kept_paper_know_its_case_its_evidence_and_who_may_sign(office, drafted, case):
    told = {one.code: one for one in flow.right_first_time(drafted(150_000))}

    assert told["authority"].says == "The Ombudsman may sign this"
    assert [one.code for one in told["names"].findings] == ["body-not-named", "complainant-not-named"]
    assert [one.code for one in told["remedy"].findings] == ["remedy-not-stated"]


def test_the_database_refuses_points_remarks_and_evidence_that_cannot_be(returned):
    row = Submission.objects.get(ref=returned.ref)
    own = {"submission": row, "made_by": "00000000-0000-7000-8000-000000000000"}
    point = {"number": 1, "place": 9, "reason": "facts", "words": "x", "who_fixes": "x", "fix_by": today()}
    remark = {"number": 1, "place": 1, "kind": "party", "from_whom": "x", "words": "x", "said_on": today()}
    listed = {"label": "E1", "title": "x", "source": "x", "page": 1}
    for model, said, constraint in (
        (ReturnPoint, point | {"place": 1}, "one_point_at_a_place_of_a_return"),
        (ReturnPoint, point | {"reason": "mood"}, "rules of this return have no reason mood"),
        (ReturnPoint, point | {"words": ""}, "point_says_what_and_who"),
        (Remark, remark | {"kind": "press"}, "remark_is_of_a_party_or_a_colleague"),
        (Remark, remark | {"words": ""}, "remark_says_what_and_whose"),
        (EvidenceItem, listed | {"label": "A1"}, "evidence_label_is_e_and_a_number"),
        (EvidenceItem, listed | {"page": 0}, "evidence_says_what_and_where"),
        (Answer, {"number": 1, "place": 1, "words": "", "answered_by": "x", "answered_on": today()}, "answer_says_what_and_whose"),
        (Route, {"post": "x", "because": ""}, "route_says_where_and_why"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            model.objects.create(**own, **said)


def test_the_database_keeps_one_remark_one_evidence_and_one_sheet_at_a_place(office, drafted, item, ready):
    ref, author = drafted().ref, office["investigator"]
    actions.remark(ref, kind="party", from_whom="x", words="x", by=author)
    actions.list_evidence(ref, title="x", source=item.ref, page=1, by=author)
    ready()
    for kept in (Remark.objects.get(), EvidenceItem.objects.get(), ReadySheet.objects.get()):
        same = {field.name: getattr(kept, field.name) for field in kept._meta.fields if field.name != "id"}
        with (
            pytest.raises(IntegrityError, match=r"one_remark_at_a_place|one_evidence_of_a_label|a_version_is_passed_once"),
            transaction.atomic(),
        ):
            type(kept).objects.create(**same)
