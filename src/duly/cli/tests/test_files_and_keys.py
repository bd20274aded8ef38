"""`duly run` of bank files, `duly payments` and `duly keys`: the good way, the refusal with its code, and nothing written by what was refused."""

import hashlib
import json

import pytest

from duly.cli import exits
from duly.core.log.tests import sealing
from duly.core.log.tests.sealing import seal_now
from duly.core.log.witnessing import BESIDE, Mark, WitnessFault
from duly.core.people.models import Officer
from duly.payments.banking import queries
from tests.proofs import ground


@pytest.fixture
def file(people):
    """A file for the bank, released by three people and seen by nobody yet."""
    return queries.files()[0]


@pytest.fixture
def refused(duly):
    """Runs a command that must be refused with this code and these words, and must leave everything as it was."""

    def run(code: int, words: str, *command: object) -> None:
        before = ground.everything_kept()
        left, wrote, said = duly(*command)
        assert (left, wrote) == (code, ""), said
        assert words in said
        assert len(said.strip().splitlines()) == 1, said
        assert ground.everything_kept() == before

    return run


class Witness:
    """A witness that keeps these marks, or does not answer."""

    def __init__(self):
        self.kept, self.answers = [], True

    def marks(self, origin, name, after=0):
        if not self.answers:
            raise WitnessFault("The witness did not answer.")
        return tuple(self.kept)


@pytest.fixture
def witness(monkeypatch):
    one = Witness()
    monkeypatch.setattr("duly.payments.flow.restoring.witnesses", lambda: (one,))
    monkeypatch.setattr("duly.payments.flow.restoring.log_names", lambda: ("log.test",))
    return one


def test_a_file_is_taken_to_the_bank_once_a_witness_has_seen_it(file, duly, refused, tmp_path):
    take = "run", "hand-over", file.ref, "--to", tmp_path / "out"
    (tmp_path / "a file").write_text("x")

    refused(exits.CONFLICT, "No witness has yet signed", *take, "--as", "femi")
    seal_now()
    refused(exits.NOT_PERMITTED, "No post you hold may take a bank file away", *take, "--as", "tom")
    refused(exits.INVALID, "There is no bank file F-000099.", "run", "hand-over", "F-000099", "--to", tmp_path, "--as", "femi")
    refused(exits.INVALID, "Nothing was taken away.", "run", "hand-over", file.ref, "--to", tmp_path / "a file", "--as", "femi")
    assert list((tmp_path).iterdir()) == [tmp_path / "a file"]
    code, wrote, _ = duly(*take, "--as", "femi", "--json")
    again = duly(*take, "--as", "femi", "--json")

    told = json.loads(wrote)
    assert (code, again[1]) == (exits.DONE, wrote)
    content = (tmp_path / "out" / f"{file.ref}-{file.sha256[:12]}.xml").read_bytes()
    assert (told["sha256"], told["bytes"]) == (file.sha256, len(content)) == (hashlib.sha256(content).hexdigest(), file.byte_count)
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"{file.ref}-{file.sha256[:12]}.xml"]
    assert [one.n for one in queries.hand_overs(file.ref)] == [1, 2]


