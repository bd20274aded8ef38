"""Why an instruction may not be made or changed, a reading not kept, a letter not left without a reply or not acknowledged."""

from collections.abc import Collection, Sequence
from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.correspondence.states import CHANNELS
from duly.casework.instructions import powers
from duly.casework.instructions.queries import InstructionSeen, months_to_review
from duly.casework.instructions.rules.reading import PointSaid, gaps, wrong
from duly.casework.instructions.rules.scope import Verdict
from duly.casework.instructions.rules.vocabulary import CALL_LIMIT, KINDS, NAMED_OFFICER, ON_FILE
from duly.casework.instructions.states import STEPS
from duly.core.directory import queries as directory
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import rule_on, why_not
from duly.core.scheme.rules import Ruling
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_propose(
    *,
    about: str,
    kind: str,
    case_refs: Collection[str],
    matter: str,
    channels: Collection[str],
    reader: str,
    named_officer: str,
    calls_a_week: int | None,
    minutes_a_call: int | None,
    reasons: str,
    adjustments: str,
    warning: str,
    must_read: str,
    warned_on: date | None,
    review_on: date,
    expires_on: date,
    by: Actor,
) -> Refusal | None:
    """The refusal ("scheme-…", "who", "kind", "scope", "channel", "reader", "reasons", "adjustments", "warning", "must-read", "review"), or None."""
    unknown = [ref for ref in case_refs if not cases.exists(ref)]
    known = people.names()
    return first(
        why_not(powers.PROPOSE, {}, actor=by, on=today()),
        None
        if directory.exists(about)
        else Refusal("who", f"There is no {about or 'such person'} in the directory: an instruction is about one."),
        None if kind in KINDS else Refusal("kind", f"Say what it says: {', '.join(KINDS)}."),
        Refusal("scope", f"There is no case {unknown[0]}.") if unknown else None,
        None
        if case_refs or matter.strip()
        else Refusal("scope", "Say which cases or which matter it is about: it never holds for anything else."),
        None if channels and set(channels) <= set(CHANNELS) else Refusal("channel", f"Say which channels: {', '.join(CHANNELS)}."),
        None if reader in known else Refusal("reader", "Say who reads what comes: it is always read."),
        Refusal("named-officer", "Say which officer.") if kind == NAMED_OFFICER and named_officer not in known else None,
        Refusal("calls", "Say how many calls a week, or how long each.")
        if kind == CALL_LIMIT and not (calls_a_week or minutes_a_call)
        else None,
        None if reasons.strip() else Refusal("reasons", "Say why: the person is told, and may complain of it."),
        None if adjustments.strip() else Refusal("adjustments", "Say which reasonable adjustments were considered, and what came of it."),
        None if warning.strip() else Refusal("warning", "Say how the person was warned first, or why there was no warning."),
        None if must_read.strip() else Refusal("must-read", "Say what must be looked for in what comes."),
        Refusal("warning", "The day of the warning has not come yet.") if warned_on and warned_on > today() else None,
        _days(review_on, expires_on),
    )


def why_not_authorise(seen: InstructionSeen, *, by: Actor, step: str = "authorise") -> Refusal | None:
    """The refusal ("wrong-state", "your-own", "scheme-…", "review") of authorising or refusing, or None."""
    return first(
        STEPS.why_not(step, seen.state),
        Refusal("your-own", "You proposed this, so someone else must authorise it.") if seen.proposed_by == by.ref else None,
        _ruled(ruling(powers.AUTHORISE, seen, by=by)),
        Refusal("review", "The day it was to be reviewed has gone by: propose it again.")
        if step == "authorise" and seen.review_on <= today()
        else None,
    )


