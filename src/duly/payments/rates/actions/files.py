"""Files of rates that are in force as they come: taken in, looked at before, replacing what files told, and undone."""

import uuid
from dataclasses import replace

from duly.core.intake import actions as intake
from duly.core.intake import taking_back
from duly.core.intake.actions import Outcome, Previewed, Undone
from duly.core.intake.changes import counted, why_not_agreed
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.rates import checks, models
from duly.payments.rates.actions import batches
from duly.payments.rates.actions.setting import keep_rows, locked, next_ref, row_of
from duly.payments.rates.columns import columns, rate_of
from duly.payments.rates.corrections import of_rates
from duly.payments.rates.queries import adoptions_taken_back, as_rate, batch_of_import
from duly.payments.rates.states import BatchState
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if

KIND = "rates"


def take_in(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "") -> Outcome:
    """Take in a file of rates, whole or not at all. A rate that overlaps one already known is a fault: setting it anew is a decision.

    One that `replaces` takes the place of what files told of its rates, and of its contracts' services from its first day to its last; `agreed`
    is the digest of the changes somebody looked at. Refused: as `intake.take_in`; "changed-since" when the changes would be others.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.take_in(
        kind=KIND,
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns(providers_of_contracts()),
        check=lambda rows: checks.faults_in(rows, replaces=replaces),
        keep=lambda seen, rows, event: _replace(seen, rows, event, agreed) if replaces else _keep(seen, rows, event),
        how="replaces" if replaces else "adds",
        row_by_row=not replaces,
    )


def preview(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a file of rates would change. Nothing is written."""
    stop_if(checks.why_not_take_in(by=by))
    read = read_table(content, name, columns(providers_of_contracts()))
    return intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: checks.faults_in(rows, replaces=replaces),
        compare=lambda rows: of_rates(rows, replaces=replaces)[1].changes,
    )


def undo(ref: str, *, because: str, by: Actor) -> Undone:
    """Undo an import of rates. Rates that were put forward are withdrawn, or taken back where they were adopted.

    Refused: as `intake.undo`; "stood-upon" where rates were set, adopted or taken in since in the place of some of them, or the scheme.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.undo(
        ref,
        because=because,
        by=by,
        count=_count,
        take_back=lambda seen, event: _take_back(seen, event, because, by),
    )


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> dict[str, int]:
    keep_rows([row_of(rate_of(row), event, came_of=seen.ref) for row in rows])
    return {"rates": len(rows)}


def _replace(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, agreed: str) -> dict[str, int]:
    locked(sorted({row.values["contract"] for row in rows}))
    known, found = of_rates(rows, replaces=True)
    stop_if(why_not_agreed(found.changes, agreed))
    models.Rate.objects.filter(pk__in=found.ended).update(superseded_by=event)
    keep_rows(
        [
            row_of(
                replace(was := as_rate(known[one.pk]), starts=one.starts, ends=one.ends, rate_ref=next_ref() if nth else was.rate_ref),
                event,
                came_of=seen.ref,
            )
            for one, nth in found.left
        ]
    )
    kept = _keep(seen, tuple(row for row in rows if row.values["rate_ref"] in found.fresh), event)
    return counted(found.changes) | kept


def _count(seen: ImportSeen) -> tuple[int, int]:
    if seen.kind == batches.KIND:
        return batches.would_take_back(batch_of_import(seen.ref))
    stop_if(taking_back.why_not_stood_upon(seen, (models.Rate,), taken_back=adoptions_taken_back()))
    return taking_back.counted(seen, (models.Rate,))


def _take_back(seen: ImportSeen, event: uuid.UUID, because: str, by: Actor) -> None:
    if seen.kind != batches.KIND:
        taking_back.take_back(seen, event, (models.Rate,))
        return
    batch = batch_of_import(seen.ref)
    if batch.state == BatchState.PUT_FORWARD:
        batches.withdraw(batch.ref, because=because, by=by)
    elif batch.state == BatchState.ADOPTED:
        batches.take_back(batch.ref, because=because, by=by)
