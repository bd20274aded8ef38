"""Committed events get numbers, the tree is signed and cosigned, and nothing that contradicts what was signed is ever signed."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from duly.core.log import queries, sequencer
from duly.core.log.ring import Ring
from duly.core.log.tests.ground import checkpoints_agree, log_is_sound, rows, write, write_together
from duly.core.log.tests.sealing import WitnessHere, as_sequencer, seal_now
from duly.core.people.actions import add_officer, give_post, make_post
from duly.core.record.clock import today
from duly.primitives.actor import SYSTEM
from duly.primitives.merkle import verify_inclusion
from duly.primitives.note import Signer, cosigned_at, opened

pytestmark = pytest.mark.usefixtures("commits")
AT_ONCE = timedelta(0)


@pytest.fixture
def ring() -> Ring:
    return Ring(Signer.new("log.test"))


@pytest.fixture
def witness(ring) -> WitnessHere:
    return WitnessHere(list(ring.verifiers()))


@pytest.fixture
def sequencer_now(ring, witness):
    with as_sequencer() as session:
        yield lambda **how: sequencer.one_round(session, ring, [witness], **({"apart": AT_ONCE} | how))


@pytest.fixture
def owner(server, commits):
    with psycopg.connect(server.owner_of(commits), autocommit=True) as session:
        yield session


def tampered(owner, table: str, statement: str) -> None:
    """Change what may never be changed, as somebody who owns the database can."""
    with owner.transaction():
        who = owner.execute("SELECT tableowner FROM pg_tables WHERE schemaname = 'audit' AND tablename = %s", [table]).fetchone()[0]
        owner.execute(f'SET LOCAL ROLE "{who}"')
        owner.execute(
            f"ALTER TABLE audit.{table} DISABLE TRIGGER ALL"
            if who == owner.info.user
            else f"ALTER TABLE audit.{table} DISABLE TRIGGER USER"
        )
        owner.execute(statement)
        owner.execute(f"ALTER TABLE audit.{table} ENABLE TRIGGER USER")


def test_events_get_numbers_in_the_order_in_which_they_were_recorded(sequencer_now, ring):
    first, second = write(2)
    third, fourth = write_together(2)

    done = sequencer_now()

    assert [queries.entry_number(event) for event in (first, second, third, fourth)] == [
        done.size - 4,
        done.size - 3,
        done.size - 2,
        done.size - 1,
    ]
    assert log_is_sound(ring) == done.size == done.sealed


def test_the_entries_of_one_subject_come_in_its_own_order(sequencer_now):
    make_post(code="p", title="P", office="O", wing="payments", by=SYSTEM)
    ada = add_officer(username="ada", name="Ada", email="ada@example.org", password=None, by=SYSTEM)
    give_post(ada, post="p", starts=today(), by=SYSTEM)

    sequencer_now()

    told = rows(
        f"SELECT e.subject_version FROM audit.leaf l JOIN audit.event e USING (event_id) WHERE e.subject_ref = '{ada}' ORDER BY leaf_index"
    )
    assert told == [(1,), (2,)]


def test_a_checkpoint_is_signed_and_cosigned_and_shows_that_an_event_is_in_it(sequencer_now, ring, witness):
    event = write(5)[2]
    assert queries.why_not_witnessed(event).code == "not-witnessed"

    sequencer_now()

    seen = queries.cosigned_cover(event)
    assert seen == queries.newest_checkpoint()
    assert seen.cosigned_by == ("witness.test",)
    assert opened(seen.note, ring.verifiers())[1] == ("log.test",)
    assert cosigned_at(seen.note, witness.verifier) is not None
    shown = queries.proof(event)
    assert verify_inclusion(
        bytes.fromhex(shown.leaf_hash),
        shown.entry_number,
        seen.size,
        [bytes.fromhex(one) for one in shown.hashes],
        bytes.fromhex(seen.root),
    )
    assert queries.why_not_witnessed(event) is None


def test_nothing_is_signed_when_nothing_was_added_or_a_second_has_not_passed(sequencer_now):
    write()
    assert sequencer_now().signed
    assert sequencer_now().signed == ""

    write()

    assert sequencer_now(apart=timedelta(hours=1)).signed == ""
    assert queries.state().unsigned == 1
    assert sequencer_now().signed


def test_many_batches_fill_the_tiles_and_agree(sequencer_now, ring, monkeypatch):
    monkeypatch.setattr(sequencer, "BATCH", 100)
    for many in (130, 0, 126, 1, 300):
        if many:
            write_together(many)
        sequencer_now()

    assert log_is_sound(ring) >= 557
    checkpoints_agree()
    assert rows("SELECT count(*) FROM audit.tile WHERE level = 1") == [(1,)]


def test_a_transaction_that_stays_open_holds_back_only_its_own(sequencer_now, ring, commits):
    from duly.site.database import credentials

    with psycopg.connect(credentials().dsn("app"), dbname=commits) as slow:
        slow.execute(
            "INSERT INTO audit.event (event_id, body) SELECT id, convert_to(jsonb_build_object('id', id, 'action', 'post.made', 'subject',"
            " jsonb_build_object('type', 'post', 'ref', id, 'version', 1))::text, 'UTF8') FROM gen_random_uuid() id"
        )
        write(3)
        before = sequencer_now()
        slow.commit()
    after = sequencer_now()

    assert (before.sealed >= 3, after.sealed) == (True, 1)
    assert log_is_sound(ring) == after.size


def test_a_witness_that_was_down_catches_up(sequencer_now, witness):
    witness.answers = False
    for _ in range(3):
        write(2)
        assert sequencer_now().asked.faults == ("The witness witness.test did not answer.",)
    assert queries.state().uncosigned == queries.state().size

    witness.answers = True
    done = sequencer_now()

    assert (done.asked.cosigned_by, done.alarms) == (("witness.test",), ())
    assert queries.state().uncosigned == 0


def test_an_answer_that_was_lost_is_asked_for_again(sequencer_now, witness):
    write(2)
    said, witness.add_checkpoint = witness.add_checkpoint, lambda *told: (said(*told), (_ for _ in ()).throw(ConnectionError()))[0]
    with pytest.raises(ConnectionError):
        sequencer_now()
    witness.add_checkpoint = said
    write()

    assert sequencer_now().asked.cosigned_by == ("witness.test",)


def test_a_record_put_back_to_an_older_day_is_not_signed(sequencer_now, ring, witness):
    write(3)
    held = {}
    ahead = Ring(ring.signer, newest=lambda: held["note"])
    held["note"] = _signed_elsewhere(ring, 100)
    write()

    with as_sequencer() as session:
        done = sequencer.one_round(session, ahead, [witness], apart=AT_ONCE)

    assert done.signed == ""
    assert "may have been restored from an older copy" in done.alarms[0]
    assert queries.state().alarm == done.alarms[0]


def test_a_witness_that_has_seen_more_than_there_is_raises_the_alarm(sequencer_now, witness):
    write()
    witness.size, witness.root = 5000, b"x" * 32

    assert "has seen 5000 entries" in sequencer_now().alarms[0]


def test_a_witness_that_holds_another_tree_raises_the_alarm(sequencer_now, witness):
    write(3)
    witness.size, witness.root = 2, b"x" * 32

    assert "holds another tree of 2 entries" in sequencer_now().alarms[0]


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("tile", "UPDATE audit.tile SET hashes = set_byte(hashes, 2, 255 - get_byte(hashes, 2)) WHERE level = 0 AND idx = 0"),
        ("tile", "DELETE FROM audit.tile"),
        ("checkpoint", "UPDATE audit.checkpoint SET note = replace(note, 'log.test', 'log.rest')"),
        ("tree_state", "UPDATE audit.tree_state SET stack = substr(stack, 1, 8) || sha256('x') || substr(stack, 41)"),
    ],
)
def test_a_tree_that_was_changed_is_not_signed(sequencer_now, owner, table, statement):
    write(5)
    signed = sequencer_now().signed
    tampered(owner, table, statement)
    write()

    done = sequencer_now()

    assert (bool(signed), done.signed, len(done.alarms)) == (True, "", 1)
    assert queries.alarms()[0][1] == done.alarms[0]
    assert sequencer_now().signed == ""
    assert len(queries.alarms()) == 1


def test_seal_now_seals_for_other_tests():
    event = write()[0]

    assert seal_now().alarms == ()
    assert queries.why_not_witnessed(event) is None
    write()
    assert seal_now().asked.cosigned_by == ("witness.test",)


def test_the_sequencer_can_do_nothing_but_its_work(commits):
    write(2)
    seal_now()
    with as_sequencer() as session:
        for statement in (
            "SELECT body FROM audit.event",
            "SELECT content FROM audit.payload",
            "INSERT INTO audit.event (event_id, body) VALUES (gen_random_uuid(), '')",
            "UPDATE audit.leaf SET leaf_index = 7",
            "DELETE FROM audit.leaf",
            "DELETE FROM audit.checkpoint",
            "TRUNCATE audit.tile",
            "DELETE FROM audit.tile",
            "UPDATE audit.pending SET leaf_hash = ''",
            "INSERT INTO audit.pending SELECT now(), event_id, leaf_hash FROM audit.leaf",
            "INSERT INTO audit.mark SELECT event_id, 'bank file', 1, '', 1 FROM audit.leaf",
            "SELECT * FROM people_officer",
            "CREATE TABLE audit.mine (a int)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(statement)


def test_not_even_the_sequencer_can_make_an_entry_up_or_lose_one(commits):
    write(2)
    seal_now()
    write()
    with as_sequencer() as session:
        size = session.execute("SELECT size FROM audit.tree_state").fetchone()[0]
        for name, statement in (
            ("queued_events_go_into_the_log", "DELETE FROM audit.pending"),
            ("an_entry_is_of_a_recorded_event", f"INSERT INTO audit.leaf VALUES ({size}, gen_random_uuid(), sha256('x'))"),
            ("entry_numbers_have_no_gap", f"INSERT INTO audit.leaf SELECT {size + 1}, event_id, leaf_hash FROM audit.pending"),
            ("an_event_has_one_entry_number", f"INSERT INTO audit.leaf SELECT {size}, event_id, leaf_hash FROM audit.leaf LIMIT 1"),
            ("the_tree_only_grows", "UPDATE audit.tree_state SET size = 0, stack = int8send(0)"),
            (
                "the_edge_is_of_this_size",
                f"INSERT INTO audit.leaf SELECT {size}, event_id, leaf_hash FROM audit.pending; UPDATE audit.tree_state SET size = size + 1",
            ),
            ("a_tile_only_grows", "UPDATE audit.tile SET hashes = sha256('x')"),
            (
                "a_checkpoint_is_of_the_tree_as_it_stands",
                f"INSERT INTO audit.checkpoint (size, root, note) VALUES ({size + 1}, sha256('x'), '')",
            ),
        ):
            with pytest.raises(psycopg.errors.IntegrityError) as refused:
                session.execute(statement)
            assert refused.value.diag.constraint_name == name


def _signed_elsewhere(ring: Ring, size: int) -> str:
    from duly.primitives.note import Checkpoint, sign

    return sign(Checkpoint(ring.origin, size, b"x" * 32).text(), ring.signer)


def test_the_connection_of_django_is_the_applications():
    assert connection.settings_dict["USER"].endswith("_app")