def test_a_practice_copys_file_is_taken_nowhere(file, refused, settings, tmp_path):
    settings.DEMO = True
    seal_now()

    refused(exits.NOT_PERMITTED, "can never be issued to a bank", "run", "hand-over", file.ref, "--to", tmp_path, "--as", "femi")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_voided_by_two_people_or_kept(file, duly, refused):
    void, keep = ("run", "void-file", file.ref), ("run", "keep-file", file.ref)

    refused(exits.CONFLICT, "this is issued", *keep, "--as", "femi")
    refused(exits.CONFLICT, "Say why the file is to be voided.", *void, "--as", "femi")
    refused(exits.NOT_PERMITTED, "No post you hold may void a bank file.", *void, "--because", "x", "--as", "tom")
    refused(
        exits.INVALID, "nothing.pdf cannot be read: No such file", *void, "--because", "x", "--evidence", "/nothing.pdf", "--as", "femi"
    )
    code, wrote, _ = duly(*void, "--because", "The wrong pay date.", "--as", "femi", "--json")
    assert (code, json.loads(wrote)["state"]) == (exits.DONE, "void asked")
    refused(exits.CONFLICT, "someone else must do it", *void, "--as", "femi")
    assert json.loads(duly(*keep, "--as", "femi", "--json")[1])["state"] == "issued"
    duly(*void, "--because", "The wrong pay date.", "--as", "femi")
    code, wrote, _ = duly(*void, "--as", "rhona", "--json")

    told = json.loads(wrote)
    assert (code, told["state"], told["void asked by"], told["total"]) == (exits.DONE, "voided", file.releaser, "42.00")
    assert told["voided by"] not in ("", file.releaser)
    refused(exits.CONFLICT, "this is voided", *void, "--as", "rhona")


def test_a_file_that_left_is_voided_on_the_banks_rejection(file, duly, refused, tmp_path):
    seal_now()
    duly("run", "hand-over", file.ref, "--to", tmp_path, "--as", "femi")
    (tmp_path / "rejection.txt").write_text("Rejected: duplicate message.")
    void = "run", "void-file", file.ref, "--because", "Rejected.", "--as", "femi"

    refused(exits.CONFLICT, "Give the bank's own rejection", *void)
    code, wrote, _ = duly(*void, "--evidence", tmp_path / "rejection.txt", "--json")

    told = json.loads(wrote)
    assert (code, told["state"], told["handed over"], bool(told["evidence"])) == (exits.DONE, "void asked", 1, True)


def test_a_file_is_let_go_unwitnessed_by_two_people_or_not(file, duly, refused, monkeypatch):
    let_go = "run", "let-go", file.ref

    refused(exits.CONFLICT, "it has been 0 minutes", *let_go, "--because", "Wages.", "--as", "femi")
    monkeypatch.setattr("duly.payments.banking.checks.overrides.silent_seconds", lambda file: 960)
    monkeypatch.setattr("duly.payments.banking.actions.overrides.silent_seconds", lambda file: 960)
    refused(exits.CONFLICT, "Say why the file cannot wait.", *let_go, "--as", "femi")
    refused(exits.CONFLICT, "Nobody has asked", *let_go, "--turn-down", "--as", "rhona")
    assert json.loads(duly(*let_go, "--because", "Wages.", "--as", "femi", "--json")[1])["override"] == "asked"
    refused(exits.CONFLICT, "someone else must give it", *let_go, "--as", "femi")
    assert json.loads(duly(*let_go, "--turn-down", "--as", "rhona", "--json")[1])["override"] == "refused"
    duly(*let_go, "--because", "Wages, really.", "--as", "femi")
    code, wrote, _ = duly(*let_go, "--as", "rhona", "--json")

    assert (code, json.loads(wrote)["override"]) == (exits.DONE, "given")


def test_a_certificate_is_of_a_released_run_and_says_when_it_is_sealed(file, duly, refused):
    code, wrote, _ = duly("run", "certificate", file.run_ref)
    assert (code, "No witness has yet cosigned" in wrote) == (exits.NEEDS_A_PERSON, True)
    seal_now()
    before = ground.everything_kept()

    code, wrote, _ = duly("run", "certificate", file.run_ref)
    told = json.loads(duly("run", "certificate", file.run_ref, "--json")[1])

    assert code == exits.DONE
    assert wrote.startswith(f"PAYMENT RUN CERTIFICATE   {file.run_ref}\n")
    assert (told["total"], told["sha256"], told["cosigned by"]) == ("42.00", file.sha256, ["witness.test"])
    assert told["first payments"] == ["Quillbank Homecare (V-1)", "Tarrowmere Home Support (V-2)"]
    for words in (told["sha256"], *told["first payments"], *told["checkpoint"].splitlines()):
        assert words in wrote
    assert ground.everything_kept() == before
    refused(exits.INVALID, "There is no run HC-2026-W01.", "run", "certificate", "HC-2026-W01")


