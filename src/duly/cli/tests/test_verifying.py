"""Reading the record back from the command line: in whole, in part, held to a checkpoint; exported, and checked without Duly."""

import json

import pytest

import duly_verify
from duly.cli import exits
from duly.core.log.tests import sealing
from duly.core.record import queries as record
from duly.machine.home import Home
from tests.proofs import ground
from tests.tampering.ground import newest_note


@pytest.fixture
def sealed(commits, tmp_path):
    """An office whose record is sealed; the file that keeps its newest checkpoint."""
    ground.desks()
    sealing.seal_now()
    (tmp_path / "checkpoint").write_text(newest_note())
    (Home.find().root / "verified.json").unlink(missing_ok=True)
    return tmp_path


def test_a_sound_record_is_verified_and_that_is_recorded(sealed, duly):
    code, wrote, _ = duly("record", "verify", "--checkpoint", sealed / "checkpoint", "--json")

    told = json.loads(wrote)
    assert (code, told["alarms"], len(told["held to"])) == (exits.DONE, 0, 1)
    last = record.newest(limit=1)[0]
    assert (last.action, last.facts["events"], last.facts["held_to"]) == ("record.verified", told["events"], 1)


def test_only_what_is_newer_is_read_after_that(sealed, duly):
    assert duly("record", "verify")[0] == exits.DONE
    sealing.seal_now()

    code, wrote, _ = duly("record", "verify", "--incremental", "--json")

    told = json.loads(wrote)
    assert (code, told["alarms"], told["events"]) == (exits.DONE, 0, 1)
    assert record.newest(limit=1)[0].action == "record.verified-in-part"


def test_one_subject_is_read(sealed, duly):
    assert json.loads(duly("record", "verify", "--subject", "officer", "O-0001", "--json")[1])["alarms"] == 0
    assert duly("record", "verify", "--subject", "officer", "nobody")[0] == exits.NOT_VERIFIED


def test_a_record_that_was_cut_short_is_not_verified(sealed, duly):
    (sealed / "longer").write_text(newest_note().replace("\n", "\n9", 1))

    code, _, said = duly("record", "verify", "--checkpoint", sealed / "longer")

    assert code == exits.NOT_VERIFIED
    assert "cut short, or put back to an older day" in said


@pytest.mark.parametrize("text", ["", "three\nlines\nonly", "log\n12\nAAAA\n"])
def test_what_is_no_checkpoint_is_refused(sealed, duly, text):
    (sealed / "other").write_text(text)

    assert duly("record", "verify", "--checkpoint", sealed / "other")[0] == exits.USAGE


def test_an_export_is_checked_without_duly(sealed, duly, capsys):
    code, wrote, _ = duly("record", "export", sealed / "export", "--json")
    assert (code, json.loads(wrote)["entries"] > 0) == (exits.DONE, True)
    key = sealing._kept[next(reversed(sealing._kept))][0].signer.verifier_key()

    assert duly_verify.main([str(sealed / "export"), str(sealed / "checkpoint"), "--key", key]) == 0
    assert "0 alarms: verified." in capsys.readouterr().out
    assert duly_verify.main([str(sealed / "checkpoint"), str(sealed / "checkpoint"), "--json"]) == 5
    assert duly("record", "export", sealed / "export")[0] == exits.CONFLICT
    assert duly("record", "export", sealed / "other", "--since", "999999")[0] == exits.INVALID
    assert not (sealed / "other").exists()


def test_evidence_is_taken_by_whoever_may(sealed, duly):
    assert duly("record", "evidence", "officer", "O-0001", "--out", sealed / "x.zip", "--as", "tom")[0] == exits.USAGE
    code, _, said = duly("record", "evidence", "run", "HC-1999-W01", "--out", sealed / "x.zip", "--as", "tom")
    assert (code, said) == (exits.INVALID, "There is no run HC-1999-W01.\n")
