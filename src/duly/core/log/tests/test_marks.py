"""A mark is kept by the witness, and an event is not to be relied on before that; a number the witness knows otherwise raises the alarm."""

from datetime import timedelta

import pytest
from django.db import DatabaseError

from duly.core.log import actions, queries, sequencer
from duly.core.log.ring import Ring
from duly.core.log.tests.ground import rows, write
from duly.core.log.tests.sealing import WitnessHere, as_sequencer
from duly.core.people.events import PostMade
from duly.core.record.actions import new_event_id, unit_of_work
from duly.primitives.actor import SYSTEM
from duly.primitives.note import Signer

pytestmark = pytest.mark.usefixtures("commits")
SHA = "b" * 64
RING = Ring(Signer.new("log.test"))


def marked(number: int):
    with unit_of_work() as record:
        event = record.write(PostMade(ref=f"post-{new_event_id()}", version=1, title="Tester"), by=SYSTEM)
        actions.mark("bank file", number, SHA, 100 * number, event_id=event)
    return event


def a_round(witness):
    with as_sequencer() as session:
        return sequencer.one_round(session, RING, [witness], apart=timedelta(0))


@pytest.fixture
def witness() -> WitnessHere:
    return WitnessHere(list(RING.verifiers()))


def test_a_marked_event_waits_until_the_witness_remembers(witness):
    event = marked(1)
    keep, witness.keep_mark = witness.keep_mark, lambda signed: (_ for _ in ()).throw(sequencer.cosigning.WitnessFault("No answer."))
    assert a_round(witness).asked.faults == ("No answer.",)
    assert queries.cosigned_cover(event) is not None
    assert "bank file 1" in queries.why_not_witnessed(event).because

    witness.keep_mark = keep
    done = a_round(witness)

    assert done.asked.marks_kept == 1
    assert queries.why_not_witnessed(event) is None
    assert witness.marks["bank file", 1] == f"duly mark v1\nlog.test\nbank file\n1\n{SHA}\n100\n"
    assert a_round(witness).asked.marks_kept == 0


def test_marks_are_kept_in_the_order_of_their_numbers(witness):
    for number in (1, 2, 3):
        marked(number)

    assert a_round(witness).asked.marks_kept == 3
    assert rows("SELECT number FROM audit.mark_kept ORDER BY at") == [(1,), (2,), (3,)]


def test_a_number_the_witness_has_already_seen_raises_the_alarm(witness):
    """As after a restore that forgot a bank file."""
    witness.marks["bank file", 7] = "duly mark v1\nlog.test\nbank file\n7\nsomething else\n1\n"
    event = marked(5)

    done = a_round(witness)

    assert "will not keep bank file 5" in done.alarms[0]
    assert queries.state().alarm == done.alarms[0]
    assert queries.why_not_witnessed(event).code == "not-witnessed"


def test_a_mark_after_its_event_is_refused():
    event = write()[0]

    with pytest.raises(DatabaseError) as refused:
        actions.mark("bank file", 1, SHA, 1, event_id=event)
    assert refused.value.__cause__.diag.constraint_name == "a_mark_comes_with_its_event"
