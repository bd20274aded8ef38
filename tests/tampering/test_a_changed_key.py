"""The log's key hands over to another, and everything still verifies: with either key from outside, and with a third not at all."""

from datetime import timedelta

import psycopg
import pytest

import duly_verify
from duly.core.log.actions import change_key
from duly.core.log.exporting import export
from duly.core.log.ring import Coming, Ring, handover
from duly.core.log.sequencer import one_round
from duly.core.log.signatures import Keys
from duly.core.log.tests.sealing import as_sequencer
from duly.core.log.verification import kinds_kept, verify
from duly.primitives.actor import SYSTEM
from duly.primitives.note import Signer
from duly.site.database import dsn_of
from tests.tampering.ground import newest_note, write_post


@pytest.fixture
def keys(commits):
    """A log signed by one key, then by both, then by the other."""
    old, new = Signer.new("log.test"), Signer.new("log.test")

    def sign(ring: Ring) -> None:
        with as_sequencer() as connection:
            assert one_round(connection, ring, apart=timedelta(0)).alarms == ()

    write_post("before")
    sign(Ring(old))
    note = handover(old, new)
    event = change_key(old_key=old.verifier_key(), new_key=new.verifier_key(), note=note, keep=lambda event: None, by=SYSTEM)
    sign(Ring(old, coming=Coming(new, event, note)))
    write_post("after")
    sign(Ring(new, former=(old.verifier(),)))
    return old.verifier_key(), new.verifier_key()


def test_a_record_signed_by_one_key_after_another_verifies(keys, tmp_path):
    with psycopg.connect(dsn_of("audit_ro")) as connection:
        assert verify(connection, keys=Keys(keys)).alarms == ()
        assert not verify(connection, keys=Keys(keys[1:])).sound
        with open(tmp_path / "export", "wb") as out:
            export(connection, out.write, kinds=kinds_kept(), keys=Keys(keys))

    for key in keys[1:]:
        assert duly_verify.verify(tmp_path / "export", newest_note(), [key]).alarms == []
    stranger = Signer.new("log.test").verifier_key()
    assert duly_verify.verify(tmp_path / "export", newest_note(), [stranger]).count
