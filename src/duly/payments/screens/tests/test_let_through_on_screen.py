"""From a contract's file with the clause to what the provider is told: a small excess is let through, paid, explained, and looked at on the desk."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest

from duly.cli import exits
from duly.cli.main import code_of
from duly.core.jobs.actions import run as do_job
from duly.payments import flow
from duly.payments.banking.actions import adopt_paying_account
from duly.payments.providers.tests.factories import paid_into
from duly.payments.screens.tests.conftest import OFFICE, WEEK
from duly.payments.validation import queries
from duly.primitives.actor import SYSTEM

FILES = {
    "providers": "provider,name\nPR-301,Quillbank Homecare\n",
    "contracts": (
        "contract,provider,version,from,to,basis,tolerance_minutes,floor_minutes,match_window_minutes,double_up_percent,trim_limit,trim_limit_percent,"
        "clause,let_minutes,let_pence,let_bp,let_person_minutes,let_run_pence,let_run_bp\n"
        "C-4401,PR-301,1,2026-04-01,,ACTUAL_MINUTE,0,0,120,80,10.00,20.00,7.4,5,200,500,15,25000,1000\n"
    ),
    "clauses": "contract,version,about,number,words\nC-4401,1,tolerance,7.11,Small differences\nC-4401,1,evidence,9.2,Records\n",
    "rates": "rate_ref,contract,service,from,to,rate\nRT-1,C-4401,home-care,2026-04-01,,21.36\n",
    "people": "person,name\nP-104801,Fenna Wrenfold\nP-104802,Ansel Tollivray\n",
    "packages": (
        "line,person,provider,service,contract,from,to\nL-1,P-104801,PR-301,home-care,C-4401,2026-04-01,\n"
        "L-2,P-104802,PR-301,home-care,C-4401,2026-04-01,\n"
    ),
    "calls": "line,weekday,starts,minutes,carers,from,to\nL-1,Monday,08:30,30,1,2026-04-01,\nL-2,Monday,10:00,60,1,2026-04-01,\n",
    "openings": "line,paid_to\nL-1,2026-11-02\nL-2,2026-11-02\n",
}
SENT = {
    "visits": (
        "visit_ref,provider,person,service,carer,starts,ends\n"
        "V-1,PR-301,P-104801,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00\nV-2,PR-301,P-104802,home-care,W-1,2026-11-02 10:00,2026-11-02 11:00\n"
    ),
    "invoices": (
        "invoice,line,provider,person,service,week_starting,minutes,rate,amount\n"
        "I-1,1,PR-301,P-104801,home-care,2026-11-02,35,21.36,12.46\nI-1,2,PR-301,P-104802,home-care,2026-11-02,60,21.36,21.36\n"
    ),
}


@pytest.fixture
def week(office, monkeypatch):
    """The week taken in and judged by Tom; what is let through is drawn."""
    monkeypatch.setattr("duly.payments.validation.actions.lettings.is_sampled", lambda *_: True)
    for kind, content in (FILES | SENT).items():
        who, source = office["joan" if kind == "openings" else "tom"], "PR-301" if kind in SENT else OFFICE
        outcome = flow.IMPORTS[kind](f"{kind}.csv", content.encode(), source, who)
        assert outcome.accepted, outcome
    do_job(flow.ask_to_judge(WEEK, by=office["tom"]))


def test_from_the_contracts_file_to_what_the_provider_is_told(week, office, at_desk):
    adopt_paying_account(name="NORTHMERE COUNCIL", sort_code="000099", account_number="10000099", by=SYSTEM)
    paid_into(
        "PR-301", sort_code="000001", account_number="10000001", account_name="QUILLBANK", by=office["tom"], confirmed_by=office["rhona"]
    )

    (due, _) = queries.due_lines(WEEK)
    assert (due.line_ref, due.due_pence, due.cause) == ("L-1", 1246, "CLEAN")
    explained = at_desk("ines").get(f"/exceptions/{due.assessed_id}/").content.decode()
    assert "A small excess that the contract lets through" in explained
    assert "C-4401 version 1, 7.11 (Small differences)" in explained
    assert "The contract lets 5 min of it through all the same: £1.78." in explained
    run = flow.prepare_run(
        flow.draft_run(week=WEEK, category="HC", pay_date=WEEK.replace(day=13), by=office["tom"]).run.ref, by=office["tom"]
    )
    flow.approve_run(run.ref, seen_sha256=run.content_sha256, by=office["joan"])
    flow.issue_run(run.ref, by=office["femi"])

    told = " ".join(flow.make_remittance(run.ref, "PR-301", by=office["tom"]).text.decode().split())

    assert "claimed £12.46 less taken off £0.00 entitled £12.46" in told
    assert "We have no visit for 5 min of your claim, so £1.78 is not payable. Send the records if you have them." in told
    assert "Your contract lets a small difference through, so £1.78 of it (5 min) is paid all the same." in told


def test_the_contracts_page_and_command_say_the_clause(week, at_desk):
    page = " ".join(at_desk("ines").get("/contracts/C-4401/").content.decode().split())
    assert (
        "up to 5 minutes or £2.00 and 5.00 % of the claim of a line&#39;s week, not again for four weeks; 15 minutes of a person&#39;s week"
        in page
    )
    assert "A small excess that is let through" in page


def test_the_same_rows_are_a_page_a_table_and_json_and_add_up(week, at_desk):
    ines = at_desk("ines")

    page = ines.get("/tolerance/").content.decode()
    rows = list(csv.DictReader(io.StringIO(ines.get("/tolerance/?format=csv").content.decode("utf-8-sig"))))
    told = json.loads(ines.get("/tolerance/?format=json").content)

    assert [(row["Line"], row["Minutes"], row["£"], row["Looked at"], row["Stands"]) for row in rows] == [
        ("L-1", "5", "1.78", "To look at", "Yes")
    ]
    assert [item["line"] for item in told["items"]] == ["L-1"]
    assert page.count("1.78") == 5, "the heading, the row and its total, the provider's and its total"
    assert "Fenna Wrenfold" in page
    assert "Nothing was let through that fits." in ines.get("/tolerance/?look=Fair").content.decode()
    for asked in ("look=To+look+at", "provider=PR-301", "week=2026-W45", "stands=Yes"):
        assert "L-1" in ines.get(f"/tolerance/?{asked}").content.decode()
    assert json.loads(ines.get("/tolerance/?format=json&week=2026-W46").content)["items"] == []


def test_somebody_else_looks_at_it_on_the_page_once(week, at_desk):
    address = "/tolerance/L-1/2026-W45/"
    assert at_desk("tom").get(address).status_code == 200
    refused = at_desk("tom").post(f"{address}look/", {"finding": "fair", "because": "It is mine."})
    assert (refused.status_code, "so somebody else must look" in refused.content.decode()) == (409, True)
    assert at_desk("ines").post(f"{address}look/", {"finding": "fair", "because": "I audit."}).status_code == 403
    joan = at_desk("joan")
    unsaid = joan.post(f"{address}look/", {"finding": "", "because": ""})
    assert (unsaid.status_code, "Say why." in unsaid.content.decode()) == (422, True)

    said = joan.post(f"{address}look/", {"finding": "not fair", "because": "Five over every week."}, follow=True).content.decode()

    assert "found not fair. It waits on the first page of whoever may do something about the contract." in said
    page = joan.get(address).content.decode()
    assert "Five over every week." in page
    assert "Say so" not in page
    assert json.loads(joan.get(f"{address}?format=json").content)["looked_at"]["finding"] == "not fair"
    assert joan.get("/tolerance/L-9/2026-W45/").status_code == 404
    assert joan.get("/tolerance/L-1/noweek/").status_code == 404
    assert joan.get("/exceptions/?week=2026-W45&show=all").status_code == 200


def waits(desk, what: str) -> int | None:
    """How many of these wait on somebody's first page; None where the page says nothing of them."""
    found = re.search(rf"{what}</a>.*?<td[^>]*>(\d+)</td>", desk.get("/").content.decode(), re.DOTALL)
    return int(found[1]) if found else None


