"""A case ends with how, on which principles and why, and with what stood open on it; and is opened again with reasons."""

import json
from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.cases.models import Case, Closing
from duly.casework.correspondence.rules.first import FIRST
from duly.casework.correspondence.rules.principles import CASE_OUTCOMES
from duly.casework.correspondence.rules.ruleset import rule_set, why_not_rules
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.flow.chasing import ask_for_evidence, chase_clock
from duly.casework.investigation import actions as investigation
from duly.casework.investigation import queries as asked
from duly.casework.submissions import actions as submissions
from duly.cli.main import code_of
from duly.core.chases import queries as chased
from duly.core.clocks import queries as clocks
from duly.core.confidentiality import actions as confidentiality
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.retention import actions as retention
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.core.tokens.actions import make as make_token
from duly.core.tokens.powers import MAKE
from duly.core.work import actions as work
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db

SAID = {"outcome": "resolved", "principles": ["putting things right"], "because": "The council said sorry and paid."}


def close(case, office, **said):
    return flow.close_case(case.ref, **SAID | said, by=office["casework-manager"])


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def test_a_case_is_closed_from_its_page_with_how_it_ended_and_opened_again_with_why(office, case, at_desk):
    desk = at_desk("casework-manager")

    silent = desk.post(f"/cases/{case.ref}/close/", {"because": "It is over."})
    strange = desk.post(f"/cases/{case.ref}/close/", SAID | {"outcome": "burnt"})
    closed = text(desk.post(f"/cases/{case.ref}/close/", SAID, follow=True))
    then = queries.case(case.ref)
    unsaid = desk.post(f"/cases/{case.ref}/reopen/", {"because": " "})
    again = text(desk.post(f"/cases/{case.ref}/reopen/", {"because": "She sent new papers."}, follow=True))

    assert (silent.status_code, strange.status_code, unsaid.status_code) == (422, 422, 422)
    assert "Say how it ended." in text(silent)
    assert "It is over." in text(silent), "nothing typed is lost"
    assert "Resolved. It was put right without a finding." in closed
    assert "The council said sorry and paid." in closed
    assert (then.stage, then.outcome, then.closed_on) == ("closed", "resolved", today())
    assert (queries.case(case.ref).stage, queries.closing(case.ref)) == ("investigation", None)
    assert "She sent new papers." in again
    assert [one.action for one in history("case", case.ref)][-2:] == ["case.closed", "case.reopened"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"outcome": "burnt"}, "outcome"),
        ({"outcome": "not recorded"}, "outcome"),
        ({"outcome": "withdrawn"}, "outcome"),
        ({"outcome": "nobody carries on"}, "carried-on"),
        ({"outcome": "upheld"}, "no-decision"),
        ({"principles": []}, "principles"),
        ({"principles": ["thrift"]}, "principles"),
        ({"because": " "}, "no-reason"),
    ],
)
def test_a_case_does_not_end_otherwise_than_it_did(office, case, refused, change, code):
    assert refused(lambda: close(case, office, **change)).code == code


def test_what_runs_and_waits_on_a_case_ends_with_it_and_is_named(office, case, letter):
    by = office["casework-manager"]
    issue = investigation.raise_issue(case.ref, words="The delay", by=office["investigator"])
    request = ask_for_evidence(issue.ref, what="The log", asked_of="The board", by=office["investigator"])
    clock = flow.clock_on_case(case.ref, rule="mp-letter", began=today(), by=by)
    chase = chase_clock(clock.ref, what="The answer", asked_of="The board", by=by)
    asks = flow.letter_of(request.ref)
    shown = flow.open_on_case(case.ref, by=by)

    close(case, office, outcome="upheld")

    assert {one.ref for one in shown} == {letter.ref, asks.ref, clock.ref, request.ref, chase.ref}
    assert all(one.ends for one in shown)
    assert set(queries.closing(case.ref).ended) == {letter.ref, asks.ref, clock.ref, request.ref, chase.ref}
    assert letter_queries.letter(letter.ref).state == "dropped"
    assert asked.request(request.ref).state == "withdrawn"
    assert not clocks.clocks(about=case.ref, only_open=True) + clocks.clocks(about=request.ref, only_open=True)
    assert not chased.chases(running=True)
    assert flow.open_on_case(case.ref, by=by) == ()


