"""Looking again: a review taken in with its clocks, admitted, carried out on the decision and the case, and told of."""

from collections.abc import Sequence
from datetime import date

from duly.casework.cases import actions as cases
from duly.casework.cases import checks as case_checks
from duly.casework.cases import queries as case_queries
from duly.casework.cases.states import Stage
from duly.casework.decisions import actions as decisions
from duly.casework.decisions import queries as decision_queries
from duly.casework.dispatch import queries as letters
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.flow.risking import risk_due
from duly.casework.reviews import actions as reviews
from duly.casework.reviews import queries
from duly.casework.reviews.queries import ReviewSeen
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.clocks.queries import ClockSeen
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused, stop_if

ACKNOWLEDGED = ("review-acknowledgement",)
ANSWERED = ("review-answer", "review-ten-weeks", "review-jr-safe")


def review_asked(decision_ref: str, *, received_on: date, promised: str = "review-answer", by: Actor) -> tuple[ClockSeen, ...]:
    """A review of a decision was asked for: from the decision the judicial review window runs, and the day by which an answer leaves 28 days of it;
    from the request the acknowledgement and the answer, by the rule of what was `promised`. A clock that is open already is not started again."""
    signed_on = decision_queries.decision(decision_ref).signed_on
    begun = (
        ("judicial-review", signed_on),
        ("review-jr-safe", signed_on),
        ("review-acknowledgement", received_on),
        (promised, received_on),
    )
    with unit_of_work():
        return tuple(_running(decision_ref, rule, began, by) for rule, began in begun)


def ask_for_review(
    decision_ref: str,
    *,
    asker: str,
    asked_by: str,
    received_on: date,
    grounds: Sequence[tuple[str, str]],
    promised: str = "review-answer",
    source: str = "",
    by: Actor,
) -> ReviewSeen:
    """Take in a request for review and start its clocks, once each: with them the three days in which it is accepted or refused."""
    with unit_of_work():
        done = reviews.ask(decision_ref, asker=asker, asked_by=asked_by, received_on=received_on, grounds=grounds, source=source, by=by)
        review_asked(decision_ref, received_on=received_on, promised=promised, by=by)
        _running(decision_ref, "review-validity", received_on, by)
        risk_due(done.case_ref, trigger="review", source=done.ref, by=by)
    return done


def accept_review(ref: str, *, valid: Sequence[str], because: str, why_late: str = "", by: Actor) -> ReviewSeen:
    """Accept a request, which meets the clock of saying so."""
    with unit_of_work():
        done = reviews.accept(ref, valid=valid, because=because, why_late=why_late, by=by)
        _meet(done.decision_ref, ("review-validity",), today(), f"{ref} was accepted.", by)
    return done


def refuse_review(ref: str, *, reason: str, because: str, by: Actor) -> ReviewSeen:
    """Refuse a request, which meets the clock of saying so."""
    with unit_of_work():
        done = reviews.refuse(ref, reason=reason, because=because, by=by)
        _meet(done.decision_ref, ("review-validity",), today(), f"{ref} was refused.", by)
    return done


def carry_out_review(ref: str, *, because: str, true_from: date | None = None, by: Actor) -> ReviewSeen:
    """Do what a review concluded: confirm the decision, withdraw it and open the case again, or say what was done. Nothing is overtyped.

    Refused by whichever room is asked: "scheme-…" of who may not withdraw, "already-withdrawn", "case-closed" where the case must be opened first.
    """
    seen = queries.review(ref)
    with unit_of_work():
        done = reviews.carry_out(ref, because=because, by=by)
        if seen.route in ("confirm", "explain"):
            decisions.confirm(seen.decision_ref, because=because, review_ref=ref, by=by)
        elif seen.route == "quash":
            decisions.withdraw(seen.decision_ref, true_from=true_from or today(), because=because, review_ref=ref, by=by)
            _open_again(seen.case_ref, f"A decision on it was withdrawn after {ref}.", by)
    return done


def tell_party(ref: str, *, place: int, on: date, how: str, proof: str = "", by: Actor, follows: bool = False) -> ReviewSeen:
    """Say that somebody was told; a letter is proof once it was sent. Whoever asked being told that we have it, or what we found, meets the clocks of that."""
    stop_if(_why_not_proof(queries.review(ref), proof.strip(), on))
    with unit_of_work():
        done = reviews.tell(ref, place=place, on=on, how=how, proof=proof, by=by, follows=follows)
        told = next(one for one in done.tellings if one.place == place)
        if told.party == ("complainant" if done.asker == "ourselves" else done.asker):
            met = {"acknowledgement": ACKNOWLEDGED, "answer": (*ACKNOWLEDGED, *ANSWERED)}.get(told.kind, ())
            _meet(done.decision_ref, met, on, f"The {told.party} was told ({ref}).", by, follows=follows)
    return done


def told_by_letter(letter: LetterSeen, *, by: Actor) -> None:
    """Note of everybody whom a letter that was sent tells of a review that they were told: it follows from the sending."""
    for concern in letter.concerns:
        ref, _, place = concern.partition("/")
        if not (ref.startswith("RV-") and place.isdigit() and letter.sent_on):
            continue
        if any(one.place == int(place) and one.on is None for one in queries.review(ref).tellings):
            said = {"how": f"By letter, {letter.channel}", "proof": letter.ref}
            tell_party(ref, place=int(place), on=letter.sent_on, **said, by=by, follows=True)


def _why_not_proof(seen: ReviewSeen, proof: str, on: date) -> Refusal | None:
    """A letter proves that somebody was told when it is of the case and went on that day: "no-such-letter", "not-sent", "other-day"; or None."""
    if not proof.startswith("L-"):
        return None
    letter = next((one for one in letters.letters(case_ref=seen.case_ref, limit=2000) if one.ref == proof), None)
    if letter is None:
        return Refusal("no-such-letter", f"{proof} is no letter of {seen.case_ref}.")
    if letter.sent_on is None:
        return Refusal("not-sent", f"{proof} is {letter.state} and was not sent, so nobody was told by it yet.")
    return Refusal("other-day", f"{proof} was sent on {say_day(letter.sent_on)}: choose that day.") if on != letter.sent_on else None


def _open_again(case_ref: str, because: str, by: Actor) -> None:
    case = case_queries.case(case_ref)
    if case.stage != Stage.CLOSED:
        return
    if case_checks.why_not_begin_reopening(case, by=by):
        words = f"{case_ref} is closed, and opening it again is not for your post: have that done first, then withdraw the decision."
        raise Refused(Refusal("case-closed", words))
    cases.reopen(case_ref, because=because, by=by)


def _running(decision_ref: str, rule: str, began: date, by: Actor) -> ClockSeen:
    """The clock of a rule that is open on a decision, else a new one."""
    found = clock_queries.clocks(kind="decision", about=decision_ref, rule=rule, only_open=True)
    return (
        found[0]
        if found
        else clocks.start(kind="decision", about=decision_ref, rule=rule, began=began, because="A review was asked for.", by=by)
    )


def _meet(decision_ref: str, rules: Sequence[str], on: date, because: str, by: Actor, *, follows: bool = False) -> None:
    for one in clock_queries.clocks(kind="decision", about=decision_ref, only_open=True):
        if one.rule_code in rules:
            clocks.meet(one.ref, on=on, because=because, by=by, follows=follows)
