"""A file leaves only when a witness has seen its making; or when none has answered for a quarter of an hour and two people say so."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from duly.core.log.actions import mark
from duly.core.log.queries import cosigned_cover, entry_number
from duly.core.log.tests import sealing
from duly.core.log.witnessing import WitnessFault
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import history
from duly.payments.banking import actions, checks, queries
from duly.payments.banking.events import FileHandedOver, OverrideAsked, OverrideGiven
from duly.payments.banking.models import BankFile, Override
from duly.payments.banking.tests.factories import FAY, GUS, PAT, a_council, issued
from duly.payments.runs.tests.factories import ADA, BEA, CY, DEE, due
from duly.primitives.refusal import Refused


@pytest.fixture(autouse=True)
def council(commits):
    a_council()


def refused(code, act):
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.refusal.code == code
    return caught.value.refusal.because


def later(monkeypatch, minutes):
    """As if so many minutes had gone by."""
    at = now() + timedelta(minutes=minutes)
    for where in ("banking.checks.overrides", "banking.actions.files"):
        monkeypatch.setattr(f"duly.payments.{where}.now", lambda: at)
    monkeypatch.setattr("duly.core.log.queries.now", lambda: at)


def test_a_file_leaves_only_once_a_witness_has_seen_it():
    file = issued(due(1))

    because = refused("not-witnessed", lambda: actions.hand_over(file.ref, by=CY))
    assert checks.why_not_hand_over(queries.file(file.ref), by=CY).because == because
    assert queries.hand_overs(file.ref) == ()
    sealing.seal_now()
    actions.hand_over(file.ref, by=CY)

    told = history("file", file.ref)[-1].facts
    assert told["checkpoint_size"] > 0
    assert told["unwitnessed"] is False


def test_what_the_witness_keeps_is_the_files_own_number_digest_and_total():
    file = issued(due(1))

    sealing.seal_now()

    (mark,) = next(iter(sealing._kept.values()))[1].marks.values() if len(sealing._kept) == 1 else [_mark(file)]
    assert mark.split("\n")[2:6] == ["bank file", str(file.serial), file.sha256, str(file.total_pence)]


def _mark(file):
    from django.db import connection

    return sealing._kept[connection.settings_dict["NAME"]][1].marks["bank file", file.serial]


def test_an_override_takes_a_quarter_of_an_hour_of_silence_and_two_people_without_a_part_in_it(monkeypatch):
    file = issued(due(1))
    assert "15 minutes" in refused("not-silent", lambda: actions.ask_override(file.ref, because="Wages.", by=CY))

    later(monkeypatch, 14.5)
    assert "it has been 14 minutes" in refused("not-silent", lambda: actions.ask_override(file.ref, because="Wages.", by=CY))
    later(monkeypatch, 15.5)
    refused("no-reason", lambda: actions.ask_override(file.ref, because=" ", by=CY))
    refused("your-own", lambda: actions.ask_override(file.ref, because="Wages.", by=BEA))
    actions.ask_override(file.ref, because="Wages are due.", by=CY)
    refused("not-witnessed", lambda: actions.hand_over(file.ref, by=CY))
    assert "someone else must give it" in refused("your-own", lambda: actions.give_override(file.ref, by=CY))
    refused("your-own", lambda: actions.give_override(file.ref, by=ADA))
    actions.give_override(file.ref, by=GUS)

    assert actions.hand_over(file.ref, by=CY)
    assert [one.unwitnessed for one in queries.hand_overs(file.ref)] == [True]
    assert [entry.action for entry in history("override", file.ref)] == ["override.asked", "override.given"]
    assert history("override", file.ref)[0].sentence.endswith("for 15 minutes: Wages are due.")


def test_the_releaser_may_ask_and_never_give(monkeypatch):
    file = issued(due(1), by=DEE)
    later(monkeypatch, 16)
    actions.ask_override(file.ref, because="Wages.", by=FAY)

    assert "You released this file" in refused("your-own", lambda: actions.give_override(file.ref, by=DEE))


def test_a_witness_that_answered_a_minute_ago_is_not_silent(monkeypatch):
    issued(due(1))
    later(monkeypatch, 20)
    sealing.seal_now()
    file = issued(due(2))
    BankFile.objects.filter(ref=file.ref)

    refused("not-silent", lambda: actions.ask_override(file.ref, because="Wages.", by=CY))


def test_a_request_can_be_turned_down_and_asked_again(monkeypatch):
    file = issued(due(1))
    later(monkeypatch, 16)
    actions.ask_override(file.ref, because="Wages.", by=CY)
    actions.refuse_override(file.ref, by=GUS)

    refused("wrong-state", lambda: actions.give_override(file.ref, by=GUS))
    actions.ask_override(file.ref, because="Wages, really.", by=CY)

    assert actions.give_override(file.ref, by=GUS).state == "given"


# Round the actions.


def _override(file, event=OverrideAsked, version=1, by=CY, **fields):
    def attempt():
        with unit_of_work() as record:
            found = Override.objects.filter(ref=file.ref).first() or Override(ref=file.ref, file=BankFile.objects.get(ref=file.ref))
            found.version, found.silent_seconds = version, 900
            for name, value in {"state": "asked", "asked_by": CY.ref, **fields}.items():
                setattr(found, name, value)
            found.save()
            told = OverrideAsked(file.ref, version, 15, "x") if version == 1 else OverrideGiven(file.ref, version, 1, "", CY.ref)
            record.write(told, by=by)

    return attempt


def test_the_database_holds_an_override_to_its_two_people_and_its_quarter_of_an_hour():
    file = issued(due(1))

    refused("override-goes-by-its-steps", _override(file, state="given", given_by=GUS.ref))
    refused("the-witness-was-silent-for-fifteen-minutes", _override(file, silent_seconds=899))
    refused("override-is-given-from-outside", _override(file, asked_by=BEA.ref))
    _override(file, asked_by=FAY.ref)()
    refused("override-is-given-from-outside", _override(file, version=2, state="given", asked_by=FAY.ref, given_by=CY.ref))
    refused("two-people-override-the-witness", _override(file, version=2, state="given", asked_by=FAY.ref, given_by=FAY.ref))
    refused("override-is-asked-refused-or-given", _override(file, version=2, state="given", asked_by=FAY.ref))
    refused("override-goes-by-its-steps", _override(file, version=2, state="given", asked_by=PAT.ref, given_by=GUS.ref))
    _override(file, version=2, state="given", asked_by=FAY.ref, given_by=GUS.ref)()


# What only the database holds back: handing over by plain SQL, as the pages' own role.

GATE = "only-what-a-witness-saw-is-handed-over"


def _handed(file, *, unwitnessed=False):
    """Somebody who goes round the program: the version, its event and the hand-over, and no question asked."""
    with unit_of_work() as record, connection.cursor() as cursor:
        cursor.execute("UPDATE banking_bankfile SET version = version + 1 WHERE ref = %s RETURNING version", [file.ref])
        (version,) = cursor.fetchone()
        event = record.write(FileHandedOver(file.ref, version, file.byte_count, file.sha256, version - 1), by=CY)
        cursor.execute(
            "INSERT INTO banking_handover (file_id, n, taken_by, taken_at, unwitnessed, made_by)"
            " SELECT id, %s, %s, now(), %s, %s FROM banking_bankfile WHERE ref = %s",
            [version - 1, CY.ref, unwitnessed, event, file.ref],
        )


def test_the_database_hands_over_what_a_witness_saw_and_nothing_before():
    file = issued(due(1))

    refused(GATE, lambda: _handed(file))
    assert queries.hand_overs(file.ref) == ()
    sealing.seal_now()
    _handed(file)

    assert len(queries.hand_overs(file.ref)) == 1


def test_the_database_lets_nothing_go_unwitnessed_without_an_override(monkeypatch):
    file = issued(due(1))

    refused("unwitnessed-file-needs-an-override", lambda: _handed(file, unwitnessed=True))
    later(monkeypatch, 16)
    actions.ask_override(file.ref, because="Wages.", by=CY)
    refused("unwitnessed-file-needs-an-override", lambda: _handed(file, unwitnessed=True))
    actions.give_override(file.ref, by=GUS)
    refused(GATE, lambda: _handed(file))  # an override lets it go as what it is: unwitnessed
    _handed(file, unwitnessed=True)


def _remembered(file):
    """The answer of a witness that keeps the file's number, whatever it has cosigned."""
    with sealing.as_sequencer() as sequencer:
        sequencer.execute("INSERT INTO audit.mark_kept (name, number, witness) VALUES ('bank file', %s, 'witness.test')", [file.serial])


