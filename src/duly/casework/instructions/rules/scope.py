"""Whether a standing instruction holds for one letter, so that nothing is acknowledged. In doubt it does not."""

from dataclasses import dataclass
from datetime import date

from duly.casework.instructions.rules.vocabulary import ANSWER_IT, IN_FORCE_STATE, KINDS, NOT_WITHIN, NOTHING_NEW, ON_FILE
from duly.primitives.period import say_day


@dataclass(frozen=True)
class Terms:
    """What an instruction says. `about` is every reference of its person; `expires_on` is the first day on which it no longer holds.

    With no `case_refs` its scope is a matter in words, of which a person says in each letter whether it is within.
    """

    ref: str
    state: str
    kind: str
    about: tuple[str, ...]
    case_refs: tuple[str, ...]
    channels: tuple[str, ...]
    starts: date | None
    review_on: date
    expires_on: date


@dataclass(frozen=True)
class Came:
    """A letter as scope is judged by. `writers` are references that are sure; `breaks` what in it breaks through, in words, such as "Distress".

    `cases` are all it belongs to or names. `outcome` is of its reading, or nothing. `words` says whether it has any that could be read.
    """

    channel: str
    received_on: date
    writers: tuple[str, ...]
    cases: tuple[str, ...]
    breaks: tuple[str, ...]
    words: bool
    outcome: str = ""


@dataclass(frozen=True)
class Verdict:
    """Whether an instruction holds for a letter, and why in one sentence. `silent` says that it was read, too, and no reply is owed.

    `code` is "holds", or what stands in the way: "kind", "state", "not-begun", "expired", "unreviewed", "writer", "channel", "unread-words",
    "breaks-through", "no-case", "other-case", "matter", "not-within" or "says-something-new".
    """

    instruction: str
    holds: bool
    silent: bool
    code: str
    because: str


def why_not_on(terms: Terms, on: date) -> tuple[str, str] | None:
    """Why an instruction does not hold on a day (code, sentence), or None. The day of review is the last on which it holds unreviewed."""
    if terms.state != IN_FORCE_STATE:
        return "state", f"{terms.ref} is {terms.state}, so it holds for nothing."
    if terms.starts is None or on < terms.starts:
        return "not-begun", f"{terms.ref} had not begun on {say_day(on)}."
    if on >= terms.expires_on:
        return "expired", f"{terms.ref} ran out on {say_day(terms.expires_on)}."
    if on > terms.review_on:
        return "unreviewed", f"{terms.ref} was to be reviewed by {say_day(terms.review_on)} and was not, so it holds no longer."
    return None


def judge(terms: Terms, came: Came, *, on: date) -> Verdict:
    """Whether an instruction holds for a letter, asked on a day: it must hold on that day and on the day the letter came."""
    refused = (
        _says_otherwise(terms)
        or why_not_on(terms, on)
        or why_not_on(terms, came.received_on)
        or _writer(terms, came)
        or _not_safe(terms, came)
        or _outside(terms, came)
    )
    if refused is not None:
        return Verdict(terms.ref, False, False, *refused)
    until = say_day(min(terms.review_on, terms.expires_on))
    says = f"{terms.ref} holds until {until}: it is read, and nothing is acknowledged."
    return Verdict(terms.ref, True, came.outcome == NOTHING_NEW, "holds", says)


def _says_otherwise(terms: Terms) -> tuple[str, str] | None:
    if terms.kind == ON_FILE:
        return None
    return "kind", f"{terms.ref} says: {KINDS[terms.kind].lower()}. Letters are acknowledged and answered."


def _writer(terms: Terms, came: Came) -> tuple[str, str] | None:
    if not set(came.writers) & set(terms.about):
        return "writer", f"It is not sure that it is from the person of {terms.ref}: nobody has said so, and its address is not theirs."
    if came.channel not in terms.channels:
        return "channel", f"It came by {came.channel}; {terms.ref} is about {', '.join(terms.channels)}."
    return None


def _not_safe(terms: Terms, came: Came) -> tuple[str, str] | None:
    if came.breaks:
        return "breaks-through", f"It breaks through {terms.ref}: {', '.join(came.breaks)}."
    if not came.words:
        return "unread-words", f"Its words have not been read, so {terms.ref} does not hold for it."
    return None


def _outside(terms: Terms, came: Came) -> tuple[str, str] | None:
    other = sorted(set(came.cases) - set(terms.case_refs)) if terms.case_refs else []
    if other:
        return "other-case", f"It is about {', '.join(other)}, outside {terms.ref}."
    if terms.case_refs and not came.cases:
        return "no-case", f"It is with no case yet: put it with its case before {terms.ref} can hold for it."
    if came.outcome == NOT_WITHIN:
        return "not-within", f"Who read it says that it is not within {terms.ref}."
    if came.outcome == ANSWER_IT:
        return "says-something-new", f"Who read it says that something is to be answered, so {terms.ref} does not hold for it."
    if not terms.case_refs and not came.outcome:
        return (
            "matter",
            f"{terms.ref} is about a matter, not a case: it holds once somebody has read the letter and says that it is of that.",
        )
    return None
