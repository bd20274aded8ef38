"""The command: what it writes, what it says, and the code it leaves with."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from duly.casework.examples.post import MORNING, as_mail
from duly.cli import exits
from duly.core.record.clock import today
from duly.payments.validation import queries as judged
from duly.payments.validation.freeze import folder_of
from tests.proofs import ground


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """The council's files, and its providers'."""
    for name, text in {**ground.COUNCIL, "visits": ground.VISITS, "invoices": ground.INVOICES}.items():
        (tmp_path / f"{name}.csv").write_text(text)
    return tmp_path


@pytest.fixture
def week(people):
    """Facts in and the week judged: two lines clean, one held."""


def test_nothing_can_be_done_before_set_up(tmp_path, monkeypatch, duly):
    monkeypatch.setenv("DULY_HOME", str(tmp_path))

    for command in (["record", "verify"], ["run", "list"], ["judge", "--week", "2026-W45"], ["serve"]):
        code, wrote, said = duly(*command)
        assert (code, wrote) == (exits.CONFLICT, "")
        assert said.startswith("Nothing has been set up here yet.")
    code, wrote, _ = duly("doctor", "--json")
    assert code == exits.CONFLICT
    assert [row["state"] for row in json.loads(wrote) if row["what"] == "database"] == ["wrong"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["judge", "--week", "2026-W99", "--as", "tom"], "'2026-W99' is not a week"),
        (["judge", "--as", "tom"], "Say which week"),
        (["explain", "L-1", "--week", "W45"], "'W45' is not a week"),
        (["explain", "L-1", "--week", "2026-W45", "--depth", "deep"], "'deep' is not a depth"),
        (["run", "draft", "--week", "2026-W45", "--pays-on", "tomorrow", "--as", "tom"], "'tomorrow' is not a day"),
        (["run", "prepare", "HC-2026-W45"], "Say who is acting"),
        (["run", "prepare", "HC-2026-W45", "--as", "nobody"], "Nobody signs in as nobody."),
        (["judge", "--nonsense"], "No such option"),
    ],
)
def test_what_cannot_be_understood_is_said_and_leaves_with_2(people, duly, arguments, says):
    code, wrote, said = duly(*arguments)

    assert (code, wrote) == (exits.USAGE, "")
    assert says in said


@pytest.mark.parametrize(
    "command", [["run", "prepare"], ["run", "issue"], ["run", "approve", "--seen", "0"], ["run", "void", "--because", "x"]]
)
def test_a_run_that_is_not_there_is_said_in_a_sentence(people, duly, command):
    code, wrote, said = duly(*command, "HC-2026-W01", "--as", "tom")

    assert (code, wrote) == (exits.INVALID, "")
    assert said.strip() == "There is no run HC-2026-W01."


def test_files_are_taken_in_whole_once_or_not_at_all(people, duly, files):
    for kind in ("providers", "contracts", "rates", "people", "packages", "calls"):
        code, wrote, _ = duly("import", kind, files / f"{kind}.csv", "--as", "tom", "--json")
        assert (code, json.loads(wrote)[0]["became"]) == (exits.DONE, "accepted")
    (files / "faulty.csv").write_text(ground.VISITS.replace("1,V-1,P-1", "1,V-11,P-1").replace("2026-11-02 09:00", "2026-11-02 09.00"))

    code, wrote, said = duly("import", "visits", files / "faulty.csv", "--as", "tom", "--json")

    assert (code, json.loads(wrote)[0]["became"]) == (exits.INVALID, "refused")
    assert '! faulty.csv: Row 2, column provider: "V-11" is not' in said
    assert "Did you mean V-1?" in said
    assert "Did you mean 2026-11-02 09:00?" in said
    assert said.strip().endswith("Nothing was kept: mend the file and send it again.")
    assert duly("import", "visits", files / "visits.csv", "--as", "tom")[0] == exits.DONE
    code, _, said = duly("import", "visits", files / "visits.csv", "--as", "tom")
    assert code == exits.CONFLICT
    assert "already taken in, as IM-" in said
    assert duly("import", "visits", files / "none.csv", "--as", "tom")[0] == exits.INVALID
    assert duly("import", "openings", files / "openings.csv", "--as", "tom")[0] == exits.NOT_PERMITTED


def test_what_was_held_is_listed_decided_and_taken_back_by_command(week, duly, monkeypatch):
    monkeypatch.setattr("duly.payments.validation.checks.UNDO_SECONDS", 3_600)  # however slow the machine
    code, wrote, _ = duly("exceptions", "list", "--week", "2026-W45", "--json")
    (one,) = json.loads(wrote)
    number = str(one["number"])
    decide = ("exceptions", "decide", number, "--reason", "90", "--as", "tom", "--json")

    assert (code, one["person"][:2]) == (exits.NEEDS_A_PERSON, "P-")
    assert "amount over agreed at most £100.00" in duly(*decide, "--choice", "pay_other", "--amount", one["claimed"])[2]
    assert json.loads(duly(*decide, "--choice", "pay_other", "--amount", "0.10*3")[1])[0]["pays"] == "0.30"
    code, wrote, _ = duly(*decide, number, "--choice", "hold")
    assert (code, json.loads(wrote)[0]["not decided because"][:22]) == (exits.NEEDS_A_PERSON, "It is decided already:")
    assert json.loads(duly("exceptions", "take-back", number, "--as", "tom", "--json")[1])["taken back"] == "0.30"
    assert duly("exceptions", "decide", "999999", "--choice", "hold", "--reason", "90", "--as", "tom")[0] == exits.INVALID


def test_a_week_is_judged_and_its_frozen_inputs_give_the_same_digest_with_no_database(week, duly, tmp_path, monkeypatch):
    code, wrote, _ = duly("judge", "--week", "2026-W45", "--as", "tom", "--json")

    assert code == exits.NEEDS_A_PERSON
    told = json.loads(wrote)
    assert (told["claimed"], told["entitled"], told["due"], told["to decide"]) == ("226.00", "66.00", "42.00", 1)
    assert told["by decision"] == {"CLEAN": 2, "HELD": 1}
    kept, expected = folder_of(told["judgement"]), judged.summary(told["judgement"]).results_sha256
    monkeypatch.setenv("DULY_HOME", str(tmp_path))
    for engine in ("duckdb", "reference"):
        code, wrote, _ = duly("judge", "--inputs", kept, "--engine", engine, "--json")
        assert (code, json.loads(wrote)["digest"]) == (exits.DONE, expected)
    code, _, said = duly("judge", "--inputs", tmp_path)
    assert code == exits.INVALID
    assert said


def test_a_week_with_nothing_to_decide_leaves_with_0(people, duly):
    ground.facts_in(people)
    ground.taken_in("visits", "\n".join(ground.VISITS.splitlines()[:2]), people["payments-officer"])
    ground.taken_in("invoices", "\n".join(ground.INVOICES.splitlines()[:2]), people["payments-officer"])

    assert duly("judge", "--week", "2026-W45", "--as", "tom")[0] == exits.DONE
    assert duly("run", "draft", "--week", "2026-W45", "--pays-on", "2026-11-13", "--as", "tom")[0] == exits.DONE


def test_a_line_is_explained_at_three_depths(week, duly):
    told = {depth: duly("explain", "L-2", "--week", "2026-W45", "--depth", depth) for depth in ("sentence", "table", "trace")}

    assert {code for code, _, _ in told.values()} == {exits.DONE}
    sentence, table, trace = (wrote for _, wrote, _ in told.values())
    assert table.startswith(sentence)
    assert trace.startswith(sentence)
    assert "160.00" in table
    assert len(sentence.splitlines()) == 1 < len(table.splitlines()) < len(trace.splitlines())
    for words in ("Terms: C-1 version 1, 7.2", "Rules tried", "Rates passed over", "V-1/2"):
        assert words in trace, words
    assert duly("explain", "L-9", "--week", "2026-W45")[0] == exits.INVALID


@pytest.mark.parametrize("depth", ["sentence", "table", "trace"])
def test_an_explanation_as_json_is_one_value(week, duly, depth):
    _, wrote, _ = duly("explain", "L-2", "--week", "2026-W45", "--depth", depth, "--json")

    told = json.loads(wrote)
    assert told["sentence"]
    assert ("sums" in told, "visits" in told) == (depth != "sentence", depth == "trace")


def test_a_week_judged_again_says_what_changed_since(week, people, duly):
    code, _, said = duly("explain", "L-2", "--week", "2026-W45", "--since", "before")
    assert (code, "was not judged before" in said) == (exits.INVALID, True)
    assert duly("explain", "L-2", "--week", "2026-W45", "--since", "JG-1900-W01-1")[0] == exits.INVALID
    duly("judge", "--week", "2026-W45", "--as", "tom")

    code, wrote, _ = duly("explain", "L-2", "--week", "2026-W45", "--since", "before", "--json")

    told = json.loads(wrote)
    assert code == exits.DONE
    assert (told["since"], told["judgement"]) == ("JG-2026-W45-1", "JG-2026-W45-2")
    assert [row["because of"] for row in told["changes"]] == ["entitled by JG-2026-W45-1", "entitled by JG-2026-W45-2"]


def test_a_run_goes_from_draft_to_the_bank_by_three_people(week, duly):
    code, wrote, said = duly("run", "draft", "--week", "2026-W45", "--pays-on", "2026-11-13", "--as", "tom", "--json")
    assert code == exits.NEEDS_A_PERSON
    assert "left out: L-2, V-1" in said
    run = json.loads(wrote)["run"]
    code, wrote, _ = duly("run", "prepare", run, "--as", "tom", "--json")
    prepared = json.loads(wrote)
    assert (code, prepared["total"], prepared["payments"]) == (exits.DONE, "42.00", 2)

    assert duly("run", "approve", run, "--seen", prepared["digest"], "--as", "tom")[0] == exits.CONFLICT
    assert duly("run", "approve", run, "--seen", prepared["digest"], "--as", "ines")[0] == exits.NOT_PERMITTED
    assert duly("run", "approve", run, "--seen", prepared["digest"], "--as", "joan")[0] == exits.DONE
    once, again = (duly("run", "issue", run, "--as", "femi", "--json") for _ in range(2))

    assert once == again
    assert json.loads(once[1])["total"] == "42.00"
    _, wrote, _ = duly("run", "list", "--json")
    assert [(row["run"], row["state"], row["total"]) for row in json.loads(wrote)] == [(run, "approved", "42.00")]
    code, _, said = duly("run", "void", run, "--because", "A mistake.", "--as", "joan")
    assert code == exits.CONFLICT
    assert "Two people must void it first." in said


def test_the_record_is_verified_and_a_change_behind_its_back_leaves_with_5(week, duly, server, commits):
    code, wrote, said = duly("record", "verify", "--json")
    assert (code, json.loads(wrote)["alarms"]) == (exits.DONE, 0)
    assert "no gaps, no changes" in said

    with psycopg.connect(server.owner_of(commits)) as owner:
        owner.execute(f"SET ROLE {os.environ['DULY_DATABASE']}_audit_owner")
        owner.execute("ALTER TABLE audit.event DISABLE TRIGGER event_kept")
        owner.execute(
            "UPDATE audit.event SET body = convert_to(replace(convert_from(body, 'UTF8'), 'JG-2026', 'JG-2025'), 'UTF8') WHERE subject_ref LIKE 'JG-%'"
        )
        owner.execute("ALTER TABLE audit.event ENABLE ALWAYS TRIGGER event_kept")

    code, wrote, said = duly("record", "verify", "--json")
    assert code == exits.NOT_VERIFIED
    assert json.loads(wrote)["alarms"] == len(said.strip().splitlines()) > 0
    assert "The columns beside the event disagree with its body." in said


def test_the_record_of_one_thing_is_shown(week, duly):
    code, wrote, _ = duly("record", "show", "JG-2026-W45-1", "--json")

    assert code == exits.DONE
    assert json.loads(wrote)[0]["what"].startswith("Judgement JG-2026-W45-1 was made of 3 line-weeks")
    assert duly("record", "show", "nothing")[0] == exits.INVALID


def test_post_is_registered_from_files(people, duly, tmp_path):
    letter = tmp_path / MORNING[0].name
    letter.write_bytes(as_mail(MORNING[0], sent_on=today()))

    code, wrote, _ = duly("post", "register", letter, "--as", "maya", "--json")
    assert (code, len(json.loads(wrote))) == (exits.DONE, 1)
    assert duly("post", "register", letter, "--as", "maya")[0] == exits.CONFLICT
    assert duly("post", "register", letter, "--as", "tom")[0] == exits.NOT_PERMITTED
    assert duly("post", "register", letter, "--received", "soon", "--as", "maya")[0] == exits.USAGE
    assert duly("post", "register", tmp_path / "none.eml", "--as", "maya")[0] == exits.INVALID


def test_cases_are_taken_over_from_a_file_and_what_is_wrong_with_one_is_said(people, duly, tmp_path):
    old = tmp_path / "old.csv"
    old.write_text(
        "reference,opened,stage,title,complainant,body\nCMS/1,2019-05-01,closed,A file,Mr Bo Other,The council\nCMS/2,soon,closed,T,C,B\n"
    )

    code, _, wrong = duly("cases", "take-over", old, "--as", "maya")
    assert code == exits.NOT_PERMITTED
    code, _, wrong = duly("cases", "take-over", old, "--as", "astrid")
    assert (code, "row 3, column opened" in wrong.lower(), "Nothing was kept" in wrong) == (exits.INVALID, True, True)
    old.write_text(old.read_text().replace("soon", "2020-01-06"))
    code, wrote, _ = duly("cases", "take-over", old, "--as", "astrid", "--json")
    assert (code, json.loads(wrote)["closed cases"]) == (exits.DONE, 2)
    assert duly("cases", "take-over", old, "--as", "astrid")[0] == exits.CONFLICT
    assert duly("cases", "take-over", tmp_path / "none.csv", "--as", "astrid")[0] == exits.INVALID


def test_post_is_taken_from_a_folder_triaged_as_suggested_and_its_rules_changed(people, duly, tmp_path):
    (tmp_path / "a.eml").write_bytes(as_mail(MORNING[1], sent_on=today()))
    (tmp_path / "b.exe").write_bytes(b"MZ")

    code, wrote, _ = duly("post", "drop", tmp_path, "--as", "maya", "--json")
    taken, held = json.loads(wrote)
    assert (code, held["held_back"][:2]) == (exits.NEEDS_A_PERSON, "Q-")
    code, wrote, _ = duly("post", "triage", taken["ref"], "--as", "maya", "--json")
    assert (code, json.loads(wrote)["with"]) == (exits.DONE, "Casework team")
    assert duly("post", "triage", taken["ref"], "--as", "maya")[0] == exits.CONFLICT
    assert duly("post", "triage", "P-26-99999", "--as", "maya")[0] == exits.INVALID
    assert duly("post", "missed", "--json")[:2] == (exits.DONE, "[]\n")
    assert duly("post", "false-alarms", "--json")[:2] == (exits.DONE, "[]\n")
    assert duly("post", "escalate", "--json")[:2] == (exits.DONE, "[]\n")
    rules = tmp_path / "rules.json"
    rules.write_text(duly("post", "show-rules")[1])
    starts = str(today() + timedelta(days=1))
    assert duly("post", "adopt-rules", rules, "--starts", starts, "--because", "x", "--as", "maya")[0] == exits.NOT_PERMITTED
    rules.write_text("{")
    assert duly("post", "adopt-rules", rules, "--starts", starts, "--because", "x", "--as", "maya")[0] == exits.INVALID
    assert duly("post", "drop", tmp_path / "none", "--as", "maya")[0] == exits.INVALID
    assert duly("post", "fetch", "imaps://a@b.example/INBOX", "--as", "maya")[0] == exits.USAGE


def test_the_doctor_finds_everything_as_it_should_be(commits, duly):
    code, wrote, _ = duly("doctor", "--json")

    assert code == exits.DONE
    assert {row["what"]: row["state"] for row in json.loads(wrote)}["database"] == "ok"


def test_keys_are_rotated_and_everything_still_opens(week, duly, monkeypatch, tmp_path):
    code, wrote, said = duly("keys", "rotate", "--verify", "--as", "rhona", "--json")

    told = json.loads(wrote)
    assert (code, told["wrapped again"] > 0, told["faults"]) == (exits.DONE, True, 0)
    assert told["data keys under"] == f"{told['key']} {told['wrapped again']}"
    assert "sealed values opened, each in its own place." in said

    monkeypatch.setenv("DULY_KEYS", str(tmp_path / "nowhere"))
    code, wrote, said = duly("keys", "verify")
    assert (code, wrote) == (exits.CONFLICT, "")
    assert said.startswith("The keys are not in ")
    assert "Traceback" not in said


def test_a_corrected_file_is_looked_at_replaces_and_is_undone(people, duly, files):
    for name in (*ground.COUNCIL, "visits"):
        who = "joan" if name == "openings" else "tom"
        code, _, said = duly("import", name, files / f"{name}.csv", "--as", who)
        assert code == exits.DONE, said
    text = ground.VISITS
    heading, _, *rest = text.strip().split("\n")
    (files / "visits.csv").write_text("\n".join([heading, *rest, ""]))
    many = text.strip().count("\n")

    code, wrote, said = duly("import", "visits", files / "visits.csv", "--replaces", "--preview", "--as", "tom", "--json")
    assert (code, [row["what"] for row in json.loads(wrote)]) == (exits.DONE, ["gone"])
    assert f"1 gone, {many - 1} the same. Nothing was written." in said
    code, wrote, _ = duly("import", "visits", files / "visits.csv", "--replaces", "--as", "tom", "--json")
    assert code == exits.DONE
    ref = json.loads(wrote)[0]["import"]
    assert duly("import", "undo", ref, "--because", " ", "--as", "tom")[0] == exits.CONFLICT
    code, wrote, _ = duly("import", "undo", ref, "--because", "The first was right.", "--as", "tom", "--json")
    assert (code, json.loads(wrote)) == (exits.DONE, {"import": ref, "known no longer": 0, "known again": 1})
    code, _, said = duly("import", "undo", ref, "--because", "Again.", "--as", "tom")
    assert code == exits.CONFLICT
    assert "was already undone on" in said


def test_who_has_not_sent_is_said_and_a_deadline_is_set(week, duly, monkeypatch):
    monkeypatch.setattr("duly.core.record.clock.now", lambda: datetime(2026, 12, 20, 12, tzinfo=UTC))
    code, wrote, _ = duly("import", "missing", "--week", "2026-W45", "--as", "tom", "--json")
    assert {row["state"] for row in json.loads(wrote)} <= {"On time", "Late"}
    assert code == exits.DONE
    code, wrote, _ = duly("import", "missing", "--week", "2026-W44", "--as", "tom", "--json")
    assert (code, {row["state"] for row in json.loads(wrote)}) == (exits.NEEDS_A_PERSON, {"Not sent"})
    assert duly("import", "deadline", "visits", "--days", "3", "--from", "2026-W46", "--as", "joan")[0] == exits.DONE
    assert duly("import", "deadline", "visits", "--days", "99", "--from", "2026-W46", "--as", "joan")[0] == exits.CONFLICT
    assert duly("import", "deadline", "visits", "--days", "3", "--from", "2026-W46", "--as", "tom")[0] == exits.NOT_PERMITTED
    assert duly("import", "missing", "--week", "soon", "--as", "tom")[0] == exits.USAGE
