"""Opening a case, putting post with it, saying what comes next, moving it on, and handing it over."""

from collections.abc import Mapping
from datetime import date

from duly.casework.cases import checks
from duly.casework.cases.actions.tying import touch
from duly.casework.cases.events import (
    CaseHandedOver,
    CaseMoved,
    CaseOpened,
    CasePutRight,
    NextActionSet,
    PartyNamed,
    PartyWithdrawn,
    PostLinked,
)
from duly.casework.cases.models import Case, CaseItem, CaseParty
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import STEPS, Stage
from duly.casework.correspondence import queries as post
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def open_case(*, title: str, complainant: str, body: str, opened_from: str, owner: str, by: Actor) -> CaseSeen:
    """Open a case from an item of post that has been triaged. `owner` is an officer's reference."""
    with unit_of_work() as record:
        item = post.item(opened_from)
        stop_if(checks.why_not_open(item, owner=owner, names=(complainant, body), by=by))
        case = Case(
            ref=f"PSO-{today():%Y}-{take_number('cases_case_number'):05d}",
            version=1,
            stage=Stage.ASSESSMENT,
            title=title.strip(),
            complainant=complainant.strip(),
            body=body.strip(),
            owner=owner,
            opened_from=opened_from,
            opened_on=today(),
            next_action=item.next_action[:300],
            touched_on=today(),
        )
        case.save(force_insert=True)
        made_by = record.write(
            CaseOpened(
                ref=case.ref,
                version=1,
                opened_from=opened_from,
                owner=owner,
                body=case.body,
                title=case.title,
                complainant=case.complainant,
            ),
            by=by,
        )
        CaseItem.objects.create(case=case, item_ref=opened_from, made_by=made_by)
    return CaseSeen.of(case)


def link_item(ref: str, *, item_ref: str, by: Actor) -> CaseSeen:
    """Put another item of post with a case."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_link(CaseSeen.of(case), post.item(item_ref), by=by))
        touch(case)
        made_by = record.write(PostLinked(ref=ref, version=case.version, item_ref=item_ref), by=by)
        CaseItem.objects.create(case=case, item_ref=item_ref, made_by=made_by)
    return CaseSeen.of(case)


def put_right(ref: str, *, title: str, complainant: str, body: str, because: str, by: Actor) -> CaseSeen:
    """Put right what a case is about, who complains or about whom, with why it was wrong. What it read before stays in its record."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        said = {"title": title, "complainant": complainant, "body": body}
        stop_if(checks.why_not_put_right(CaseSeen.of(case), **said, because=because, by=by))
        was = f"{case.title}, complaint of {case.complainant} about {case.body}"
        changed = tuple(name for name, words in said.items() if words.strip() != getattr(case, name))
        for name in changed:
            setattr(case, name, said[name].strip())
        touch(case, *changed)
        told = CasePutRight(ref, case.version, changed, case.body, case.title, case.complainant, was, because.strip())
        record.write(told, by=by)
    return CaseSeen.of(case)


def move(ref: str, *, step: str, by: Actor) -> CaseSeen:
    """Move a case on: `step` is "investigate". It is closed and opened again by `close` and `reopen`."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_move(CaseSeen.of(case), step=step, by=by))
        case.stage = STEPS.after(step, case.stage)
        touch(case, "stage")
        record.write(CaseMoved(ref=ref, version=case.version, stage=case.stage), by=by)
    return CaseSeen.of(case)


def name_party(ref: str, *, entry_ref: str, role: str, by: Actor, follows: bool = False) -> CaseSeen:
    """Name somebody of the directory as a party to a case. With `follows` it comes of what was allowed already, and the scheme is not asked."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(None if follows else checks.why_not_name_party(ref, entry_ref=entry_ref, role=role, by=by))
        touch(case)
        made_by = record.write(PartyNamed(ref=ref, version=case.version, entry_ref=entry_ref, role=role), by=by)
        CaseParty.objects.create(case=case, role=role, entry_ref=entry_ref, made_by=made_by)
    return CaseSeen.of(case)


def withdraw_party(ref: str, *, entry_ref: str, role: str, by: Actor) -> CaseSeen:
    """Say that somebody is no longer a party to a case."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_withdraw_party(ref, entry_ref=entry_ref, role=role, by=by))
        touch(case)
        event = record.write(PartyWithdrawn(ref=ref, version=case.version, entry_ref=entry_ref, role=role), by=by)
        CaseParty.objects.filter(case=case, role=role, entry_ref=entry_ref, superseded_by__isnull=True).update(superseded_by=event)
    return CaseSeen.of(case)


def plan(ref: str, *, next_action: str, due: date | None = None, waiting_on: str = "", by: Actor) -> CaseSeen:
    """Say what comes next on a case, by when, and on whom it waits."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_plan(CaseSeen.of(case), next_action=next_action, by=by))
        case.next_action, case.due, case.waiting_on = next_action.strip(), due, waiting_on.strip()
        touch(case, "next_action", "due", "waiting_on")
        record.write(NextActionSet(ref, case.version, due, case.next_action, case.waiting_on), by=by)
    return CaseSeen.of(case)


def hand_over(notes: Mapping[str, str], *, owner: str, by: Actor) -> tuple[CaseSeen, ...]:
    """Hand cases over to somebody, each with its note: all of them, or none. `owner` is an officer's reference."""
    with unit_of_work() as record:
        rows = list(Case.objects.select_for_update().filter(ref__in=notes).order_by("ref"))
        for case in rows:
            stop_if(checks.why_not_hand_over(CaseSeen.of(case), owner=owner, note=notes[case.ref], by=by))
            was, case.owner = case.owner, owner
            touch(case, "owner")
            record.write(CaseHandedOver(case.ref, case.version, was, owner, notes[case.ref].strip()), by=by)
    return tuple(CaseSeen.of(case) for case in rows)
