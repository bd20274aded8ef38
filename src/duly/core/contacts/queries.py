"""What was said in calls, how often somebody rings, and what the first-contact desk was asked and answered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from duly.core.contacts import states
from duly.core.contacts.models import Call, Enquiry, Promise
from duly.core.directory import queries as directory
from duly.core.record.clock import LONDON, now, today
from duly.core.record.queries import private_words
from duly.core.work import queries as work

ERASED = "[erased]"
WEEKS = 13


@dataclass(frozen=True)
class CallSeen:
    """One call. What was said reads "[erased]" once its words are gone. `promises` are the tasks that promises became."""

    ref: str
    at: datetime
    direction: str
    about: str
    caller: str
    case_ref: str
    verified: str
    gist: str
    flags: tuple[str, ...]
    taken_by: str
    promises: tuple[str, ...]

    @property
    def day(self) -> date:
        """The day of the call, where the office is."""
        return self.at.astimezone(LONDON).date()

    @property
    def flagged(self) -> str:
        """What was noticed, as words."""
        return ", ".join(self.flags)


@dataclass(frozen=True)
class Pattern:
    """How somebody rings: calls in the last 7 and 30 days, those in which something was noticed, and calls of each of the last 13 weeks."""

    week: int
    month: int
    flagged: int
    by_week: tuple[int, ...]


@dataclass(frozen=True)
class EnquirySeen:
    """One enquiry, in words. `answer` is what was said in the end, kept to be used again."""

    ref: str
    version: int
    state: str
    about: str
    asker: str
    question: str
    expected: str
    owner: str
    needed_by: date
    asked_on: date
    proposal: str
    proposed_by: str
    settled_how: str
    settled_by: str
    settled_words: str
    answer: str
    answered_on: date | None

    @property
    def late(self) -> bool:
        """Whether it should have been answered before today."""
        return self.answered_on is None and self.needed_by < today()


def call(ref: str) -> CallSeen:
    """One call. An unknown one is `Call.DoesNotExist`."""
    return _calls([_standing().get(ref=ref)])[0]


def calls(*, about: Collection[str] = (), case_ref: str = "", limit: int = 2000) -> tuple[CallSeen, ...]:
    """Calls, newest first: with any of these entries of the directory, or about a case."""
    found = _standing().order_by("-at", "-pk")
    if about:
        found = found.filter(about__in=about)
    if case_ref:
        found = found.filter(case_ref=case_ref)
    return _calls(found[:limit])


def pattern(about: Collection[str]) -> Pattern:
    """How often these have rung of late."""
    at = now()
    found = calls(about=about) if about else ()
    since = [one for one in found if one.at > at - timedelta(weeks=WEEKS)]
    weeks = [0] * WEEKS
    for one in since:
        weeks[WEEKS - 1 - min(WEEKS - 1, (at - one.at).days // 7)] += 1
    return Pattern(
        sum(one.at > at - timedelta(days=7) for one in since),
        sum(one.at > at - timedelta(days=30) for one in since),
        sum(bool(one.flags) for one in since),
        tuple(weeks),
    )


def may_be_said(verified: str) -> str:
    """What may be said to a caller so verified."""
    return states.MAY_BE_SAID.get(verified, states.ANYTHING)


def enquiry(ref: str) -> EnquirySeen:
    """One enquiry. An unknown one is `Enquiry.DoesNotExist`."""
    return _enquiries([Enquiry.objects.get(ref=ref)])[0]


def enquiries(*, limit: int = 2000) -> tuple[EnquirySeen, ...]:
    """Every enquiry, those to be answered first at the head."""
    return _enquiries(Enquiry.objects.order_by("needed_by", "pk")[:limit])


def answered_before(words: str, *, limit: int = 5) -> tuple[EnquirySeen, ...]:
    """Answers given before that share words with a question, the likest first and then the newest. Words of three letters or fewer say nothing."""
    wanted = _telling(words)
    answered = _enquiries(Enquiry.objects.filter(Q(state="answered")).order_by("-answered_on", "-pk")[:2000])
    shared = [(len(wanted & _telling(f"{one.question} {one.answer}")), one) for one in answered]
    return tuple(one for many, one in sorted(shared, key=lambda pair: -pair[0]) if many)[:limit]


def _telling(words: str) -> set[str]:
    return {word.strip(".,;:?!()").casefold() for word in words.split() if len(word.strip(".,;:?!()")) > 3}


def _standing() -> QuerySet[Call]:
    return Call.objects.filter(superseded_by__isnull=True)


def _calls(rows: Iterable[Call]) -> tuple[CallSeen, ...]:
    held = list(rows)
    promised: dict[str, list[str]] = {}
    for ref, task in Promise.objects.filter(call__ref__in={one.ref for one in held}).order_by("pk").values_list("call__ref", "task_ref"):
        promised.setdefault(ref, []).append(task)
    words = private_words({one.made_by for one in held})
    called = directory.names({one.about for one in held if one.about})

    def seen(one: Call) -> CallSeen:
        said = words.get(one.made_by, {})
        return CallSeen(
            one.ref,
            one.at,
            one.direction,
            one.about,
            called.get(one.about, "") or said.get("caller", ERASED),
            one.case_ref,
            said.get("verified", ERASED),
            said.get("gist", ERASED),
            tuple(said.get("flags", ())),
            one.taken_by,
            tuple(promised.get(one.ref, ())),
        )

    return tuple(seen(one) for one in held)


def _enquiries(rows: Iterable[Enquiry]) -> tuple[EnquirySeen, ...]:
    held = list(rows)
    events = {e for one in held for e in (one.asked_in, one.proposed_in, one.settled_in, one.answered_in) if e}
    words = private_words(events)

    def said(event, field: str) -> str:
        return str(words.get(event, {}).get(field, ERASED)) if event else ""

    return tuple(
        EnquirySeen(
            one.ref,
            one.version,
            one.state,
            one.about,
            said(one.asked_in, "asker"),
            said(one.asked_in, "question"),
            said(one.asked_in, "expected"),
            one.owner,
            one.needed_by,
            one.asked_on,
            said(one.proposed_in, "proposal"),
            one.proposed_by,
            one.settled_how,
            one.settled_by,
            said(one.settled_in, "words"),
            said(one.answered_in, "answer"),
            one.answered_on,
        )
        for one in held
    )


def promises_of(refs: Collection[str]) -> tuple[work.TaskSeen, ...]:
    """What was promised in these calls and is not done yet."""
    return work.tasks(about=refs) if refs else ()
