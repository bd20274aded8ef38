"""Taking in visits: a file is whole or not at all, one event, and copied straight into the table."""

import uuid
from datetime import date

from django.db import connection

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row
from duly.payments.evidence import checks
from duly.payments.evidence.columns import columns
from duly.payments.evidence.rota import read_visits
from duly.payments.evidence.rules import elapsed_minutes, local_start
from duly.payments.packages.queries import people_known
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

_COPY = """
    COPY evidence_visit (visit_ref, provider_ref, person_ref, service, carer_ref, starts_at, ends_at, "on", starts_minute, minutes,
                         import_ref, made_by)
    FROM STDIN
"""


def take_in(*, name: str, content: bytes, source: str, by: Actor) -> Outcome:
    """Take in a file of visits. When `source` is a provider's reference the file may hold only that provider's visits."""
    stop_if(checks.why_not_take_in(by=by))
    return intake.take_in(
        kind="visits",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns(provider_names(), people_known()),
        check=lambda rows: checks.faults_in(rows, source=source),
        keep=_keep,
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
        check=lambda rows: checks.faults_in(rows, source=provider),
        keep=_keep,
    )


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> dict[str, int]:
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            v = row.values
            on, starts_minute = local_start(v["starts"])
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
                    elapsed_minutes(v["starts"], v["ends"]),
                    seen.ref,
                    event,
                )
            )
    return {"visits": len(rows)}


def _of_nobody_known(rows: tuple[Row, ...]) -> list[Fault]:
    known = people_known()
    return [
        Fault(row.number, "patient", row.values["person"], f"There is no person {row.values['person']}: take in the plan first.")
        for row in rows
        if row.values["person"] not in known
    ]
