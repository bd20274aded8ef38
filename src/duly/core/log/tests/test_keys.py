"""The log's key: made once and for its owner alone, handed over in the record by both keys, remembered with what it last signed."""

import json
import stat
from datetime import timedelta

import pytest

from duly.core.log import keys, queries, sequencer
from duly.core.log.actions import begin_again, change_key
from duly.core.log.public_key import public_key
from duly.core.log.ring import Coming, handed_to, handover
from duly.core.log.tests.ground import write
from duly.core.log.tests.sealing import WitnessHere, as_sequencer
from duly.core.record.queries import history
from duly.machine.fault import MachineFault
from duly.primitives.actor import SYSTEM
from duly.primitives.note import Checkpoint, Signer, Verifier, opened, sign
from duly.site.database import credentials

pytestmark = pytest.mark.usefixtures("commits")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    known = credentials()
    monkeypatch.setattr("duly.core.log.tests.sealing.credentials", lambda: known)
    monkeypatch.setenv("DULY_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DULY_KEYS", raising=False)
    return tmp_path / "home"


def a_round(witness):
    with as_sequencer() as session:
        done = sequencer.one_round(session, keys.load(), [witness], apart=timedelta(0))
    if done.asked.handed_over:
        keys.hand_over()
    return done


def test_the_key_is_made_once_and_only_its_owner_can_read_it(home):
    first, second = keys.load(), keys.load()

    assert first.signer == second.signer
    assert public_key() == first.signer.verifier_key()
    assert stat.S_IMODE((home / "keys" / "log.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "keys").stat().st_mode) == 0o700
    assert json.loads((home / "keys" / "log.key").read_text())["private"] not in repr(first)


def test_what_was_signed_is_remembered_beside_the_key():
    witness = WitnessHere(list(keys.load().verifiers()))
    write(2)

    done = a_round(witness)

    assert keys.load().newest() == done.signed


def test_a_key_hands_over_in_the_record_and_signs_no_more():
    old = keys.load().signer
    witness = WitnessHere(list(keys.load().verifiers()))
    write()
    a_round(witness)
    new = Signer.new(old.name)
    note = handover(old, new)

    change_key(
        old_key=old.verifier_key(),
        new_key=new.verifier_key(),
        note=note,
        keep=lambda event: keys.expect(Coming(new, event, note)),
        by=SYSTEM,
    )
    between = a_round(witness)
    write()
    after = a_round(witness)

    assert opened(between.signed, [old.verifier(), new.verifier()])[1] == (old.name,)
    assert all(opened(between.signed, [one.verifier()]) for one in (old, new))
    assert opened(after.signed, [new.verifier()])
    with pytest.raises(ValueError):
        opened(after.signed, [old.verifier()])
    assert (after.alarms, after.asked.cosigned_by) == ((), (witness.name,))
    assert public_key() == new.verifier_key()
    assert new.verifier_key() in history("log", "log")[-1].sentence
    assert handed_to(history("log", "log")[-1].facts["note"], old.verifier()) == new.verifier()


def test_the_old_key_signs_on_while_a_witness_has_not_heard_of_the_new():
    old = keys.load().signer
    witness = WitnessHere(list(keys.load().verifiers()))
    new = Signer.new(old.name)
    note = handover(old, new)
    change_key(
        old_key=old.verifier_key(),
        new_key=new.verifier_key(),
        note=note,
        keep=lambda event: keys.expect(Coming(new, event, note)),
        by=SYSTEM,
    )
    witness.answers = False
    a_round(witness)
    write()
    signed = a_round(witness).signed
    assert all(opened(signed, [one.verifier()]) for one in (old, new))

    witness.answers = True
    a_round(witness)

    assert keys.load().signer == new
    assert keys.load().coming is None


def test_a_key_whose_event_was_never_committed_never_signs():
    old, new = keys.load().signer, Signer.new(keys.load().origin)
    keys.expect(Coming(new, queries.uuid.uuid4(), handover(old, new)))
    witness = WitnessHere([old.verifier()])
    write()

    done = a_round(witness)

    with pytest.raises(ValueError):
        opened(done.signed, [new.verifier()])
    assert keys.load().signer == old


def test_a_handing_over_that_one_of_the_two_did_not_sign_is_believed_by_nobody():
    old, new, other = Signer.new("log.test"), Signer.new("log.test"), Signer.new("log.test")
    text = f"duly key v1\nlog.test\n{new.verifier_key()}\n"

    assert handed_to(handover(old, new), old.verifier()) == new.verifier()
    for note in (sign(text, old), sign(text, new), sign(text, other, new), handover(old, new).replace("v1", "v2"), "", "\n\n"):
        assert handed_to(note, old.verifier()) is None
    with pytest.raises(ValueError):
        handover(old, Signer.new("another.log"))


def test_a_record_that_lost_entries_goes_on_under_another_name():
    first = keys.load()
    witness = WitnessHere(list(first.verifiers()))
    write(2)
    entries = a_round(witness).size
    lost = sign(Checkpoint(first.origin, entries + 40, b"x" * 32).text(), first.signer)
    first.remember(lost)
    write()
    assert "restored from an older copy" in a_round(witness).alarms[0]

    name = keys.next_epoch(first.origin)
    begin_again(name=name, entries=queries.state().size, seen=entries + 40, by=SYSTEM)
    keys.begin_epoch(name)
    elsewhere = WitnessHere(list(keys.load().verifiers()), Signer.new(witness.name), marks=witness.marks)
    done = a_round(elsewhere)

    assert (done.alarms, Checkpoint.read(done.signed).origin) == ((), f"{first.origin}/epoch-2")
    assert Verifier.read(public_key()).name == f"{first.origin}/epoch-2"
    assert keys.next_epoch(name).endswith("/epoch-3")
    assert name == f"{first.origin}/epoch-2", "how many entries were seen is in its record, not in its name"
    assert history("log", "log")[-1].facts["seen"] == entries + 40


def test_a_key_that_is_not_where_it_was_is_not_made_again(home, monkeypatch, tmp_path):
    made = keys.load().signer
    monkeypatch.setenv("DULY_KEYS", str(tmp_path / "elsewhere"))

    with pytest.raises(MachineFault, match="Set DULY_KEYS to where it is"):
        keys.load()

    monkeypatch.delenv("DULY_KEYS")
    assert (keys.load().signer, public_key()) == (made, made.verifier_key())
    with pytest.raises(MachineFault, match="is not lost"):
        keys.begin_with_another()


def test_a_lost_key_is_followed_by_another_under_another_name(home):
    lost = keys.load()
    write(2)
    a_round(WitnessHere(list(lost.verifiers())))
    (home / "keys" / "log.key").unlink()

    name = keys.begin_with_another()
    begin_again(name=name, entries=queries.state().size, seen=queries.state().size, by=SYSTEM)
    done = a_round(WitnessHere(list(keys.load().verifiers())))

    assert name == f"{lost.origin}/epoch-2"
    assert (done.alarms, Checkpoint.read(done.signed).origin) == ((), name)
    assert opened(done.signed, [keys.load().signer.verifier()])