def test_what_was_drawn_and_what_was_not_fair_wait_on_the_first_page_until_something_was_done(week, at_desk):
    to_look, not_fair = "Let through, to look at", "Let through, and found not fair"
    assert [waits(at_desk(who), to_look) for who in ("joan", "rhona", "tom", "ines")] == [1, 1, None, None]
    assert waits(at_desk("rhona"), not_fair) == 0

    at_desk("joan").post("/tolerance/L-1/2026-W45/look/", {"finding": "not fair", "because": "Five over every week."})

    rhona = at_desk("rhona")
    assert (waits(rhona, to_look), waits(rhona, not_fair)) == (0, 1)
    assert "Ask the provider why; then agree other terms, or stop the contract." in rhona.get("/").content.decode()
    assert "L-1" in rhona.get("/tolerance/?look=Not+fair").content.decode()
    assert waits(at_desk("ines"), not_fair) is None
    at_desk("joan").post("/contracts/C-4401/embargo/", {"embargo-starts": "9/11/2026", "embargo-because": "Under enquiry."})
    assert waits(at_desk("rhona"), not_fair) == 0


def test_what_was_not_fair_waits_no_more_once_a_later_one_of_the_contract_is_fair(week, office, at_desk):
    at_desk("joan").post("/tolerance/L-1/2026-W45/look/", {"finding": "not fair", "because": "Five over every week."})
    later = {kind: content.splitlines()[0] + "\n" for kind, content in SENT.items()}
    later["visits"] += "V-9,PR-301,P-104802,home-care,W-1,2026-11-09 10:00,2026-11-09 11:00\n"
    later["invoices"] += "I-9,1,PR-301,P-104802,home-care,2026-11-09,65,21.36,23.14\n"
    for kind, content in later.items():
        assert flow.IMPORTS[kind](f"{kind}-9.csv", content.encode(), "PR-301", office["tom"]).accepted
    do_job(flow.ask_to_judge(WEEK + timedelta(days=7), by=office["tom"]))
    assert waits(at_desk("rhona"), "Let through, and found not fair") == 1

    at_desk("joan").post("/tolerance/L-2/2026-W46/look/", {"finding": "fair", "because": "Ran over once."})

    assert waits(at_desk("rhona"), "Let through, and found not fair") == 0


