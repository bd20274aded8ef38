"""Why a complaint may not be withdrawn, taken up again, agreed about or carried on."""

from collections.abc import Sequence
from datetime import date

from duly.casework.cases import powers
from duly.casework.cases.queries import CaseSeen, agreed, carried_on, complainants, parties, why_not_agreed, withdrawal
from duly.casework.cases.states import CARRIERS, HOW, MATTERS, Stage
from duly.casework.correspondence import queries as post
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_withdraw(
    case: CaseSeen, *, who: str, how: str, received_on: date, issues: Sequence[str], known: Sequence[str], because: str, by: Actor
) -> Refusal | None:
    """The refusal ("scheme-…", "closed", "merged", "withdrawn", "not-a-complainant", "how", "in-the-future", "before-the-case", "unknown-issue", "no-reason",
    "not-agreed"), or None. `known` are the issues of the case."""
    strange = [one for one in issues if one not in known]
    return first(
        why_not(powers.WITHDRAW, {}, actor=by, on=today()),
        _not_open(case),
        Refusal("withdrawn", f"{case.ref} is withdrawn already.") if withdrawal(case.ref) else None,
        _not_speaking(case.ref, who),
        None if how in HOW else Refusal("how", f"Say how it reached us: {', '.join(HOW)}."),
        Refusal("in-the-future", "Give the day it was received: today or a day before.") if received_on > today() else None,
        Refusal("before-the-case", f"{case.ref} began on {say_day(began)}: what was withdrawn came after that.")
        if received_on < (began := _began(case))
        else None,
        Refusal("unknown-issue", f"{strange[0]} is not an issue of {case.ref}.") if strange else None,
        _no_reason(because),
        why_not_agreed(case.ref, to="withdrawing", acting=who),
    )


def _began(case: CaseSeen) -> date:
    """The day a case began: it was opened, or what it was opened from was received, whichever came first."""
    came = post.some((case.opened_from,)) if case.opened_from else ()
    return min([case.opened_on, *(one.received_on for one in came)])


def why_not_take_back(case: CaseSeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-withdrawn", "too-late", "closed", "no-reason"), or None."""
    seen = withdrawal(case.ref)
    if seen is None:
        return Refusal("not-withdrawn", f"{case.ref} is not withdrawn.")
    late = f"The withdrawal of {case.ref} could be taken back until {say_day(seen.back_by)}: what comes now is a new complaint."
    return first(
        why_not(powers.WITHDRAW, {}, actor=by, on=today()),
        Refusal("too-late", late) if today() > seen.back_by else None,
        _not_open(case),
        _no_reason(because),
    )


def why_not_agree(case: CaseSeen, *, entry_ref: str, to: str, given_to: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-matter", "not-a-complainant", "died", "itself", "agreed-already", "no-reason"), or None."""
    named = complainants(case.ref)
    standing = {(one.entry_ref, one.to) for one in agreed(case.ref)}
    return first(
        why_not(powers.PARTY, {}, actor=by, on=today()),
        None if to in MATTERS else Refusal("unknown-matter", f"A party agrees to one of: {', '.join(MATTERS)}."),
        _not_complaining(case.ref, entry_ref, named),
        _died(entry_ref),
        Refusal("itself", "Authority is given to another of them.") if given_to and given_to == entry_ref else None,
        _not_complaining(case.ref, given_to, named) if given_to else None,
        Refusal("agreed-already", f"{entry_ref} agreed to {to} already.") if (entry_ref, to) in standing else None,
        None if because.strip() else Refusal("no-reason", "Say how the agreement reached us and when."),
    )


def why_not_end_agreement(case: CaseSeen, *, entry_ref: str, to: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-agreed", "no-reason"), or None."""
    held = any((one.entry_ref, one.to) == (entry_ref, to) for one in agreed(case.ref))
    return first(
        why_not(powers.PARTY, {}, actor=by, on=today()),
        None if held else Refusal("not-agreed", f"{entry_ref} has not agreed to {to} on {case.ref}."),
        _no_reason(because),
    )


def why_not_carry_on(
    case: CaseSeen, *, died: str, who: str, as_what: str, evidence: str, starts: date, because: str, by: Actor
) -> Refusal | None:
    """The refusal ("scheme-…", "not-a-complainant", "not-dead", "as-what", "who", "not-in-the-directory", "no-evidence", "before-the-death", "no-reason"), or None."""
    known = directory.died([died]).get(died) if directory.exists(died) else None
    nobody = as_what == CARRIERS[2]
    return first(
        why_not(powers.CARRY_ON, {}, actor=by, on=today()),
        _not_complaining(case.ref, died, complainants(case.ref)),
        None if known else Refusal("not-dead", f"{died} is not known to have died: record the death first."),
        None if as_what in CARRIERS else Refusal("as-what", f"Say who carries on: a {', a '.join(CARRIERS[:2])}, or {CARRIERS[2]}."),
        Refusal("who", "Where nobody carries on, name nobody.") if nobody and who else None,
        None if nobody or directory.exists(who) else Refusal("not-in-the-directory", f"There is no {who or 'entry without a reference'}."),
        Refusal("who", "Nobody carries on for themselves.") if who and who in directory.family_of(died) else None,
        _died(who) if who and not nobody else None,
        _no_grant(case, as_what, evidence),
        Refusal("before-the-death", f"They died on {say_day(known.on)}: nobody carries on before.")
        if known and starts < known.on
        else None,
        None if because.strip() else Refusal("no-reason", "Give the reasons: it is a decision, and somebody may ask for it."),
    )


def _not_speaking(case_ref: str, who: str) -> Refusal | None:
    """Whoever withdraws complains, or carries the complaint on, or is a named representative."""
    named = {*complainants(case_ref), *(one.who for one in carried_on(case_ref))}
    named |= {ref for role, ref in parties(case_ref) if role == "representative"}
    family = directory.family_of(who) if directory.exists(who) else (who,)
    if named & set(family):
        return _died(who)
    return Refusal("not-a-complainant", f"{who or 'Nobody'} does not complain in {case_ref}: name them as a party first.")


def _not_complaining(case_ref: str, who: str, named: Sequence[str]) -> Refusal | None:
    if directory.exists(who) and directory.family_of(who)[0] in named:
        return None
    return Refusal("not-a-complainant", f"{who or 'Nobody'} is not a complainant in {case_ref}.")


def _died(who: str) -> Refusal | None:
    known = directory.died([who]).get(who) if who and directory.exists(who) else None
    return Refusal("died", f"{known.name} died on {say_day(known.on)}: decide who may carry on.") if known else None


def _no_grant(case: CaseSeen, as_what: str, evidence: str) -> Refusal | None:
    if as_what == CARRIERS[0] and not evidence:
        return Refusal("no-evidence", "Name the post that shows it, such as the grant of probate: a personal representative has one.")
    return Refusal("no-evidence", f"{evidence} is not with {case.ref}.") if evidence and evidence not in case.items else None


def _not_open(case: CaseSeen) -> Refusal | None:
    if case.merged_into:
        return Refusal("merged", f"{case.ref} is merged into {case.merged_into}: work there, or undo the merge first.")
    return Refusal("closed", f"{case.ref} is closed: open it again first.") if case.stage == Stage.CLOSED else None


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why, in a sentence.")
