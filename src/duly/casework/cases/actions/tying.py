"""Cases linked, merged and split. Each is a fact that another fact may undo; nothing is copied and nothing is lost."""

from duly.casework.cases import checks
from duly.casework.cases.events import CaseOpened, CaseSplit, CaseTied, CaseUntied
from duly.casework.cases.models import Case, CaseItem, Tie
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import Stage
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def tie(ref: str, *, other: str, kind: str, because: str, by: Actor) -> CaseSeen:
    """Link a case with another, or merge it into the other: `kind` is "linked with" or "merged into"."""
    with unit_of_work() as record:
        case, second = locked(ref, other)
        stop_if(checks.why_not_tie(CaseSeen.of(case), CaseSeen.of(second), kind=kind, because=because, by=by))
        touch(case)
        event = record.write(CaseTied(ref, case.version, other, kind, because.strip()), by=by)
        Tie.objects.create(case=case, other=second, kind=kind, made_by=event)
    return CaseSeen.of(case)


def untie(ref: str, *, other: str, kind: str, because: str, by: Actor) -> CaseSeen:
    """Undo a link or a merge: each case has its own papers and clocks again."""
    with unit_of_work() as record:
        case, _ = locked(ref, other)
        stop_if(checks.why_not_untie(CaseSeen.of(case), other=other, kind=kind, because=because, by=by))
        touch(case)
        event = record.write(CaseUntied(ref, case.version, other, kind, because.strip()), by=by)
        Tie.objects.filter(case=case, other=other, kind=kind, superseded_by__isnull=True).update(superseded_by=event)
    return CaseSeen.of(case)


def split(ref: str, *, title: str, items: tuple[str, ...], because: str, clocks: tuple[str, ...] = (), by: Actor) -> CaseSeen:
    """Open a second case out of a case, with some of its post. The post the first was opened from stays with it as well. `clocks` is what
    is said of each clock, such as "CK-000001 stays"; that it is so is for flow.split_case to see to."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_split(CaseSeen.of(case), items=items, because=because, by=by))
        new = Case(
            ref=f"PSO-{today():%Y}-{take_number('cases_case_number'):05d}",
            version=1,
            stage=Stage.ASSESSMENT,
            title=title.strip() or case.title,
            complainant=case.complainant,
            body=case.body,
            owner=case.owner,
            opened_from=items[0],
            opened_on=today(),
            split_from=ref,
            next_action=case.next_action,
            touched_on=today(),
        )
        new.save(force_insert=True)
        opened = record.write(CaseOpened(new.ref, 1, items[0], new.owner, new.body, new.title, new.complainant), by=by)
        CaseItem.objects.bulk_create(CaseItem(case=new, item_ref=one, made_by=opened) for one in items)
        touch(case)
        event = record.write(CaseSplit(ref, case.version, new.ref, items, because.strip(), clocks), by=by)
        leaving = [one for one in items if one != case.opened_from]
        CaseItem.objects.filter(case=case, item_ref__in=leaving, superseded_by__isnull=True).update(superseded_by=event)
    return CaseSeen.of(new)


def locked(ref: str, other: str) -> tuple[Case, Case]:
    """Two cases, locked in the order of their references, so that two people never wait for each other."""
    rows = {row.ref: row for row in Case.objects.select_for_update().filter(ref__in=(ref, other)).order_by("ref")}
    return rows[ref], rows[other]


def touch(case: Case, *fields: str) -> None:
    """Give a case its next version, with these fields, and the day it was touched."""
    case.version, case.touched_on = case.version + 1, today()
    case.save(update_fields=["version", "touched_on", *fields])
