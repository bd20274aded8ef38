"""Carrying out what a review concluded, referring it back to a team that must take it, telling everybody, and closing it."""

from datetime import date

from duly.casework.decisions import queries as decisions
from duly.casework.reviews import checks, queries
from duly.casework.reviews.actions.steps import held, move, to_tell
from duly.casework.reviews.events import (
    PartyTold,
    ReviewCarriedOut,
    ReviewClosed,
    ReviewReferredBack,
    ReviewSentBack,
    ReviewTakenBack,
    ToTell,
)
from duly.casework.reviews.models import Told
from duly.casework.reviews.queries import ReviewSeen
from duly.casework.reviews.rules.telling import Tell
from duly.core.people.queries import post_titles
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def carry_out(ref: str, *, because: str, by: Actor) -> ReviewSeen:
    """Say that what was concluded is done. What that does to the decision and the case is done beside it, by the wing's flow."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_carry_out(seen, because=because, by=by))
        move(row, "carry out", done=because.strip())
        record.write(ReviewCarriedOut(ref, row.version, row.route, because.strip()), by=by)
    return queries.review(ref)


def refer_back(ref: str, *, team: str, because: str, by: Actor) -> ReviewSeen:
    """Refer a case back to the team of a post. It counts as done when somebody in that post has taken it back."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_refer_back(seen, team=team, teams=post_titles(), because=because, by=by))
        move(row, "refer back", team=team)
        record.write(ReviewReferredBack(ref, row.version, team, because.strip()), by=by)
    return queries.review(ref)


def take_back(ref: str, *, because: str, by: Actor) -> ReviewSeen:
    """Take back what was referred: `because` says what will be done."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_take_back(seen, step="take back", because=because, by=by))
        move(row, "take back", done=because.strip())
        record.write(ReviewTakenBack(ref, row.version, row.team, because.strip()), by=by)
    return queries.review(ref)


def send_back(ref: str, *, because: str, by: Actor) -> ReviewSeen:
    """Not take back what was referred, and say why: the review goes on, and is concluded again."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_take_back(seen, step="send back", because=because, by=by))
        team = row.team
        move(row, "send back", team="", outcome="", route="", conclusion="")
        record.write(ReviewSentBack(ref, row.version, team, because.strip()), by=by)
    return queries.review(ref)


def plan_to_tell(ref: str, *, party: str, what: str, by_when: date, by: Actor) -> ReviewSeen:
    """Say that somebody else is to be told something, and by when."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_plan_to_tell(seen, party=party, what=what, by_when=by_when, by=by))
        move(row)
        place = len(seen.tellings) + 1
        event = record.write(ToTell(ref, row.version, place, party.strip(), "other", by_when, what.strip()), by=by)
        to_tell(row, [Tell(party.strip(), "other", what, by_when)], event)
    return queries.review(ref)


def tell(ref: str, *, place: int, on: date, how: str, proof: str = "", by: Actor, follows: bool = False) -> ReviewSeen:
    """Say that somebody was told, on which day and how; `proof` is the letter's or the call's reference. `follows` says that it follows from a letter that was sent."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_tell(seen, place=place, on=on, how=how, by=by, follows=follows))
        party = next(one.party for one in seen.tellings if one.place == place)
        move(row)
        event = record.write(PartyTold(ref, row.version, place, party, on, proof.strip(), how.strip()), by=by)
        Told.objects.create(review=row, place=place, on=on, how=how.strip(), proof=proof.strip(), told_by=by.ref, made_by=event)
    return queries.review(ref)


def close(ref: str, *, by: Actor) -> ReviewSeen:
    """Close a review, once everybody was told who was to be, and what was to be amended was."""
    with unit_of_work() as record:
        row, seen = held(ref)
        stop_if(checks.why_not_close(seen, amended=bool(decisions.superseded_by(row.decision_ref)), by=by))
        move(row, "close")
        record.write(ReviewClosed(ref, row.version), by=by)
    return queries.review(ref)