def test_what_must_be_done_first_is_in_the_way_of_closing_each_with_its_own_sentence(office, case, letter, drafted, refused):
    by = office["casework-manager"]
    task = work.make(what="Ring her", owner=by.ref, about=case.ref, due=today(), by=by)
    clock = flow.clock_on_case(case.ref, rule="foi", began=today(), by=by)
    hold = retention.place_hold(about=case.ref, because="A claim", by=by)
    paper = submissions.put_up(drafted().ref, by=office["investigator"])
    higher = flow.bring_in(
        case.ref, rung="brief", asked_of=office["head-of-casework"].ref, asks="See it", by_day=today() + timedelta(days=3), by=by
    )
    letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=by)

    found = {one.ref: one for one in flow.open_on_case(case.ref, by=by)}
    refusal = refused(lambda: close(case, office))

    assert set(found) == {task.ref, clock.ref, hold.ref, paper.ref, higher.ref, letter.ref}
    assert not any(one.ends for one in found.values())
    assert len({one.words for one in found.values()}) == 6
    assert "runs by law" in found[clock.ref].words
    assert found[letter.ref].words.endswith("is approved and not sent: send it, or drop it, first.")
    assert refusal.because == found[paper.ref].words
    assert queries.case(case.ref).stage != "closed"


def test_a_letter_that_was_handed_over_is_not_dropped_and_one_that_was_dropped_is_not_sent(office, letter, at_desk, refused):
    by = office["casework-manager"]
    assert refused(lambda: letters.drop(letter.ref, because=" ", by=by)).code == "no-reason"
    assert refused(lambda: letters.drop(letter.ref, because="x", by=office["executive-assistant"])).code == "scheme-no-row"

    letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=by)
    page = text(at_desk("casework-manager").get(f"/letters/{letter.ref}/"))
    dropped = at_desk("casework-manager").post(f"/letters/{letter.ref}/drop/", {"because": "It names the wrong person."})

    assert "Why it will not be sent" in page
    assert dropped.status_code == 302
    assert at_desk("casework-manager").get(f"/letters/{letter.ref}/").status_code == 200
    assert code_of(["letters", "drop", letter.ref, "--because", "x", "--as", "casework-manager"]) != 0
    assert refused(lambda: flow.send_letter(letter.ref, by=office["executive-assistant"])).code == "wrong-state"
    assert refused(lambda: letters.drop(letter.ref, because="x", by=by)).code == "wrong-state"


