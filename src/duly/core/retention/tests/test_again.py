"""What was erased is erased again in a database restored to a moment before, once, and without an alarm."""

import json

import pytest
from django.db import connection

from duly.core.log.verification import verify
from duly.core.record import queries as record
from duly.core.retention import actions
from duly.core.retention.again import carry_out_again
from duly.core.retention.outside import FILE, Remembered, remember, remember_all, remembered
from duly.machine.home import Home

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DULY_HOME", str(tmp_path))
    return Home.find()


@pytest.fixture
def erased(office, home, django_capture_on_commit_callbacks) -> Remembered:
    """A list that was carried out in the database before it was restored: here its words are still there."""
    both = office["both"].ref
    return Remembered("X-0777", "asked", office["records-manager"].ref, office["head-of-information"].ref, ids_of(both))


def ids_of(ref: str) -> tuple:
    return tuple(sorted(entry.event_id for entry in record.history("officer", ref)))


def test_it_is_erased_again_once_and_the_record_is_sound(office, erased):
    both = office["both"].ref
    assert "both Example" in record.history("officer", both)[0].sentence

    done = carry_out_again([erased, Remembered("X-0778", "asked", "a", "b", ())])

    assert (done.lists, done.waiting) == (1, ())
    assert "[erased]" in record.history("officer", both)[0].sentence
    assert carry_out_again([erased]).lists == 0
    assert not verify(connection.connection).alarms


def test_what_a_hold_stands_on_waits_for_a_person(office, erased):
    actions.place_hold(about=office["both"].ref, because="A claim.", by=office["head-of-information"])

    done = carry_out_again([erased])

    assert (done.lists, done.events) == (0, 0)
    assert "X-0777 was not erased again" in done.waiting[0]
    assert "both Example" in record.history("officer", office["both"].ref)[0].sentence


def test_carrying_out_is_remembered_outside_once_it_is_committed(office, home, django_capture_on_commit_callbacks):
    both = office["both"].ref
    listed = actions.propose(found={both: [("officer", both)]}, record_class="asked", because="She asked.", by=office["records-manager"])
    actions.approve(listed.ref, seen_sha256=listed.list_sha256, by=office["head-of-information"])
    file = home.root / "backups" / FILE

    with django_capture_on_commit_callbacks(execute=True):
        actions.carry_out(listed.ref, by=office["head-of-information"])
        assert not file.exists()

    (told,) = remembered([file])
    assert (told.ref, told.proposed_by, told.approved_by) == (listed.ref, office["records-manager"].ref, office["head-of-information"].ref)
    assert "Example" not in file.read_text()
    assert remember_all(connection.connection) == 0
    file.unlink()
    assert remember_all(connection.connection) == 1
    assert remembered([file]) == (told,)


def test_a_line_cut_short_is_passed_over_and_the_next_begins_on_its_own(home, erased):
    remember(erased)
    file = home.root / "backups" / FILE
    file.write_text(file.read_text() + json.dumps({"ref": "X-1"})[:-3])

    remember(Remembered("X-0780", "asked", "a", "b", erased.event_ids[:1] + erased.event_ids[:1]))

    assert [one.ref for one in remembered([file, home.root / "none"])] == ["X-0777", "X-0780"]
