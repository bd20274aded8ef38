"""Clocks put right on their pages: done while it stood still, agreed before and noted late, taken back, and what was due with the clock."""

from datetime import timedelta
from html import unescape

import pytest

from duly.casework import flow
from duly.casework.flow import chasing
from duly.casework.flow.keeping_clocks import take_back_step
from duly.casework.investigation import actions as investigation
from duly.casework.investigation import queries as requests
from duly.core.chases import queries as chases
from duly.core.clocks import actions, queries
from duly.core.record.clock import today
from duly.core.record.queries import history, how_many
from duly.primitives.period import say_day

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def typed(day) -> str:
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def request_asked(office, case):
    issue = investigation.raise_issue(case.ref, words="It took nine months to decide.", by=office["investigator"])
    return chasing.ask_for_evidence(issue.ref, what="The log", asked_of="Northmere Council", by=office["investigator"])


def test_a_clock_is_met_while_it_stands_still_and_that_is_taken_back_by_forms(office, at_desk, case):
    ck = flow.clock_on_case(case.ref, rule="foi", began=today() - timedelta(days=60), by=office["investigator"])
    actions.stop(ck.ref, on=today() - timedelta(days=50), because="We asked.", by=office["investigator"])
    desk = at_desk("investigator")

    met = words(desk.post(f"/clocks/{ck.ref}/meet/", {"on": typed(today() - timedelta(days=20)), "because": ""}, follow=True))
    nothing = desk.post(f"/clocks/{ck.ref}/take-back/", {"step": "", "on": "", "because": ""})
    late = words(desk.post(f"/clocks/{ck.ref}/take-back/", {"step": "2", "on": "", "because": "It was another case."}, follow=True))
    back = words(desk.post(f"/clocks/{ck.ref}/take-back/", {"step": "3", "on": "", "because": "It was another case."}, follow=True))

    assert f"{ck.ref} is met." in met
    assert "3: met on" in met
    assert nothing.status_code == 422
    assert f"{ck.ref} is missed: due {say_day(ck.due)}." in late, "never stopped, it was answered after its date"
    assert f"{ck.ref} is running: due {say_day(ck.due)}." in back
    assert "It was another case." in back
    assert queries.wrongly_kept() == ()


def test_more_time_agreed_before_is_taken_with_who_and_what_shows_it(office, at_desk, case):
    ck = flow.clock_on_case(case.ref, rule="foi", began=today() - timedelta(days=45), by=office["investigator"])
    desk, agreed = at_desk("casework-manager"), ck.due - timedelta(days=1)
    asked = {"added": "5", "authority": "section 10(3)", "because": "The public interest."}

    late = words(desk.post(f"/clocks/{ck.ref}/extend/", asked | {"on": typed(today())}))
    bare = words(desk.post(f"/clocks/{ck.ref}/extend/", asked | {"on": typed(agreed)}))
    shown = {"on": typed(agreed), "agreed_by": "Ann Example", "proof": "Their letter of that day"}
    done = words(desk.post(f"/clocks/{ck.ref}/extend/", asked | shown, follow=True))

    assert "If it was agreed before, say on which day." in late
    assert "say who agreed it, and what shows it" in bare
    assert f"{ck.ref} is extended: due" in done
    assert f"noted on {today():%A} {say_day(today())}" in done


def test_what_was_due_with_a_clock_goes_with_it_and_what_stays_is_named(office, case, request_asked):
    by, (ck,) = office["investigator"], queries.clocks(about=request_asked.ref)
    chase = chases.chase(chases.running_on("evidence request", request_asked.ref))

    kept = take_back_step(ck.ref, step=1, on=today() - timedelta(days=7), because="It was asked for by telephone.", by=by)

    assert kept.clock.due < ck.due
    assert kept.moved == (request_asked.ref, chase.ref)
    assert requests.request(request_asked.ref).due == chases.chase(chase.ref).due == kept.clock.due
    assert kept.said() == f" Due then with it: {request_asked.ref}, {chase.ref}."

    investigation.give_time(request_asked.ref, due=today() + timedelta(days=90), because="They asked.", by=by)
    again = take_back_step(ck.ref, step=2, on=today(), because="It was not.", by=by)

    assert (again.moved, again.stays) == ((chase.ref,), (request_asked.ref,))


def test_an_answer_that_comes_while_its_clock_stands_still_meets_it(office, case, request_asked):
    by, (ck,) = office["investigator"], queries.clocks(about=request_asked.ref)
    actions.stop(ck.ref, on=today(), because="They asked what we meant.", by=by)

    chasing.answer_request(request_asked.ref, became="received", on=today(), by=by)

    assert queries.clock(ck.ref).state == "met"


def test_a_draft_that_asks_for_what_came_otherwise_is_dropped_with_a_note_and_what_was_approved_is_named(
    office, case, request_asked, at_desk
):
    by, letter = office["investigator"], flow.letter_of(request_asked.ref)
    chasing.answer_request(request_asked.ref, became="partial", on=today(), words="The first half.", by=by)
    waits = flow.letter_of(request_asked.ref)

    page = words(
        at_desk("investigator").post(
            f"/cases/{case.ref}/investigation/answer/",
            {"request": request_asked.ref, "became": "received", "on": typed(today()), "words": "By hand."},
            follow=True,
        )
    )

    assert (letter.state, waits.state, flow.letter_of(request_asked.ref)) == ("draft", "draft", None)
    assert history("letter", letter.ref)[-1].sentence.endswith(
        f"{request_asked.ref} was received without it: nothing is asked for any more."
    )
    assert f"The draft {letter.ref}, which asked for it, is dropped." in page


def test_who_may_not_keep_clocks_takes_nothing_back(office, at_desk, case):
    ck = flow.clock_on_case(case.ref, rule="foi", began=today(), by=office["investigator"])
    before = how_many()

    answer = at_desk("executive-assistant").post(f"/clocks/{ck.ref}/take-back/", {"step": "1", "on": "", "because": "No."})

    assert "refus" in words(answer)
    assert (queries.clock(ck.ref).state, how_many()) == ("running", before)