def test_a_certificate_and_its_page_say_when_the_witness_is_our_own(file, duly, monkeypatch, client):
    seal_now()
    asked = "run", "certificate", file.run_ref
    witness = next(reversed(sealing._kept.values()))[1].signer.witness_key()
    client.force_login(Officer.objects.get(username="femi"), backend="allauth.account.auth_backends.AuthenticationBackend")

    monkeypatch.setenv("DULY_WITNESS", f"https://witness.example {witness}")
    assert (json.loads(duly(*asked, "--json")[1])["not yet protection"], BESIDE in duly(*asked)[1]) == ("", False)
    assert BESIDE not in client.get(f"/runs/{file.run_ref}/certificate/").content.decode()
    monkeypatch.setenv("DULY_WITNESS", f"http://127.0.0.1:9 {witness}")
    assert (json.loads(duly(*asked, "--json")[1])["not yet protection"], BESIDE in duly(*asked)[1]) == (BESIDE, True)
    assert BESIDE in client.get(f"/runs/{file.run_ref}/certificate/").content.decode()
    assert BESIDE in client.get(f"/evidence/run/{file.run_ref}/").content.decode()


def test_there_is_no_certificate_of_a_run_nobody_released(people, refused):
    ground.facts_in(people)
    ground.judged_week(people)
    run = ground.a_prepared_run(people)

    refused(exits.CONFLICT, f"run {run} has no bank file.", "run", "certificate", run)


def test_payments_are_locked_reconciled_and_unlocked_by_two_people(file, witness, duly, refused, tmp_path):
    witness.kept = [Mark(file.serial, file.sha256, file.total_pence), Mark(file.serial + 1, "ab" * 32, 5000)]
    received = tmp_path / "received.csv"
    received.write_text(f"number, total, week\n{file.serial}, 42.00, 2026-W45\n")
    reconcile = "payments", "reconcile", "--received", received, "--note", "By telephone."

    code, wrote, _ = duly("payments", "status", "--json")
    assert (code, json.loads(wrote)["locked"]) == (exits.DONE, False)
    refused(exits.CONFLICT, "Payments are not locked.", *reconcile, "--as", "femi")
    refused(exits.CONFLICT, "Payments are not locked.", "payments", "unlock", "--because", "x", "--as", "femi")
    refused(exits.CONFLICT, "Say why payments are locked.", "payments", "lock", "--because", " ")
    assert duly("payments", "lock", "--because", "A restore to 02:00.")[0] == exits.DONE
    code, wrote, _ = duly("payments", "status", "--json")
    told = json.loads(wrote)
    assert (code, told["lock"]["state"], told["lock"]["because"]) == (exits.CONFLICT, "locked", "A restore to 02:00.")
    assert told["at the witness and not here"] == [{"number": file.serial + 1, "total": "50.00", "sha256": "ab" * 32}]
    code, wrote, _ = duly("payments", "status")
    assert (code, wrote.splitlines()[0]) == (exits.CONFLICT, "Payments are locked (PL-0001, locked): A restore to 02:00.")
    refused(exits.CONFLICT, "Can ask to unlock only when reconciled", "payments", "unlock", "--because", "x", "--as", "femi")
    refused(exits.NOT_PERMITTED, "No post you hold may reconcile payments", *reconcile, "--as", "tom")

    code, wrote, _ = duly(*reconcile, "--as", "femi", "--json")
    (missing,) = json.loads(wrote)
    assert (code, missing["state"], missing["total"], missing["number"]) == (exits.NEEDS_A_PERSON, "held", "50.00", file.serial + 1)
    assert json.loads(duly("payments", "status", "--json")[1])["missing files"] == [missing]
    refused(exits.CONFLICT, "Say why payments may go on.", "payments", "unlock", "--as", "femi")
    assert duly("payments", "unlock", "--because", "All agree.", "--as", "femi")[0] == exits.DONE
    refused(exits.CONFLICT, "someone else must do it", "payments", "unlock", "--as", "femi")
    assert json.loads(duly("payments", "unlock", "--turn-down", "--as", "rhona", "--json")[1])["state"] == "reconciled"
    duly("payments", "unlock", "--because", "All agree.", "--as", "femi")
    code, wrote, _ = duly("payments", "unlock", "--as", "rhona", "--json")

    assert (code, json.loads(wrote)["state"]) == (exits.DONE, "unlocked")
    assert duly("payments", "status")[:2][0] == exits.DONE