def test_the_database_refuses_a_closed_case_that_does_not_say_how_it_ended_and_an_open_one_that_does(office, case):
    row, nobody = Case.objects.get(ref=case.ref), "00000000-0000-0000-0000-000000000000"
    ours = {"outcome": "resolved", "principles": ["x"], "rules_number": 1, "closed_on": today()}

    def now() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="cannot be closed without an outcome"), transaction.atomic():
        Case.objects.filter(ref=case.ref).update(stage="closed", version=row.version + 1)
        now()
    with pytest.raises(IntegrityError, match="is open, and cannot say how it ended"), transaction.atomic():
        Closing.objects.create(case=row, made_by=nobody, **ours)
        now()
    for change, constraint in (
        ({"outcome": ""}, "a_closing_says_how_the_case_ended"),
        ({"principles": []}, "closing_a_case_says_principles_and_day"),
        ({"closed_on": None}, "closing_a_case_says_principles_and_day"),
        ({"outcome": "not recorded"}, "closing_a_case_says_principles_and_day"),
        ({"rule": "2.50"}, "a_closing_names_who_and_by_which_rule"),
        ({"rule": "2.50", "scheme": "", "closed_as": "x", "closed_by": "x"}, "a_closing_names_who_and_by_which_rule"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Closing.objects.create(case=row, made_by=nobody, **ours | change)
    with pytest.raises(IntegrityError, match="a_case_is_closed_once"), transaction.atomic():
        Closing.objects.create(case=row, made_by=nobody, **ours)
        Closing.objects.create(case=row, made_by=nobody, **ours)


def test_how_a_case_may_end_is_data_that_the_office_adopts_with_its_rules():
    data = FIRST.as_data()
    older = {key: value for key, value in data.items() if key != "case_outcomes"}

    own = [["settled", "It was settled"], *data["case_outcomes"]]
    assert dict(rule_set(2, data | {"case_outcomes": own}).case_outcomes)["settled"] == "It was settled"
    assert why_not_rules(data | {"case_outcomes": own}) is None
    assert rule_set(2, older).case_outcomes == CASE_OUTCOMES, "a set adopted before there were any has the default"
    for wrong in ([], own + own[:1], [["settled", "It was settled"]], [*own, ["not recorded", "x"]], [*own, ["", "x"]]):
        assert "case_outcomes" in why_not_rules(data | {"case_outcomes": wrong}).because.lower()


def test_closed_cases_are_listed_by_outcome_and_month_and_told_to_programs_and_commands(office, case, at_desk, capsys):
    close(case, office)
    month = f"{today():%Y-%m}"
    desk = at_desk("casework-manager")

    page = text(desk.get("/cases/closed/"))
    figures = text(desk.get("/cases/closed/months/"))
    rows = desk.get(f"/cases/closed/?format=json&outcome=resolved&month={month}").json()

    assert case.ref in page
    assert f"/cases/closed/?month={month}&outcome=resolved" in figures
    assert [row["ref"] for row in rows["items"]] == [case.ref]
    assert code_of(["cases", "closed", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["outcome"] == "resolved"
    assert code_of(["cases", "closed", "--months", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"month": month, "outcome": "resolved", "cases": 1}]


def test_a_case_is_closed_and_opened_again_by_command(office, case, capsys):
    who = ["--as", "casework-manager", "--json"]
    said = ["--outcome", "resolved", "--principle", "putting things right", "--because", "Paid."]

    assert code_of(["cases", "open-things", case.ref, *who]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert code_of(["cases", "close", case.ref, *said, *who]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "resolved"
    assert code_of(["cases", "close", case.ref, *said, *who]) != 0
    assert code_of(["cases", "reopen", case.ref, "--because", "New papers.", *who]) == 0
    assert json.loads(capsys.readouterr().out)["stage"] == "investigation"
    assert code_of(["cases", "close", "PSO-1999-00001", *said, *who]) != 0


def test_a_program_closes_a_case_once_for_a_key_and_reads_how_it_ended(office, case, client):
    adopt(
        office="Tokens",
        number=1,
        title="Tokens",
        starts=today(),
        rules=[(MAKE.code, Row("1.1", "casework-manager", (), "All."))],
        by=SYSTEM,
    )
    made = make_token(name="Cases", scopes=("read:casework", "write:casework"), days=30, by=office["casework-manager"])
    told = {"HTTP_AUTHORIZATION": f"Bearer {made[1]}"}
    key = {"HTTP_IDEMPOTENCY_KEY": "0f9d3c0e-5a0c-4d3c-9c58-0d9c4f4e7a11"}

    def send(where: str, body: dict, more: dict):
        return client.post(f"/api/v1/cases/{case.ref}/{where}/", json.dumps(body), content_type="application/json", **told, **more)

    first = send("close", SAID, key)
    again = send("close", SAID, key)
    other = send("close", SAID, {"HTTP_IDEMPOTENCY_KEY": "0f9d3c0e-5a0c-4d3c-9c58-0d9c4f4e7a12"})
    reads = client.get(f"/api/v1/cases/{case.ref}/ending/", **told).json()

    assert (first.status_code, again.status_code, other.status_code) == (200, 200, 409)
    assert first.json() == again.json() == reads
    assert (reads["outcome"], reads["because"], reads["open"]) == ("resolved", SAID["because"], [])
    assert [row["outcome"] for row in client.get("/api/v1/cases/", **told).json()["items"]] == ["resolved"]


def test_a_case_closed_before_may_be_taken_over_with_how_it_ended(office):
    heads = "reference,opened,stage,title,complainant,body,owner,next action,due,waiting on,last touched,outcome,closed"
    rows = (
        "CMS/1,2019-05-01,closed,A,C,B,,,,,,part upheld,2019-11-30",
        "CMS/2,2019-05-01,closed,A,C,B,,,,,,,",
    )
    by = office["casework-manager"]

    wrong = actions.take_over("a.csv", "\n".join((heads, "CMS/3,2019-05-01,closed,A,C,B,,,,,,,2019-04-30")).encode(), by=by)
    taken = actions.take_over("b.csv", "\n".join((heads, *rows)).encode(), by=by)
    seen = [(one.outcome, str(one.closed_on), one.month) for one in queries.closed_cases()]

    assert [fault.sentence for fault in wrong.faults]
    assert taken.accepted
    assert seen == [("part upheld", "2019-11-30", "2019-11"), ("not recorded", "None", "not recorded")]


def test_a_closed_case_kept_from_somebody_is_in_no_list_or_figure_of_theirs(office, case, at_desk):
    close(case, office)
    confidentiality.restrict(case.ref, officers=(office["head-of-casework"].ref,), because="A colleague", by=office["head-of-casework"])

    shown = {
        who: [text(at_desk(who).get(address)) for address in ("/cases/closed/", "/cases/closed/months/")]
        for who in ("investigator", "head-of-casework")
    }

    assert [case.ref in page for page in (shown["investigator"][0], shown["head-of-casework"][0])] == [False, True]
    assert ["outcome=resolved" in page for page in (shown["investigator"][1], shown["head-of-casework"][1])] == [False, True]
    assert at_desk("investigator").post(f"/cases/{case.ref}/reopen/", {"because": "x"}).status_code in (403, 404)
