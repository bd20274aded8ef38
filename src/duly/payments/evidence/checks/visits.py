"""Why evidence may not be taken in, and what is wrong with a file of visits."""

from collections.abc import Iterator
from datetime import timedelta

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.evidence import powers
from duly.payments.evidence.queries import known_refs
from duly.payments.evidence.rules import CANCELLED, DELIVERED, MOST_MINUTES, elapsed_minutes
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused

_SURELY_WITHIN = timedelta(hours=22)
"""By the clock on the wall, or truly: whichever Python takes, no visit of this length lasts above a day."""


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of visits."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def faults_in_visits(rows: tuple[Row, ...], *, theirs: str, replaces: bool = False) -> Iterator[Fault]:
    """Visits of a provider other than `theirs`, where that is one, known already or twice in the file, or of above a day, or cancelled and not.

    Refused whole with 101 when every visit was taken in before: it is the same file again, with other bytes. A file that `replaces` may hold
    visits that are known.
    """
    known = {} if replaces else {provider: known_refs(provider, refs) for provider, refs in _refs_by_provider(rows).items()}
    if rows and not replaces and all(row.values["visit_ref"] in known[row.values["provider"]] for row in rows):
        raise Refused(Refusal("101", "Every visit of this file was taken in before. Nothing was kept a second time."))
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        v = row.values
        key = v["provider"], v["visit_ref"]
        if theirs and v["provider"] != theirs:
            yield Fault(row.number, "provider", v["provider"], f"This file came from {theirs}, and may hold only its visits.", theirs)
        if v["visit_ref"] in known.get(v["provider"], ()):
            yield Fault(row.number, "visit_ref", v["visit_ref"], "This visit was taken in before.")
        elif key in seen:
            yield Fault(row.number, "visit_ref", v["visit_ref"], f"This visit stands in row {seen[key]} too.")
        seen.setdefault(key, row.number)
        if v["ends"] is not None and v["ends"] - v["starts"] > _SURELY_WITHIN and elapsed_minutes(v["starts"], v["ends"]) > MOST_MINUTES:
            yield from _wrong_times(row)
        if v.get("cancelled_at") is not None or v.get("reason") is not None:
            yield from _wrong_outcome(row)


def _wrong_times(row: Row) -> Iterator[Fault]:
    ends = row.values["ends"]
    yield Fault(row.number, "ends", f"{ends:%Y-%m-%d %H:%M}", "A visit lasts 24 hours at most.")


def _wrong_outcome(row: Row) -> Iterator[Fault]:
    """What is told of a cancellation, of a visit that was not cancelled."""
    outcome = row.values.get("outcome") or DELIVERED
    for heading in ("cancelled_at", "reason"):
        if row.values.get(heading) is not None and outcome != CANCELLED:
            found = row.values[heading] if heading == "reason" else f"{row.values[heading]:%Y-%m-%d %H:%M}"
            yield Fault(row.number, heading, found, f"Only a cancelled visit has this, and this visit was {outcome}.")


def _refs_by_provider(rows: tuple[Row, ...]) -> dict[str, list[str]]:
    refs: dict[str, list[str]] = {}
    for row in rows:
        refs.setdefault(row.values["provider"], []).append(row.values["visit_ref"])
    return refs
