"""Opening a case, putting post with it, and moving it on."""

from duly.casework.cases import checks
from duly.casework.cases.events import CaseMoved, CaseOpened, PartyNamed, PartyWithdrawn, PostLinked
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
        stop_if(checks.why_not_open(post.item(opened_from), by=by))
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
        case.version += 1
        case.save(update_fields=["version"])
        made_by = record.write(PostLinked(ref=ref, version=case.version, item_ref=item_ref), by=by)
        CaseItem.objects.create(case=case, item_ref=item_ref, made_by=made_by)
    return CaseSeen.of(case)


def move(ref: str, *, step: str, by: Actor) -> CaseSeen:
    """Move a case on: `step` is "investigate", "close" or "reopen"."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_move(case.stage, step=step, by=by))
        case.stage, case.version = STEPS.after(step, case.stage), case.version + 1
        case.save(update_fields=["stage", "version"])
        record.write(CaseMoved(ref=ref, version=case.version, stage=case.stage), by=by)
    return CaseSeen.of(case)


def name_party(ref: str, *, entry_ref: str, role: str, by: Actor) -> CaseSeen:
    """Name somebody of the directory as a party to a case."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_name_party(ref, entry_ref=entry_ref, role=role, by=by))
        case.version += 1
        case.save(update_fields=["version"])
        made_by = record.write(PartyNamed(ref=ref, version=case.version, entry_ref=entry_ref, role=role), by=by)
        CaseParty.objects.create(case=case, role=role, entry_ref=entry_ref, made_by=made_by)
    return CaseSeen.of(case)


def withdraw_party(ref: str, *, entry_ref: str, role: str, by: Actor) -> CaseSeen:
    """Say that somebody is no longer a party to a case."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_withdraw_party(ref, entry_ref=entry_ref, role=role, by=by))
        case.version += 1
        case.save(update_fields=["version"])
        event = record.write(PartyWithdrawn(ref=ref, version=case.version, entry_ref=entry_ref, role=role), by=by)
        CaseParty.objects.filter(case=case, role=role, entry_ref=entry_ref, superseded_by__isnull=True).update(superseded_by=event)
    return CaseSeen.of(case)
