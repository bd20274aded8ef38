"""Taking in files of people, packages, calls and opening positions: each whole or not at all, and one event.

Those that replace take the place of what files told of their own lines or people, from the first day of each to its last.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome, Previewed
from duly.core.intake.changes import counted, why_not_agreed
from duly.core.intake.columns import Column
from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.core.intake.spans import name_of
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.packages import checks, columns, models
from duly.payments.packages.actions.decisions import during
from duly.payments.packages.columns import ends_of
from duly.payments.packages.corrections import OF, of_rows, told
from duly.payments.packages.queries import line_refs, people_known
from duly.payments.providers.queries import provider_names
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

BATCH = 5000


@dataclass(frozen=True)
class _Kind:
    """How files of one kind are read, checked and kept: `rows` gives the models' rows of a file's, made by an event under an import."""

    columns: Callable[[], Sequence[Column]]
    faults: Callable[..., Iterable[Fault]]
    rows: Callable[[Sequence[Row], Mapping[str, Any], Actor], Iterable[Any]]
    called: str


def take_in(kind: str, *, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "") -> Outcome:
    """Take in a file of a kind of `KINDS`. Names of people are kept here and nowhere in the record.

    Of package lines there is a row for each span in force; one that is not `approved` was put forward by whoever takes it in. Whoever takes in
    openings signs every one of them, and so needs the power to sign. `replaces` and `agreed` as for visits.
    """
    _stop(kind, by, replaces)
    one = KINDS[kind]
    return intake.take_in(
        kind=kind,
        name=name,
        content=content,
        source=source,
        by=by,
        columns=one.columns(),
        check=lambda rows: one.faults(rows, replaces=replaces),
        keep=lambda seen, rows, event: _replace(kind, seen, rows, event, by, agreed) if replaces else _keep(kind, seen, rows, event, by),
        how="replaces" if replaces else "adds",
        row_by_row=not replaces,
    )


def preview(kind: str, *, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a file of a kind would change. Nothing is written."""
    _stop(kind, by, replaces)
    read = read_table(content, name, KINDS[kind].columns())
    return intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: KINDS[kind].faults(rows, replaces=replaces),
        compare=lambda rows: of_rows(kind, rows, replaces=replaces).changes,
    )


def line_ids() -> dict[str, int]:
    """Keys of the table of lines by reference, for rows that point at them."""
    return dict(models.PackageLine.objects.filter(superseded_by__isnull=True).values_list("line_ref", "pk"))


def _stop(kind: str, by: Actor, replaces: bool) -> None:
    stop_if(checks.why_not_take_in(kind, by=by))
    stop_if(checks.why_not_sign_any_opening(by=by, again=replaces) if kind == "openings" else None)


def _replace(kind: str, seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, by: Actor, agreed: str) -> dict[str, int]:
    found, model = of_rows(kind, rows, replaces=True), OF[kind].model
    stop_if(why_not_agreed(found.changes, agreed))
    model.objects.filter(pk__in=found.ended).update(superseded_by=event)
    before = model.objects.in_bulk([one.pk for one, _ in found.left])
    model.objects.bulk_create((_part(before[one.pk], during(one.starts, one.ends), seen, event) for one, _ in found.left), batch_size=BATCH)
    kept = _keep(kind, seen, tuple(row for row in rows if name_of(told(kind, row)) in found.fresh), event, by)
    return counted(found.changes) | kept


def _part(row: Any, span: Any, seen: ImportSeen, event: uuid.UUID) -> Any:
    """What is left of a fact for other days, as a row of its own."""
    same = {f.attname: getattr(row, f.attname) for f in row._meta.local_concrete_fields if not f.primary_key}
    return type(row)(**same | {"during": span, "made_by": event, "superseded_by": None, "import_ref": seen.ref})


def _keep(kind: str, seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, by: Actor) -> dict[str, int]:
    made: dict[str, Any] = {"import_ref": seen.ref, "made_by": event}
    counts = {"lines": _new_lines(rows, made)} if kind == "packages" else {}
    kept = OF[kind].model.objects.bulk_create(KINDS[kind].rows(rows, made, by), batch_size=BATCH)
    return counts | {KINDS[kind].called: len(kept)}


