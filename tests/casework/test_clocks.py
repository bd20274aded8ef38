"""Clocks on a case: what the pages show and let be done, what waits in what order, and what a letter and a review begin."""

import json
from datetime import date, timedelta
from html import unescape

import pytest

from duly.casework import flow
from duly.casework.screens.clocks.presenters import review_rows
from duly.core.calendar import queries as calendar
from duly.core.calendar.actions import add_holiday
from duly.core.calendar.rules.words import said
from duly.core.clocks import actions, queries
from duly.core.clocks.rules import standing
from duly.core.record.clock import today
from duly.core.record.queries import how_many
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def test_a_clock_is_started_stopped_and_shown_with_its_working_by_forms(office, at_desk, case):
    desk, typed = at_desk("investigator"), f"{today():%d/%m/%Y}"

    began = desk.post("/clocks/new/", {"case": case.ref.lower(), "rule": "foi", "began": typed, "because": "A request."})
    ck = queries.clocks(about=case.ref)[0]
    page = words(desk.get(f"/cases/{case.ref}/"))
    one = words(desk.get(f"/clocks/{ck.ref}/"))
    bad = desk.post(f"/clocks/{ck.ref}/stop/", {"on": "soon", "because": "We asked what was meant."})
    stopped = desk.post(f"/clocks/{ck.ref}/stop/", {"on": typed, "because": "We asked what was meant."}, follow=True)
    late = desk.post(f"/clocks/{ck.ref}/extend/", {"added": "5", "authority": "s10", "because": "x"})

    assert (began.status_code, began["Location"]) == (302, f"/cases/{case.ref}/")
    assert "Freedom of information request" in page
    assert f"/clocks/{ck.ref}/#working" in page
    assert "It runs for 20 working days." in one
    assert "any part of the United Kingdom" in one
    assert bad.status_code == 422
    assert "We asked what was meant." in bad.content.decode()
    assert "Write a day such as 9/11/2026." in words(bad)
    assert "It has stood still since" in words(stopped)
    assert "Can extend only when running; this is stopped." in words(late)
    assert json.loads(desk.get(f"/clocks/{ck.ref}/?format=json").content)["due"] is None


def test_who_may_not_keep_clocks_reads_them_and_is_told_why_not(office, at_desk, case):
    ck = flow.clock_on_case(case.ref, rule="foi", began=today(), by=office["investigator"])
    desk, before = at_desk("executive-assistant"), how_many()

    page = words(desk.get(f"/clocks/{ck.ref}/"))
    answer = desk.post(f"/clocks/{ck.ref}/end/", {"because": "No."})

    assert "aria-disabled" in page
    assert "refus" in answer.content.decode()
    assert (queries.clock(ck.ref).state, how_many()) == ("running", before)


def test_the_list_says_what_is_overdue_and_due_this_week_and_is_csv_and_json_too(office, at_desk, case):
    for rule, days_ago in (("review-acknowledgement", 30), ("foi", 1), ("complaint-in-time", 1)):
        flow.clock_on_case(case.ref, rule=rule, began=today() - timedelta(days=days_ago), by=office["investigator"])
    desk = at_desk("casework-manager")

    told = json.loads(desk.get("/clocks/?format=json&when=Overdue").content)

    assert [(one["title"], one["left"] < 0) for one in told["items"]] == [("Acknowledging a request for review", True)]
    assert desk.get("/clocks/?format=csv").content.decode("utf-8-sig").splitlines()[0] == "Clock,What is due,On,State,Began,Due,Days left"
    assert "Due later" in words(desk.get("/clocks/"))
    assert desk.get("/clocks/CK-9/").status_code == 404


def test_what_if_says_the_date_and_the_way_to_it_and_keeps_nothing(office, at_desk):
    desk, before = at_desk("executive-assistant"), how_many()
    asked = {"rule": "foi", "began": f"07/03/{today().year}", "stops": f"16/03/{today().year} to 18/03/{today().year}", "added": ""}

    page = words(desk.get("/clocks/try/", asked))
    told = json.loads(desk.get("/clocks/try/", asked | {"format": "json"}).content)
    wrong = desk.get("/clocks/try/", asked | {"stops": "next week"})

    assert told["working"][-1] == f"It is due on {said(date.fromisoformat(told['due']))}."
    assert "It stood still from" in page
    assert told["working"][1] in page
    assert wrong.status_code == 422
    assert "Line 1: write two days" in words(wrong)
    assert desk.get("/clocks/try/", asked | {"began": "1/1/1999", "format": "json"}).status_code == 422
    assert how_many() == before


