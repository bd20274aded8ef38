"""An office's first day: cases come over from the system used before, by a file, whole or not at all, and each says so."""

from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.cases.models import Case
from duly.casework.finding import queries as finding
from duly.cli import exits
from duly.cli.main import code_of
from duly.core.confidentiality import actions as confidentiality
from duly.core.intake import queries as intake
from duly.core.people.models import Officer
from duly.core.record import sight
from duly.core.record.clock import today
from duly.core.record.queries import history, how_many
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.core.tokens.actions import make as make_token
from duly.core.tokens.powers import MAKE
from duly.primitives.actor import SYSTEM
from duly.primitives.digest import sha256_hex

HEADINGS = "reference,opened,stage,title,complainant,body,owner,next action,due,waiting on,last touched"


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


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
        ("CMS/1,{soon},closed,T,C,B,,,,,", "That day has not come."),
        ("CMS/2019/0412,2025-03-04,closed,T,C,B,,,,,", "is in row 2 already"),
        ("CMS/1,2025-03-04,closed,,C,B,,,,,", "title"),
    ],
)
def test_one_bad_row_and_nothing_comes_over_with_row_and_column_said(office, owner, row, says):
    row = row.replace("{o}", owner).replace("{soon}", f"{today() + timedelta(days=2)}")
    outcome = actions.take_over("old.csv", a_file(A_CLOSED, row), by=office["casework-manager"])

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


def test_a_file_is_checked_and_taken_over_on_its_page_whole_or_not_at_all(at_desk, office, owner):
    desk, bad = at_desk("casework-manager"), an_open(owner, opened="2025-13-04")

    def send(*rows: str, **more: str):
        return desk.post("/cases/take-over/", {"file": SimpleUploadedFile("old.csv", a_file(*rows)), "source": "CMS"} | more, follow=True)

    checked, wrong = text(send(A_CLOSED, check="1")), text(send(A_CLOSED, bad, check="1"))
    written = (Case.objects.count(), len(intake.imports(kind="cases")))
    refused = send(A_CLOSED, bad)
    back = desk.get(f"{refused.redirect_chain[0][0]}faults.csv").content.decode()
    none = Case.objects.count()
    taken = text(send(A_CLOSED, an_open(owner)))
    before = text(desk.get("/cases/take-over/"))

    assert written == (0, 0), "a file that is only checked leaves nothing"
    assert "1 case would be taken over" in checked
    assert "Nothing was taken over." in wrong
    assert "is not a day of the calendar" in wrong
    assert "is not a day of the calendar" in text(refused)
    assert "is not a day of the calendar" in back
    assert none == 0
    assert "2 cases taken over from old.csv" in taken
    assert ("Refused" in before, "Taken over" in before) == (True, True)
    assert desk.post("/cases/take-over/", {}).status_code == 422
    assert at_desk("investigator").get("/cases/take-over/").status_code == 403


def test_an_old_reference_finds_its_case_and_stands_at_its_head(at_desk, office, owner):
    actions.take_over("old.csv", a_file(an_open(owner), A_CLOSED), by=office["casework-manager"])
    live, desk = queries.cases(stages=("investigation",))[0], at_desk("investigator")

    listed = desk.get("/cases/?q=cms/2021/0007&format=json").json()["items"]
    page = text(desk.get("/cases/?q=CMS/2021/0007"))
    elsewhere = desk.get("/cases/?q=CMS/2021/0007&state=closed&format=json").json()["items"]
    head = text(desk.get(f"/cases/{live.ref}/")).split("Close the case")[0]

    assert [one["ref"] for one in listed] == [live.ref]
    assert elsewhere == []
    assert (live.ref in page, "1 with those words" in page) == (True, True)
    assert finding.search("CMS/2021/0007", most=5) == (live.ref,)
    assert finding.count(finding.Wanted(words="CMS/2021/0007")).many == 1
    assert "CMS/2021/0007 in the system used before" in head
    confidentiality.wall(live.ref, officer=office["investigator"].ref, because="Her aunt.", by=office["casework-manager"])
    with sight.seen_as(office["investigator"].ref):
        assert finding.called_before("CMS/2021/0007") is None


def test_programs_and_the_command_take_cases_over_and_are_told_every_fault(client, office, owner, tmp_path, capsys):
    by = office["casework-manager"]
    adopt(
        office="House", number=1, title="Tokens", starts=today(), rules=[(MAKE.code, Row("1.1", "casework-manager", (), "All."))], by=SYSTEM
    )
    token = make_token(name="Cases", scopes=("read:casework", "write:casework"), days=30, by=by)[1]
    told = {"HTTP_AUTHORIZATION": f"Bearer {token}"}

    def send(n: int, *rows: str):
        file = SimpleUploadedFile("old.csv", a_file(*rows))
        key = {"HTTP_IDEMPOTENCY_KEY": f"0f9d3c0e-5a0c-4d3c-9c58-0d9c4f4e7b{n:02}"}
        return client.post("/api/v1/cases/take-over/", {"file": file, "source": "CMS"}, **told, **key)

    faulty, done, again = send(1, A_CLOSED, an_open("nobody.here")), send(2, A_CLOSED), send(2, A_CLOSED)
    read = client.get(f"/api/v1/cases/take-over/{done.json()['ref']}/", **told).json()
    path = tmp_path / "more.csv"
    path.write_bytes(a_file(A_CLOSED, an_open(owner)))
    refused = code_of(["cases", "take-over", str(path), "--check", "--as", "casework-manager"])
    said = capsys.readouterr().err
    path.write_bytes(a_file(an_open(owner)))

    assert (faulty.status_code, faulty.json()["accepted"], faulty.json()["faults"][0]["row"]) == (201, False, 3)
    assert "Nobody signs in as nobody.here." in faulty.json()["faults"][0]["says"]
    assert (done.json()["accepted"], done.json()["counts"]) == (True, {"open cases": 0, "closed cases": 1})
    assert again.json() == done.json() == read
    assert refused == exits.INVALID
    assert "was taken over before" in said
    assert code_of(["cases", "take-over", str(path), "--check", "--as", "casework-manager"]) == 0
    assert Case.objects.count() == 1
