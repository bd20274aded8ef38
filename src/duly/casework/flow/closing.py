"""Closing a case with what stands open on it, each thing ended with it or in its way; and opening it again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duly.casework.adjudication import queries as adjudication
from duly.casework.cases import actions as cases
from duly.casework.cases import checks as case_checks
from duly.casework.cases import queries as case_queries
from duly.casework.cases.powers import CLOSE
from duly.casework.cases.queries import CaseSeen, why_not_impartial
from duly.casework.cases.states import FOUND, NOBODY_OUTCOME
from duly.casework.compliance import queries as compliance
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import actions as letter_actions
from duly.casework.dispatch import queries as letters
from duly.casework.dispatch.states import LetterState
from duly.casework.flow.chasing import answer_request
from duly.casework.flow.statutory import ITEM
from duly.casework.investigation import queries as investigation
from duly.casework.reviews import queries as reviews
from duly.casework.risk import queries as risk
from duly.casework.submissions import actions as submission_actions
from duly.casework.submissions import queries as submissions
from duly.casework.submissions.rules import NOTHING_SAID
from duly.casework.submissions.states import UNDECIDED, SubmissionState
from duly.core.chases import actions as chases
from duly.core.chases import queries as chased
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.retention import queries as retention
from duly.core.scheme import queries as scheme
from duly.core.scheme.rules import Facts, posts_that_may
from duly.core.work import queries as tasks
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first, stop_if

BY_LAW = ("foi", "foisa", "foi-review", "sar", "pre-action")
"""Clocks that run by law whether or not the case is open: each is met or ended for itself, and never by the way."""

MP = "member of parliament"


@dataclass(frozen=True)
class OpenThing:
    """Something that stands open on a case. It `ends` with the case, or the case is not closed before it; `words` say which, and what to do. `url` is
    where it is done."""

    kind: str
    ref: str
    words: str
    ends: bool
    url: str


def open_on_case(case_ref: str, *, by: Actor) -> tuple[OpenThing, ...]:
    """All that stands open on a case and on those merged into it: what is in the way of closing it first, then what ends with it."""
    every = [one for ref in case_queries.with_merged(case_ref) for one in open_on_one(ref, by=by)]
    return tuple(sorted(every, key=lambda one: one.ends))


def open_on_one(case_ref: str, *, by: Actor) -> tuple[OpenThing, ...]:
    """What stands open on a case itself."""
    return (
        *_reviews(case_ref),
        *_referrals(case_ref, by),
        *_submissions(case_ref),
        *_recommendations(case_ref),
        *_involved(case_ref),
        *_tasks(case_ref),
        *_holds(case_ref),
        *_letters(case_ref),
        *_clocks(case_ref),
        *_requests(case_ref),
        *_chases(case_ref),
    )


@dataclass(frozen=True)
class MayClose:
    """Posts (by their codes) whose rule lets somebody close a case with any of these outcomes, and whether one of them is the reader's."""

    outcomes: tuple[str, ...]
    posts: tuple[str, ...]
    you: bool


@dataclass(frozen=True)
class WhoCloses:
    """Who may close a case, by how it would end; and why the reader may not, with any outcome ("interest", "scheme-…"), or None."""

    ways: tuple[MayClose, ...]
    refusal: Refusal | None


