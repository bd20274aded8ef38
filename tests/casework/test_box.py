"""The principals' boxes: what is where, in which order and needed by when; answered, received back and learnt from; who signs, and at which level it was signed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from duly.casework import flow
from duly.casework.boxes import actions as boxes
from duly.casework.boxes import queries
from duly.casework.boxes.models import Placing, Principal, Question, Receipt, Reply, Sight
from duly.casework.boxes.rules import Rates
from duly.casework.cases import actions as cases
from duly.casework.cases.queries import why_not_impartial
from duly.casework.learning.models import Lesson
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.models import Circumstances, ReadySheet, Submission
from duly.casework.submissions.queries import submission
from duly.casework.submissions.rules import Given, Said, codes
from duly.core.confidentiality import actions as keeping
from duly.core.directory import actions as directory
from duly.core.people import actions as people
from duly.core.record import sight
from duly.core.record.clock import today
from duly.core.scheme import actions as scheme
from duly.core.scheme.queries import instruments
from duly.core.scheme.rules import Row

pytestmark = pytest.mark.django_db
EVENT = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def principals(office):
    """The Ombudsman and the Deputy, in that order."""
    for place, post in enumerate(("ombudsman", "deputy-ombudsman"), start=1):
        boxes.name_principal(post, place=place, rates=Rates(), by=office["casework-manager"])


@pytest.fixture
def large(office, ready, principals):
    """A paper that only the Ombudsman may sign, ready."""
    return ready(150_000)


def _row(ref: str):
    return next((one for one in flow.board() if one.ref == ref), None)


def test_a_paper_goes_to_the_box_of_whoever_must_sign_it_and_nothing_is_in_no_box(office, large, drafted):
    small = submissions.put_up(drafted(40_000, kind="remedy").ref, by=office["investigator"])
    middle = submissions.put_up(drafted(60_000, kind="report").ref, by=office["investigator"])

    assert (_row(large.ref).principal, _row(large.ref).where) == ("ombudsman", "with")
    assert (_row(middle.ref).principal, _row(middle.ref).where) == ("deputy-ombudsman", "going to")
    assert (_row(small.ref).principal, _row(small.ref).box) == ("", "Not for a principal")
    boxes.place(small.ref, post="ombudsman", place=1, needed_by=today(), because="She asked to see it.", by=office["executive-assistant"])
    assert _row(small.ref).principal == "ombudsman"


def test_nobody_behind_a_wall_sees_a_line_of_the_box_of_a_paper(office, large):
    clerk, head = office["executive-assistant"], office["head-of-casework"]
    boxes.place(large.ref, post="ombudsman", place=1, needed_by=today(), because="She asked to see it.", by=clerk)
    boxes.mark_read(large.ref, number=1, by=clerk)
    boxes.ask(large.ref, words="Was he told?", by=office["ombudsman"])
    boxes.reply(large.ref, place=1, words="On 3 May.", by=office["investigator"])
    keeping.wall(large.case_ref, officer=clerk.ref, because="Her sister complains.", by=head)

    def seen(who) -> list[int]:
        with sight.seen_as(who.ref):
            return [len(lines.objects.filter(submission_ref=large.ref)) for lines in (Placing, Question, Reply, Sight)]

    assert (seen(head), seen(clerk)) == ([1, 1, 1, 1], [0, 0, 0, 0])
    with sight.seen_as(clerk.ref):
        told = (_row(large.ref), queries.placings(), queries.questions(large.ref), queries.last_read(large.ref, officer_ref=clerk.ref))
        assert told == (None, {}, (), 0)
        assert not Question._base_manager.filter(submission_ref=large.ref).exists(), "the database stands behind"
        for lines in (Placing, Question, Reply, Sight, Receipt):
            assert "confidentiality_wall" in str(lines.objects.all().query), "the queries keep it, and not the database alone"


def test_the_forecast_says_what_will_miss_its_date_and_an_absence_moves_it(office, large, refused):
    assert not _row(large.ref).misses
    boxes.place(
        large.ref, post="ombudsman", place=1, needed_by=today() + timedelta(days=6), because="The MP waits.", by=office["ombudsman"]
    )
    assert not _row(large.ref).misses

    people.note_absence(office["ombudsman"].ref, starts=today(), ends=today() + timedelta(days=14), by=office["executive-assistant"])

    late = _row(large.ref)
    assert late.misses
    assert late.read_on >= today() + timedelta(days=14)
    assert "at 300 a week" in late.working
    deputy = office["deputy-ombudsman"].ref
    ends = today() + timedelta(days=14)
    scheme.name_stand_in("ombudsman", officer_ref=deputy, starts=today(), ends=ends, because="Agreed.", by=office["casework-manager"])
    assert _row(large.ref).stand_in == "The Deputy Ombudsman"
    signed = flow.sign(large.ref, outcome="agree", seen_sha256=large.text.sha256, by=office["deputy-ombudsman"])
    assert (signed.signed_as, signed.signed_by, signed.on_behalf, signed.rule) == ("ombudsman", deputy, "The Ombudsman", "5.3")
    place = {"post": "ombudsman", "place": 1, "needed_by": None, "because": "No."}
    assert refused(lambda: boxes.place(large.ref, **place, by=office["investigator"])).code == "scheme-no-row"
    assert refused(lambda: boxes.place(large.ref, **place, by=office["ombudsman"])).code == "decided"


def test_a_principal_asks_amends_and_signs_and_operations_receives_it_back(office, large, refused):
    ombudsman, author, sha256 = office["ombudsman"], office["investigator"], large.text.sha256

    def answer(what, because="", sha256=sha256, by=ombudsman):
        return flow.answer_from_box(large.ref, answer=what, seen_sha256=sha256, because=because, by=by)

    assert refused(lambda: answer("ask", "When?", by=office["deputy-ombudsman"])).code == "scheme-no-row"
    assert refused(lambda: answer("ask", "When?", sha256="0" * 64)).code == "not-what-you-saw"
    answer("ask", "When did she write?")
    assert _row(large.ref).asks
    assert queries.last_read(large.ref, officer_ref=ombudsman.ref) == 1
    boxes.reply(large.ref, place=1, words="In May.", by=author)
    assert not _row(large.ref).asks
    assert refused(lambda: boxes.reply(large.ref, place=1, words="June.", by=author)).code == "no-question"

    assert answer("amend", "Say May.").state == "returned"
    assert _row(large.ref).where == "coming from"
    boxes.receive(large.ref, by=author)
    assert refused(lambda: boxes.receive(large.ref, by=author)).code == "received"
    assert _row(large.ref) is None
    text = {"ask": "Uphold the complaint", "remedy_pence": 150_000, "mp_interest": False}
    submissions.revise(large.ref, **text, paragraphs=("In May.", "What we recommend."), by=author)
    submissions.answer(large.ref, answers={(1, 1): Given("Said.", 1)}, by=author)
    again = submissions.put_up(large.ref, by=author)
    flow.pass_as_ready(
        large.ref,
        seen_sha256=again.text.sha256,
        ticked=codes("decision"),
        despite="It is short.",
        by=office["assistant-casework-manager"],
    )

    answer("agree", sha256=again.text.sha256)

    assert submission(large.ref).state == "decided"
    assert [(one.how, one.number, one.days, one.received_on is None) for one in flow.round_trips()] == [
        ("signed", 2, 0, True),
        ("amended", 1, 0, False),
    ]


def test_a_failing_check_keeps_a_paper_from_being_passed_unless_a_reason_is_given(office, drafted, refused):
    seen = submissions.put_up(drafted(150_000).ref, by=office["investigator"])
    said = {"seen_sha256": seen.text.sha256, "ticked": codes("decision"), "by": office["assistant-casework-manager"]}

    refusal = refused(lambda: flow.pass_as_ready(seen.ref, **said))

    assert refusal.code == "checks-fail"
    passed = flow.pass_as_ready(seen.ref, **said, despite="The remedy is in the annex.")
    assert (passed.despite, bool(passed.failing)) == ("The remedy is in the annex.", True)


def test_the_scheme_is_told_what_somebody_said_of_the_case(office, drafted, refused):
    seen = drafted()
    submissions.say_circumstances(seen.ref, said=Said("Coventry", "housing", formal_interviews=1), by=office["investigator"])

    facts = submission(seen.ref).circumstances.facts()

    assert (facts["office"], facts["formal interviews"], facts["public interest"]) == ("Coventry", 1, None)
    submissions.put_up(seen.ref, by=office["investigator"])
    assert refused(lambda: submissions.say_circumstances(seen.ref, said=Said(), by=office["investigator"])).code == "your-own"


def test_an_interest_bars_whoever_declared_it_from_deciding_whatever_the_scheme_says(office, large, refused):
    scheme.declare_interest(about="northmere council", because="I was a member.", by=office["ombudsman"])

    refusal = refused(lambda: flow.sign(large.ref, outcome="agree", seen_sha256=large.text.sha256, by=office["ombudsman"]))

    assert refusal.because == "You have declared an interest in northmere council, so somebody else must decide."


def test_an_interest_bars_in_whatever_words_the_party_is_known_by(office, large):
    manager = office["casework-manager"]
    ada = directory.enter(kind="person", name="Ms Ada Maiden", by=manager).ref
    cases.name_party(large.case_ref, entry_ref=ada, role="complainant", by=manager)
    said = ("Ada Example", "mrs a. example", large.case_ref.lower(), "Ada Maiden", ada.lower(), "Northmere  Council")

    for words, by in zip(said, office.values(), strict=False):
        scheme.declare_interest(about=words, because="My cousin.", by=by)
        assert (
            why_not_impartial(large.case_ref, by=by).because == f"You have declared an interest in {words}, so somebody else must decide."
        )


def test_an_interest_in_somebody_else_bars_nobody(office, large):
    for words in ("Adam Example", "Ada Examples", "Ada", "Northmere", "Marlbrook Council"):
        scheme.declare_interest(about=words, because="My cousin.", by=office["ombudsman"])

    assert why_not_impartial(large.case_ref, by=office["ombudsman"]) is None


def test_a_proposed_scheme_shows_whose_signatory_would_change_before_it_is_adopted(office, large, at_desk):
    (now,) = instruments(on=today())
    rules = [(power, Row(row.number, row.post, (), row.clause) if row.number == "5.2" else row) for power, row in now.rules]
    proposed = scheme.propose(
        office=now.office, title="Next", starts=today() + timedelta(days=1), rules=rules, by=office["casework-manager"]
    )

    (row,) = [one for one in flow.signatories(proposed.rules, office=now.office) if one.ref == large.ref]
    assert (row.now, row.then, row.changes) == ("Ombudsman", "Deputy Ombudsman or Ombudsman", True)
    page = at_desk("casework-manager").get(f"/submissions/signatories/?scheme={proposed.ref}")
    assert "Deputy Ombudsman or Ombudsman" in page.content.decode()
    told = at_desk("casework-manager").get(f"/submissions/signatories/?scheme={proposed.ref}&format=csv").content.decode()
    assert "Deputy Ombudsman or Ombudsman" in told
    assert "not understood" not in page.content.decode()


def test_the_pages_show_the_box_the_paper_and_its_way_back(office, large, at_desk):
    helen = at_desk("ombudsman")
    board, box, paper = (
        helen.get(address).content.decode()
        for address in ("/submissions/boxes/", "/submissions/boxes/ombudsman/", f"/submissions/{large.ref}/box/")
    )
    assert large.ref in board
    assert "fifth of the week" in box
    assert "Sign it" in paper
    assert helen.post(f"/submissions/{large.ref}/box/", {"seen_sha256": large.text.sha256}).status_code == 422
    assert helen.post(f"/submissions/{large.ref}/box/read/", {"number": "1"}).status_code == 302
    assert "You have read version 1" in helen.get(f"/submissions/{large.ref}/").content.decode()
    sent = helen.post(f"/submissions/{large.ref}/box/", {"answer": "agree", "seen_sha256": large.text.sha256})
    assert (sent.status_code, submission(large.ref).state) == (302, "decided")
    assert "has not received it" in helen.get(f"/submissions/{large.ref}/box/").content.decode()
    author = at_desk("investigator")
    assert author.post(f"/submissions/{large.ref}/box/back/").status_code == 302
    manager = at_desk("casework-manager")
    assert manager.post(f"/submissions/{large.ref}/box/lesson/", {"words": "Cite the band.", "told_to": "Operations"}).status_code == 302
    assert "Cite the band." in manager.get(f"/submissions/{large.ref}/box/").content.decode()
    assert manager.get("/submissions/boxes/times/?format=json").json()["items"][0]["days"] == 0
    (level,) = manager.get("/submissions/by-level/?format=json").json()["items"]
    assert (level["level"], level["decisions"], level["agreed"]) == ("Ombudsman", 1, 1)
    figures = {"words_per_minute": 100, "minutes_per_page": 2, "minutes_per_week": 300, "needed_in_working_days": 10, "place": 1}
    assert manager.post("/submissions/boxes/ombudsman/", figures).status_code == 302
    assert queries.principals(on=today())[0].rates == Rates(100)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("principal_reads_at_some_rate", lambda: _principal(words_per_minute=0)),
        ("one_account_of_a_principal_at_a_time", lambda: [_principal(), _principal()]),
        (
            "paper_is_placed_in_a_box_for_a_reason",
            lambda: Placing.objects.create(submission_ref="S", post="p", place=0, because="", made_by=EVENT),
        ),
        ("a_version_is_read_once_by_one_person", lambda: [_sight(), _sight()]),
        ("one_question_at_a_place", lambda: [_question(), _question()]),
        ("question_says_what", lambda: _question(words="")),
        ("a_question_is_answered_once", lambda: [_reply(), _reply()]),
        ("reply_says_something", lambda: _reply(words="")),
        ("a_paper_comes_back_once", lambda: [_receipt(), _receipt()]),
        (
            "lesson_says_what_and_to_whom",
            lambda: Lesson.objects.create(ref="L", came_of="S", words="", told_to="x", noted_by="O", noted_on=today(), made_by=EVENT),
        ),
        (
            "circumstances_say_whose_word_they_are",
            lambda: Circumstances.objects.create(submission=Submission.objects.first(), said_by="", said_on=today(), made_by=EVENT),
        ),
        (
            "paper_passed_despite_a_check_says_why",
            lambda: ReadySheet.objects.create(
                submission=Submission.objects.first(), number=9, checklist=today(), ticked=[], failing=["same"], made_by=EVENT
            ),
        ),
    ],
)
def test_the_database_refuses_what_must_never_be(office, drafted, name, make):
    drafted()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


def _principal(**said):
    usual = {"post": "p", "place": 1, "during": DateRange(today(), None), "made_by": EVENT}
    Principal.objects.create(**usual | vars(Rates()) | said)


def _sight():
    Sight.objects.create(submission_ref="S", officer_ref="O", number=1, read_on=today(), made_by=EVENT)


def _question(words="What?"):
    Question.objects.create(submission_ref="S", place=1, words=words, asked_by="O", asked_on=today(), made_by=EVENT)


def _reply(words="That."):
    Reply.objects.create(submission_ref="S", place=1, words=words, replied_by="O", replied_on=today(), made_by=EVENT)


def _receipt():
    Receipt.objects.create(submission_ref="S", number=1, received_by="O", received_on=today(), made_by=EVENT)
