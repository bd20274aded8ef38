"""Why something may not be done with a principal's box."""

from datetime import date

from duly.casework.boxes import powers
from duly.casework.boxes.queries import principals, questions, received
from duly.casework.boxes.rules import Rates
from duly.casework.submissions.queries import SubmissionSeen, trips
from duly.core.people.queries import post_titles
from duly.core.record.clock import today
from duly.core.scheme.queries import standing_for, why_not
from duly.primitives.actor import Actor
from duly.primitives.power import POWERS
from duly.primitives.refusal import Refusal, first


def why_not_name(post: str, *, rates: Rates, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-post", "rates"), or None."""
    return first(
        why_not(powers.PRINCIPALS, {}, actor=by, on=today()),
        None if post in post_titles() else Refusal("no-post", "Choose the post."),
        None
        if rates.words_per_minute > 0 and rates.minutes_per_week > 0 and rates.minutes_per_page >= 0 and rates.needed_in_working_days >= 0
        else Refusal("rates", "Words a minute and minutes a week are more than nothing."),
    )


def why_not_place(seen: SubmissionSeen, *, post: str, because: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "decided", "no-box", "no-reason"), or None. Whoever holds the principal's post may order their own box."""
    own = post in by.posts or post in standing_for(by.ref, on=today())
    return first(
        None if own else why_not(powers.ORDER, {}, actor=by, on=today()),
        Refusal("decided", f"{seen.ref} is decided already.") if seen.state == "decided" else None,
        None if any(one.post == post for one in principals(on=today())) else Refusal("no-box", "Choose whose box it is for."),
        None if because.strip() else Refusal("no-reason", "Say why it is to be there, or needed by then."),
    )


def why_not_read(seen: SubmissionSeen, *, number: int, last: int) -> Refusal | None:
    """The refusal ("no-version", "read"), or None."""
    return first(
        None if 1 <= number <= seen.number else Refusal("no-version", f"{seen.ref} has {seen.number} versions."),
        Refusal("read", "You have read that version already.") if number <= last else None,
    )


def why_not_ask(*, words: str) -> Refusal | None:
    """The refusal ("no-words"), or None. Whether they may sign it, as whoever asks must, the flow asks before."""
    return None if words.strip() else Refusal("no-words", "Say what you ask.")


def why_not_reply(seen: SubmissionSeen, *, place: int, words: str, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-question", "no-words"), or None."""
    return first(
        why_not(POWERS["submissions.put_up"], {}, actor=by, on=today()),
        None
        if any(one.place == place and one.replied_on is None for one in questions(seen.ref))
        else Refusal("no-question", "There is no such question waiting for an answer."),
        None if words.strip() else Refusal("no-words", "Write the answer first."),
    )


def why_not_receive(seen: SubmissionSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "not-back", "received"), or None: Operations receives what came back from a principal."""
    came = came_back(seen)
    return first(
        why_not(POWERS["submissions.put_up"], {}, actor=by, on=today()),
        None if came else Refusal("not-back", f"{seen.ref} has not come back from whoever signs it."),
        Refusal("received", "It was received already.") if came and (seen.ref, came) in received() else None,
    )


def came_back(seen: SubmissionSeen) -> int:
    """The newest version of a paper that came back from whoever signs it; 0 when none has."""
    return max((one.number for one in trips() if one.ref == seen.ref and one.how != "away"), default=0)


def may_be_needed(needed_by: date | None) -> Refusal | None:
    """The refusal of a day that is gone, or None."""
    return Refusal("past", "Say a day that is not in the past.") if needed_by is not None and needed_by < today() else None