def test_an_entry_that_no_witness_has_cosigned_is_not_enough():
    file = issued(due(1))
    sealing.seal_now(witnessed=False)
    _remembered(file)
    assert entry_number(queries.issue_event(file.ref)) is not None

    refused(GATE, lambda: _handed(file))


def test_a_cosignature_of_what_came_before_the_file_is_not_enough():
    sealing.seal_now()
    file = issued(due(1))
    sealing.seal_now(witnessed=False)
    _remembered(file)

    refused(GATE, lambda: _handed(file))
    sealing.seal_now()
    _handed(file)


def test_a_cosigned_entry_whose_mark_no_witness_keeps_is_not_enough(monkeypatch):
    issued(due(1))
    sealing.seal_now()  # another file's is kept
    file = issued(due(2), category="EX")
    monkeypatch.setattr(sealing.WitnessHere, "keep_mark", _keeps_nothing)
    sealing.seal_now()
    assert cosigned_cover(queries.issue_event(file.ref)) is not None

    refused(GATE, lambda: _handed(file))


def _keeps_nothing(self, signed):
    raise WitnessFault("The witness keeps nothing today.")


@pytest.mark.parametrize("wrong", [{"name": "bank fyle"}, {"number": 99}, {"sha256": "0" * 64}, {"pence": 1}])
def test_a_mark_of_something_else_than_this_file_is_not_enough(monkeypatch, wrong):
    def marked(name, number, sha256, pence, *, event_id):
        mark(**{"name": name, "number": number, "sha256": sha256, "pence": pence} | wrong, event_id=event_id)

    monkeypatch.setattr("duly.payments.banking.actions.files.mark", marked)
    file = issued(due(1))
    sealing.seal_now()

    refused(GATE, lambda: _handed(file))


def test_whoever_pays_cannot_write_the_witnesss_answer_himself():
    file = issued(due(1))

    for forged in (
        "INSERT INTO audit.leaf (leaf_index, event_id, leaf_hash) SELECT 0, event_id, leaf_hash FROM audit.event LIMIT 1",
        "INSERT INTO audit.cosignature (size, witness, line, at) VALUES (1, 'witness.test', '', now())",
        f"INSERT INTO audit.mark_kept (name, number, witness) VALUES ('bank file', {file.serial}, 'witness.test')",
        "UPDATE audit.mark SET number = number",
        "ALTER TABLE banking_handover DISABLE TRIGGER handing_over",
        "CREATE OR REPLACE FUNCTION banking_handing_over() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(forged)
    refused(GATE, lambda: _handed(file))
