"""What a case is called put right, and every paper not yet out of the office that still calls it as before."""

import re
from dataclasses import dataclass

from duly.casework.cases import actions as cases
from duly.casework.cases import checks
from duly.casework.cases import queries as case_queries
from duly.casework.cases.queries import CaseSeen
from duly.casework.dispatch import queries as letters
from duly.casework.flow.bodies import BODY, asked_of
from duly.casework.reviews import queries as reviews
from duly.casework.submissions import queries as submissions
from duly.casework.submissions.states import UNDECIDED
from duly.core.directory import queries as directory
from duly.core.directory.rules import plain_name
from duly.core.people import queries as people
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if

NOT_OUT = ("draft", "returned", "approved", "released")


@dataclass(frozen=True)
class PutRight:
    """The case as it reads now, references of letters and submissions that still say what was put right, and what is to be looked at besides, a sentence each."""

    case: CaseSeen
    still: tuple[str, ...]
    besides: tuple[str, ...] = ()


def put_case_right(ref: str, *, title: str, complainant: str, body: str, because: str, despite: str = "", by: Actor) -> PutRight:
    """Put right what a case is about, who complains or about whom. Nothing that was written is changed: what still says it as before is named, to be mended by hand.

    Another body is asked of the directory as of the day the case was opened: where it was not in jurisdiction then, or another stood for it, that is refused ("asked")
    until `despite` says why it is so all the same, which is recorded. Whoever works on the case and declared an interest in who it names now is named, and so is
    a party that stands for whom it named before.
    """
    was = case_queries.case(ref)
    said = {"title": title, "complainant": complainant, "body": body}
    stop_if(checks.why_not_put_right(was, **said, because=because, by=by))
    asked = asked_of(body.strip(), on=was.opened_on) if body.strip() != was.body else ()
    if asked and not despite.strip():
        raise Refused(Refusal("asked", f"{' '.join(asked)} Say why it is about {body.strip()} all the same, or name the other."))
    with unit_of_work():
        why = f"{because.strip()} {despite.strip()}" if asked else because
        now = cases.put_right(ref, **said, because=why, by=by)
    still = still_saying(ref, ((was.complainant, now.complainant), (was.body, now.body), (was.title, now.title)))
    return PutRight(now, still, (*_interested(was, now), *_parties_as_before(was, now)))


def still_saying(case_ref: str, changed: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """Letters of a case that are not sent, and submissions that are not decided, in which it is called as before: (as it read, as it reads), who complains first.

    Somebody is called by the whole name, with an honorific or without, or by any name of theirs that was put right, in capitals or not.
    """
    (person, *others) = changed
    looked_for = [one for one in (_of_person(*person), *(_of_words(*pair) for pair in others)) if one]
    told = [
        (one.ref, f"{one.to_name} {one.text} {' '.join(one.fields.values())}")
        for one in letters.letters(states=NOT_OUT, case_ref=case_ref, limit=2000)
    ]
    papers = submissions.submissions(states=UNDECIDED, case_ref=case_ref)
    told += [(one.ref, " ".join((one.text.ask, *one.text.paragraphs))) for one in papers]
    right = [_plain(now) for _, now in changed]
    return tuple(ref for ref, text in told if any(one.search(_without(text, right)) for one in looked_for))


def _of_person(was: str, now: str) -> re.Pattern[str] | None:
    """What finds a person as they were called. A name that both have says nothing, unless the honorific alone was wrong: then it is looked for with that."""
    if _plain(was) == _plain(now):
        return None
    before, after = plain_name(was).split(), plain_name(now).split()
    gone = [word for word in before if word not in after and len(word) > 1]
    if gone or not before:
        return _any_of([_plain(was), *gone])
    honorifics = [word for word in _plain(was).split() if word not in before and word not in _plain(now).split()]
    return _any_of([_plain(was), *(f"{one} {before[-1]}" for one in honorifics)])


def _of_words(was: str, now: str) -> re.Pattern[str] | None:
    """What finds a body or a subject as it was called: the whole of it, without "the" before it."""
    return None if _plain(was) == _plain(now) else _any_of([_plain(was).removeprefix("the ")])


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in words if one) or r"(?!)")


def _plain(words: str) -> str:
    """In small letters, with one space between words and no full stop after an honorific."""
    return " ".join(words.casefold().replace("’", "'").replace(".", " ").split())


def _without(text: str, right: list[str]) -> str:
    """A text without what it says rightly, which may have what is wrong in it: “Northmere Council” stands in “Northmere Council Pensions”."""
    plain = _plain(text)
    for one in sorted(right, key=len, reverse=True):
        plain = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", " ", plain) if one else plain
    return plain


def _interested(was: CaseSeen, now: CaseSeen) -> tuple[str, ...]:
    """Whoever works on the case and declared an interest in somebody it names now, and did not before. What they declared is theirs to tell."""
    named = [after for before, after in ((was.complainant, now.complainant), (was.body, now.body)) if before != after]
    if not named:
        return ()
    authors = [who for one in submissions.submissions(states=UNDECIDED, case_ref=was.ref) for who in one.authors]
    reviewers = [one.reviewer for one in reviews.reviews(case_ref=was.ref, only_open=True)]
    called = people.names()
    return tuple(
        f"{called.get(who, who)} works on it and has declared an interest that bears on it: give it to somebody else."
        for who in dict.fromkeys((was.owner, *sorted(authors), *reviewers))
        if who and case_queries.interest_in_names(named, officer=who)
    )


def _parties_as_before(was: CaseSeen, now: CaseSeen) -> tuple[str, ...]:
    """A party of the directory that stands for whom the case named before, and not for whom it names now."""
    pairs = {"complainant": (was.complainant, now.complainant), BODY: (was.body, now.body)}
    return tuple(
        f"{directory.names([ref])[ref]} ({ref}) is still the {role} of {was.ref} in the directory: withdraw that, and name {pairs[role][1]}."
        for role, ref in case_queries.parties(was.ref)
        if role in pairs and pairs[role][0] != pairs[role][1] and not directory.may_mean(pairs[role][1], refs=[ref])
    )
