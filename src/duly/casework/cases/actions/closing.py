"""A case ends, with how, on which principles and why; and is opened again."""

from collections.abc import Sequence

from duly.casework.cases import checks
from duly.casework.cases.actions.tying import touch
from duly.casework.cases.events import CaseClosed, CaseReopened
from duly.casework.cases.models import Case, Closing
from duly.casework.cases.queries import CaseSeen, facts_of_closing, ruling_on_closing
from duly.casework.cases.states import STEPS
from duly.casework.correspondence.queries import rules_in_force
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.scheme.rules import Facts, in_words, looked_at
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def close(
    ref: str, *, outcome: str, principles: Sequence[str], because: str, ended: Sequence[str] = (), beside: Facts, by: Actor
) -> CaseSeen:
    """Say how a case ended. `ended` is what ended with it, and `beside` what other rooms know of it for the scheme, as flow.close_case finds them. The scheme
    is asked as it stands today, and what it said is kept in the record. While a review of the case is open, or anybody is still to be
    told of one, the database refuses whoever comes here by another way."""
    bore = tuple(dict.fromkeys(principles))
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        seen = CaseSeen.of(case)
        stop_if(checks.why_not_close(seen, outcome=outcome, said=bore, because=because, beside=beside, by=by))
        facts, ruling = facts_of_closing(seen, outcome=outcome, beside=beside, by=by), ruling_on_closing(seen, outcome, beside, by=by)
        case.stage = STEPS.after("close", case.stage)
        touch(case, "stage")
        rules = rules_in_force(on=today()).number
        stamp = {"rule": ruling.rule, "scheme": ruling.scheme, "closed_as": ruling.post, "on_behalf": ruling.stands_in_for[:120]}
        told = {"facts": in_words(facts), "looked_at": looked_at(ruling.rows), "because": because.strip()}
        event = record.write(CaseClosed(ref, case.version, outcome, bore, rules, tuple(ended), **stamp, **told), by=by)  # type: ignore[arg-type]  # as the names say
        Closing.objects.create(
            case=case,
            outcome=outcome,
            principles=list(bore),
            rules_number=rules,
            closed_on=today(),
            ended=list(ended),
            closed_by=by.ref,
            **stamp,
            made_by=event,
        )
    return CaseSeen.of(case)


def reopen(ref: str, *, because: str, by: Actor) -> CaseSeen:
    """Open a closed case again, to be investigated. How it had ended stays known."""
    with unit_of_work() as record:
        case = Case.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_reopen(CaseSeen.of(case), because=because, by=by))
        case.stage = STEPS.after("reopen", case.stage)
        case.next_action = case.next_action or f"Look again: {because.strip()}"[:300]
        touch(case, "stage", "next_action")
        event = record.write(CaseReopened(ref, case.version, case.stage, because.strip()), by=by)
        Closing.objects.filter(case=case, superseded_by__isnull=True).update(superseded_by=event)
    return CaseSeen.of(case)
