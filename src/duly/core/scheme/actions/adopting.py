"""Adopting a scheme."""

from collections.abc import Sequence
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.record.actions import unit_of_work
from duly.core.scheme.events import SchemeAdopted, SchemeReplaced
from duly.core.scheme.models import Instrument, Rule
from duly.core.scheme.rules import Row, why_not_a_row
from duly.primitives.actor import Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.power import POWERS
from duly.primitives.refusal import Refusal, stop_if


def adopt(*, office: str, number: int, title: str, starts: date, rules: Sequence[tuple[str, Row]], by: Actor) -> str:
    """Adopt a scheme for an office from a day on; the one then in force ends there. `rules` are (power code, row).

    Refused, with the rule named, when a row uses a power, fact, operator or type outside the closed vocabulary.
    """
    ref = f"{office.lower().replace(' ', '-')}-{number}"[:40]
    with unit_of_work() as record:
        before = Instrument.objects.select_for_update().filter(office=office, during__contains=starts).first()
        stop_if(first_bad_row(rules))
        if before is not None:
            _end(before, starts, record, by)
        stored = [as_stored(power, row) for power, row in rules]
        digest = sha256_hex(canonical(stored))
        event = record.write(
            SchemeAdopted(ref=ref, version=1, office=office, number=number, rules=len(rules), starts=starts, rules_sha256=digest),
            by=by,
        )
        instrument = Instrument.objects.create(
            ref=ref, version=1, office=office, number=number, title=title, during=DateRange(starts, None)
        )
        Rule.objects.bulk_create(
            Rule(instrument=instrument, position=position, made_by=event, **fields) for position, fields in enumerate(stored)
        )
    return ref


def _end(before: Instrument, ends: date, record, by: Actor) -> None:
    stop_if(_begins_no_later(before, ends))
    before.during = DateRange(before.during.lower, ends)
    before.version += 1
    before.save(update_fields=["during", "version"])
    record.write(SchemeReplaced(ref=before.ref, version=before.version, ends=ends), by=by)


def _begins_no_later(before: Instrument, starts: date) -> Refusal | None:
    if before.during.lower >= starts:
        return Refusal("too-early", f"Scheme {before.number} begins on {before.during.lower}; the next must begin after it.")
    return None


def first_bad_row(rules: Sequence[tuple[str, Row]]) -> Refusal | None:
    """What is wrong with the first rule that says something outside the closed vocabulary, or None."""
    for power, row in rules:
        wrong = why_not_a_row(POWERS.get(power), row)
        if wrong:
            return Refusal("bad-rule", wrong)
    return None


def as_stored(power: str, row: Row) -> dict:
    """A rule as it is kept: plain values, in the order and words its digest is made of."""
    conditions = [[c.fact, c.operator, _plain(c.value)] for c in row.conditions]
    return {"number": row.number, "power": power, "post": row.post, "conditions": conditions, "clause": row.clause}


def _plain(value):
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