def test_a_missing_file_is_settled_by_two_people_on_the_banks_word(file, witness, duly, refused, tmp_path):
    witness.kept = [Mark(file.serial, file.sha256, file.total_pence), Mark(file.serial + 1, "ab" * 32, 5000)]
    received, word = tmp_path / "received.csv", tmp_path / "word.txt"
    received.write_text(f"{file.serial}, 42.00, 2026-W45\n")
    word.write_text("We never received it.")
    duly("payments", "lock", "--because", "A restore.")
    missing = json.loads(duly("payments", "reconcile", "--received", received, "--note", "x", "--as", "femi", "--json")[1])[0]["missing"]
    settle = "payments", "settle", missing

    refused(exits.INVALID, "There is no missing file M-000099.", "payments", "settle", "M-000099", "--as", "femi")
    refused(exits.CONFLICT, "Can settle only when settle asked", *settle, "--as", "rhona")
    asked = duly(*settle, "--never-paid", word, "--because", "By letter.", "--as", "femi", "--json")
    refused(exits.CONFLICT, "someone else", *settle, "--as", "femi")
    turned_down = duly(*settle, "--keep-held", "--as", "rhona", "--json")
    duly(*settle, "--never-paid", word, "--because", "By letter, twice.", "--as", "femi")
    settled = duly(*settle, "--as", "rhona", "--json")

    assert [code for code, _, _ in (asked, turned_down, settled)] == [exits.DONE] * 3
    assert [json.loads(wrote)[0]["state"] for _, wrote, _ in (asked, turned_down)] == ["settle asked", "held"]
    assert json.loads(settled[1])[0]["state"] == queries.missing_files()[0].state == "settled"
    assert "never paid" in json.loads(settled[1])[0]["settled as"]


NOT_LISTS = [
    ("twelve, 5.00\n", "Line 1 is not a number"),
    ("number, total\n1, five pounds\n", "Line 2 is not a number"),
    ("1, 42.00\n2, -1.00\n", "Line 2 is not a number"),
    ("0, 1.00\n", "Line 1 is not a number"),
    ("1, 1,000.00\n", "Line 1 is not a number"),
    ("1, 42.00, week 45\n", "Line 1 is not a number"),
    ("1, 42.00\n1, 42.00\n", "file number 1 twice"),
    ("1, 41.00\n", "The bank has file number 1 as £41.00"),
    ("1, \udca342.00\n", "is not text in UTF-8"),
]


def test_a_list_of_the_banks_that_is_not_one_reconciles_nothing(people, witness, duly, refused, tmp_path):
    witness.kept = [Mark(1, "ab" * 32, 4200)]
    duly("payments", "lock", "--because", "A restore.")
    received = tmp_path / "received.csv"
    reconcile = "payments", "reconcile", "--received", received, "--note", "x", "--as", "femi"

    refused(exits.INVALID, "cannot be read: No such file or directory. Nothing was done.", *reconcile)
    for lines, says in NOT_LISTS:
        received.write_bytes(lines.encode(errors="surrogateescape"))
        refused(exits.CONFLICT if "file number 1" in says else exits.INVALID, says, *reconcile)