def who_may_close(case: CaseSeen, *, by: Actor) -> WhoCloses:
    """Who may close a case: outcomes that the same posts may give stand together, in the order of the office's list.

    Whether it is one's own, and whether oneself decided it, is asked of the reader; of the other posts, of somebody whose case it is and who did not.
    """
    rows, beside = scheme.in_force(CLOSE, on=today()), known_of(case.ref, by=by)
    mine = {*by.posts, *scheme.stands_in_for(by, on=today())}
    found: dict[tuple[tuple[str, ...], bool], list[str]] = {}
    for outcome in case_queries.outcomes(on=today()):
        told = case_queries.facts_of_closing(case, outcome=outcome, beside=beside, by=by)
        own = posts_that_may(CLOSE, rows, told)
        others = posts_that_may(CLOSE, rows, told | {"yours": True, "decided by you": False})
        found.setdefault((tuple(dict.fromkeys((*own, *others))), any(post in mine for post in own)), []).append(outcome)
    ways = tuple(MayClose(tuple(outcomes), posts, you) for (posts, you), outcomes in found.items())
    chosen = next((one.outcomes[0] for one in ways if one.you), "")
    told = case_queries.facts_of_closing(case, outcome=chosen, beside=beside, by=by)
    return WhoCloses(ways, first(scheme.why_not(CLOSE, told, actor=by, on=today()), why_not_impartial(case.ref, by=by)))


def known_of(case_ref: str, *, by: Actor) -> Facts:
    """What other rooms know of a case that the scheme may ask before it is closed: what was decided and by whom, and what its newest paper says of it.

    The remedy, in pence, is what was last agreed; of a case undecided, what was recommended. A Member of Parliament asked who is a party or whom a paper names.
    """
    papers = submissions.submissions(case_ref=case_ref)
    newest = next((one for one in reversed(papers) if one.circumstances != NOTHING_SAID), None)
    said = newest.circumstances if newest else NOTHING_SAID
    made = decisions.decisions(case_ref=case_ref, limit=1)
    remedy = (made[0].remedy_pence if made[0].outcome == "agree" else 0) if made else adjudication.remedy_of(case_ref).total_pence
    asked = any(one.text.mp_interest for one in papers) or any(role == MP for role, _ in case_queries.parties(case_ref))
    return {
        "remedy": remedy,
        "decided": bool(made),
        "decided by you": any(one.signed_by == by.ref for one in made),
        "mp asked": asked,
        **{name: value for name, value in said.facts().items() if name != "stage"},  # the stage is the case's own
    }


def why_not_close_case(case_ref: str, *, by: Actor) -> Refusal | None:
    """What stands in the way of closing a case however it ended ("under-review", "still-to-tell", "still-open"), or None."""
    return _why_not_over(case_ref, open_on_case(case_ref, by=by))


def close_case(case_ref: str, *, outcome: str, principles: Sequence[str], because: str, by: Actor) -> CaseSeen:
    """Close a case: how it ended, the principles that bore on it, and why. What ends with it is ended first, and is named in the record.

    Refused besides what the room refuses ("scheme-…", "wrong-state", "merged", "outcome", "principles", "no-reason"): "interest", "under-review",
    "still-to-tell", "still-open"; "no-decision" of an outcome that was not decided, "not-as-found" of another than was found, "not-agreed" of what several complain of.
    """
    with unit_of_work():
        case, found = case_queries.case(case_ref), open_on_case(case_ref, by=by)
        beside = known_of(case_ref, by=by)
        stop_if(
            first(
                case_checks.why_not_close(case, outcome=outcome, said=principles, because=because, beside=beside, by=by),
                why_not_impartial(case_ref, by=by),
                _not_so(case_ref, outcome),
                _why_not_over(case_ref, found),
            )
        )
        for one in found:
            _end(one, f"{case_ref} was closed: {outcome}.", by)
        ended = [one.ref for one in found]
        return cases.close(case_ref, outcome=outcome, principles=principles, because=because, ended=ended, beside=beside, by=by)


def reopen_case(case_ref: str, *, because: str, by: Actor) -> CaseSeen:
    """Open a closed case again, and say why. What ended with it stays ended: what is to go on is begun again by hand."""
    return cases.reopen(case_ref, because=because, by=by)


def _why_not_over(case_ref: str, found: Sequence[OpenThing]) -> Refusal | None:
    return first(reviews.why_not_close_case(case_ref), *(Refusal("still-open", one.words) for one in found if not one.ends))


