"""Undoing a wrong import about contracts: what it told is known no longer, and what it replaced is known again."""

from collections.abc import Mapping
from uuid import UUID

from duly.core.intake import actions as intake
from duly.core.intake import taking_back
from duly.core.intake.actions import Undone
from duly.core.intake.queries import ImportSeen, import_seen
from duly.core.record.actions import unit_of_work
from duly.payments.contracts import checks, models
from duly.payments.contracts.actions.agreeing import change
from duly.payments.contracts.actions.files import correct
from duly.payments.contracts.corrections.of_further import OF
from duly.payments.contracts.corrections.of_undoing import TABLES
from duly.payments.contracts.events import ContractForgotten
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def undo(ref: str, *, used: Mapping[str, str], because: str, by: Actor) -> Undone:
    """Undo an import of contracts, bands, steps or clauses.

    `used` says what rests on each contract elsewhere: such a one stays known, and loses no day. Refused: as `intake.undo`; "stood-upon" where
    a later import, or what somebody decided, stands on what it told; "in-use".
    """
    stop_if(checks.why_not_take_in(by=by))
    tables = (OF[kind].model,) if (kind := import_seen(ref).kind) in OF else TABLES

    def count(seen: ImportSeen) -> tuple[int, int]:
        stop_if(taking_back.why_not_stood_upon(seen, tables))
        stop_if(checks.why_not_undo(seen, used=used) if tables is TABLES else None)
        return taking_back.counted(seen, tables)

    def back(seen: ImportSeen, event: UUID) -> None:
        told = set(taking_back.rows_of(models.ContractTold, seen).values_list("contract__ref", flat=True)) if tables is TABLES else set()
        taking_back.take_back(seen, event, tables)
        _as_told_now(sorted(told), by)

    return intake.undo(ref, because=because, by=by, count=count, take_back=back)


def _as_told_now(refs: list[str], by: Actor) -> None:
    """Contracts become again what is told of them; those that nothing tells of are known no longer."""
    told = {one.contract_id: one for one in models.ContractTold.objects.filter(contract__ref__in=refs, superseded_by__isnull=True)}
    with unit_of_work() as record:
        for found in models.Contract.objects.select_for_update().filter(ref__in=refs).order_by("ref"):
            if (one := told.get(found.pk)) is not None:
                correct(found, one.provider_ref, one.title, record, by)
            else:
                change(found, known=False)
                record.write(ContractForgotten(ref=found.ref, version=found.version, title=found.title), by=by)
