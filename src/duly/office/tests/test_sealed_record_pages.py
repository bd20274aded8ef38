"""The record's pages say what seals it: entry numbers, the newest checkpoint, and proofs that can be checked without us."""

import json

import pytest

from duly.core.log.tests.sealing import seal_now
from duly.core.log.witnessing import BESIDE
from duly.core.record.queries import history
from duly.primitives.merkle import leaf_hash, verify_inclusion
from duly.primitives.note import Checkpoint


@pytest.fixture(scope="module")
def grown_from(stages) -> str:
    """Everybody is in post."""
    return stages.up_to("office")


@pytest.fixture
def db(commits):
    """The office of these tests is committed, so that it can be sealed."""


@pytest.fixture(autouse=True)
def no_witness(monkeypatch):
    monkeypatch.delenv("DULY_WITNESS", raising=False)


def test_entries_wait_until_they_are_sealed_and_then_have_a_number(at_desk, office):
    desk = at_desk("grace")
    before = desk.get("/record/").content.decode()
    seal_now()
    after = desk.get("/record/").content.decode()

    assert ("waiting" in before, "waiting" in after) == (True, False)
    assert "No witness has signed this, so this is not yet protection." in before
    assert "entries, signed on" in after
    assert "witness.test" in after


def test_a_witness_on_this_machine_is_said_to_be_no_protection(at_desk, office, monkeypatch):
    seal_now()
    desk = at_desk("grace")
    assert BESIDE not in desk.get("/record/").content.decode()

    beside = type("Witness", (), {"name": "witness.test", "beside": True})()
    monkeypatch.setattr("duly.office.screens.record.sealing.witnesses", lambda: (beside,))

    assert BESIDE in desk.get("/record/").content.decode()
    assert BESIDE in desk.get(f"/record/{history('officer', office['tom'])[0].event_id}/").content.decode()


def test_the_proof_of_an_entry_can_be_checked_with_nothing_else(at_desk, office):
    entry = history("officer", office["tom"])[0]
    desk = at_desk("grace")
    assert desk.get(f"/record/{entry.event_id}/proof/").status_code == 404
    seal_now()

    told = json.loads(desk.get(f"/record/{entry.event_id}/proof/").content)
    text = desk.get(f"/record/{entry.event_id}/proof/?as=text").content.decode()

    signed = Checkpoint.read(told["checkpoint"])
    hashes = [bytes.fromhex(one) for one in told["hashes"]]
    assert verify_inclusion(leaf_hash(told["body"].encode()), told["entry_number"], signed.size, hashes, signed.root)
    assert text.startswith(f"c2sp.org/tlog-proof@v1\nindex {told['entry_number']}\n")
    assert text.endswith("\n\n" + told["checkpoint"])
    assert f"/record/{entry.event_id}/proof/" in desk.get(f"/record/{entry.event_id}/").content.decode()


def test_whose_post_may_not_read_the_record_gets_no_proof(at_desk, office):
    entry = history("officer", office["tom"])[0]
    seal_now()

    assert at_desk("tom").get(f"/record/{entry.event_id}/proof/").status_code == 403
