"""Advice to and from Operations: asked, answered, found again, relied on by cases; and relied on by nobody once it was withdrawn."""

import json
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework.advice import actions, queries
from duly.casework.advice.models import Advice, Reliance
from duly.cli.main import code_of
from duly.core.alerts import queries as alerts
from duly.core.confidentiality import actions as confidentiality
from duly.core.record.clock import today
from duly.core.record.sight import seen_as
from duly.office.alerts.raising import look
from duly.office.finding.box import find

pytestmark = pytest.mark.django_db
QUESTION, ANSWER = "May we wait for the trust's own review?", "For four weeks, if both parties are told."


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def asked(office, about: str, question: str = QUESTION, way: str = "given"):
    said = {"asker": "Investigations", "question": question, "subjects": ("Parallel reviews",)}
    return actions.ask(way=way, about=about, **said, by=office["casework-manager"])


def answered(office, about: str, question: str = QUESTION):
    seen = asked(office, about, question)
    return actions.answer(seen.ref, answer=ANSWER, answerer="The Casework Manager", by=office["casework-manager"])


@pytest.fixture
def advice(office, case):
    """An answer about a case, which relies on it."""
    return answered(office, case.ref)


def test_a_question_is_asked_answered_and_found_by_its_words_on_its_pages(office, case, at_desk):
    day = today().isoformat()
    desk = at_desk("casework-manager")
    typed = {"way": "given", "about": case.ref.lower(), "asker": "Investigations", "question": QUESTION, "asked_on": day}
    typed |= {"subjects": "Parallel reviews, time limits"}

    wrong = desk.post("/advice/new/", typed | {"question": ""})
    nowhere = desk.post("/advice/new/", typed | {"about": "PSO-1999-00001"})
    made = desk.post("/advice/new/", typed)["Location"]
    ref = made.strip("/").split("/")[-1]
    waiting = text(desk.get(made))
    answer = desk.post(f"{made}answer/", {"answer": ANSWER, "answerer": "The Casework Manager", "answered_on": day}, follow=True)
    seen = queries.advice(ref)

    assert wrong.status_code == 422
    assert "Write the question." in text(wrong)
    assert "Parallel reviews" in text(wrong), "nothing typed is lost"
    assert "There is no case, item of post or submission PSO-1999-00001" in text(nowhere)
    assert "Nobody has answered yet." in waiting
    assert ANSWER in text(answer)
    assert (seen.state, seen.subjects, seen.relied_on_by(case.ref)) == ("answered", ("parallel reviews", "time limits"), True)
    assert ref in text(desk.get("/advice/?q=trust%27s+weeks&state=answered"))
    assert ref not in text(desk.get("/advice/?q=nothing-of-the-kind"))
    assert desk.get("/advice/?format=csv").content.startswith(b"\xef\xbb\xbf")
    assert [one["ref"] for one in json.loads(desk.get("/advice/?format=json").content)["items"]] == [ref]
    assert desk.get(f"/advice/{ref}/?format=json").json()["relied"] == [case.ref]
    assert QUESTION in text(desk.get(f"/cases/{case.ref}/"))


def test_advice_is_found_by_the_beginnings_of_its_words_and_in_the_command_box(office, case, advice):
    box = find("parallel rev", actor=office["investigator"], wings=("casework",), nav=())

    assert [one.ref for one in queries.search("paral four", limit=5)] == [advice.ref]
    assert queries.search("paral five", limit=5) == ()
    assert queries.search(" ", limit=5) == ()
    assert any(line.url == f"/advice/{advice.ref}/" for group in box for line in group.lines)


def test_advice_about_a_paper_is_relied_on_by_the_paper_s_case(office, item, case):
    seen = answered(office, item.ref)

    assert seen.relied_on_by(case.ref)
    assert [one.ref for one in queries.of_case(case.ref)] == [seen.ref]