def test_nothing_is_reconciled_without_a_witness(people, witness, duly, refused, tmp_path):
    duly("payments", "lock", "--because", "A restore.")
    (tmp_path / "received.csv").write_text("")
    witness.answers = False

    refused(
        exits.CONFLICT,
        "Reconciling needs its answer.",
        *("payments", "reconcile", "--received", tmp_path / "received.csv", "--note", "x", "--as", "femi"),
    )
    told = json.loads(duly("payments", "status", "--json")[1])
    assert told["witness not asked"] == "The witness did not answer. Reconciling needs its answer."


def test_what_the_bank_answered_of_nothing_is_dealt_with(file, people, duly, refused, client):
    rows = f"Northern Bank,returned,RT-9,2026-11-21,,HC2026W45-0077,5.00,AC04\nNorthern Bank,acknowledged,AK-1,2026-11-21,{file.ref},,,"
    ground.taken_in("bank-answers", f"bank,answer,reference,date,file,payment,amount,reason\n{rows}\n", people["finance-releaser"])
    deal = "payments", "deal-with"

    code, wrote, _ = duly("payments", "answers", "--json")
    (one,) = json.loads(wrote)
    assert (code, one["reference"], one["amount"]) == (exits.NEEDS_A_PERSON, "RT-9", "5.00")
    (matched,) = {seen.ref for seen in queries.answers()} - {one["number"]}
    refused(exits.INVALID, "There is no answer of a bank called BA-999999.", *deal, "BA-999999", "--because", "x", "--as", "femi")
    refused(exits.INVALID, "There is no answer of a bank called RT-9.", *deal, "RT-9", "--because", "x", "--as", "femi")
    refused(exits.CONFLICT, "Say what was done about it.", *deal, one["number"], "--as", "femi")
    refused(exits.CONFLICT, f"This answer matches {file.ref}", *deal, matched, "--because", "x", "--as", "femi")
    refused(exits.NOT_PERMITTED, "No post you hold may deal with", *deal, one["number"], "--because", "x", "--as", "tom")
    refused(exits.CONFLICT, "It names no payment", *deal, one["number"], "--because", "x", "--take-back", "--as", "femi")
    client.force_login(Officer.objects.get(username="femi"), backend="allauth.account.auth_backends.AuthenticationBackend")
    address = f"/bank-answers/{one['number']}/"
    assert f'href="{address}"' in client.get("/bank-answers/").content.decode()
    assert client.post(f"{address}deal-with/", {"because": ""}).status_code == 422
    assert "It names no payment" in client.post(f"{address}take-back/", {"because": "x"}).content.decode()
    code, wrote, _ = duly(*deal, one["number"], "--because", "Not ours: told the bank.", "--as", "femi", "--json")

    assert (code, json.loads(wrote)["dealt with"]) == (exits.DONE, "by hand")
    assert duly("payments", "answers", "--json")[:2] == (exits.DONE, "[]\n")
    assert "Not ours: told the bank." in client.get(address).content.decode()
    assert (client.get("/bank-answers/BA-999999/").status_code, client.get("/bank-answers/x/").status_code) == (404, 404)


def test_keys_are_verified_and_rotated_or_nothing_is_done(file, duly, refused, monkeypatch, tmp_path):
    code, wrote, _ = duly("keys", "verify", "--json")
    before = json.loads(wrote)
    assert (code, before["faults"], before["values opened"] > 0) == (exits.DONE, 0, True)
    refused(exits.USAGE, "Nobody signs in as nobody.", "keys", "rotate", "--as", "nobody")

    code, wrote, _ = duly("keys", "rotate", "--as", "rhona", "--json")
    told = json.loads(wrote)
    assert (code, told["retired"]) == (exits.DONE, before["data keys under"].split()[0])
    assert json.loads(duly("keys", "verify", "--json")[1])["data keys under"] == f"{told['key']} {told['wrapped again']}"
    monkeypatch.setenv("DULY_KEYS", str(tmp_path / "nowhere"))

    refused(exits.CONFLICT, "The keys are not in ", "keys", "rotate", "--as", "rhona")
    refused(exits.CONFLICT, "The keys are not in ", "keys", "verify", "--json")
