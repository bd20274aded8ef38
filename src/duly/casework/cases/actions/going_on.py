"""Whether a complaint goes on: withdrawn and taken back, what joint complainants agree to, who carries on after a death."""

from collections.abc import Sequence
from datetime import date, timedelta

from duly.casework.cases import standing
from duly.casework.cases.actions.tying import touch
from duly.casework.cases.events import AgreementEnded, CarryOnDecided, ComplaintWithdrawn, PartyAgreed, WithdrawalTakenBack
from duly.casework.cases.models import Agreement, CarryingOn, Case, Withdrawal
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import TAKE_BACK_DAYS
from duly.core.directory import queries as directory
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def withdraw(
    ref: str,
    *,
    who: str,
    how: str,
    received_on: date,
    issues: Sequence[str] = (),
    known: Sequence[str] = (),
    settled: Sequence[str] = (),
    because: str,
    by: Actor,
) -> CaseSeen:
    """Take in that a complaint is withdrawn: the whole, or `issues` of those `known`. `settled` is what ends with it. The case stays open until closed."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        said = {"who": who, "how": how, "received_on": received_on}
        stop_if(standing.why_not_withdraw(CaseSeen.of(case), **said, issues=issues, known=known, because=because, by=by))
        touch(case)
        back_by = received_on + timedelta(days=TAKE_BACK_DAYS)
        event = record.write(
            ComplaintWithdrawn(ref, case.version, who, how, received_on, back_by, tuple(issues), tuple(settled), because.strip()), by=by
        )
        Withdrawal.objects.create(case=case, **said, back_by=back_by, issues=list(issues), settled=list(settled), made_by=event)
    return CaseSeen.of(case)


def take_back(ref: str, *, begun: Sequence[str] = (), because: str, by: Actor) -> CaseSeen:
    """Say that a withdrawal was taken back in time: the complaint goes on. `begun` is what began again."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(standing.why_not_take_back(CaseSeen.of(case), because=because, by=by))
        touch(case)
        event = record.write(WithdrawalTakenBack(ref, case.version, tuple(begun), because.strip()), by=by)
        Withdrawal.objects.filter(case=case, superseded_by__isnull=True).update(superseded_by=event)
    return CaseSeen.of(case)


def agree(ref: str, *, entry_ref: str, to: str, given_to: str = "", because: str, by: Actor) -> CaseSeen:
    """Keep that one of several complainants agreed to a matter, or let another of them (`given_to`) decide it. `because` is how we know."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(standing.why_not_agree(CaseSeen.of(case), entry_ref=entry_ref, to=to, given_to=given_to, because=because, by=by))
        touch(case)
        event = record.write(PartyAgreed(ref, case.version, entry_ref, to, given_to, because.strip()), by=by)
        Agreement.objects.create(case=case, entry_ref=entry_ref, to=to, given_to=given_to, made_by=event)
    return CaseSeen.of(case)


def end_agreement(ref: str, *, entry_ref: str, to: str, because: str, by: Actor) -> CaseSeen:
    """Keep that one of several complainants no longer agrees to a matter."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(standing.why_not_end_agreement(CaseSeen.of(case), entry_ref=entry_ref, to=to, because=because, by=by))
        touch(case)
        event = record.write(AgreementEnded(ref, case.version, entry_ref, to, because.strip()), by=by)
        Agreement.objects.filter(case=case, entry_ref=entry_ref, to=to, superseded_by__isnull=True).update(superseded_by=event)
    return CaseSeen.of(case)


def carry_on(ref: str, *, died: str, who: str, as_what: str, evidence: str = "", starts: date, because: str, by: Actor) -> CaseSeen:
    """Decide who may carry on with a complaint from a day, after a complainant's death; a later decision takes the place of an earlier."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        said = {"died": died, "who": who, "as_what": as_what, "evidence": evidence, "starts": starts}
        stop_if(standing.why_not_carry_on(CaseSeen.of(case), **said, because=because, by=by))
        said["died"] = directory.family_of(died)[0]
        touch(case)
        event = record.write(CarryOnDecided(ref=ref, version=case.version, **said, because=because.strip()), by=by)
        CarryingOn.objects.filter(case=case, died=said["died"], superseded_by__isnull=True).update(superseded_by=event)
        CarryingOn.objects.create(case=case, **said, made_by=event)
    return CaseSeen.of(case)
