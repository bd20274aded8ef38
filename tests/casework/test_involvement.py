"""Somebody higher is brought into a case by a rung of the ladder, and answers or takes over; work on a case is commissioned, done, or late."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.risk import actions, queries
from duly.casework.risk.models import Commission, Involvement
from duly.core.alerts import queries as alerts
from duly.core.calendar import queries as calendar
from duly.core.confidentiality import actions as confidentiality
from duly.core.people import actions as people
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme import actions as scheme
from duly.core.work import queries as tasks
from duly.primitives.refusal import Refused
from tests.casework.letters_again import a_case

pytestmark = pytest.mark.django_db
CM, HEAD, OMBUDSMAN = "casework-manager", "head-of-casework", "ombudsman"
A_WEEK = timedelta(days=7)


@pytest.fixture
def case(office):
    return a_case(office)


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def asked(office, case: str, rung: str = "seek view", of: str = HEAD, by: str = CM):
    return flow.bring_in(case, rung=rung, asked_of=office[of].ref, asks="May we publish?", by_day=today() + A_WEEK, by=office[by])


def worked(office, case: str):
    said = {"owner": office["investigator"].ref, "terms": "Read the 2019 file; a note of two pages.", "due_on": today() + A_WEEK}
    return actions.commission(case, **said, by=office[HEAD])


def names_told(officer) -> list[str]:
    return [one.name for one in alerts.alerts(officer.ref)]


def test_a_view_is_sought_of_somebody_higher_acknowledged_and_given(office, case):
    seen = asked(office, case)

    assert (seen.asked_post, seen.standing, seen.acknowledge_by) == (HEAD, "asked", calendar.add_working_days(today(), 1).day)
    (task,) = tasks.tasks(owner=office[HEAD].ref, about=[seen.ref])
    assert task.due == today() + A_WEEK
    assert actions.acknowledge(seen.ref, by=office[HEAD]).standing == "acknowledged"
    assert tasks.tasks(about=[seen.ref]), "a view is still wanted"
    done = actions.answer(seen.ref, words="Yes, without the name.", by=office[HEAD])
    assert (done.standing, done.words, done.waits) == ("view given", "Yes, without the name.", False)
    assert tasks.tasks(about=[seen.ref]) == ()


def test_whoever_need_only_know_acknowledges_and_that_is_all(office, case):
    seen = asked(office, case, "inform")

    with pytest.raises(Refused, match="acknowledge it"):
        actions.answer(seen.ref, words="I see.", by=office[HEAD])
    assert not actions.acknowledge(seen.ref, by=office[HEAD]).waits
    assert tasks.tasks(about=[seen.ref]) == ()


def test_a_task_finished_among_ones_tasks_ends_what_it_stands_for_or_says_where_that_is_done(office, case, at_desk):
    view, known, piece, other = asked(office, case), asked(office, case, "inform"), worked(office, case), worked(office, case)

    def finish(ref: str, who: str, way: str = "finish"):
        (task,) = tasks.tasks(about=[ref])
        return at_desk(who).post(f"/tasks/{task.ref}/step/", {"way": way, "words": "Two pages."})

    strange = finish(view.ref, "investigator")
    answers = [finish(view.ref, HEAD), finish(known.ref, HEAD), finish(piece.ref, "investigator"), finish(other.ref, HEAD, "drop")]

    assert strange.status_code in (403, 409), "nobody else answers for whoever was asked"
    assert [one.status_code for one in answers] == [302] * 4
    assert (queries.involved(view.ref).words, queries.involved(view.ref).waits) == ("Two pages.", False)
    assert not queries.involved(known.ref).waits
    assert [queries.commissioned(one.ref).state for one in (piece, other)] == ["done", "withdrawn"]
    assert tasks.tasks(about=[view.ref, known.ref, piece.ref, other.ref]) == ()


def test_who_takes_over_owns_the_case_from_then_on(office, case):
    seen = asked(office, case, "take over", OMBUDSMAN, HEAD)

    done = flow.take_over_case(seen.ref, words="It goes to the select committee.", by=office[OMBUDSMAN])

    assert done.standing == "taken over"
    assert cases.case(case).owner == office[OMBUDSMAN].ref


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"rung": "shout"}, "rung"),
        ({"of": "executive-assistant"}, "higher"),
        ({"of": CM}, "higher"),
        ({"by": "executive-assistant"}, "scheme-not-named"),
    ],
)
def test_only_somebody_higher_is_brought_in_and_by_a_known_rung(office, case, said, code):
    with pytest.raises(Refused) as refused:
        asked(office, case, **said)

    assert refused.value.refusal.code == code or (code.startswith("scheme") and refused.value.refusal.code.startswith("scheme"))
    assert queries.involvements() == ()


def test_nobody_is_asked_about_a_case_that_is_kept_from_them_nor_given_work_on_it(office, case):
    confidentiality.wall(case, officer=office[HEAD].ref, because="Her brother.", by=office[CM])
    confidentiality.wall(case, officer=office["investigator"].ref, because="Her cousin.", by=office[CM])

    with pytest.raises(Refused, match="kept from them"):
        asked(office, case)
    with pytest.raises(Refused, match="kept from them"):
        worked(office, case)


def test_only_who_was_asked_answers_and_only_who_asked_takes_it_back(office, case):
    seen = asked(office, case)

    with pytest.raises(Refused, match="only they answer"):
        actions.answer(seen.ref, words="Yes.", by=office[OMBUDSMAN])
    with pytest.raises(Refused, match="only whoever asked"):
        actions.withdraw(seen.ref, words="No need.", by=office[HEAD])
    assert actions.withdraw(seen.ref, words="It is settled.", by=office[CM]).standing == "withdrawn"
    with pytest.raises(Refused):
        actions.answer(seen.ref, words="Yes.", by=office[HEAD])


def test_who_stands_in_for_somebody_away_answers_for_them_and_the_record_says_for_whom(office, case):
    seen, deputy = asked(office, case, of=OMBUDSMAN), office["deputy-ombudsman"]
    until = today() + A_WEEK
    scheme.name_stand_in(OMBUDSMAN, officer_ref=deputy.ref, starts=today(), ends=until, because="Agreed.", by=office[CM])
    with pytest.raises(Refused, match="only they answer"):
        actions.acknowledge(seen.ref, by=deputy)  # she is here

    people.note_absence(office[OMBUDSMAN].ref, starts=today(), ends=until, by=office["executive-assistant"])
    actions.acknowledge(seen.ref, by=deputy)
    done = actions.answer(seen.ref, words="Yes.", by=deputy)

    assert done.standing == "view given"
    says = [one.sentence for one in history("involvement", seen.ref)][-2:]
    assert all(f"for {office[OMBUDSMAN].ref}, who is away" in one for one in says)
    with pytest.raises(Refused, match="only they answer"):
        actions.acknowledge(asked(office, case, of=HEAD).ref, by=deputy)


def test_what_nobody_acknowledges_in_time_goes_a_post_higher_once(office, case, monkeypatch):
    seen = asked(office, case)
    flow.tell_of_the_late()
    assert f"involvement unacknowledged {seen.ref}" not in names_told(office[OMBUDSMAN])
    monkeypatch.setattr("duly.casework.risk.queries.involving.today", lambda: seen.acknowledge_by + timedelta(days=1))

    flow.tell_of_the_late()
    flow.tell_of_the_late()

    assert names_told(office[OMBUDSMAN]) == [f"involvement unacknowledged {seen.ref}"]
    assert f"involvement unacknowledged {seen.ref}" in names_told(office[CM])
    assert queries.involved(seen.ref).standing == "not acknowledged"


def test_commissioned_work_is_a_task_shows_late_and_is_done_or_withdrawn(office, case, monkeypatch):
    piece, other = worked(office, case), worked(office, case)
    owner = office["investigator"]
    assert [one.due for one in tasks.tasks(owner=owner.ref, about=[piece.ref])] == [today() + A_WEEK]
    with pytest.raises(Refused, match="You neither own"):
        actions.finish(piece.ref, words="Done.", by=office[CM])
    with monkeypatch.context() as later:
        later.setattr("duly.casework.risk.queries.involving.today", lambda: today() + A_WEEK + timedelta(days=1))
        assert queries.commissioned(piece.ref).standing == "overdue"
        flow.tell_of_the_late()
    assert f"commissioned late {piece.ref}" in names_told(owner)
    assert f"commissioned late {piece.ref}" in names_told(office[HEAD])

    done = actions.finish(piece.ref, words="Nothing in it.", by=owner)
    gone = actions.take_back(other.ref, words="Asked twice.", by=office[HEAD])

    assert (done.standing, done.words, gone.standing) == ("done", "Nothing in it.", "withdrawn")
    assert tasks.tasks(about=[piece.ref, other.ref]) == ()


@pytest.mark.parametrize(
    ("model", "changed", "constraint"),
    [
        (Involvement, {"state": "asleep"}, "an_involvement_is_in_a_known_state"),
        (Involvement, {"rung": "shout"}, "an_involvement_is_of_a_known_rung"),
        (Involvement, {"asked_of": "="}, "nobody_brings_in_themselves"),
        (Involvement, {"by_day": today() - A_WEEK}, "an_involvement_is_answered_after_it_was_asked"),
        (Involvement, {"ended_on": today() - A_WEEK}, "an_involvement_that_is_over_says_how_and_when"),
        (Involvement, {"state": "answered"}, "an_involvement_that_is_over_says_how_and_when"),
        (Involvement, {"state": "acknowledged"}, "an_involvement_acknowledged_says_when"),
        (Commission, {"state": "asleep"}, "commissioned_work_is_in_a_known_state"),
        (Commission, {"owner": ""}, "commissioned_work_is_somebodys"),
        (Commission, {"due_on": today() - A_WEEK}, "commissioned_work_is_due_after_it_was_set"),
        (Commission, {"state": "done"}, "commissioned_work_that_ended_says_how_and_when"),
    ],
)
def test_the_database_refuses(office, case, model, changed, constraint):
    asked(office, case)
    worked(office, case)
    row = model.objects.get()
    row.pk, row.ref = None, "XX-26-00001"
    for name, value in changed.items():
        setattr(row, name, row.asked_by if value == "=" else value)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


def test_it_is_all_worked_by_its_forms(at_desk, office, case):
    client = at_desk(CM)
    typed = {"case": case.lower(), "rung": "seek decision", "asked_of": office[HEAD].ref, "asks": "May we publish?"}
    typed |= {"by_day": (today() + A_WEEK).isoformat()}
    assert client.post("/involvement/new/", typed | {"asks": ""}).status_code == 422
    assert "The Executive Assistant" not in words(client.get(f"/involvement/new/?case={case}")), "only those above are offered"
    to = client.post("/involvement/new/", typed)["Location"]
    assert "only they answer" in words(client.get(to))
    ref = to.strip("/").split("/")[-1]
    assert ref in words(client.get(f"/cases/{case}/"))
    assert ref in words(client.get("/involvement/?whose=yours"))
    assert client.get("/involvement/?format=json").json()["items"][0]["standing"] == "asked"

    head = at_desk(HEAD)
    assert f"Seek a decision: {case}, see {ref}" in words(head.get("/tasks/"))
    assert ref in words(head.get(f"/submissions/boxes/{HEAD}/"))
    assert "You are asked about a case" in words(head.get("/alerts/"))
    head.post(f"{to}acknowledge/")
    assert head.post(f"{to}answer/", {"words": ""}).status_code == 422
    head.post(f"{to}answer/", {"words": "Yes, from Monday."})
    assert "Decision given: Yes, from Monday." in words(head.get(to))
    wanted = {"case": case, "owner": office[CM].ref, "terms": "Read the file.", "due_on": (today() + A_WEEK).isoformat()}
    piece = head.post("/commissioned/new/", wanted)["Location"]
    assert "Read the file." in words(head.get("/commissioned/"))
    assert head.get("/commissioned/?format=csv").content.startswith(b"\xef\xbb\xbf")

    mine = at_desk(CM)
    assert "What you asked about a case was answered" in words(mine.get("/alerts/"))
    mine.post(f"{piece}done/", {"words": "Nothing in it."})
    assert "Nothing in it." in words(mine.get(piece))
    assert "Nothing more may be done with it." in words(mine.get(piece))
    assert mine.post(f"{piece}done/", {"words": "Again."}).status_code == 409
