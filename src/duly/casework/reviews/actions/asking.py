"""Taking in a request for review, and accepting or refusing it; and adopting the rules that govern both."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from duly.casework.decisions import queries as decisions
from duly.casework.reviews import checks, queries
from duly.casework.reviews.actions.steps import held, move, tell_by, to_tell
from duly.casework.reviews.events import ReviewAccepted, ReviewAsked, ReviewRefused, ReviewRulesAdopted, ReviewWithdrawn
from duly.casework.reviews.models import AdoptedRules, Ground, Review
from duly.casework.reviews.powers import SET_RULES
from duly.casework.reviews.queries import ReviewSeen
from duly.casework.reviews.rules.ruleset import why_not_rules
from duly.casework.reviews.rules.telling import on_asking, on_refusing, on_withdrawing
from duly.casework.reviews.states import ReviewState
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.core.record.queries import history, next_version
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refusal, first, stop_if


def ask(
    decision_ref: str,
    *,
    asker: str,
    asked_by: str,
    received_on: date,
    grounds: Sequence[tuple[str, str]],
    source: str = "",
    asked_ref: str = "",
    by: Actor,
) -> ReviewSeen:
    """Take in a request to look at a decision again. `grounds` are (code of the rules in force, what they say); `source` is an item of post;
    `asked_ref` is whoever asks in the directory, where they have an entry.

    The decision is pinned as it is and as it stands today. Whether it is in time is reckoned and kept, not judged: that is for whoever accepts it.
    """
    with unit_of_work() as record:
        decision = decisions.decision(decision_ref)
        stop_if(checks.why_not_ask(decision, asker=asker, asked_by=asked_by, received_on=received_on, grounds=grounds, by=by))
        timely = queries.in_time(decision, asker=asker, received_on=received_on)
        made = history("decision", decision_ref)[decision.version - 1]
        rules = queries.rules_in_force(on=received_on)
        row = Review(
            ref=f"RV-{today():%y}-{take_number('reviews_review_number'):05d}",
            version=1,
            state=ReviewState.ASKED,
            case_ref=decision.case_ref,
            number=Review.objects.filter(case_ref=decision.case_ref).count() + 1,
            decision_ref=decision_ref,
            decision_version=decision.version,
            decision_event=made.event_id,
            decision_sha256=decision.seen_sha256,
            stood_as=queries.how_it_stands(decision),
            asker=asker,
            asked_by=asked_by.strip(),
            asked_ref=asked_ref,
            source=source,
            received_on=received_on,
            last_day=timely.last_day,
            in_time=timely.in_time,
            rules_number=rules.number,
        )
        row.save(force_insert=True)
        told = ReviewAsked(
            *(
                row.ref,
                1,
                row.case_ref,
                decision_ref,
                decision.version,
                str(made.event_id),
                row.decision_sha256,
                row.stood_as,
                asker,
                source,
            ),
            received_on,
            last_day=str(timely.last_day or ""),
            in_time="yes" if timely.in_time else "no",
            rules=rules.number,
            grounds=tuple(code for code, _ in grounds),
            asked_by=row.asked_by,
            words=tuple(words.strip() for _, words in grounds),
            asked_ref=asked_ref,
        )
        event = record.write(told, by=by)
        Ground.objects.bulk_create(
            Ground(review=row, place=place, code=code, words=words.strip(), made_by=event)
            for place, (code, words) in enumerate(grounds, start=1)
        )
        to_tell(row, on_asking(asker, by_when=tell_by(row)), event)
    return queries.review(row.ref)


def accept(ref: str, *, valid: Sequence[str], because: str, why_late: str = "", by: Actor) -> ReviewSeen:
    """Accept a request. `valid` are codes of the validity test that hold; one that is out of time is accepted with its own reason."""
    with unit_of_work() as record:
        row, seen = held(ref)
        decision = decisions.decision(row.decision_ref)
        stop_if(checks.why_not_accept(seen, decision, valid=valid, why_late=why_late, because=because, by=by))
        late = "" if row.in_time else why_late.strip()
        move(row, "accept", because=because.strip(), why_late=late)
        record.write(ReviewAccepted(ref, row.version, tuple(valid), "yes" if late else "no", because.strip(), late), by=by)
    return queries.review(ref)


def refuse(ref: str, *, reason: str, because: str, by: Actor) -> ReviewSeen:
    """Refuse a request, with the coded reason and the words. Whoever asked is still to be told."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_refuse(seen, decisions.decision(row.decision_ref), reason=reason, because=because, by=by))
        move(row, "refuse", reason=reason, because=because.strip())
        event = record.write(ReviewRefused(ref, row.version, reason, because.strip()), by=by)
        to_tell(row, on_refusing(row.asker, by_when=tell_by(row)), event)
    return queries.review(ref)


def withdraw(ref: str, *, on: date, proof: str, because: str, by: Actor) -> ReviewSeen:
    """Note that whoever asked took it back, on which day and in which letter or call. They are to be told that it is noted, and so is everybody who was told of
    the review that it is over; what else was planned to be told falls away."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_withdraw(seen, decisions.decision(row.decision_ref), on=on, proof=proof, because=because, by=by))
        first_after = row.tellings.count() + 1
        gone = tuple(str(one.place) for one in seen.untold)
        said = {"withdrawn_on": on, "withdrawn_because": because.strip(), "withdrawn_in": proof.strip()}
        move(row, "withdraw", **said, tell_from=first_after)
        event = record.write(ReviewWithdrawn(ref, row.version, on, proof.strip(), gone, because.strip()), by=by)
        told = tuple(dict.fromkeys(one.party for one in seen.tellings if one.on))
        to_tell(row, on_withdrawing(row.asker, told, by_when=tell_by(row)), event)
    return queries.review(ref)


def adopt_rules(data: Mapping[str, Any], *, starts: date, because: str, by: Actor) -> int:
    """Adopt rules of reviews for what is asked for from a day on, and return their number. Refused: "scheme-…", "rules", "past", "no-reason"."""
    with unit_of_work() as record:
        stop_if(
            first(
                why_not(SET_RULES, {}, actor=by, on=today()),
                why_not_rules(data),
                Refusal("past", "Rules begin today or later: what was asked for stays under its own.") if starts < today() else None,
                None if because.strip() else Refusal("no-reason", "Say why, in a sentence."),
            )
        )
        number, content = queries.highest_number() + 1, dict(data)
        version = next_version(ReviewRulesAdopted.subject, "review-rules")
        told = ReviewRulesAdopted("review-rules", version, number, starts, sha256_hex(canonical(content)), because.strip())
        event = record.write(told, by=by)
        AdoptedRules.objects.create(number=number, starts=starts, content=content, because=because.strip(), made_by=event)
    return number
