"""Referring: a question to lawyers or outside with its clock and the hold on destruction that stands while it is open; a letter before claim in one step."""

from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.reviews import actions as reviews
from duly.casework.reviews import checks, queries
from duly.casework.reviews.queries import ReferralSeen
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.clocks.states import OPEN
from duly.core.record.actions import unit_of_work
from duly.core.retention import actions as retention
from duly.core.retention import queries as holds
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if

BEFORE_CLAIM = "What do we answer to this letter before claim, and may the decision stand?"
LAWYERS = "The Legal Team"


def refer_question(
    case_ref: str,
    *,
    kind: str,
    to_whom: str,
    question: str,
    privileged: bool,
    due_on: date,
    about: str = "",
    by: Actor,
) -> ReferralSeen:
    """Put a question about a case. Nothing of the case is destroyed while it is open."""
    case_ref = cases.case(case_ref).ref
    with unit_of_work():
        stop_if(checks.why_not_refer(kind=kind, to_whom=to_whom, question=question, by=by))
        hold, ours = _hold(case_ref, f"A question was referred ({kind}).", by)
        return reviews.refer(
            case_ref,
            kind=kind,
            to_whom=to_whom,
            question=question,
            privileged=privileged,
            due_on=due_on,
            about=about,
            hold_ref=hold,
            hold_is_ours=ours,
            by=by,
        )


def refer_letter_before_claim(item_ref: str, *, case_ref: str = "", by: Actor) -> ReferralSeen:
    """A letter before claim, in one step: its clock runs, the question is with the lawyers, privileged, and nothing of its case is destroyed.

    Refused: "scheme-…", "already-referred", "no-case" where the letter is with no case, or with several and none is named.
    """
    item = post.item(item_ref)
    of = tuple(one.ref for one in cases.of_item(item_ref))
    with unit_of_work():
        stop_if(why_not_refer_letter(item_ref, by=by))
        if case_ref not in of and len(of) != 1:
            words = "Put the letter with its case first" if not of else f"It is with {', '.join(of)}: say which it is about"
            raise Refused(Refusal("no-case", f"{words}; then it can be referred."))
        about = cases.worked_on_as(case_ref if case_ref in of else of[0])
        running = clock_queries.clocks(kind="case", about=about, rule="pre-action", only_open=True)
        same = [one for one in running if one.began == item.received_on]
        clock = (
            same[0]
            if same
            else clocks.start(
                kind="case", about=about, rule="pre-action", began=item.received_on, because="A letter before claim came.", by=by
            )
        )
        hold, ours = _hold(about, f"A letter before claim came ({item_ref}).", by)
        assert clock.due is not None  # just begun, or running
        return reviews.refer(
            about,
            kind="legal view",
            to_whom=LAWYERS,
            question=BEFORE_CLAIM,
            privileged=True,
            due_on=clock.due,
            about=item_ref,
            source=item_ref,
            clock_ref=clock.ref,
            hold_ref=hold,
            hold_is_ours=ours,
            by=by,
        )


def why_not_refer_letter(item_ref: str, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "already-referred") of referring a letter, or None: what greys the button on its page."""
    return checks.why_not_refer(kind="legal view", to_whom=LAWYERS, question=BEFORE_CLAIM, source=item_ref, by=by)


def close_referral(ref: str, *, because: str, done_on: date, by: Actor) -> ReferralSeen:
    """Close a referral: its clock is met on the day the letter was answered, and the hold goes, unless another referral leans on it or somebody else placed it."""
    seen = queries.referral(ref, reader=by)
    with unit_of_work():
        stop_if(checks.why_not_close_referral(seen, because=because, by=by))
        if seen.clock_ref and (clock := clock_queries.clock(seen.clock_ref)).state in OPEN:
            clocks.meet(clock.ref, on=done_on, because=f"{ref} was closed.", by=by)
        goes = queries.placed_by_us(seen.hold_ref) and not queries.lean_on(seen.hold_ref, but=ref)
        standing = [one for one in holds.held_among((seen.case_ref,)) if one.ref == seen.hold_ref]
        if goes and standing:
            retention.lift_hold(seen.hold_ref, because=f"{ref} was closed.", by=by)
        return reviews.close_referral(ref, because=because, hold_lifted=seen.hold_ref if goes and standing else "", by=by)


def _hold(case_ref: str, because: str, by: Actor) -> tuple[str, bool]:
    """The hold that stands on a case, or a new one; and whether it is ours to lift."""
    standing = holds.held_among((case_ref,))
    if standing:
        return standing[0].ref, queries.placed_by_us(standing[0].ref)
    return retention.place_hold(about=case_ref, because=because, by=by).ref, True