def _new_lines(rows: tuple[Row, ...], made: Mapping[str, Any]) -> int:
    known = line_ids()
    new = {row.values["line"]: row.values for row in rows if row.values["line"] not in known}
    lines = (
        models.PackageLine(
            line_ref=ref,
            person_ref=v["person"],
            provider_ref=v["provider"],
            service=v["service"],
            contract_ref=v["contract"],
            zone=v["zone"] or "",
            **made,
        )
        for ref, v in new.items()
    )
    return len(models.PackageLine.objects.bulk_create(lines, batch_size=BATCH))


def _people(rows: Sequence[Row], made: Mapping[str, Any], _by: Actor) -> Iterable[models.Person]:
    return (models.Person(ref=row.values["person"], name=row.values["name"], **made) for row in rows)


def _commissions(rows: Sequence[Row], made: Mapping[str, Any], by: Actor) -> Iterable[models.Commission]:
    known = line_ids()
    return (
        models.Commission(
            line_id=known[row.values["line"]],
            during=during(row.values["from"], ends_of(row)),
            approved=row.values["approved"] is not False,
            proposed_by=by.ref if row.values["approved"] is False else "",
            **made,
        )
        for row in rows
    )


def _calls(rows: Sequence[Row], made: Mapping[str, Any], _by: Actor) -> Iterable[models.CallPattern]:
    known = line_ids()
    return (
        models.CallPattern(
            line_id=known[row.values["line"]],
            weekday=row.values["weekday"],
            starts_minute=row.values["starts"],
            minutes=row.values["minutes"],
            carers=row.values["carers"],
            during=during(row.values["from"], ends_of(row)),
            **made,
        )
        for row in rows
    )


def _openings(rows: Sequence[Row], made: Mapping[str, Any], by: Actor) -> Iterable[models.Opening]:
    known = line_ids()
    return (models.Opening(line_id=known[row.values["line"]], paid_to=row.values["paid_to"], signed_by=by.ref, **made) for row in rows)


def _interruptions(rows: Sequence[Row], made: Mapping[str, Any], _by: Actor) -> Iterable[models.Interruption]:
    return (
        models.Interruption(
            person_ref=row.values["person"],
            kind=row.values["kind"],
            during=during(row.values["from"], ends_of(row)),
            told_on=row.values["told_on"],
            **made,
        )
        for row in rows
    )


def _deaths(rows: Sequence[Row], made: Mapping[str, Any], _by: Actor) -> Iterable[models.Death]:
    return (models.Death(person_ref=row.values["person"], on=row.values["died"], **made) for row in rows)


def _fundings(rows: Sequence[Row], made: Mapping[str, Any], _by: Actor) -> Iterable[models.Funding]:
    return (
        models.Funding(
            person_ref=row.values["person"],
            kind=row.values["kind"],
            weekly_pence=row.values["weekly"],
            collected_by=row.values["collected_by"],
            during=during(row.values["from"], ends_of(row)),
            **made,
        )
        for row in rows
    )


KINDS: dict[str, _Kind] = {
    "people": _Kind(lambda: columns.PEOPLE, checks.faults_in_people, _people, "people"),
    "packages": _Kind(
        lambda: columns.packages(people_known(), provider_names(), providers_of_contracts()),
        checks.faults_in_packages,
        _commissions,
        "commissions",
    ),
    "calls": _Kind(lambda: columns.calls(line_refs()), checks.faults_in_calls, _calls, "weekly calls"),
    "openings": _Kind(lambda: columns.openings(line_refs()), checks.faults_in_openings, _openings, "openings"),
    "interruptions": _Kind(lambda: columns.interruptions(people_known()), checks.faults_in_interruptions, _interruptions, "interruptions"),
    "deaths": _Kind(lambda: columns.deaths(people_known()), checks.faults_in_deaths, _deaths, "deaths"),
    "fundings": _Kind(lambda: columns.fundings(people_known()), checks.faults_in_fundings, _fundings, "fundings"),
}
"""The kinds of files that tell of people and their packages."""
