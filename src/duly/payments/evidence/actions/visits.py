"""Taking in visits: a file is whole or not at all, one event, and copied straight into the table."""

import uuid
from collections import Counter
from datetime import date

from django.db import connection

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome, Previewed
from duly.core.intake.changes import counted
from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.core.intake.telling import counted_aloud
from duly.payments.evidence import checks
from duly.payments.evidence.actions.superseding import supersede
from duly.payments.evidence.columns import visits as columns
from duly.payments.evidence.corrections import of_visits
from duly.payments.evidence.rota import read_visits
from duly.payments.evidence.rules import BACKWARDS, DELIVERED, NO_END, local_start, notice, times_of
from duly.payments.packages.queries import names_of, people_known
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.naming import NAME_DIFFERS, UNKNOWN, check_person
from duly.primitives.refusal import stop_if

_COPY = """
    COPY evidence_visit (visit_ref, provider_ref, person_ref, service, carer_ref, starts_at, ends_at, "on", starts_minute, minutes,
                         outcome, source, cancelled_at, notice_minutes, reason, times, person_check, import_ref, made_by)
    FROM STDIN
"""
_TOLD = {
    "cancelled": "cancelled",
    "frustrated": "frustrated",
    "missed": "missed",
    NO_END: "without a check-out",
    BACKWARDS: "ending before they start",
    UNKNOWN: "of people not known",
    NAME_DIFFERS: "under another name",
}
"""What a file's counts call those of its visits that are not plainly delivered to somebody known."""


def take_in(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "") -> Outcome:
    """Take in a file of visits. When `source` is a provider's reference the file may hold only that provider's visits.

    A file that `replaces` supersedes what is known of its providers in its weeks and is not in it, or is otherwise; `agreed` is the digest of the
    changes somebody looked at. Refused: as `intake.take_in`; "changed-since" when the changes would be others.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.take_in(
        kind="visits",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns(provider_names()),
        check=lambda rows: checks.faults_in_visits(rows, source=source, replaces=replaces),
        keep=lambda seen, rows, event: _replace(seen, rows, event, agreed) if replaces else _keep(seen, rows, event),
        how="replaces" if replaces else "adds",
    )


def preview(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a file of visits would change, if it replaced what is known of its providers and weeks, or added to it. Nothing is written."""
    stop_if(checks.why_not_take_in(by=by))
    read = read_table(content, name, columns(provider_names()))
    return intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: checks.faults_in_visits(rows, source=source, replaces=replaces),
        compare=lambda rows: of_visits(rows, replaces=replaces).changes(),
    )


def take_in_rota(
    *, name: str, content: bytes, prefix: str, service: str, week: date, minute_nought: int, provider: str, by: Actor
) -> Outcome:
    """Take in a solved rota as the visits of the Monday of `week`; docs/specification/rota.md says how."""
    stop_if(checks.why_not_take_in(by=by))
    rows, faults = read_visits(content, prefix=prefix, service=service, on=week, minute_nought=minute_nought, provider=provider)
    return intake.take_in_parsed(
        kind=f"rota visits {week.isoformat()}",
        name=name,
        content=content,
        source=provider,
        by=by,
        rows=rows,
        faults=(*faults, *_of_nobody_known(rows)),
        check=lambda rows: checks.faults_in_visits(rows, source=provider),
        keep=_keep,
    )


def _replace(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, agreed: str) -> dict[str, int]:
    correction = of_visits(rows, replaces=True)
    changes = supersede([correction], event=event, agreed=agreed)
    fresh = {row.key for row in changes.rows if row.what != "gone"}
    kept = _keep(seen, tuple(row for row in rows if (row.values["provider"], row.values["visit_ref"]) in fresh), event)
    return counted(changes) | {name: many for name, many in kept.items() if name != "visits"}


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> dict[str, int]:
    known = names_of({row.values["person"] for row in rows})
    counted: Counter[str] = Counter()
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in counted_aloud(rows, len(rows), "keeping every row"):
            v = row.values
            outcome, cancelled_at = v.get("outcome") or DELIVERED, v.get("cancelled_at")
            on, starts_minute = local_start(v["starts"])
            times, minutes = times_of(outcome, v["starts"], v["ends"])
            person_check = check_person(v["person"], v.get("person_name"), known)
            counted.update(filter(None, (outcome != DELIVERED and outcome, times != "ok" and times, person_check)))
            copy.write_row(
                (
                    v["visit_ref"],
                    v["provider"],
                    v["person"],
                    v["service"],
                    v["carer"],
                    v["starts"],
                    v["ends"],
                    on,
                    starts_minute,
                    minutes,
                    outcome,
                    v.get("source") or "",
                    cancelled_at,
                    notice(v["starts"], cancelled_at),
                    v.get("reason") or "",
                    times,
                    person_check,
                    seen.ref,
                    event,
                )
            )
    return {"visits": len(rows)} | {_TOLD[what]: many for what, many in sorted(counted.items())}


def _of_nobody_known(rows: tuple[Row, ...]) -> list[Fault]:
    known = people_known()
    return [
        Fault(row.number, "patient", row.values["person"], f"There is no person {row.values['person']}: take in the plan first.")
        for row in rows
        if row.values["person"] not in known
    ]
