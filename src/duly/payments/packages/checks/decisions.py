"""Why something may not be done to a person's package."""

from datetime import date

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.packages import powers
from duly.payments.packages.queries import commissions_of, line, line_for, opening_of, people_known
from duly.payments.packages.rules import ill_written
from duly.primitives.actor import Actor
from duly.primitives.period import in_span, say_day, say_span
from duly.primitives.power import Power
from duly.primitives.refusal import Refusal, first


def why_not_add_person(*, ref: str, name: str, by: Actor) -> Refusal | None:
    """Why this person may not be entered: "no-name", "ref-taken", or the scheme."""
    return first(
        None if name.strip() else Refusal("no-name", "A person has a name."),
        Refusal("ref-taken", f"There is already a person {ref}.") if ref in people_known() else None,
        why_not(powers.ADD_PERSON, {}, actor=by, on=today()),
    )


def why_not_commission(
    *,
    line_ref: str,
    person_ref: str,
    provider_ref: str,
    service: str,
    contract_ref: str,
    starts: date,
    ends: date,
    zone: str = "",
    by: Actor,
) -> Refusal | None:
    """Why this line may not be commissioned: "no-person", "no-contract", "ill-written", "another-line", "no-days", "in-force", or the scheme."""
    found = _not_so(line_ref, person_ref, provider_ref, service, contract_ref, starts, ends, zone)
    return found or _scheme(powers.COMMISSION, starts, by)


def why_not_propose(
    *,
    line_ref: str,
    person_ref: str,
    provider_ref: str,
    service: str,
    contract_ref: str,
    starts: date,
    ends: date,
    zone: str = "",
    by: Actor,
) -> Refusal | None:
    """Why this line may not be put forward: as `why_not_commission`, but the scheme speaks first, as a page asks before anything is typed."""
    found = _scheme(powers.PROPOSE, starts, by)
    return found or _not_so(line_ref, person_ref, provider_ref, service, contract_ref, starts, ends, zone)


def why_not_approve(line_ref: str, *, starts: date, by: Actor) -> Refusal | None:
    """Why a line put forward may not be approved: "no-line", "not-waiting", "put-forward-by-you", or the scheme, which is told who put it forward."""
    waiting = next((c for c in commissions_of(line_ref) if c.starts == starts and not c.approved), None)
    facts = {
        "put forward by you": waiting is not None and waiting.proposed_by == by.ref,
        "days back-dated": max((today() - starts).days, 0),
    }
    return first(
        _no_line(line_ref),
        None if waiting else Refusal("not-waiting", f"Nothing of {line_ref} from {say_day(starts)} waits for approval."),
        Refusal("put-forward-by-you", f"You put {line_ref} forward; somebody else must approve it.")
        if waiting and waiting.proposed_by == by.ref
        else None,
        why_not(powers.APPROVE, facts, actor=by, on=today()),
    )


def _not_so(
    line_ref: str, person_ref: str, provider_ref: str, service: str, contract_ref: str, starts: date, ends: date, zone: str
) -> Refusal | None:
    return first(
        None if person_ref in people_known() else Refusal("no-person", f"There is no person {person_ref}."),
        _not_the_contract(contract_ref, provider_ref),
        _ill_written(service, zone),
        _another_line(line_ref, person_ref, provider_ref, service, contract_ref, zone),
        _no_days(starts, ends),
        _in_force(line_ref, starts, ends),
    )


def why_not_end_line(line_ref: str, *, ends: date, by: Actor) -> Refusal | None:
    """Why a line may not be ended from a day on: "no-line", "not-in-force", or the scheme."""
    return first(
        _no_line(line_ref),
        None
        if any(c.ends > ends for c in commissions_of(line_ref))
        else Refusal("not-in-force", f"{line_ref} is not in force on or after that day, so there is nothing to end."),
        _scheme(powers.END_LINE, ends, by),
    )


def why_not_plan_call(line_ref: str, *, starts: date, ends: date, by: Actor) -> Refusal | None:
    """Why a weekly call may not be planned: "no-line", "no-days", or the scheme."""
    return first(_no_line(line_ref), _no_days(starts, ends), _scheme(powers.PLAN_CALL, starts, by))


def why_not_sign_opening(line_ref: str, *, paid_to: date, by: Actor) -> Refusal | None:
    """Why an opening position may not be signed: "no-line", "not-monday", "signed-already", or the scheme."""
    before = opening_of(line_ref)
    return first(
        _no_line(line_ref),
        None if paid_to.weekday() == 0 else Refusal("not-monday", "A line is settled up to a Monday: weeks run Monday to Sunday."),
        Refusal("signed-already", f"{before.signed_by} signed this opening position already.")
        if before is not None and before.paid_to == paid_to
        else None,
        why_not(powers.SIGN_OPENING, {"signed before": before is not None}, actor=by, on=today()),
    )


def why_not_sign_any_opening(*, by: Actor, again: bool = False) -> Refusal | None:
    """Why this person may not sign opening positions, for the first time or `again`, many together."""
    return why_not(powers.SIGN_OPENING, {"signed before": again}, actor=by, on=today())


def why_not_take_in(kind: str, *, by: Actor) -> Refusal | None:
    """Why this person may not take in a file of this kind: "people", "packages", "calls", "openings" or "rota"."""
    return why_not(powers.TAKE_IN, {"kind": kind}, actor=by, on=today())


def _scheme(power: Power, starts: date, by: Actor) -> Refusal | None:
    return why_not(power, {"days back-dated": max((today() - starts).days, 0)}, actor=by, on=today())


def _no_line(line_ref: str) -> Refusal | None:
    return None if line(line_ref) else Refusal("no-line", f"There is no line {line_ref}.")


def _no_days(starts: date, ends: date) -> Refusal | None:
    return None if starts < ends else Refusal("no-days", "It must be in force on one day at least.")


def _not_the_contract(contract_ref: str, provider_ref: str) -> Refusal | None:
    provider = providers_of_contracts().get(contract_ref)
    if provider is None:
        return Refusal("no-contract", f"There is no contract {contract_ref}.")
    if provider != provider_ref:
        return Refusal("no-contract", f"Contract {contract_ref} is with {provider}, not {provider_ref}.")
    return None


def _ill_written(service: str, zone: str) -> Refusal | None:
    wrong = ill_written(service, zone)
    return Refusal("ill-written", wrong) if wrong else None


def _another_line(line_ref: str, person_ref: str, provider_ref: str, service: str, contract_ref: str, zone: str) -> Refusal | None:
    same = line_for(person_ref, provider_ref, service)
    if same is not None and same.line_ref != line_ref:
        return Refusal("another-line", f"{person_ref} has {service} from {provider_ref} already, as line {same.line_ref}.")
    known = line(line_ref) if line_ref else None
    if known is not None and (known.person_ref, known.provider_ref, known.service, known.contract_ref) != (
        person_ref,
        provider_ref,
        service,
        contract_ref,
    ):
        return Refusal("another-line", f"Line {line_ref} is another: {known.service} for {known.person_ref} from {known.provider_ref}.")
    if known is not None and known.zone != zone:
        return Refusal("another-line", f"Line {line_ref} is in zone {known.zone or 'none'}; a line's zone does not change.")
    return None


def _in_force(line_ref: str, starts: date, ends: date) -> Refusal | None:
    for span in commissions_of(line_ref):
        if in_span(starts, span.starts, span.ends) or in_span(span.starts, starts, ends):
            return Refusal("in-force", f"{line_ref} is in force {say_span(span.starts, span.ends)} already.")
    return None
