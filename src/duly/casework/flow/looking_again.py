"""Looking again: a review taken in with its clocks, admitted, carried out on the decision and the case, and told of."""

from collections.abc import Sequence
from datetime import date

from duly.casework.cases import actions as cases
from duly.casework.cases import checks as case_checks
from duly.casework.cases import queries as case_queries
from duly.casework.cases.states import Stage
from duly.casework.correspondence import queries as post
from duly.casework.decisions import actions as decisions
from duly.casework.decisions import queries as decision_queries
from duly.casework.dispatch import actions as letter_actions
from duly.casework.dispatch import queries as letters
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.dispatch.states import LetterState
from duly.casework.flow.review_askers import asker_of
from duly.casework.flow.risking import risk_due
from duly.casework.reviews import actions as reviews
from duly.casework.reviews import checks as review_checks
from duly.casework.reviews import queries
from duly.casework.reviews.queries import ReviewSeen
from duly.core.alerts.actions import News, raise_all
from duly.core.clocks import actions as clocks
from duly.core.clocks import queries as clock_queries
from duly.core.clocks.queries import ClockSeen
from duly.core.contacts import queries as contacts
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now, today
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
    """Take in a request for review and start its clocks, once each: with them the three days in which it is accepted or refused.

    Refused besides what the room refuses: "not-a-party" and "no-consent" of somebody who may not ask, with who may.
    """
    with unit_of_work():
        decision = decision_queries.decision(decision_ref)
        said = {"asker": asker, "asked_by": asked_by, "received_on": received_on, "grounds": grounds}
        stop_if(review_checks.why_not_ask(decision, **said, by=by))
        asked_ref = asker_of(decision.case_ref, asker=asker, asked_by=asked_by)
        done = reviews.ask(decision_ref, **said, source=source, asked_ref=asked_ref, by=by)
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


def withdraw_review(ref: str, *, on: date, proof: str = "", because: str, by: Actor) -> ReviewSeen:
    """Note that whoever asked took it back. No answer is owed any more: its clocks end and say so, the court's own runs on, and drafts of what is not to be told
    any more are dropped. `proof` is the letter or call in which they did ("no-such-proof" where there is none)."""
    seen, proof = queries.review(ref), proof.strip().upper()
    stop_if(_why_not_said_in(proof, seen.case_ref))
    with unit_of_work():
        done = reviews.withdraw(ref, on=on, proof=proof, because=because, by=by)
        others = [one for one in queries.reviews(decision_refs=[done.decision_ref]) if one.ref != ref and one.untold]
        over = ("review-validity",) if others else ("review-validity", *ACKNOWLEDGED, *ANSWERED)
        for clock in clock_queries.clocks(kind="decision", about=done.decision_ref, only_open=True):
            if clock.rule_code in over:
                clocks.end(clock.ref, because=f"{ref} was withdrawn on {say_day(on)}: no answer is owed.", by=by, follows=True)
        for concern in (f"{ref}/{one.place}" for one in seen.untold):
            for letter in letters.letters(concerns=concern, states=(LetterState.DRAFT, LetterState.RETURNED)):
                if letter.concerns == [concern]:
                    words = f"{ref} was withdrawn: only that is to be told of it."
                    letter_actions.drop(letter.ref, because=words, by=by, follows=True)
        if done.reviewer and done.reviewer != by.ref:
            says = f"{ref} on {done.case_ref} was withdrawn by whoever asked for it: nothing more is to be looked at."
            raise_all(
                [News(done.reviewer, f"review withdrawn {ref}", "A review you have was withdrawn", f"/reviews/{ref}/", now(), words=says)]
            )
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


def _why_not_said_in(proof: str, case_ref: str) -> Refusal | None:
    """Whether a letter or a call of that reference is there: "no-such-proof", or None. That one is named at all is asked by the room."""
    if not proof or post.some((proof,)) or any(one.ref == proof for one in contacts.calls(case_ref=case_ref)):
        return None
    return Refusal("no-such-proof", f"There is no item of post {proof}, and no such call about {case_ref}.")


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
