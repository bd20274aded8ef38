"""Taking in returns: who stayed in a home and who was away, and who came to which session."""

import uuid
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome, Previewed
from duly.core.intake.changes import Changes, all_of, counted
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.payments.evidence import checks, models
from duly.payments.evidence import columns as headings
from duly.payments.evidence.actions.superseding import supersede
from duly.payments.evidence.corrections import of_attendance, of_occupancy, upper
from duly.payments.evidence.returns import absences_in, attendance_in, returns_in, stays_in
from duly.payments.packages.queries import names_of
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.naming import check_person
from duly.primitives.refusal import stop_if

BATCH = 5000


def take_in_occupancy(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "") -> Outcome:
    """Take in a return of occupancy: stays and absences it tells again are brought up to date; `replaces` and `agreed` as for visits."""
    stop_if(checks.why_not_take_in(by=by))
    return intake.take_in(
        kind="occupancy",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=headings.occupancy(provider_names()),
        check=lambda rows: checks.faults_in_occupancy(rows, source=source, replaces=replaces),
        keep=lambda seen, rows, event: _keep_occupancy(seen, rows, event, replaces, agreed),
        how="replaces" if replaces else "adds",
        row_by_row=not replaces,
    )


def preview_occupancy(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a return of occupancy would change. Nothing is written."""
    stop_if(checks.why_not_take_in(by=by))
    read = read_table(content, name, headings.occupancy(provider_names()))
    return intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: checks.faults_in_occupancy(rows, source=source, replaces=replaces),
        compare=lambda rows: all_of(one.changes() for one in of_occupancy(rows, replaces=replaces)),
    )


def take_in_attendance(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "") -> Outcome:
    """Take in a return of attendance, a row for each person, day and session; `replaces` and `agreed` as for visits."""
    stop_if(checks.why_not_take_in(by=by))
    return intake.take_in(
        kind="attendance",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=headings.attendance(provider_names()),
        check=lambda rows: checks.faults_in_attendance(rows, source=source, replaces=replaces),
        keep=lambda seen, rows, event: _keep_attendance(seen, rows, event, replaces, agreed),
        how="replaces" if replaces else "adds",
        row_by_row=not replaces,
    )


def preview_attendance(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a return of attendance would change. Nothing is written."""
    stop_if(checks.why_not_take_in(by=by))
    read = read_table(content, name, headings.attendance(provider_names()))
    return intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: checks.faults_in_attendance(rows, source=source, replaces=replaces),
        compare=lambda rows: of_attendance(rows, replaces=replaces).changes(),
    )


def _keep_occupancy(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, replaces: bool, agreed: str) -> dict[str, int]:
    changes = supersede(of_occupancy(rows, replaces=replaces), event=event, agreed=agreed)
    fresh = _fresh(changes)
    same: dict[str, Any] = {"import_ref": seen.ref, "made_by": event}
    stays = {key: told for key, told in stays_in(rows).items() if key in fresh}
    known = names_of({told.person_ref for told in stays.values()})
    made = models.Stay.objects.bulk_create(
        (
            models.Stay(
                provider_ref=key[0],
                stay_ref=key[1],
                person_ref=told.person_ref,
                service=told.service,
                during=DateRange(told.admitted, upper(told.discharged)),
                person_check=check_person(told.person_ref, told.person_name, known),
                **same,
            )
            for key, told in stays.items()
        ),
        batch_size=BATCH,
    )
    away = models.Absence.objects.bulk_create(
        (
            models.Absence(
                provider_ref=key[0], person_ref=key[1], service=key[2], during=DateRange(key[3], upper(told.ends)), kind=told.kind, **same
            )
            for key, told in absences_in(rows).items()
            if key in fresh
        ),
        batch_size=BATCH,
    )
    returned = models.OccupancyReturn.objects.bulk_create(
        models.OccupancyReturn(provider_ref=key[0], during=DateRange(key[1], key[2]), **same)
        for key in sorted(returns_in(rows))
        if key in fresh
    )
    counts = {"stays": len(made), "absences": len(away), "periods": len(returned)}
    return counts | {name: many for name, many in counted(changes).items() if name != "new"} | _unsure(made)


def _keep_attendance(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, replaces: bool, agreed: str) -> dict[str, int]:
    changes = supersede([of_attendance(rows, replaces=replaces)], event=event, agreed=agreed)
    fresh = _fresh(changes)
    told = {key: value for key, value in attendance_in(rows).items() if key in fresh}
    known = names_of({key[1] for key in told})
    made = models.Attendance.objects.bulk_create(
        (
            models.Attendance(
                provider_ref=provider,
                person_ref=person,
                service=service,
                on=on,
                session=session,
                status=status,
                person_check=check_person(person, given, known),
                import_ref=seen.ref,
                made_by=event,
            )
            for (provider, person, service, on, session), (status, given) in told.items()
        ),
        batch_size=BATCH,
    )
    return {"sessions": len(made)} | (counted(changes) if replaces else {}) | _unsure(made)


def _fresh(changes: Changes) -> set[Any]:
    return {row.key for row in changes.rows if row.what != "gone"}


def _unsure(made: list[Any]) -> dict[str, int]:
    unsure = sum(bool(one.person_check) for one in made)
    return {"of people not known, or under another name": unsure} if unsure else {}
