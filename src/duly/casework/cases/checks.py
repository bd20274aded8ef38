"""Why something may not be done with a case."""

from collections.abc import Sequence
from datetime import date

from duly.casework.cases import powers
from duly.casework.cases.queries import (
    BreachSeen,
    CaseSeen,
    facts_of_closing,
    of_item,
    outcomes,
    parties,
    principles,
    ties,
    why_elsewhere,
    why_not_theirs,
    withdrawal,
)
from duly.casework.cases.standing import why_not_agree as why_not_agree
from duly.casework.cases.standing import why_not_carry_on as why_not_carry_on
from duly.casework.cases.standing import why_not_end_agreement as why_not_end_agreement
from duly.casework.cases.standing import why_not_take_back as why_not_take_back
from duly.casework.cases.standing import why_not_withdraw as why_not_withdraw
from duly.casework.cases.states import (
    BREACH_STEPS,
    CLOSED,
    JUDGED,
    MOVES,
    NOTED_KINDS,
    PARTIES,
    PARTY_KINDS,
    PEOPLE,
    REGULATOR,
    RISKS,
    STEPS,
    TIES,
    UNLIKELY,
    WITHDRAWN_OUTCOME,
    Stage,
    step_may_be_done,
    steps_left,
)
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.correspondence.states import ItemState
from duly.core.directory import queries as directory
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.core.scheme.rules import Facts
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_open(item: ItemSeen, *, owner: str = "", names: Sequence[str] = (), by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-triaged", "already-opened", "interest", "kept-from-them"), or None. `names` are of who complains and about whom, where they are known by now."""
    return first(
        why_not(powers.OPEN, {}, actor=by, on=today()),
        _not_triaged(item),
        _already_opened(item),
        why_not_theirs("", officer=owner, names=names) if owner and names else None,
        why_not_theirs(item.ref, officer=owner) if owner else None,
    )


def why_not_link(case: CaseSeen, item: ItemSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "merged", "already-linked"), or None."""
    return first(
        why_not(powers.LINK, {}, actor=by, on=today()),
        _merged(case),
        Refusal("already-linked", f"{item.ref} is already with {case.ref}.") if item.ref in case.items else None,
    )


def why_not_move(case: CaseSeen, *, step: str, by: Actor) -> Refusal | None:
    """The refusal ("not-a-move", "wrong-state", "merged", "scheme-…"), or None. A case is closed and opened again with reasons, by verbs of their own."""
    return first(
        None if step in MOVES else Refusal("not-a-move", "A case is closed with how it ended, and opened again with why."),
        _why_not_step(case, step, by),
    )


def why_not_begin_closing(case: CaseSeen) -> Refusal | None:
    """The refusal ("wrong-state", "merged") before anything is typed and anybody is asked for, or None."""
    return first(STEPS.why_not("close", case.stage), _merged(case))


def why_not_close(case: CaseSeen, *, outcome: str, said: Sequence[str], because: str, beside: Facts, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "merged", "outcome", "scheme-…", "principles", "no-reason"), or None. `said` are the principles that bore on it,
    `beside` what other rooms know of the case for the scheme, whose rules may look at how it ended."""
    ways, known, withdrawn = outcomes(on=today()), principles(on=today()), withdrawal(case.ref)
    strange = [one for one in said if one not in known]
    whole = withdrawn is not None and not withdrawn.issues
    return first(
        why_not_begin_closing(case),
        None if outcome in ways else Refusal("outcome", f"Say how it ended: {', '.join(ways)}."),
        why_not(powers.CLOSE, facts_of_closing(case, outcome=outcome, beside=beside, by=by), actor=by, on=today()),
        Refusal("outcome", f"{case.ref} was withdrawn: that is how it ended.") if whole and outcome != WITHDRAWN_OUTCOME else None,
        Refusal("outcome", f"Nobody has withdrawn {case.ref}: take the withdrawal in first.")
        if outcome == WITHDRAWN_OUTCOME and not whole
        else None,
        None if said else Refusal("principles", "Say which of the principles bore on it: at least one."),
        Refusal("principles", f"The principles are {', '.join(known)}; not {strange[0]!r}.") if strange else None,
        None if because.strip() else Refusal("no-reason", "Give the reasons: it is how the case ended, and somebody may ask."),
    )


def why_not_reopen(case: CaseSeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "merged", "scheme-…", "no-reason"), or None."""
    return first(why_not_begin_reopening(case, by=by), _no_reason(because))


def why_not_begin_reopening(case: CaseSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "merged", "scheme-…") before anything is typed, or None."""
    return _why_not_step(case, "reopen", by)


def _why_not_step(case: CaseSeen, step: str, by: Actor) -> Refusal | None:
    return first(STEPS.why_not(step, case.stage), _merged(case), why_not(powers.MOVE, {"step": step}, actor=by, on=today()))


def why_not_name_party(case_ref: str, *, entry_ref: str, role: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "merged", "unknown-party", "not-in-the-directory", "wrong-kind", "already-a-party"), or None."""
    return first(
        why_not(powers.PARTY, {}, actor=by, on=today()),
        why_elsewhere(case_ref),
        None if role in PARTIES else Refusal("unknown-party", f"A party is a {', a '.join(PARTIES)}."),
        None if directory.exists(entry_ref) else Refusal("not-in-the-directory", f"There is no {entry_ref} in the directory."),
        _wrong_kind(entry_ref, role),
        Refusal("already-a-party", f"{entry_ref} is that in {case_ref} already.") if (role, entry_ref) in parties(case_ref) else None,
    )


def _wrong_kind(entry_ref: str, role: str) -> Refusal | None:
    kind = directory.kind_of(entry_ref)
    if kind in PARTY_KINDS[role]:
        return None
    return Refusal("wrong-kind", f"{entry_ref} is a {kind}: only a {' or a '.join(PARTY_KINDS[role])} is named as {role}.")


def why_not_withdraw_party(case_ref: str, *, entry_ref: str, role: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-a-party"), or None."""
    return first(
        why_not(powers.PARTY, {}, actor=by, on=today()),
        None if (role, entry_ref) in parties(case_ref) else Refusal("not-a-party", f"{entry_ref} is not that in {case_ref}."),
    )


def why_not_put_right(case: CaseSeen, *, title: str, complainant: str, body: str, because: str, by: Actor) -> Refusal | None:
    """The refusal (as before it is begun, or "nothing-said", "nothing-new", "no-reason"), or None."""
    said, was = tuple(one.strip() for one in (title, complainant, body)), (case.title, case.complainant, case.body)
    return first(
        why_not_begin_putting_right(case, by=by),
        None
        if all(said)
        else Refusal("nothing-said", "A case says what it is about, who complains, and about whom: none of them is left empty."),
        Refusal("nothing-new", f"{case.ref} reads so already.") if said == was else None,
        _no_reason(because),
    )


def why_not_begin_putting_right(case: CaseSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "merged") before anything is typed, or None. A closed case may still be called wrongly, and is found by what it is called."""
    return first(why_not(powers.PARTY, {}, actor=by, on=today()), _merged(case))


def why_not_plan(case: CaseSeen, *, next_action: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "closed", "merged", "no-next-action"), or None."""
    return first(
        why_not(powers.PLAN, {}, actor=by, on=today()),
        _not_open(case),
        None if next_action.strip() else Refusal("no-next-action", f"Say what comes next on {case.ref}: an open case always has that."),
    )


def why_not_hand_over(case: CaseSeen, *, owner: str, note: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "closed", "merged", "same-owner", "not-in-post", "interest", "kept-from-them", "no-note"), or None."""
    in_post = {held.officer_ref for held in people.everyone_in_post(on=today())}
    return first(
        why_not(powers.HAND_OVER, {}, actor=by, on=today()),
        _not_open(case),
        Refusal("same-owner", f"{case.ref} is theirs already.") if case.owner == owner else None,
        None if owner in in_post else Refusal("not-in-post", f"{owner or 'Nobody'} holds no post today, so {case.ref} would be nobody's."),
        why_not_theirs(case.ref, officer=owner),
        None if note.strip() else Refusal("no-note", f"Write a handover note for {case.ref}: where it stands and what comes next."),
    )


def why_not_take_over(*, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…"), or None."""
    return why_not(powers.TAKE_OVER, {}, actor=by, on=today())


def why_not_tie(case: CaseSeen, other: CaseSeen, *, kind: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-tie", "itself", "merged", "already-tied", "no-reason"), or None."""
    return first(
        why_not(powers.TIE, {}, actor=by, on=today()),
        None if kind in TIES else Refusal("unknown-tie", f"Cases are {' or '.join(TIES)} one another."),
        Refusal("itself", f"{case.ref} cannot be {kind} itself.") if case.ref == other.ref else None,
        _merged(case),
        _merged(other),
        Refusal("already-tied", f"{case.ref} is {kind} {other.ref} already.") if (case.ref, other.ref, kind) in _tied(case) else None,
        _no_reason(because),
    )


def why_not_untie(case: CaseSeen, *, other: str, kind: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-tied", "no-reason"), or None."""
    return first(
        why_not(powers.TIE, {}, actor=by, on=today()),
        None if (case.ref, other, kind) in _tied(case) else Refusal("not-tied", f"{case.ref} is not {kind} {other}."),
        _no_reason(because),
    )


def why_not_split(case: CaseSeen, *, items: tuple[str, ...], because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "closed", "merged", "no-papers", "not-here", "no-reason"), or None."""
    strange = [one for one in items if one not in case.items]
    return first(
        why_not(powers.TIE, {}, actor=by, on=today()),
        _not_open(case),
        None if items else Refusal("no-papers", "Name the post that the new case is about."),
        Refusal("not-here", f"{strange[0]} is not with {case.ref}.") if strange else None,
        _no_reason(because),
    )


def why_not_move_paper(case: CaseSeen, right: CaseSeen, *, item_ref: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "itself", "not-here", "opened-from-it", "already-linked", "no-reason"), or None."""
    return first(
        why_not(powers.MISFILED, {}, actor=by, on=today()),
        Refusal("itself", f"{item_ref} is with {case.ref}.") if case.ref == right.ref else None,
        None if item_ref in case.items else Refusal("not-here", f"{item_ref} is not with {case.ref}."),
        Refusal("opened-from-it", f"{case.ref} was opened from {item_ref}: merge the cases instead.")
        if case.opened_from == item_ref
        else None,
        Refusal("already-linked", f"{item_ref} is already with {right.ref}.") if item_ref in right.items else None,
        _no_reason(because),
    )


def why_not_note_breach(*, kind: str, found_on: date, because: str, whose: str, by: Actor) -> Refusal | None:
    """The refusal (as before it is begun, or "unknown-kind", "not-yet", "no-reason", "nobody-named"), or None. What it is about, `flow` looks at."""
    kinds = Refusal("unknown-kind", f"A breach that is noted is one of: {', '.join(NOTED_KINDS)}. A paper filed wrongly is moved.")
    return first(
        why_not_begin_breach(by=by),
        None if kind in NOTED_KINDS else kinds,
        Refusal("not-yet", "It cannot be known of from a day that is still to come: say the day somebody knew.")
        if found_on > today()
        else None,
        None if because.strip() else Refusal("no-reason", "Say what happened, in a sentence or two."),
        None if whose.strip() else Refusal("nobody-named", "Say whose personal data it is: a name, or which people."),
    )


def why_not_begin_breach(*, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…") before anything is typed, or None."""
    return why_not(powers.MISFILED, {}, actor=by, on=today())


def why_not_deal_with(seen: BreachSeen, *, step: str, words: str, risk: str = "", by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "unknown-step", "done-already", "no-reason", "no-risk", "not-judged", "at-risk", "steps-left"), or None."""
    return first(
        why_not_begin_breach(by=by),
        None if step in BREACH_STEPS else Refusal("unknown-step", f"A step is one of: {', '.join(BREACH_STEPS)}."),
        None if step_may_be_done(step, seen.done) else Refusal("done-already", f"{seen.ref}: that is done already, or settled otherwise."),
        _no_reason(words),
        _risk_unsaid(seen, step, risk),
        _not_before(seen, step),
    )


def _risk_unsaid(seen: BreachSeen, step: str, risk: str) -> Refusal | None:
    """The risk is said when it is judged, and then alone; that nobody need be told stands on it."""
    if step == JUDGED:
        return None if risk in RISKS else Refusal("no-risk", f"Say how the risk is judged: {', '.join(RISKS)}.")
    if risk:
        return Refusal("no-risk", f"The risk is said with the step {JUDGED!r}.")
    if step in (PEOPLE[1], REGULATOR[1]) and not seen.risk:
        return Refusal("not-judged", f"{seen.ref}: judge the risk first. Whether anybody need be told hangs on it.")
    return None


def _not_before(seen: BreachSeen, step: str) -> Refusal | None:
    """The regulator is told wherever a risk is not unlikely; and a breach is closed when all else is done."""
    said_not_needed = step == REGULATOR[1] or (step == CLOSED and REGULATOR[0] not in seen.done)
    left = [one for one in steps_left(seen.done) if one != CLOSED]
    if step == CLOSED and left:
        return Refusal("steps-left", f"{seen.ref} is not closed before the rest is done or settled: {', '.join(left)}.")
    if said_not_needed and seen.risk != UNLIKELY:
        says = "The regulator is told unless a risk to anybody is unlikely (UK GDPR, article 33(1)): tell them, or judge the risk again."
        return Refusal("at-risk", f"{seen.ref}: {says}")
    return None


def _not_open(case: CaseSeen) -> Refusal | None:
    closed = Refusal("closed", f"{case.ref} is closed: open it again first.") if case.stage == Stage.CLOSED else None
    return first(closed, _merged(case))


def _merged(case: CaseSeen) -> Refusal | None:
    if case.merged_into:
        return Refusal("merged", f"{case.ref} is merged into {case.merged_into}: work there, or undo the merge first.")
    return None


def _tied(case: CaseSeen) -> set[tuple[str, str, str]]:
    return {(one.ref, one.other, one.kind) for one in ties(case.ref)}


def _no_reason(because: str) -> Refusal | None:
    return None if because.strip() else Refusal("no-reason", "Say why, in a sentence.")


def _not_triaged(item: ItemSeen) -> Refusal | None:
    if item.state == ItemState.REGISTERED:
        return Refusal("not-triaged", f"{item.ref} has not been triaged: give it an owner and a next action first.")
    return None


def _already_opened(item: ItemSeen) -> Refusal | None:
    opened = [case.ref for case in of_item(item.ref) if case.opened_from == item.ref]
    return Refusal("already-opened", f"{opened[0]} was already opened from {item.ref}.") if opened else None
