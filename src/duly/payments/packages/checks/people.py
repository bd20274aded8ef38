"""Why something may not be said of a person: that they died, or that their care is interrupted."""

from datetime import date

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.packages import powers
from duly.payments.packages.queries import death_of, interruptions_known, people_known
from duly.payments.packages.rules import KINDS
from duly.primitives.actor import Actor
from duly.primitives.period import say_day, say_span
from duly.primitives.refusal import Refusal, first


def why_not_say_died(person_ref: str, *, on: date, by: Actor) -> Refusal | None:
    """Why it may not be said: "no-person", "not-yet", "said-already", or the scheme."""
    known = death_of(person_ref)
    return first(
        no_person(person_ref),
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on > today() else None,
        Refusal("said-already", f"{person_ref} is known to have died on {say_day(on)}.") if known == on else None,
        why_not(powers.SAY_DIED, {"said before": known is not None}, actor=by, on=today()),
    )


def why_not_withdraw_death(person_ref: str, *, because: str, by: Actor) -> Refusal | None:
    """Why it may not be withdrawn: "no-death", "no-reason", or the scheme."""
    return first(
        Refusal("no-death", f"{person_ref} is not known to have died.") if death_of(person_ref) is None else None,
        _no_reason(because),
        why_not(powers.SAY_DIED, {"said before": True}, actor=by, on=today()),
    )


def why_not_interrupt(person_ref: str, *, kind: str, starts: date, ends: date, told_on: date, by: Actor) -> Refusal | None:
    """Why it may not be said: "no-person", "unknown-kind", "no-days", "not-yet", "interrupted", or the scheme."""
    return first(
        no_person(person_ref),
        None if kind in KINDS else Refusal("unknown-kind", f"Care is interrupted by {', '.join(KINDS)}, not {kind!r}."),
        _no_days(starts, ends),
        Refusal("not-yet", f"Nobody was told on {say_day(told_on)}: that day has not come yet.") if told_on > today() else None,
        _interrupted(person_ref, kind, starts, ends),
        _scheme(starts, by),
    )


def why_not_correct(
    person_ref: str, *, kind: str, was: date, starts: date, ends: date, told_on: date, because: str, by: Actor
) -> Refusal | None:
    """Why other dates may not be said: "no-interruption", "no-days", "not-yet", "interrupted", "no-change", "no-reason", or the scheme."""
    known = next((i for i in interruptions_known(person_ref) if (i.kind, i.starts) == (kind, was)), None)
    return first(
        _no_interruption(person_ref, kind, was),
        _no_days(starts, ends),
        Refusal("not-yet", f"Nobody was told on {say_day(told_on)}: that day has not come yet.") if told_on > today() else None,
        Refusal("no-change", "These are the dates that are known.") if known and (known.starts, known.ends) == (starts, ends) else None,
        _interrupted(person_ref, kind, starts, ends, but=was),
        _no_reason(because),
        _scheme(min(starts, was), by),
    )


def why_not_withdraw(person_ref: str, *, kind: str, was: date, because: str, by: Actor) -> Refusal | None:
    """Why an interruption may not be withdrawn: "no-interruption", "no-reason", or the scheme."""
    return first(_no_interruption(person_ref, kind, was), _no_reason(because), _scheme(was, by))


def no_person(person_ref: str) -> Refusal | None:
    """ "no-person" where nobody of this reference was entered."""
    return None if person_ref in people_known() else Refusal("no-person", f"There is no person {person_ref}.")


def _no_interruption(person_ref: str, kind: str, was: date) -> Refusal | None:
    if any((i.kind, i.starts) == (kind, was) for i in interruptions_known(person_ref)):
        return None
    return Refusal("no-interruption", f"No interruption ({kind}) of {person_ref} is known that begins on {say_day(was)}.")


def _interrupted(person_ref: str, kind: str, starts: date, ends: date, *, but: date | None = None) -> Refusal | None:
    for one in interruptions_known(person_ref):
        if one.kind == kind and one.starts != but and one.starts < ends and starts < one.ends:
            return Refusal("interrupted", f"{person_ref} has such an interruption ({kind}) {say_span(one.starts, one.ends)} already.")
    return None


def _no_days(starts: date, ends: date) -> Refusal | None:
    return None if starts < ends else Refusal("no-days", "Care is interrupted on one day at least.")


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why.")


def _scheme(starts: date, by: Actor) -> Refusal | None:
    return why_not(powers.INTERRUPT, {"days back-dated": max((today() - starts).days, 0)}, actor=by, on=today())