def test_a_late_holiday_is_looked_at_first_and_then_moves_what_is_open(office, at_desk, case):
    ck = flow.clock_on_case(case.ref, rule="foi", began=today(), by=office["investigator"])
    add_holiday(division="scotland", day=calendar.add_working_days(today(), 5, division="scotland").day, title="A day appointed", by=SYSTEM)
    desk = at_desk("casework-manager")

    first = words(desk.get("/clocks/moved/"))
    unmoved = queries.clock(ck.ref).due
    done = words(desk.post("/clocks/moved/again/", follow=True))
    listed = desk.get("/clocks/moved/?format=csv").content.decode("utf-8-sig").splitlines()

    assert "1 of 1 running clocks would move" in first
    assert unmoved == ck.due
    assert "Dated again: 1 clock moved." in done
    assert "became a bank holiday (A day appointed" in done
    assert listed[1].startswith(f"{ck.ref},{ck.due},{queries.clock(ck.ref).due},")


def test_a_letter_before_claim_and_a_review_that_is_asked_for_begin_their_clocks(office, at_desk, case, decision):
    by = office["casework-manager"]
    letter = flow.letter_before_claim(case.ref, received_on=today(), by=by)

    answer = at_desk("casework-manager").post(
        "/clocks/reviews/asked/", {"decision": decision.ref, "received_on": f"{today():%d/%m/%Y}", "promised": "review-ten-weeks"}
    )
    begun = {ck.rule_code: ck.due for ck in queries.clocks(about=decision.ref)}

    assert letter.due == today() + timedelta(days=14)
    assert answer.status_code == 302
    assert begun.keys() == {"judicial-review", "review-jr-safe", "review-acknowledgement", "review-ten-weeks"}
    assert (begun["judicial-review"] - begun["review-jr-safe"]).days >= 28
    assert "Answered leaving 28 days" in words(at_desk("casework-manager").get("/clocks/reviews/"))
    assert "Judicial review: the window shuts" in words(at_desk("casework-manager").get(f"/cases/{case.ref}/"))


def test_six_weeks_and_then_four_is_red_at_week_two_and_not_at_week_ten(office):
    decided = today() - timedelta(weeks=2)
    by = office["investigator"]
    for about, promised in (("DN-SLOW", "review-ten-weeks"), ("DN-QUICK", "review-answer")):
        for rule, began in (("judicial-review", decided), ("review-jr-safe", decided), (promised, decided + timedelta(days=7))):
            actions.start(kind="decision", about=about, rule=rule, began=began, by=by)

    rows = review_rows(queries.clocks(kind="decision", only_open=True), {}, on=today())

    assert [(row.decision, row.tone) for row in rows] == [("DN-SLOW", "red"), ("DN-QUICK", "green")]
    assert rows[0].planned > rows[0].answer_by
    assert rows[0].spare < 28 <= rows[1].spare
    assert rows[0].letter_by == rows[0].shuts - timedelta(days=14)


def test_the_figure_counts_those_answered_with_28_days_to_spare(office, at_desk):
    by = office["investigator"]
    for about, weeks in (("DN-1", 2), ("DN-2", 3), ("DN-3", 12)):
        ck = actions.start(kind="decision", about=about, rule="review-jr-safe", began=today() - timedelta(weeks=weeks), by=by)
        actions.meet(ck.ref, on=today(), by=by)

    assert queries.kept_in_time("review-jr-safe") == (2, 1)
    assert "66 %" in words(at_desk("head-of-casework").get("/clocks/reviews/"))


def test_how_pressing_a_date_is():
    on = date(2026, 11, 2)

    assert standing(date(2026, 11, 1), on=on) == ("red", "It was due on 1 November 2026, 1 day ago.")
    assert standing(date(2026, 12, 9), on=on, planned=date(2026, 12, 12)) == ("red", "It is planned for 12 December 2026, 3 days too late.")
    assert standing(date(2026, 11, 16), on=on, planned=date(2026, 11, 16))[0] == "amber"
    assert standing(date(2026, 11, 17), on=on)[0] == "green"
    assert standing(on, on=on) == ("amber", "It is due today.")
    assert standing(None, on=on) == ("", "It stands still.")