def why_not_refuse(seen: InstructionSeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal of refusing, or None; "because" where it says not why."""
    return first(why_not_authorise(seen, by=by, step="refuse"), _because(because, "Say why not: whoever proposed it reads it."))


def why_not_put_in_force(seen: InstructionSeen, *, notified_on: date, starts: date, how: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "notified", "starts", "because"), or None. It begins no earlier than the person was told."""
    return first(
        why_not_begin(seen, by=by),
        Refusal("notified", f"{say_day(notified_on)} has not come yet: it begins once the person was told.")
        if notified_on > today()
        else None,
        Refusal("notified", f"It was authorised on {say_day(seen.authorised_on)}: the person is told after that.")
        if seen.authorised_on and notified_on < seen.authorised_on
        else None,
        Refusal("starts", "It begins on the day the person was told, or later.") if starts < notified_on else None,
        Refusal("starts", f"It is to be reviewed by {say_day(seen.review_on)}: it begins before that.")
        if starts >= seen.review_on
        else None,
        _because(how, "Say by what letter or call they were told why, what, how long, when it is reviewed, and that they may complain."),
    )


def why_not_begin(seen: InstructionSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way of putting it in force before anything is filled in."""
    return first(STEPS.why_not("put in force", seen.state), why_not(powers.NOTIFY, {}, actor=by, on=today()))


def why_not_review(seen: InstructionSeen, *, review_on: date, expires_on: date, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "lapsed", "review", "because"), or None."""
    return first(
        why_not_look_again(seen, by=by),
        _ruled(ruling(powers.REVIEW, seen, by=by, review_on=review_on)),
        _days(review_on, expires_on),
        _because(because, "Say what was looked at and why it still stands: without good grounds it is lifted."),
    )


def why_not_look_again(seen: InstructionSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way of a review before anything is filled in. What has lapsed is not brought back: it is proposed again."""
    gone = seen.standing in ("ran out", "review missed")
    return first(
        STEPS.why_not("review", seen.state),
        Refusal("lapsed", f"{seen.ref} has lapsed ({seen.standing}): propose it again, so that it is authorised again.") if gone else None,
        _ruled(ruling(powers.REVIEW, seen, by=by)),
    )


def why_not_lift(seen: InstructionSeen, *, because: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "because"), or None."""
    return first(why_not_end(seen, by=by), _because(because, "Say why it is lifted."))


def why_not_end(seen: InstructionSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way of lifting before anything is filled in."""
    return first(STEPS.why_not("lift", seen.state), _ruled(ruling(powers.REVIEW, seen, by=by)))


def why_not_read(
    points: Sequence[PointSaid], *, sentences: int, known: Sequence[str], attachments: int, attachments_opened: bool, about: str, by: Actor
) -> Refusal | None:
    """The refusal ("scheme-…", "who", "points", "attachments") of keeping a reading, or None. Every sentence belongs to one point."""
    missing = gaps(points, sentences)
    fault = wrong(points, known)
    return first(
        why_not_begin_reading(by=by),
        Refusal("who", f"There is no {about} in the directory.") if about and not directory.exists(about) else None,
        Refusal("points", fault) if fault else None,
        Refusal("points", f"The letter is not what was read: sentence {missing[0]} is in no point, or in two. Read it again.")
        if missing
        else None,
        Refusal("attachments", "It has attachments, which were not compared: open them, and say so.")
        if attachments and not attachments_opened
        else None,
    )


def why_not_begin_reading(*, by: Actor) -> Refusal | None:
    """What stands in the way of keeping a reading before anything is filled in: the scheme."""
    return why_not(powers.READ_LETTER, {}, actor=by, on=today())


def why_not_silent(verdicts: Sequence[Verdict], *, read: bool) -> Refusal | None:
    """The refusal ("instruction-unread", "instruction-does-not-hold") of leaving a letter of somebody under an instruction without a reply, or None."""
    if not verdicts or any(one.silent for one in verdicts):
        return None
    holding = next((one for one in verdicts if one.holds), None)
    if holding and not read:
        return Refusal("instruction-unread", f"Read it first: under {holding.instruction} every letter is read, and the reading kept.")
    return Refusal("instruction-does-not-hold", f"{verdicts[0].because} So a reply is owed; if none is, say why in a reading of it.")


def why_not_acknowledge(verdicts: Sequence[Verdict]) -> Refusal | None:
    """The refusal "instruction" of acknowledging a letter for which an instruction holds, or None."""
    holding = next((one for one in verdicts if one.holds), None)
    return (
        Refusal("instruction", f"{holding.because} Read it; if something in it is to be answered, the instruction no longer holds for it.")
        if holding
        else None
    )


def ruling(power, seen: InstructionSeen, *, by: Actor, review_on: date | None = None) -> Ruling:
    """What the scheme says of authorising or reviewing an instruction."""
    since = today() if review_on else seen.proposed_on
    facts = {
        "proposed by you": seen.proposed_by == by.ref,
        "no acknowledgement": seen.kind == ON_FILE,
        "months to review": months_to_review(since, review_on or seen.review_on),
    }
    return rule_on(power, facts, actor=by, on=today())


def _ruled(ruled: Ruling) -> Refusal | None:
    if ruled.allowed:
        return None
    return Refusal(f"scheme-{ruled.code}", ruled.because, ruled.least_change.rule if ruled.least_change else "")


def _days(review_on: date, expires_on: date) -> Refusal | None:
    return first(
        None if review_on > today() else Refusal("review", "Say on which day to come it is reviewed."),
        None if expires_on > review_on else Refusal("review", "It ends after its review, at the latest: choose a later day."),
    )


def _because(words: str, says: str) -> Refusal | None:
    return None if words.strip() else Refusal("because", says)