def _not_so(case_ref: str, outcome: str) -> Refusal | None:
    """Why a case did not end so: what was decided, found, agreed or settled about it says otherwise."""
    decided = bool(decisions.decisions(case_ref=case_ref, limit=1))
    if outcome in FOUND and not decided:
        return Refusal("no-decision", f"Nothing was decided on {case_ref}, so it did not end as {outcome}: say how it ended otherwise.")
    found = adjudication.remedy_of(case_ref).outcome if outcome in FOUND else ""
    if found and found != outcome:
        return Refusal("not-as-found", f"What was found on the issues of {case_ref} comes to {found}, and not {outcome}.")
    if outcome == NOBODY_OUTCOME and not any(not one.who for one in case_queries.carried_on(case_ref)):
        return Refusal("carried-on", f"It was not decided that nobody carries {case_ref} on: decide that first.")
    withdrawn = case_queries.withdrawal(case_ref)
    if decided or outcome == NOBODY_OUTCOME or (withdrawn and not withdrawn.issues):
        return None
    return case_queries.why_not_agreed(case_ref, to="closing")  # what ends undecided is theirs to end


def _end(one: OpenThing, because: str, by: Actor) -> None:
    """End one thing with the case. A request ends its own clock and chase, and a clock may have ended with its request already."""
    if one.kind == "letter":
        letter_actions.drop(one.ref, because=because, by=by)
    elif one.kind == "submission":
        submission_actions.withdraw(one.ref, because=because, by=by, follows=True)
    elif one.kind == "request":
        answer_request(one.ref, became="withdrawn", on=today(), words=because, by=by)
    elif one.kind == "chase":
        chases.end(one.ref, because=because, by=by)
    elif one.kind == "clock":
        clocks.end(one.ref, because=because, by=by)


def _reviews(case_ref: str) -> Iterator[OpenThing]:
    for one in reviews.reviews(case_ref=case_ref, only_open=True):
        words = f"{one.ref} looks at {one.decision_ref} again: close the review first."
        yield OpenThing("review", one.ref, words, ends=False, url=f"/reviews/{one.ref}/")
    for told in reviews.untold(case_ref):
        words = f"By {told.review_ref} the {told.party} is still to be told: {told.what}"
        yield OpenThing("telling", told.review_ref, words, ends=False, url=f"/reviews/{told.review_ref}/")


def _referrals(case_ref: str, by: Actor) -> Iterator[OpenThing]:
    for one in reviews.referrals(case_ref=case_ref, only_open=True, reader=by):
        words = f"{one.ref} is with {one.to_whom}, due on {say_day(one.due_on)}: close the referral first."
        yield OpenThing("referral", one.ref, words, ends=False, url=f"/referrals/{one.ref}/")


def _submissions(case_ref: str) -> Iterator[OpenThing]:
    """Papers that somebody has. One that waits for a decision is in the way, unless the complaint was withdrawn as a whole; a draft is withdrawn with the case."""
    over = case_queries.why_withdrawn(case_ref) is not None
    for one in submissions.submissions(states=UNDECIDED, case_ref=case_ref):
        ends = over or one.state in (SubmissionState.DRAFT, SubmissionState.RETURNED)
        left = "it is withdrawn with the case." if ends else "decide it, return it, or have it withdrawn, first."
        words = f"{one.ref} is {one.state} and not decided: {left}"
        yield OpenThing("submission", one.ref, words, ends=ends, url=f"/submissions/{one.ref}/")


def _recommendations(case_ref: str) -> Iterator[OpenThing]:
    made = adjudication.recommendations(case_ref, standing=True)
    known = compliance.of_recommendations(one.ref for one in made)
    for one in made:
        if one.ref not in known and decisions.decisions(case_ref=case_ref, limit=1):
            words = f"{one.ref} was recommended and nobody follows it: follow it until it is done, or withdraw it."
            yield OpenThing("recommendation", one.ref, words, ends=False, url=f"/cases/{case_ref}/adjudication/")
    for follows in compliance.every(case_ref=case_ref):
        if follows.open:
            words = f"{follows.ref} is still to be delivered by {say_day(follows.due)}: {follows.action}"
            yield OpenThing("recommendation", follows.ref, words, ends=False, url=f"/compliance/{follows.ref}/")


