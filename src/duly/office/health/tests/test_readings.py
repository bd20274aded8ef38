"""Each thing that is watched is well within its limit and says what to do beyond it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from duly.core.log.queries import LogState
from duly.core.log.witnessing import BESIDE, WitnessAt
from duly.core.refusals.models import RefusalCount
from duly.machine import disk
from duly.machine.backup import note
from duly.machine.home import Home
from duly.office.health import of_the_machine, of_the_money, of_the_record
from duly.office.health.reading import Reading, how_long, in_order_of_worst, worst
from duly.primitives.note import Signer

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ELSEWHERE = (WitnessAt("https://audit.example", Signer.new("audit").witness_key()),)
BESIDE_US = (WitnessAt("http://127.0.0.1:9", Signer.new("beside").witness_key()),)
SOUND = LogState(
    unsequenced=0,
    oldest_unsequenced_seconds=None,
    checkpoint_age_seconds=90_000,
    witness_age_seconds=90_000,
    size=10,
    unsigned=0,
    uncosigned=0,
    alarm="",
)


@pytest.fixture
def record(db, monkeypatch):
    """The readings of the record by code, with its log in a state."""

    def read(witnesses=ELSEWHERE, **changed) -> dict[str, Reading]:
        monkeypatch.setattr(of_the_record.log, "state", lambda: replace(SOUND, **changed))
        return {one.code: one for one in of_the_record.readings(witnesses, now=NOW)}

    return read


@pytest.mark.parametrize(
    ("code", "within", "beyond", "says"),
    [
        (
            "unsealed",
            {"unsequenced": 3, "oldest_unsequenced_seconds": 60},
            {"unsequenced": 3, "oldest_unsequenced_seconds": 61},
            "3 entries wait",
        ),
        ("checkpoint", {"unsigned": 2, "checkpoint_age_seconds": 60}, {"unsigned": 2, "checkpoint_age_seconds": 61}, "2 sealed entries"),
        ("checkpoint", {}, {"alarm": "A part of the tree is missing."}, "because: A part of the tree is missing."),
        ("checkpoint", {}, {"unsigned": 2, "checkpoint_age_seconds": None}, "2 sealed entries"),
        (
            "witness",
            {"uncosigned": 4, "witness_age_seconds": 900},
            {"uncosigned": 4, "witness_age_seconds": 901},
            "4 entries are signed for by no",
        ),
        ("witness", {}, {"uncosigned": 4, "witness_age_seconds": None}, "4 entries"),
    ],
)
def test_the_log_is_watched(record, code, within, beyond, says):
    assert record(**within)[code].state == "well"

    found = record(**beyond)[code]

    assert found.state == "alarm"
    assert says in found.says
    assert found.next_step


def test_without_a_witness_it_is_an_alarm_and_with_one_beside_a_warning(record):
    assert record(witnesses=())["witness"].state == "alarm"
    assert (record(witnesses=BESIDE_US)["witness"].state, record(witnesses=BESIDE_US)["witness"].says) == ("watch", BESIDE)
    assert record(witnesses=BESIDE_US, uncosigned=1, witness_age_seconds=2_000)["witness"].state == "alarm"


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ([], "watch"),
        ([("full", 25, 0)], "well"),
        ([("full", 27, 0)], "watch"),
        ([("newer", 1, 0)], "watch"),
        ([("newer", 1, 0), ("full", 100, 0)], "well"),
        ([("newer", 1, 0), ("full", 200, 0)], "alarm"),
        ([("full", 1, 2)], "alarm"),
        ([("newer", 1, 0), ("full", 2, 2)], "alarm"),
        ([("subject", 1, 1), ("full", 2, 0)], "alarm"),
        ([("full", 1, 0), ("full", 2, 2)], "well"),
    ],
)
def test_reading_the_record_back_is_watched(record, monkeypatch, told, state):
    @dataclass(frozen=True)
    class Told:
        at: datetime
        facts: dict

    found = tuple(Told(NOW - timedelta(hours=hours), {"how": how, "events": 1_000, "alarms": alarms}) for how, hours, alarms in told)
    monkeypatch.setattr(of_the_record.record, "newest", lambda **_: found)

    assert record()["verified"].state == state


def test_who_tried_what_is_told_by_role(record):
    assert record()["not-permitted"].state == "well"
    for hours, code, rule, times in (
        (2, "42501", "permission denied for table event", 3),
        (2, "23514", "no_silent_write", 1),
        (30, "42501", "", 9),
    ):
        RefusalCount.objects.create(hour=NOW - timedelta(hours=hours), role="duly_app", code=code, rule=rule, times=times)

    found = record()

    assert (found["not-permitted"].state, found["not-permitted"].measured) == ("alarm", 3)
    assert "duly_app, 3 times (permission denied for table event)" in found["not-permitted"].says
    assert (found["against-rules"].state, found["against-rules"].measured) == ("watch", 1)


@pytest.fixture
def money(db):
    def read() -> dict[str, Reading]:
        return {one.code: one for one in of_the_money.readings(now=NOW)}

    return read


def test_a_book_that_adds_up_is_well(money):
    assert {one.state for one in money().values()} == {"well"}


def test_a_book_that_does_not_add_up_stops_payments(money, monkeypatch):
    monkeypatch.setattr(of_the_money.ledger, "total", lambda: 1)
    monkeypatch.setattr(of_the_money.ledger, "balance", lambda account: -2_50)

    found = money()

    assert found["ledger-sum"].says == "The book adds up to £0.01 and must add up to nothing."
    assert found["control"].says == "The book says £2.50 has left the bank; its files less returns say £0.00."
    assert {found[code].state for code in ("ledger-sum", "control")} == {"alarm"}


def test_a_second_claim_that_the_database_refused_is_told(money):
    RefusalCount.objects.create(
        hour=NOW - timedelta(hours=1), role="duly_app", code="23505", rule="one_live_claim_for_a_line_week_and_number", times=2
    )
    RefusalCount.objects.create(hour=NOW - timedelta(hours=1), role="duly_app", code="23505", rule="people_post_code_key", times=5)

    found = money()["double-claims"]

    assert (found.state, found.measured) == ("watch", 2)


@pytest.fixture
def machine(db, tmp_path):
    """The readings of a machine with a home of its own."""
    home = Home(tmp_path)
    (tmp_path / "backups").mkdir()

    def read(**told) -> dict[str, Reading]:
        if told:
            note(home, **told)
        return {one.code: one for one in of_the_machine.readings(home, now=NOW)}

    return read


def test_a_database_as_set_up_left_it_is_well(machine):
    assert machine()["settings"].state == "well", machine()["settings"].says


@pytest.mark.parametrize(
    ("told", "backup", "drill"),
    [
        ({}, "watch", "watch"),
        (
            {"at": "2026-11-22T02:00:00+00:00", "verified": "2026-11-22T02:01:00+00:00", "drill_at": "2026-11-16T02:00:00+00:00"},
            "well",
            "well",
        ),
        ({"at": "2026-11-22T02:00:00+00:00", "verified": None}, "alarm", "watch"),
        ({"at": "2026-11-20T02:00:00+00:00", "verified": True, "drill_at": "2026-11-01T02:00:00+00:00"}, "alarm", "watch"),
        ({"at": "no date"}, "watch", "watch"),
    ],
)
def test_backups_and_drills_are_watched(machine, told, backup, drill):
    found = machine(**told)

    assert (found["backup"].state, found["drill"].state) == (backup, drill)


@pytest.mark.parametrize(
    ("free", "total", "state"), [(26, 100, "well"), (24, 100, "watch"), (15, 100, "watch"), (14, 100, "alarm"), (140, 1_000, "well")]
)
def test_the_disk_is_watched(machine, monkeypatch, free, total, state):
    monkeypatch.setattr(of_the_machine, "free", lambda home: disk.Space(free * 10**9, total * 10**9))

    assert machine()["disk"].state == state


@pytest.mark.parametrize(("waits", "state"), [(timedelta(minutes=9), "well"), (timedelta(minutes=11), "alarm")])
def test_background_work_that_waits_is_watched(machine, monkeypatch, waits, state):
    class Waiting:
        state, asked_at = "waiting", NOW - waits

    monkeypatch.setattr(of_the_machine.jobs, "jobs", lambda **_: (Waiting,))

    assert machine()["queue"].state == state


def test_the_whole_is_as_its_worst_and_the_worst_is_shown_first():
    well, watch, alarm = (Reading(state, "", "", "", state, "") for state in ("well", "watch", "alarm"))

    assert (worst((well,)), worst((well, watch)), worst((watch, alarm, well)), worst(())) == ("well", "watch", "alarm", "well")
    assert in_order_of_worst([well, watch, alarm], (well, watch, alarm)) == [alarm, watch, well]
    assert alarm.unless(True, "watch", "less bad", "x") == alarm


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, "never"), (0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (7_200, "2 hours"), (200_000, "2 days")],
)
def test_a_length_of_time_is_said_in_its_largest_unit(seconds, words):
    assert how_long(seconds) == words
