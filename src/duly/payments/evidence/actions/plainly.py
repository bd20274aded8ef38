"""Taking in a plain file of visits a column at a time: the rows it writes are those that `visits` writes one by one."""

import uuid
from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

from duly.core.intake import binary
from duly.core.intake.plain import Moments, Plain, Words, how_many_together, together
from duly.core.intake.queries import ImportSeen
from duly.payments.evidence.queries import known_refs
from duly.payments.evidence.rules import BACKWARDS, CANCELLED, DELIVERED, MOST_MINUTES, NO_END
from duly.payments.packages.queries import names_of
from duly.primitives.naming import check_person

COLUMNS = (
    'visit_ref, provider_ref, person_ref, service, carer_ref, starts_at, ends_at, "on", starts_minute, minutes,'
    " outcome, source, cancelled_at, notice_minutes, reason, times, person_check, import_ref, made_by"
)
_COPY = f"COPY evidence_visit ({COLUMNS}) FROM STDIN (FORMAT binary)"
_TIMES = ("ok", NO_END, BACKWARDS)
_MICROSECONDS = 60_000_000


def is_sound(table: Plain, *, theirs: str) -> bool:
    """Whether a plain file's visits are all of `theirs`, where that is a provider, new, each there once, of a day at most, and cancelled where they say so."""
    providers, refs = table.word("provider"), table.word("visit_ref")
    if theirs and set(providers.values) != {theirs}:
        return False
    if how_many_together(providers, refs) < table.rows:
        return False
    longest = pc.max(_minutes(table)).as_py()
    if longest is not None and longest > MOST_MINUTES:
        return False
    cancelled = _is(_outcome(table), CANCELLED)
    told = pc.invert(_is(table.word("reason"), None))
    if "cancelled_at" in table.moments:
        told = pc.or_(told, pc.is_valid(table.moments["cancelled_at"].utc))
    if pc.any(pc.and_not(told, cancelled)).as_py():
        return False
    return not any(known_refs(provider, theirs) for provider, theirs in _refs_by_provider(providers, refs))


def keep(seen: ImportSeen, table: Plain, event: uuid.UUID) -> tuple[Words, Words, Words]:
    """Write the visits. Gives the columns that are counted: outcome, what their times are worth, whether their people are known."""
    starts, ends, minutes, outcome = table.moments["starts"], table.moments["ends"], _minutes(table), _outcome(table)
    delivered = _is(outcome, DELIVERED)
    backwards = pc.fill_null(pc.or_(pc.less(minutes, 0), pc.and_(delivered, pc.equal(minutes, 0))), False)
    endless = pc.and_(delivered, pc.is_null(minutes))
    worth = Words(pc.if_else(endless, 1, pc.if_else(backwards, 2, 0)).cast(pa.int32()), _TIMES)
    who = together(table.word("person"), table.word("person_name"))
    known = names_of({person for person, _ in who.values})
    checked = Words(who.at, [check_person(person, name, known) for person, name in who.values])
    cancelled_at = table.moments.get("cancelled_at")
    last = together(table.word("reason"), worth, checked)
    end = binary.text(seen.ref) + (16).to_bytes(4, "big") + event.bytes
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        binary.copied(
            copy,
            *(table.word(heading).text() for heading in ("visit_ref", "provider", "person", "service", "carer")),
            _at(starts),
            _at(ends),
            starts.days.field(binary.whole(day, 4) for day in starts.days.values),
            starts.minutes.field(binary.whole(minute, 2) for minute in starts.minutes.values),
            binary.wholes(pc.if_else(backwards, 0, pc.fill_null(minutes, 0)), 2),
            outcome.text(),
            table.word("source").text(),
            *((_at(cancelled_at), binary.wholes(_notice(starts, cancelled_at), 4)) if cancelled_at else (binary.NULL, binary.whole(-1, 4))),
            last.field(b"".join(binary.texts((reason or "", times, check))) for reason, times, check in last.values),
            end,
            columns=19,
        )
    return outcome, worth, checked


def _refs_by_provider(providers: Words, refs: Words) -> Iterator[tuple[str, list[str]]]:
    if len(providers.values) == 1:
        yield providers.values[0], list(refs.values)
        return
    for place, provider in enumerate(providers.values):
        yield provider, [refs.values[at] for at in refs.at.filter(pc.equal(providers.at, place)).to_pylist()]


def _outcome(table: Plain) -> Words:
    told = table.word("outcome")
    return Words(told.at, [value or DELIVERED for value in told.values])


def _minutes(table: Plain) -> pa.Array:
    """Minutes from start to end, null where no end is told."""
    return pc.subtract(table.moments["ends"].utc, table.moments["starts"].utc)


def _notice(starts: Moments, cancelled_at: Moments) -> pa.Array:
    return pc.fill_null(pc.max_element_wise(pc.subtract(starts.utc, cancelled_at.utc), 0, skip_nulls=False), -1)


def _is(told: Words, value: str | None) -> pa.Array:
    """For each row, whether it has this value."""
    return pa.array([one == value for one in told.values], pa.bool_()).take(told.at)


def _at(moments: Moments) -> pa.Array:
    return binary.wholes(pc.multiply(moments.utc, _MICROSECONDS), 8)