def _involved(case_ref: str) -> Iterator[OpenThing]:
    for one in risk.involvements(case_ref=case_ref, waiting=True):
        words = f"{one.ref} waits for somebody higher, by {say_day(one.by_day)}: have it answered, or take it back."
        yield OpenThing("involvement", one.ref, words, ends=False, url=f"/involvement/{one.ref}/")
    for piece in risk.commissioned_all(case_ref=case_ref, waiting=True):
        words = f"{piece.ref} was commissioned for {say_day(piece.due_on)}: have it finished, or take it back."
        yield OpenThing("commissioned work", piece.ref, words, ends=False, url=f"/commissioned/{piece.ref}/")


def _tasks(case_ref: str) -> Iterator[OpenThing]:
    for one in tasks.tasks(about=[case_ref]):
        words = f"{one.ref} is still to be done by {say_day(one.due)}: {one.what}. Finish it or drop it."
        yield OpenThing("task", one.ref, words, ends=False, url=f"/tasks/{one.ref}/")


def _holds(case_ref: str) -> Iterator[OpenThing]:
    for one in retention.held_among([case_ref]):
        words = f"{one.ref} holds the case back from destruction since {say_day(one.placed_on)}: lift the hold first."
        yield OpenThing("hold", one.ref, words, ends=False, url="/retention/")


def _letters(case_ref: str) -> Iterator[OpenThing]:
    """A draft ends with the case. What was approved goes, unless somebody drops it; what was handed over is on its way."""
    for one in letters.letters(case_ref=case_ref):
        if one.state in (LetterState.DRAFT, LetterState.RETURNED):
            words = f"{one.ref} to {one.to_name} is a draft: it is dropped, and never sent."
            yield OpenThing("letter", one.ref, words, ends=True, url=f"/letters/{one.ref}/")
        elif one.state in (LetterState.APPROVED, LetterState.RELEASED):
            words = f"{one.ref} to {one.to_name} is {one.state} and not sent: send it, or drop it, first."
            yield OpenThing("letter", one.ref, words, ends=False, url=f"/letters/{one.ref}/")


def _clocks(case_ref: str) -> Iterator[OpenThing]:
    items = case_queries.case(case_ref).items
    asked = clock_queries.clocks(kind=ITEM, abouts=items, only_open=True) if items else ()
    for one in (*clock_queries.clocks(kind="case", about=case_ref, only_open=True), *asked):
        by_law = one.rule_code in BY_LAW
        until = f", due on {say_day(one.due)}" if one.due else ""
        says = ": it runs by law, case or no case. Meet it or end it first." if by_law else ": it ends with the case."
        yield OpenThing("clock", one.ref, f"{one.ref} ({one.title}{until}){says}", ends=not by_law, url=f"/clocks/{one.ref}/")


def _requests(case_ref: str) -> Iterator[OpenThing]:
    for one in investigation.requests(case_ref=case_ref, waiting=True):
        words = f"{one.ref}, asked of {one.asked_of}, is not answered: it is withdrawn, and nobody is chased for it."
        yield OpenThing("request", one.ref, words, ends=True, url=f"/requests/{one.ref}/")


def _chases(case_ref: str) -> Iterator[OpenThing]:
    """What is chased for the case or for one of its clocks that ends with it; what is chased for a request ends with the request."""
    about = [case_ref, *(one.ref for one in _clocks(case_ref) if one.ends)]
    for one in chased.chases(about=about, running=True):
        yield OpenThing("chase", one.ref, f"{one.ref} chases {one.asked_of}: it stops with the case.", ends=True, url="/chasing/")
