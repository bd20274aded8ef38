"""Taking cases over from the system that was used before: a file of them, open and closed, whole or not at all."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from duly.casework.cases import checks, queries
from duly.casework.cases.columns import COLUMNS, TAKEN_OVER
from duly.casework.cases.events import CaseTakenOver
from duly.casework.cases.models import Case, Closing
from duly.casework.cases.states import BEFORE_OURS, NOT_RECORDED, Stage
from duly.core.intake.actions import Outcome, take_in
from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.core.people import queries as people
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

AT_ONCE = 500


def take_over(name: str, content: bytes, *, source: str = "", by: Actor) -> Outcome:
    """Take over the cases of a CSV file or workbook. Its bytes are kept with their hash, every case has its own entry of the record, and all are kept or none.

    Each keeps what it was called before, and gets a reference of ours. Refused: "scheme-…" at once; "101" and "faults" as `Outcome` says.
    """
    stop_if(checks.why_not_take_over(by=by))
    return take_in(
        kind=TAKEN_OVER,
        name=name,
        content=content,
        source=source,
        by=by,
        columns=COLUMNS,
        check=_faults,
        keep=lambda seen, rows, event: _keep(seen, rows, by),
        row_by_row=True,
    )


def look_at_cases(name: str, content: bytes, *, by: Actor) -> tuple[int, tuple[Fault, ...]]:
    """What is wrong with a file of cases, without writing anything: how many rows it has, and every fault in the order of the file. Refused: "scheme-…"."""
    stop_if(checks.why_not_take_over(by=by))
    read = read_table(content, name, COLUMNS)
    wrong = {fault.row for fault in read.faults}
    sound = tuple(row for row in read.rows if row.number not in wrong)
    return len(read.rows), tuple(sorted((*read.faults, *_faults(sound)), key=lambda fault: fault.row or sys.maxsize))


def _faults(rows: tuple[Row, ...]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    before = queries.taken_over_before([row.values["reference"] for row in rows])
    in_post = {held.officer_ref for held in people.everyone_in_post(on=today())}
    called = cache(people.officer_called)
    for row in rows:
        was = row.values["reference"]
        if was in first:
            yield Fault(row.number, "reference", was, f"{was} is in row {first[was]} already.")
        elif was in before:
            yield Fault(row.number, "reference", was, f"{was} was taken over before, as {before[was]}.")
        first.setdefault(was, row.number)
        yield from _of_days(row)
        yield from _of_owner(row, called(row.values["owner"]) if row.values["owner"] else None, in_post)


def _of_days(row: Row) -> Iterator[Fault]:
    opened, touched, closed = row.values["opened"], row.values["last touched"], row.values["closed"]
    for column, day in (("opened", opened), ("last touched", touched), ("closed", closed)):
        if day is not None and day > today():
            yield Fault(row.number, column, str(day), "That day has not come.")
    if touched is not None and touched < opened:
        yield Fault(row.number, "last touched", str(touched), f"It was opened only on {opened}.")
    if closed is not None and closed < opened:
        yield Fault(row.number, "closed", str(closed), f"It was opened only on {opened}.")
    for column in ("outcome", "closed"):
        if row.values[column] and row.values["stage"] != Stage.CLOSED.value:
            yield Fault(row.number, column, str(row.values[column]), "It has not ended: only a closed case has that.")


def _of_owner(row: Row, owner: str | None, in_post: set[str]) -> Iterator[Fault]:
    said, is_open = row.values["owner"] or "", row.values["stage"] != Stage.CLOSED.value
    if said and owner is None:
        yield Fault(row.number, "owner", said, f"Nobody signs in as {said}.")
    elif is_open and owner not in in_post:
        yield Fault(row.number, "owner", said, f"{said or 'Nobody'} holds no post today, and an open case needs an owner who does.")
    if is_open and not row.values["next action"]:
        yield Fault(row.number, "next action", "", "An open case needs a next action.")


def _keep(seen: ImportSeen, rows: Iterable[Row], by: Actor) -> Mapping[str, int]:
    called = cache(people.officer_called)
    made, endings = [], []
    with unit_of_work() as record:
        for row in rows:
            said = row.values
            closed = said["stage"] == Stage.CLOSED.value
            case = Case(
                ref=f"PSO-{today():%Y}-{take_number('cases_case_number'):05d}",
                version=1,
                stage=said["stage"],
                title=said["title"],
                complainant=said["complainant"],
                body=said["body"],
                owner=(called(said["owner"]) if said["owner"] else None) or by.ref,
                opened_from=said["reference"],
                opened_on=said["opened"],
                next_action="" if closed else said["next action"],
                due=None if closed else said["due"],
                waiting_on="" if closed else said["waiting on"] or "",
                touched_on=said["last touched"] or said["opened"],
            )
            told = CaseTakenOver(
                ref=case.ref,
                version=1,
                was=case.opened_from,
                taken_from=seen.ref,
                row=row.number,
                stage=case.stage,
                opened_on=case.opened_on,
                owner=case.owner,
                body=case.body,
                title=case.title,
                complainant=case.complainant,
                outcome=(said["outcome"] or NOT_RECORDED) if closed else "",
                closed_on=said["closed"] if closed else None,
            )
            event = record.write(told, by=by)
            made.append(case)
            if closed:
                endings.append(Closing(case=case, outcome=told.outcome, rules_number=BEFORE_OURS, closed_on=told.closed_on, made_by=event))
        Case.objects.bulk_create(made, batch_size=AT_ONCE)
        Closing.objects.bulk_create(endings, batch_size=AT_ONCE)
    closed_ones = sum(case.stage == Stage.CLOSED.value for case in made)
    return {"open cases": len(made) - closed_ones, "closed cases": closed_ones}
