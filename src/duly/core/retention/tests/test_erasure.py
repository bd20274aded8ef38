"""Private words go when two people say so, and in no other way; a legal hold wins."""

import uuid

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from duly.core.record import queries as record
from duly.core.record.actions import unit_of_work
from duly.core.retention import actions, queries
from duly.core.retention.events import ErasureCarriedOut
from duly.core.retention.models import Disposal
from duly.core.retention.rules import CLASSES, list_sha256, may_go_from
from duly.primitives.refusal import Refused
from duly.site.database import dsn_of


@pytest.fixture
def named(office):
    """The officer whose name is to be forgotten, as a subject."""
    return "officer", office["both"].ref


def proposed(office, named, *, by="records-manager", record_class="asked"):
    return actions.propose(found={named[1]: [named]}, record_class=record_class, because="She asked.", by=office[by])


def approved(office, named):
    disposal = proposed(office, named)
    return actions.approve(disposal.ref, seen_sha256=disposal.list_sha256, by=office["head-of-information"])


def words_of(named) -> str:
    return record.history(*named)[0].sentence


def test_what_two_people_agree_to_erase_is_gone_and_certified(office, named):
    disposal = approved(office, named)
    assert "both Example" in words_of(named)

    certificate = actions.carry_out(disposal.ref, by=office["head-of-information"])

    assert "[erased]" in words_of(named)
    assert certificate.disposal.events == 1
    assert certificate.disposal.list_sha256 == list_sha256([line.event_id for line in queries.lines(disposal.ref)])
    assert queries.would_take(named[1], [named]) == ()


def test_nobody_approves_their_own_list(office, named):
    disposal = proposed(office, named, by="both")

    with pytest.raises(Refused, match="You proposed this list"):
        actions.approve(disposal.ref, seen_sha256=disposal.list_sha256, by=office["both"])


def test_the_database_refuses_one_person_for_both(office, named):
    disposal = proposed(office, named)

    with pytest.raises(IntegrityError, match="disposal_takes_two_people"), transaction.atomic():
        Disposal.objects.filter(ref=disposal.ref).update(state="approved", approved_by=disposal.proposed_by, version=2)


def test_the_database_refuses_an_erasure_nobody_approved(office, named):
    disposal = proposed(office, named)

    with pytest.raises(IntegrityError, match="disposal_goes_on_only_when_approved"), transaction.atomic():
        Disposal.objects.filter(ref=disposal.ref).update(state="carried out", version=2)


def test_only_the_list_that_was_seen_is_approved(office, named):
    disposal = proposed(office, named)

    with pytest.raises(Refused, match="not the list you were shown"):
        actions.approve(disposal.ref, seen_sha256="0" * 64, by=office["head-of-information"])


@pytest.mark.parametrize("when", ["proposing", "approving", "carrying out"])
def test_a_legal_hold_wins_and_its_lifting_lets_go(office, named, when):
    iris = office["head-of-information"]
    disposal = None if when == "proposing" else proposed(office, named)
    if when == "carrying out":
        actions.approve(disposal.ref, seen_sha256=disposal.list_sha256, by=iris)
    hold = actions.place_hold(about=named[1], because="A court may ask for it.", by=iris)

    def go_on():
        if when == "proposing":
            proposed(office, named)
        elif when == "approving":
            actions.approve(disposal.ref, seen_sha256=disposal.list_sha256, by=iris)
        else:
            actions.carry_out(disposal.ref, by=iris)

    with pytest.raises(Refused, match=f"Legal hold {hold.ref} stands"):
        go_on()
    actions.lift_hold(hold.ref, because="The court has decided.", by=iris)
    go_on()


def test_what_the_schedule_still_keeps_is_not_proposed(office, named):
    with pytest.raises(Refused, match="may go from"):
        proposed(office, named, record_class="case")


def test_an_event_is_not_on_two_open_lists(office, named):
    disposal = proposed(office, named)

    with pytest.raises(Refused, match=disposal.ref):
        proposed(office, named)

    actions.withdraw(disposal.ref, by=office["records-manager"])
    proposed(office, named)


def test_a_thing_has_one_hold_at_a_time(office, named):
    actions.place_hold(about=named[1], because="A court may ask.", by=office["head-of-information"])

    with pytest.raises(Refused, match="already stands"):
        actions.place_hold(about=named[1], because="A court may ask.", by=office["head-of-information"])


def test_the_leap_day_has_an_anniversary():
    from datetime import date

    assert may_go_from(CLASSES["post"], date(2028, 2, 29)) == date(2029, 3, 1)


def erase(event_id, ids):
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit.erase(%s, %s::uuid[])", [event_id, list(ids)])


def told(listed, office, named, *, events=None):
    """Write the event of an erasure of these events, without any list behind it."""
    disposal = approved(office, named)
    event = ErasureCarriedOut(disposal.ref, 3, "asked", events or len(listed), list_sha256(listed), "O-1", "O-2")
    with unit_of_work() as pen:
        return pen.write(event, by=office["head-of-information"])


def test_the_application_cannot_delete_private_words_itself(office, named):
    """On a connection of its own: what Django's is refused is counted, and these are not attempts to be counted."""
    with psycopg.connect(dsn_of("app"), dbname=connection.settings_dict["NAME"]) as attacker:
        for statement in (
            "DELETE FROM audit.payload",
            "UPDATE audit.payload SET content = ''",
            "INSERT INTO audit.erased SELECT event_id, event_id FROM audit.event",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), attacker.transaction():
                attacker.execute(statement)


def test_an_erasure_needs_its_event(office, named):
    one = queries.would_take(named[1], [named])[0].event_id

    with pytest.raises(IntegrityError, match="only in the transaction of the event"), transaction.atomic():
        erase(uuid.uuid4(), [one])


def test_an_erasure_is_of_the_list_its_event_names(office, named):
    one = queries.would_take(named[1], [named])[0].event_id
    other = queries.would_take("x", [("officer", office["records-manager"].ref)])[0].event_id
    event_id = told([one], office, named)

    for ids in ([other], [one, other], []):
        with pytest.raises(IntegrityError, match="not the list of events"), transaction.atomic():
            erase(event_id, ids)
    erase(event_id, [one])


def test_an_erasure_is_of_words_that_are_there(office, named):
    wordless = record.history("post", "both")[0].event_id if record.history("post", "both") else record.newest(limit=1)[0].event_id
    event_id = told([wordless], office, named)

    with pytest.raises(IntegrityError, match="still had private words"), transaction.atomic():
        erase(event_id, [wordless])


def test_the_database_itself_keeps_what_is_held(office, named):
    one = queries.would_take(named[1], [named])[0].event_id
    actions.place_hold(about=named[1], because="A court may ask.", by=office["head-of-information"])
    event_id = None
    with unit_of_work() as pen:
        event_id = pen.write(ErasureCarriedOut("X-9999", 1, "asked", 1, list_sha256([one]), "O-1", "O-2"), by=office["both"])

    with pytest.raises(IntegrityError, match="A legal hold stands"), transaction.atomic():
        erase(event_id, [one])
