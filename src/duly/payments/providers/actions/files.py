"""Files of providers: taken in, looked at before, replacing what files told, and undone."""

import uuid
from collections.abc import Callable

from duly.core.intake import actions as intake
from duly.core.intake import taking_back
from duly.core.intake.actions import Outcome, Previewed, Undone
from duly.core.intake.changes import counted, why_not_agreed
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row, read_table
from duly.core.intake.spans import name_of
from duly.core.record.actions import unit_of_work
from duly.payments.providers import checks, corrections
from duly.payments.providers.actions.adding import enter, forget, rename
from duly.payments.providers.columns import COLUMNS
from duly.payments.providers.models import Provider, ProviderTold
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def take_in(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = False, agreed: str = "") -> Outcome:
    """Take in a file of providers, whole or not at all. Each provider has an event of its own beside the import's.

    One that `replaces` says anew what files told of the providers it names, and reaches to no others; `agreed` is the digest of the changes
    somebody looked at. Refused: as `intake.take_in`; "changed-since" when the changes would be others.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.take_in(
        kind="providers",
        name=name,
        content=content,
        source=source,
        by=by,
        columns=COLUMNS,
        check=lambda rows: checks.faults_in(rows, replaces=replaces),
        keep=lambda seen, rows, event: _replace(seen, rows, event, agreed, by) if replaces else _keep(seen, rows, event, by),
        how="replaces" if replaces else "adds",
        row_by_row=not replaces,
    )


def preview(*, name: str, content: bytes, source: str, by: Actor, replaces: bool = True) -> Previewed:
    """What a file of providers would change. Nothing is written."""
    stop_if(checks.why_not_take_in(by=by))
    read = read_table(content, name, COLUMNS)
    return intake.preview(
        rows=read.rows,
        faults=read.faults,
        check=lambda rows: checks.faults_in(rows, replaces=replaces),
        compare=lambda rows: corrections.of_rows(rows, replaces=replaces).changes,
    )


def undo(ref: str, *, used: Callable[[str], str], because: str, by: Actor) -> Undone:
    """Undo an import of providers: names it replaced are known again, and providers it entered are known no longer.

    `used` says what rests on a provider elsewhere, or nothing. Refused: as `intake.undo`; "stood-upon" by a later import; "in-use" where a provider
    that would be known no longer has anything; "came-before" for an import older than this.
    """
    stop_if(checks.why_not_take_in(by=by))
    return intake.undo(
        ref, because=because, by=by, count=lambda seen: _count(seen, used), take_back=lambda seen, event: _back(seen, event, by)
    )


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, by: Actor) -> dict[str, int]:
    known = {
        one.ref: one for one in Provider.objects.select_for_update().filter(ref__in=[row.values["provider"] for row in rows], known=True)
    }
    with unit_of_work() as record:
        for row in rows:
            ref, name = row.values["provider"], row.values["name"]
            found = known.get(ref) or enter(ref, name, record, by)
            if found.name != name:
                rename(found, name, record, by)
            ProviderTold.objects.create(provider=found, name=name, import_ref=seen.ref, made_by=event)
    return {"providers": len(rows)}


def _replace(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, agreed: str, by: Actor) -> dict[str, int]:
    found = corrections.of_rows(rows, replaces=True)
    stop_if(why_not_agreed(found.changes, agreed))
    ProviderTold.objects.filter(pk__in=found.ended).update(superseded_by=event)
    fresh = tuple(row for row in rows if name_of(corrections.as_told(row)) in found.fresh)
    return counted(found.changes) | _keep(seen, fresh, event, by)


def _count(seen: ImportSeen, used: Callable[[str], str]) -> tuple[int, int]:
    stop_if(taking_back.why_not_stood_upon(seen, (ProviderTold,)))
    stop_if(checks.why_not_undo(seen, used=used))
    return taking_back.counted(seen, (ProviderTold,))


def _back(seen: ImportSeen, event: uuid.UUID, by: Actor) -> None:
    touched = corrections.refs_told(seen)
    taking_back.take_back(seen, event, (ProviderTold,))
    told = corrections.told_by_files(touched)
    with unit_of_work() as record:
        for found in Provider.objects.select_for_update().filter(ref__in=touched).order_by("ref"):
            if found.ref not in told:
                forget(found, record, by)
            elif told[found.ref].name != found.name:
                rename(found, told[found.ref].name, record, by)