def test_later_advice_supersedes_earlier_and_never_the_other_way_about(office, case, advice, refused):
    by = office["casework-manager"]
    later = answered(office, case.ref, "And if it has no end date?")
    waits = asked(office, case.ref, "And then?")
    own = refused(lambda: actions.withdraw(advice.ref, because="It was wrong.", instead=advice.ref, by=by))
    unknown = refused(lambda: actions.withdraw(advice.ref, because="It was wrong.", instead="AD-99-00001", by=by))
    unanswered = refused(lambda: actions.withdraw(advice.ref, because="It was wrong.", instead=waits.ref, by=by))
    why = refused(lambda: actions.withdraw(advice.ref, because=" ", instead=later.ref, by=by))
    may_not = refused(lambda: actions.withdraw(advice.ref, because="It was wrong.", by=office["investigator"]))

    gone = actions.withdraw(advice.ref, because="It was wrong.", instead=later.ref, by=by)
    twice = refused(lambda: actions.withdraw(advice.ref, because="Again.", by=by))

    assert [one.code for one in (own, unknown, unanswered, why)] == ["instead", "instead", "instead", "no-words"]
    assert may_not.code.startswith("scheme-")
    assert (gone.state, gone.superseded_by, gone.because, gone.withdrawn_on) == ("withdrawn", later.ref, "It was wrong.", today())
    assert twice.code == "wrong-state"


def test_earlier_advice_takes_nobody_s_place(office, case, advice, refused):
    by = office["casework-manager"]
    seen = asked(office, case.ref)
    old = actions.ask(way="given", about=case.ref, asker="A", question="B", asked_on=today() - timedelta(days=9), by=by)
    old = actions.answer(old.ref, answer="C", answerer="D", answered_on=today() - timedelta(days=8), by=by)
    soon = refused(lambda: actions.answer(seen.ref, answer="C", answerer="D", answered_on=today() - timedelta(days=1), by=by))

    assert "later advice supersedes earlier" in refused(lambda: actions.withdraw(advice.ref, because="X", instead=old.ref, by=by)).because
    assert soon.code == "too-early"


def test_nobody_can_rely_on_advice_that_was_withdrawn_or_never_answered(office, case, advice, refused, at_desk):
    by = office["casework-manager"]
    waits = asked(office, case.ref, "And then?")
    too_soon = refused(lambda: actions.rely(waits.ref, case_ref=case.ref, by=by))
    already = refused(lambda: actions.rely(advice.ref, case_ref=case.ref, by=by))
    nowhere = refused(lambda: actions.rely(advice.ref, case_ref="PSO-1999-00001", by=by))
    actions.withdraw(advice.ref, because="It was wrong.", by=by)
    gone = refused(lambda: actions.rely(advice.ref, case_ref=case.ref, by=by))
    page = text(at_desk("casework-manager").get(f"/advice/{advice.ref}/"))

    assert [one.code for one in (too_soon, already, nowhere, gone)] == ["wrong-state", "relied-on", "no-case", "withdrawn"]
    assert "nobody can rely on it" in gone.because
    assert "Nobody can rely on it" in page
    for one in (advice, waits):
        with (
            pytest.raises(IntegrityError, match="Only advice that was answered"),
            transaction.atomic(),
        ):
            Reliance.objects.create(
                advice=Advice.objects.get(ref=one.ref), case_ref="PSO-1", relied_by=by.ref, relied_on=today(), made_by=Advice.objects.get(ref=one.ref).asked_in
            )  # fmt: skip


def test_whoever_relied_on_it_is_told_until_they_say_what_was_done(office, case, advice, at_desk, refused):
    by, owner = office["casework-manager"], office["investigator"]
    actions.withdraw(advice.ref, because="It was wrong.", by=by)
    look(owner.ref, ("casework",))
    look(owner.ref, ("casework",))
    told = [one for one in alerts.alerts(owner.ref) if "Advice you relied on" in one.title]
    page = text(at_desk("investigator").get(f"/cases/{case.ref}/"))
    silent = refused(lambda: actions.let_go(advice.ref, case_ref=case.ref, because="", by=owner))
    actions.let_go(advice.ref, case_ref=case.ref, because="We put the view without waiting.", by=owner)
    not_now = refused(lambda: actions.let_go(advice.ref, case_ref=case.ref, because="Again.", by=owner))

    assert len(told) == 1
    assert "This case relied on it, and it was withdrawn on" in page
    assert (silent.code, not_now.code) == ("no-words", "not-relied-on")
    assert queries.relied_in_vain() == ()
    assert "This case relied on it" not in text(at_desk("investigator").get(f"/cases/{case.ref}/"))


