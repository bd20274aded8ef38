"""Why evidence may not be taken in, and what is wrong with a file of visits."""

from collections.abc import Iterator

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.evidence import powers
from duly.payments.evidence.queries import known_refs
from duly.payments.evidence.rules import elapsed_minutes
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused


def why_not_take_in(*, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of visits."""
    return why_not(powers.TAKE_IN, {}, actor=by, on=today())


def faults_in(rows: tuple[Row, ...], *, source: str) -> Iterator[Fault]:
    """Visits of a provider other than the one the file came from, known already or twice in the file, or of no length or above a day.

    Refused whole with 101 when every visit was taken in before: it is the same file again, with other bytes.
    """
    theirs = source if source in provider_names() else ""
    known = {p: known_refs(p, [r.values["visit_ref"] for r in rows if r.values["provider"] == p]) for p in _providers(rows)}
    if rows and all(row.values["visit_ref"] in known[row.values["provider"]] for row in rows):
        raise Refused(Refusal("101", "Every visit of this file was taken in before. Nothing was kept a second time."))
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        v = row.values
        key = v["provider"], v["visit_ref"]
        if theirs and v["provider"] != theirs:
            yield Fault(row.number, "provider", v["provider"], f"This file came from {theirs}, and may hold only its visits.", theirs)
        if v["visit_ref"] in known[v["provider"]]:
            yield Fault(row.number, "visit_ref", v["visit_ref"], "This visit was taken in before.")
        elif key in seen:
            yield Fault(row.number, "visit_ref", v["visit_ref"], f"This visit stands in row {seen[key]} too.")
        seen.setdefault(key, row.number)
        minutes = elapsed_minutes(v["starts"], v["ends"])
        if minutes < 1:
            yield Fault(row.number, "ends", f"{v['ends']:%Y-%m-%d %H:%M}", "A visit ends after it starts.")
        elif minutes > 1440:
            yield Fault(row.number, "ends", f"{v['ends']:%Y-%m-%d %H:%M}", "A visit lasts 24 hours at most.")


def _providers(rows: tuple[Row, ...]) -> set[str]:
    return {row.values["provider"] for row in rows}
