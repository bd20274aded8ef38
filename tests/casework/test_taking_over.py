"""An office's first day: cases come over from the system used before, by a file, whole or not at all, and each says so."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.cases.models import Case
from duly.casework.finding import queries as finding
from duly.core.intake import queries as intake
from duly.core.people.models import Officer
from duly.core.record.clock import today
from duly.core.record.queries import history, how_many
from duly.primitives.digest import sha256_hex

HEADINGS = "reference,opened,stage,title,complainant,body,owner,next action,due,waiting on,last touched"


@pytest.fixture
def owner(office):
    return Officer.objects.get(ref=office["investigator"].ref).username


def a_file(*rows: str) -> bytes:
    return "\r\n".join((HEADINGS, *rows, "")).encode()


def an_open(owner: str, ref: str = "CMS/2021/0007", **other: str) -> str:
    said = {
        "opened": "2025-03-04",
        "stage": "investigation",
        "next": "Ask the council again",
        "due": "2026-01-05",
        "touched": "2025-11-02",
    } | other
    return f"{ref},{said['opened']},{said['stage']},Damp,Mrs Ada Example,Northmere Council,{owner},{said['next']},{said['due']},the council,{said['touched']}"


A_CLOSED = "CMS/2019/0412,2019-05-01,closed,A lost file,Mr Bo Other,Northmere Council,,,,,2019-11-30"


def test_open_and_closed_cases_come_over_with_their_days_and_each_has_its_entry(office, owner):
    by, content = office["casework-manager"], a_file(an_open(owner), A_CLOSED)
    before = how_many()

    outcome = actions.take_over("old.csv", content, source="CMS", by=by)

    assert (outcome.accepted, dict(outcome.counts)) == (True, {"open cases": 1, "closed cases": 1})
    became = queries.taken_over_before(["CMS/2021/0007", "CMS/2019/0412"])
    live, closed = queries.case(became["CMS/2021/0007"]), queries.case(became["CMS/2019/0412"])
    assert (live.stage, live.owner, live.next_action, live.waiting_on) == (
        "investigation",
        office["investigator"].ref,
        "Ask the council again",
        "the council",
    )
    assert (str(live.opened_on), str(live.due), str(live.touched_on)) == ("2025-03-04", "2026-01-05", "2025-11-02")
    assert (closed.stage, closed.owner, closed.next_action, closed.due, str(closed.touched_on)) == (
        "closed",
        by.ref,
        "",
        None,
        "2019-11-30",
    )
    assert (live.taken_over, queries.how_many_taken_over()) == (True, 2)
    told = history("case", live.ref)
    assert [one.action for one in told] == ["case.taken-over"]
    assert "row 2 of" in told[0].sentence
    assert how_many() == before + 4  # the file, its import, and a case each
    assert intake.imports(kind="cases", accepted=True)[0].sha256 == sha256_hex(content)
    assert [one.ref for one in finding.page(finding.Wanted(words="Ada Example")).rows] == [live.ref]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("CMS/1,2025-13-04,investigation,T,C,B,{o},N,,,", "is not a day of the calendar"),
        ("CMS/1,2025-03-04,asleep,T,C,B,{o},N,,,", "is none of assessment, investigation, closed"),
        ("CMS/1,2025-03-04,investigation,T,C,B,nobody.here,N,,,", "Nobody signs in as nobody.here."),
        ("CMS/1,2025-03-04,investigation,T,C,B,,N,,,", "an open case needs an owner who does"),
        ("CMS/1,2025-03-04,investigation,T,C,B,{o},,,,", "An open case needs a next action."),
        ("CMS/1,2025-03-04,closed,T,C,B,,,,,2024-01-01", "It was opened only on 2025-03-04."),
        ("PSO-2026-00001,2025-03-04,closed,T,C,B,,,,,", "is not a reference such as"),
        ("P-26-00001,2025-03-04,closed,T,C,B,,,,,", "is not a reference such as"),
        (f"CMS/1,{today() + timedelta(days=2)},closed,T,C,B,,,,,", "That day has not come."),
        ("CMS/2019/0412,2025-03-04,closed,T,C,B,,,,,", "is in row 2 already"),
        ("CMS/1,2025-03-04,closed,,C,B,,,,,", "title"),
    ],
)
def test_one_bad_row_and_nothing_comes_over_with_row_and_column_said(office, owner, row, says):
    outcome = actions.take_over("old.csv", a_file(A_CLOSED, row.replace("{o}", owner)), by=office["casework-manager"])

    assert (outcome.accepted, Case.objects.count()) == (False, 0)
    assert [(fault.row, says in fault.sentence) for fault in outcome.faults] == [(3, True)]


def test_the_same_file_or_the_same_case_comes_over_once_and_who_may_is_asked(office, owner, refused):
    by = office["casework-manager"]
    actions.take_over("old.csv", a_file(A_CLOSED), by=by)

    assert actions.take_over("old.csv", a_file(A_CLOSED), by=by).refusal.code == "101"
    again = actions.take_over("older.csv", a_file(A_CLOSED, an_open(owner)), by=by)
    assert "was taken over before, as PSO-" in again.faults[0].sentence
    assert refused(lambda: actions.take_over("old.csv", a_file(A_CLOSED), by=office["investigator"])).code == "scheme-no-row"
    assert Case.objects.count() == 1
    same = Case.objects.values("version", "stage", "title", "complainant", "body", "owner", "opened_from", "opened_on", "next_action").get()
    with pytest.raises(IntegrityError, match="one_case_is_opened_from_an_item"), transaction.atomic():
        Case.objects.create(ref="PSO-2026-99999", **same)


def test_what_came_over_says_so_on_its_page_and_goes_on_like_any_other(at_desk, office, owner):
    actions.take_over("old.csv", a_file(an_open(owner), A_CLOSED), by=office["casework-manager"])
    live = queries.cases(stages=("investigation",))[0]

    page = at_desk("investigator").get(f"/cases/{live.ref}/").content.decode()

    assert "where it was CMS/2021/0007" in page
    assert "/post/CMS" not in page
    assert actions.plan(live.ref, next_action="Write to her", by=office["investigator"]).version == 2
    assert (
        flow.close_case(
            live.ref, outcome="resolved", principles=["putting things right"], because="It was mended.", by=office["casework-manager"]
        ).stage
        == "closed"
    )