def test_advice_about_a_case_is_kept_from_whomever_the_case_is_kept_from(office, case, advice, at_desk):
    other = office["assistant-casework-manager"]
    confidentiality.wall(case.ref, officer=other.ref, because="A relation.", by=office["casework-manager"])
    with seen_as(other.ref):
        hidden = (queries.every(), queries.search("parallel", limit=5), queries.exists(advice.ref))
        with connection.cursor() as cursor:
            cursor.execute("SELECT (SELECT count(*) FROM advice_advice), (SELECT count(*) FROM advice_reliance)")
            rows = cursor.fetchone()
    desk = at_desk("assistant-casework-manager")

    assert hidden == ((), (), False)
    assert rows == (0, 0)
    assert desk.get(f"/advice/{advice.ref}/").status_code == 404
    assert advice.ref not in text(desk.get("/advice/"))
    assert desk.post(f"/advice/{advice.ref}/rely/", {"case_ref": case.ref}).status_code == 404


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "gone"}, "advice_is_in_a_known_state"),
        ({"way": "sideways"}, "advice_says_which_way_and_what_about"),
        ({"about": ""}, "advice_says_which_way_and_what_about"),
        ({"answered_in": None}, "answered_advice_has_its_answer"),
        ({"asked_on": today() + timedelta(days=9)}, "advice_is_answered_after_it_was_asked"),
        ({"state": "withdrawn"}, "advice_that_was_withdrawn_says_when"),
        ({"superseded_by": "AD-26-00009"}, "advice_that_was_withdrawn_says_when"),
    ],
)
def test_the_database_refuses_advice_without_its_words(advice, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Advice.objects.filter(ref=advice.ref).update(version=advice.version + 1, **change)


def test_advice_does_not_supersede_itself_in_the_database(office, advice):
    gone = actions.withdraw(advice.ref, because="It was wrong.", by=office["casework-manager"])
    with pytest.raises(IntegrityError, match="advice_does_not_supersede_itself"), transaction.atomic():
        Advice.objects.filter(ref=gone.ref).update(version=gone.version + 1, superseded_by=gone.ref)


def test_a_case_relies_on_advice_once_and_says_which_case(office, case, advice):
    held = Reliance.objects.get(advice__ref=advice.ref)
    for given, constraint in (({}, "a_case_relies_on_advice_once"), ({"case_ref": ""}, "reliance_says_which_case_and_who")):
        row = {"advice_id": held.advice_id, "case_ref": case.ref, "relied_by": "O-1", "relied_on": today(), "made_by": held.made_by} | given
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Reliance.objects.create(**row)


def test_advice_is_carried_by_command(office, case, capsys):
    who = ["--as", "casework-manager"]
    asking = ["advice", "ask", case.ref, "--question", QUESTION, "--asker", "Investigations", "--subjects", "Time limits", *who, "--json"]

    assert code_of(asking) == 0
    ref = json.loads(capsys.readouterr().out)["ref"]
    assert code_of(["advice", "answer", ref, "--answer", ANSWER, "--answerer", "The Casework Manager", *who]) == 0
    assert code_of(["advice", "list", "--words", "time weeks"]) == 0
    assert ref in capsys.readouterr().out
    assert code_of(["advice", "withdraw", ref, "--because", "It was wrong.", *who]) == 0
    assert case.ref in capsys.readouterr().out, "it says which cases must look again"
    assert code_of(["advice", "rely", ref, case.ref, *who]) != 0
    assert code_of(["advice", "let-go", ref, case.ref, "--because", "Done.", *who]) == 0
    assert code_of(["advice", "show", ref]) == 0
    assert "It was wrong." in capsys.readouterr().out
    assert code_of(["advice", "show", "AD-99-00001"]) != 0
