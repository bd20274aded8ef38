"""How the record stands: sealed, signed, cosigned, verified, and whether anybody has tried to change it."""

from datetime import datetime, timedelta
from itertools import takewhile

from duly.core.log import queries as log
from duly.core.log.witnessing import BESIDE, WitnessAt
from duly.core.record import queries as record
from duly.core.refusals import queries as refusals
from duly.core.refusals.rules import AGAINST_A_RULE, MAY_NOT
from duly.office.health.reading import Reading, how_long, seconds_since

SEALED_WITHIN_SECONDS = 60
WITNESSED_WITHIN_SECONDS = 15 * 60
VERIFIED_EVERY_SECONDS = 26 * 3_600
VERIFIED_WHOLE_SECONDS = 8 * 86_400
MOST_VERIFIED = 200

START_IT = "See that duly serve is running, and what the sequencer says in its log. Casework goes on; bank files wait."


def readings(witnesses: tuple[WitnessAt, ...], *, now: datetime) -> list[Reading]:
    """Everything watched about the record. `witnesses` are those this installation asks."""
    state = log.state()
    return [_sealed(state), _signed(state), _witnessed(state, witnesses), _verified(now), _attempts(now), _against_rules(now)]


def _sealed(state: log.LogState) -> Reading:
    waits = state.oldest_unsequenced_seconds or 0
    return Reading(
        "unsealed",
        "Oldest entry not yet sealed",
        how_long(waits) if state.unsequenced else "none waits",
        how_long(SEALED_WITHIN_SECONDS),
        "well",
        f"{state.size:,} entries are sealed, and {state.unsequenced:,} wait.",
        measured=waits,
    ).unless(
        waits > SEALED_WITHIN_SECONDS, "alarm", f"{state.unsequenced:,} entries wait to be sealed: the sequencer does not run.", START_IT
    )


def _signed(state: log.LogState) -> Reading:
    age = state.checkpoint_age_seconds
    late = state.unsigned > 0 and (age is None or age > SEALED_WITHIN_SECONDS)
    return (
        Reading(
            "checkpoint",
            "Age of the newest checkpoint",
            how_long(age),
            f"{how_long(SEALED_WITHIN_SECONDS)} while entries wait for it",
            "well",
            "Every sealed entry is under a signed checkpoint."
            if not state.unsigned
            else "Entries have just been sealed and are signed next.",
            measured=age,
        )
        .unless(late, "alarm", f"{state.unsigned:,} sealed entries are under no checkpoint.", START_IT)
        .unless(
            bool(state.alarm),
            "alarm",
            f"The sequencer signs nothing, because: {state.alarm}",
            "Change nothing. Verify the record against the witness (duly record verify), and tell whoever is in charge and internal audit.",
        )
    )


def _witnessed(state: log.LogState, witnesses: tuple[WitnessAt, ...]) -> Reading:
    age = state.witness_age_seconds
    late = state.uncosigned > 0 and (age is None or age > WITNESSED_WITHIN_SECONDS)
    ask = "Ask whoever keeps the witness to see to it. Casework goes on; bank files wait, and after 15 minutes two people may override with a reason."
    return (
        Reading(
            "witness",
            "Last signed for by a witness",
            how_long(age) + (" ago" if age is not None else ""),
            how_long(WITNESSED_WITHIN_SECONDS),
            "well",
            f"{', '.join(one.name for one in witnesses)} has signed that the record only grew.",
            measured=age,
        )
        .unless(
            any(one.beside for one in witnesses),
            "watch",
            BESIDE,
            "Set DULY_WITNESS to a witness that somebody else keeps: docs/witness.md.",
        )
        .unless(
            not witnesses,
            "alarm",
            "No witness is set, so whoever owns the database could rewrite the record unseen.",
            "Set DULY_WITNESS to a witness that somebody else keeps: docs/witness.md.",
        )
        .unless(bool(witnesses) and late, "alarm", f"{state.uncosigned:,} entries are signed for by no witness.", ask)
    )


def _verified(now: datetime) -> Reading:
    """When the record was last read back, whole or what is newer; and whatever was found wrong since it was last found sound, even of one subject."""
    told = record.newest(limit=MOST_VERIFIED, action="record.verified")
    last = next((one for one in told if one.facts.get("how") in ("full", "newer")), None)
    whole = next((one for one in told if one.facts.get("how") == "full"), None)
    age, whole_age = (seconds_since(one.at if one else None, now=now) for one in (last, whole))
    since_sound = takewhile(lambda one: one.facts.get("how") != "full" or one.facts.get("alarms"), told)
    alarms = sum(int(one.facts.get("alarms", 0)) for one in since_sound)
    events = int(last.facts.get("events", 0)) if last else 0
    again = "Run duly record verify, and see that it is run every night."
    return (
        Reading(
            "verified",
            "Record last read back",
            how_long(age) + (" ago" if age is not None else ""),
            f"a day; whole, {how_long(VERIFIED_WHOLE_SECONDS)}",
            "well",
            f"{events:,} events were read back, and nothing was wrong.",
            measured=age,
        )
        .unless(age is None or age > VERIFIED_EVERY_SECONDS, "watch", "The record has not been read back in the last day.", again)
        .unless(age is not None and whole_age is None, "watch", "The record has never been read back whole.", again)
        .unless((whole_age or 0) > VERIFIED_WHOLE_SECONDS, "alarm", "The record has not been read back whole for more than a week.", again)
        .unless(
            alarms > 0,
            "alarm",
            f"{alarms:,} thing{'s were' if alarms > 1 else ' was'} wrong when the record was last read back.",
            "Run duly record verify to have each named; change nothing; tell whoever is in charge and internal audit.",
        )
    )


def _attempts(now: datetime) -> Reading:
    found = [one for one in refusals.refused(since=now - timedelta(days=1)) if one.code == MAY_NOT]
    times = sum(one.times for one in found)
    return Reading(
        "not-permitted",
        "Refused by the database: not permitted (42501), in the last day",
        f"{times:,}",
        "none",
        "well",
        "Nobody tried.",
        measured=times,
    ).unless(
        times > 0,
        "alarm",
        "Somebody tried what no page does: " + _by_role(found),
        "Find out who and how before anything else: Duly itself never asks for this. Keep the server's logs.",
    )


def _against_rules(now: datetime) -> Reading:
    found = [one for one in refusals.refused(since=now - timedelta(days=1)) if one.code == AGAINST_A_RULE]
    times = sum(one.times for one in found)
    return Reading(
        "against-rules",
        "Refused by the database: against a rule (23514), in the last day",
        f"{times:,}",
        "none",
        "well",
        "Every change was refused on its page or not at all.",
        measured=times,
    ).unless(
        times > 0,
        "watch",
        "The database refused what a page should have: " + _by_role(found),
        "Nothing was changed. Tell whoever supports Duly which rule it was.",
    )


def _by_role(found: list[refusals.RefusedSeen]) -> str:
    told = [f"{one.role}, {one.times:,} time{'s' * (one.times != 1)}{f' ({one.rule})' * bool(one.rule)}" for one in found[:5]]
    return "; ".join(told) + (f"; and {len(found) - 5} other kinds" if len(found) > 5 else "") + "."
