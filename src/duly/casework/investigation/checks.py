"""Why something may not be done with the issues, the evidence or the chronology of a case."""

from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.investigation import powers
from duly.casework.investigation.queries import IssueSeen, PieceSeen, RequestSeen
from duly.casework.investigation.states import STEPS, VERBS, IssueState
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first


def why_not_keep(*, by: Actor) -> Refusal | None:
    """The refusal of the scheme ("scheme-…"), or None: before anything is typed."""
    return why_not(powers.KEEP, {}, actor=by, on=today())


def why_not_raise(case_ref: str, *, words: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-case", "merged", "closed", "no-words"), or None."""
    return first(
        why_not_keep(by=by),
        None if cases.exists(case_ref) else Refusal("no-case", f"There is no case {case_ref}."),
        cases.why_over(case_ref),
        _words(words, "Say what is to be decided."),
    )


def why_not_change(issue: IssueSeen, *, words: str, by: Actor) -> Refusal | None:
    """Why an issue may not be dropped, or a gap noted or closed ("scheme-…", "dropped", "no-words"), or None."""
    return first(why_not_keep(by=by), _dropped(issue), _words(words, "Say it in a sentence."))


def why_not_take_up(issue: IssueSeen, *, words: str, by: Actor) -> Refusal | None:
    """Why an issue may not be looked into again ("scheme-…", "not-dropped", "no-words"), or None."""
    standing = Refusal("not-dropped", f"{issue.ref} is looked into.") if issue.state == IssueState.OPEN else None
    return first(why_not_keep(by=by), standing, _words(words, "Say why, in a sentence."))


def why_not_close_gap(issue: IssueSeen, place: int, *, words: str, by: Actor) -> Refusal | None:
    """The refusal (as for changing an issue, or "no-gap"), or None."""
    standing = place in {gap.place for gap in issue.gaps if not gap.closed}
    return first(
        why_not_change(issue, words=words, by=by), None if standing else Refusal("no-gap", f"{issue.ref} has no open gap {place}.")
    )


def why_not_note(
    case_ref: str,
    *,
    source_ref: str,
    page: int,
    part: int,
    issues: tuple[IssueSeen, ...],
    shows: str,
    came_from: str,
    received_on: date,
    by: Actor,
) -> Refusal | None:
    """The refusal ("scheme-…", "not-on-case", "no-part", "page", "no-issue", "dropped", "no-words", "not-yet"), or None."""
    return first(
        why_not_keep(by=by),
        None
        if source_ref in _papers(case_ref)
        else Refusal("not-on-case", f"{source_ref or 'Nothing'} is not among the papers of {case_ref}."),
        None if page >= 0 else Refusal("page", "Pages count from 1; 0 is the whole document."),
        post.why_not_within(source_ref, part, page) if source_ref in _papers(case_ref) else None,
        None
        if issues and all(one.case_ref == case_ref for one in issues)
        else Refusal("no-issue", "Say on which issues of this case it bears."),
        next((refusal for one in issues if (refusal := _dropped(one))), None),
        _words(shows, "Say what it shows."),
        _words(came_from, "Say whom it came from."),
        Refusal("not-yet", f"{say_day(received_on)} has not come yet.") if received_on > today() else None,
    )


def why_not_withdraw_evidence(piece: PieceSeen | None, *, because: str, by: Actor) -> Refusal | None:
    """Why a piece of evidence may not be withdrawn ("scheme-…", "no-piece", "gone", "no-words"), or None."""
    return first(
        why_not_keep(by=by),
        None if piece else Refusal("no-piece", "There is no such piece of this case's evidence."),
        Refusal("gone", f"{piece.ref} is withdrawn already.") if piece and piece.withdrawn else None,
        _words(because, "Say why it was noted by mistake."),
    )


def why_not_ask(issue: IssueSeen, *, what: str, asked_of: str, due: date, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "dropped", "merged", "closed", "no-words", "nobody", "in-the-past"), or None."""
    return first(
        why_not_keep(by=by),
        _dropped(issue),
        cases.why_over(issue.case_ref),
        _words(what, "Say what is asked for."),
        None if asked_of.strip() else Refusal("nobody", "Say who is asked."),
        Refusal("in-the-past", "Evidence is asked for by today or a later day.") if due < today() else None,
    )


def why_not_answer(request: RequestSeen, *, became: str, on: date, words: str, by: Actor) -> Refusal | None:
    """The refusal ("unknown", "wrong-state", "scheme-…", "not-yet", "out-of-order", "no-words"), or None. `became` is a key of `states.VERBS`."""
    if became not in VERBS:
        return Refusal("unknown", f"A request is {', '.join(VERBS)}.")
    return first(
        STEPS.why_not(VERBS[became], request.state),
        why_not_keep(by=by),
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on > today() else None,
        Refusal("out-of-order", f"It was asked for on {say_day(request.asked_on)}.") if on < request.asked_on else None,
        None if became == "received" else _words(words, "Say what is missing, or why."),
    )


def why_not_give_time(request: RequestSeen, *, due: date, because: str, by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "in-the-past", "no-words") of another day for what was asked, or None."""
    return first(
        STEPS.why_not("give more time", request.state),
        None if follows else why_not_keep(by=by),
        Refusal("in-the-past", f"{say_day(due)} is not a day to come.") if due <= today() else None,
        _words(because, "Say why they have more time."),
    )


def why_not_date(case_ref: str, *, on: date, words: str, source: PieceSeen | None, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-source", "withdrawn", "not-yet", "no-words"), or None."""
    return first(
        why_not_keep(by=by),
        None if source and source.case_ref == case_ref else Refusal("no-source", "Say which piece of this case's evidence shows it."),
        Refusal("withdrawn", f"{source.ref} was withdrawn: {source.because} Choose another.") if source and source.withdrawn else None,
        Refusal("not-yet", f"{say_day(on)} has not come yet.") if on > today() else None,
        _words(words, "Say what happened."),
    )


def why_not_withdraw(standing: bool, *, words: str, by: Actor) -> Refusal | None:
    """Why a dated fact may not be withdrawn ("scheme-…", "gone", "no-words"), or None."""
    return first(
        why_not_keep(by=by), None if standing else Refusal("gone", "It is withdrawn already."), _words(words, "Say why, in a sentence.")
    )


def _papers(case_ref: str) -> tuple[str, ...]:
    """The post of a case and of those merged into it."""
    return cases.papers(case_ref) if cases.exists(case_ref) else ()


def _dropped(issue: IssueSeen) -> Refusal | None:
    return Refusal("dropped", f"{issue.ref} is looked into no longer.") if issue.state != IssueState.OPEN else None


def _words(words: str, says: str) -> Refusal | None:
    return None if words.strip() else Refusal("no-words", says)