def test_the_command_lists_and_looks(week, office, capsys, monkeypatch):
    monkeypatch.setenv("DULY_AS", "joan")

    def duly(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = code_of(list(arguments))
        said = capsys.readouterr()
        return code, said.out, said.err

    code, told, _ = duly("tolerance", "list", "--json")
    assert code == exits.NEEDS_A_PERSON
    assert [(row["line"], row["amount"], row["found"]) for row in json.loads(told)] == [("L-1", "1.78", "to look at")]
    assert duly("tolerance", "list", "--week", "2026-W46", "--json")[:2] == (exits.DONE, "[]\n")
    assert duly("tolerance", "look", "L-9", "--week", "2026-W45", "--found", "fair", "--because", "Ran over.")[0] == exits.INVALID
    assert duly("tolerance", "look", "L-1", "--week", "W45", "--found", "fair", "--because", "Ran over.")[0] == exits.USAGE
    look = ("tolerance", "look", "L-1", "--week", "2026-W45", "--found", "fair", "--because", "Ran over.", "--json")
    code, told, _ = duly(*look)
    assert (code, json.loads(told)["found"]) == (exits.DONE, "fair")
    assert duly(*look)[0] == exits.CONFLICT
    assert duly("tolerance", "list", "--to-look", "--json")[:2] == (exits.DONE, "[]\n")
    shown = json.loads(duly("contract", "show", "C-4401", "--json")[1])["lets through"]
    assert shown == [
        {
            "version": 1,
            "minutes": 5,
            "or pence": 200,
            "and bp of the claim": 500,
            "minutes a person": 15,
            "pence a provider": 25_000,
            "bp of its week": 1000,
        }
    ]
