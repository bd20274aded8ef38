"""Taking in visits: a file is whole or not at all, one event, and copied straight into the table."""

import re
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime

from django.db import connection

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome, Plainly, Previewed
from duly.core.intake.changes import counted
from duly.core.intake.faults import Fault
from duly.core.intake.plain import Plain
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.core.intake.telling import counted_aloud
from duly.payments.evidence import checks
from duly.payments.evidence.actions import plainly
from duly.payments.evidence.actions.superseding import supersede
from duly.payments.evidence.columns import visits as columns
from duly.payments.evidence.corrections import of_visits
from duly.payments.evidence.rota import read_visits
from duly.payments.evidence.rules import BACKWARDS, DELIVERED, MINUTE, NO_END, in_utc, local_start, notice, worth
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
AT_ONCE = 1_000
_NULL = r"\N"
_PLAIN = re.compile(r"[^\\\n\r\t]*(?:\t[^\\\n\r\t]*){4}").fullmatch
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
"""What COPY would read as something else. Rows are written as its text, as values handed over one by one cost three times as much."""
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
    providers = provider_names()
    theirs = source if source in providers else ""
    return intake.take_in(
        kind="visits",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns(providers),
        check=lambda rows: checks.faults_in_visits(rows, theirs=theirs, replaces=replaces),
        keep=lambda seen, rows, event: _replace(seen, rows, event, agreed) if replaces else _keep(seen, rows, event),
        how="replaces" if replaces else "adds",
        row_by_row=not replaces,
        plainly=None if replaces else Plainly(lambda table: plainly.is_sound(table, theirs=theirs), _keep_plainly),
    )


def preview(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a file of visits would change, if it replaced what is known of its providers and weeks, or added to it. Nothing is written."""
    stop_if(checks.why_not_take_in(by=by))
    providers = provider_names()
    theirs = source if source in providers else ""
    read = read_table(content, name, columns(providers))
    return intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: checks.faults_in_visits(rows, theirs=theirs, replaces=replaces),
        compare=lambda rows: of_visits(rows, replaces=replaces).changes(),
    )


def take_in_rota(
    *, name: str, content: bytes, prefix: str, service: str, week: date, minute_nought: int, provider: str, by: Actor
) -> Outcome:
    """Take in a solved rota as the visits of the Monday of `week`; docs/specification/rota.md says how."""
    stop_if(checks.why_not_take_in(by=by))
    theirs = provider if provider in provider_names() else ""
    rows, faults = read_visits(content, prefix=prefix, service=service, on=week, minute_nought=minute_nought, provider=provider)
    return intake.take_in_parsed(
        kind=f"rota visits {week.isoformat()}",
        name=name,
        content=content,
        source=provider,
        by=by,
        rows=rows,
        faults=(*faults, *_of_nobody_known(rows)),
        check=lambda rows: checks.faults_in_visits(rows, theirs=theirs),
        keep=_keep,
    )


def _replace(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, agreed: str) -> dict[str, int]:
    correction = of_visits(rows, replaces=True)
    changes = supersede([correction], event=event, agreed=agreed)
    fresh = {row.key for row in changes.rows if row.what != "gone"}
    kept = _keep(seen, tuple(row for row in rows if (row.values["provider"], row.values["visit_ref"]) in fresh), event)
    return counted(changes) | {name: many for name, many in kept.items() if name != "visits"}


def _keep_plainly(seen: ImportSeen, table: Plain, event: uuid.UUID) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for told in plainly.keep(seen, table, event):
        counts.update(told.counted())
    return {"visits": table.rows} | {_TOLD[what]: many for what, many in sorted(counts.items()) if what in _TOLD}


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> dict[str, int]:
    known = names_of({row.values["person"] for row in rows})
    counted: Counter[str] = Counter()
    moment = _remembering()
    last = f"{seen.ref}\t{event}\n"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        lines: list[str] = []
        for row in counted_aloud(rows, len(rows), "keeping every row"):
            v = row.values
            starts, ends = v["starts"], v["ends"]
            outcome, cancelled_at = v.get("outcome") or DELIVERED, v.get("cancelled_at")
            at, utc, day = moment(starts)
            until, utc_until, _ = moment(ends) if ends else (_NULL, None, "")
            times, minutes = worth(outcome, (utc_until - utc) // MINUTE if utc_until else None)
            person_check = check_person(v["person"], v.get("person_name"), known)
            if outcome != DELIVERED or times != "ok" or person_check:
                counted.update(filter(None, (outcome != DELIVERED and outcome, times != "ok" and times, person_check)))
            who = "\t".join((v["visit_ref"], v["provider"], v["person"], v["service"], v["carer"]))
            if not _PLAIN(who):
                who = "\t".join(v[name].translate(_ESCAPED) for name in ("visit_ref", "provider", "person", "service", "carer"))
            lines.append(
                f"{who}\t{at}\t{until}\t{day}\t{minutes}\t{outcome}\t{v.get('source') or ''}"
                f"\t{cancelled_at.isoformat() if cancelled_at else _NULL}\t{notice(starts, cancelled_at)}\t{v.get('reason') or ''}"
                f"\t{times}\t{person_check}\t{last}"
            )
            if len(lines) == AT_ONCE:
                copy.write("".join(lines))
                lines.clear()
        copy.write("".join(lines))
    return {"visits": len(rows)} | {_TOLD[what]: many for what, many in sorted(counted.items())}


def _remembering() -> Callable[[datetime], tuple[str, datetime, str]]:
    """A moment as COPY reads it, in UTC, and the local date and minute it stands at: worked out once, as many visits share one."""
    known: dict[tuple[datetime, int], tuple[str, datetime, str]] = {}

    def moment(at: datetime) -> tuple[str, datetime, str]:
        found = known.get((at, at.fold))
        if found is None:
            on, minute = local_start(at)
            found = known[at, at.fold] = at.isoformat(), in_utc(at), f"{on}\t{minute}"
        return found

    return moment


def _of_nobody_known(rows: tuple[Row, ...]) -> list[Fault]:
    known = people_known()
    return [
        Fault(row.number, "patient", row.values["person"], f"There is no person {row.values['person']}: take in the plan first.")
        for row in rows
        if row.values["person"] not in known
    ]
