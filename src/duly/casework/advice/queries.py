"""Which advice there is, which of it stands, and which cases rely on it. Whoever asks is told of what they may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.casework.advice.models import Advice, Reliance
from duly.casework.advice.states import WAYS, AdviceState
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.submissions import queries as submissions
from duly.core.record.queries import private_words

ERASED = "[erased]"


@dataclass(frozen=True)
class RelianceSeen:
    """A case that relies on a piece of advice, since when and by whose hand."""

    case_ref: str
    relied_by: str
    relied_on: date


@dataclass(frozen=True)
class AdviceSeen:
    """One piece of advice in words; they read "[erased]" once they are gone. `relied` are the cases that rely on it still."""

    ref: str
    version: int
    state: str
    way: str
    about: str
    asker: str
    question: str
    subjects: tuple[str, ...]
    asked_on: date
    entered_by: str
    answerer: str
    answer: str
    answered_on: date | None
    withdrawn_on: date | None
    because: str
    superseded_by: str
    relied: tuple[RelianceSeen, ...]

    @property
    def stands(self) -> bool:
        """Whether it may be relied on."""
        return self.state == AdviceState.ANSWERED.value

    @property
    def said_way(self) -> str:
        """Which way it goes, in words."""
        return WAYS[self.way]

    def relied_on_by(self, case_ref: str) -> bool:
        """Whether this case relies on it."""
        return any(one.case_ref == case_ref for one in self.relied)


def advice(ref: str) -> AdviceSeen:
    """One piece of advice. An unknown one, and one that whoever asks may not see, is `Advice.DoesNotExist`."""
    return _seen([Advice.objects.get(ref=ref)])[0]


def exists(ref: str) -> bool:
    """Whether there is such advice for whoever asks."""
    return Advice.objects.filter(ref=ref).exists()


def every(*, stands: bool = False, limit: int = 10_000) -> tuple[AdviceSeen, ...]:
    """All advice, or only what may be relied on, the newest first."""
    found = Advice.objects.order_by("-asked_on", "-pk")
    return _seen((found.filter(state=AdviceState.ANSWERED.value) if stands else found)[:limit])


def of_case(case_ref: str) -> tuple[AdviceSeen, ...]:
    """Advice asked about a case or about a paper of it, and whatever else it relies on; the newest first."""
    about = [case_ref, *cases.papers(case_ref), *(one.ref for one in submissions.submissions(case_ref=case_ref))]
    found = Advice.objects.filter(about__in=about) | Advice.objects.filter(pk__in=_relied(case_ref))
    return _seen(found.order_by("-asked_on", "-pk"))


def search(words: str, *, limit: int) -> tuple[AdviceSeen, ...]:
    """Advice in which each of these words begins a word of its subjects, its question or its answer. What stands comes first, then the newest."""
    wanted = [word.casefold() for word in words.split()]
    if not wanted:
        return ()
    found = [one for one in every() if all(any(has.startswith(word) for has in _words(one)) for word in wanted)]
    return tuple(sorted(found, key=lambda one: not one.stands))[:limit]


def relied_in_vain() -> tuple[tuple[AdviceSeen, RelianceSeen], ...]:
    """Each case that still relies on advice that was withdrawn."""
    found = Advice.objects.filter(state=AdviceState.WITHDRAWN.value, reliances__superseded_by__isnull=True).distinct().order_by("pk")
    return tuple((one, reliance) for one in _seen(found) for reliance in one.relied)


def about_exists(about: str) -> bool:
    """Whether advice may be about this: a case, an item of post or a submission, that whoever asks may see."""
    return cases.exists(about) or bool(post.some((about,))) or bool(submissions.some((about,)))


def case_of(about: str) -> str:
    """The case that a piece of advice about this is of: the case itself, or the one its paper belongs to; nothing where there is none."""
    if cases.exists(about):
        return about
    return cases.of_items((about,)).get(about, "") or next((one.case_ref for one in submissions.some((about,))), "")


def _relied(case_ref: str) -> Iterable[int]:
    return Reliance.objects.filter(case_ref=case_ref, superseded_by__isnull=True).values_list("advice_id", flat=True)


def _words(one: AdviceSeen) -> set[str]:
    said = " ".join((*one.subjects, one.question, one.answer, one.asker, one.answerer, one.ref, one.about))
    return {word.strip(".,;:?!()“”\"'").casefold() for word in said.split()}


def _seen(rows: Iterable[Advice]) -> tuple[AdviceSeen, ...]:
    held = list(rows)
    words = private_words({event for one in held for event in (one.asked_in, one.answered_in, one.withdrawn_in) if event})
    relied: dict[int, list[RelianceSeen]] = {}
    for row in Reliance.objects.filter(advice__in=held, superseded_by__isnull=True).order_by("pk"):
        relied.setdefault(row.advice_id, []).append(RelianceSeen(row.case_ref, row.relied_by, row.relied_on))

    def seen(one: Advice) -> AdviceSeen:
        said = {
            name: str(words.get(event, {}).get(name, ERASED)) if event else ""
            for event, names in (
                (one.asked_in, ("asker", "question")),
                (one.answered_in, ("answerer", "answer")),
                (one.withdrawn_in, ("because",)),
            )
            for name in names
        }
        same = {name: getattr(one, name) for name in AdviceSeen.__annotations__ if name not in (*said, "subjects", "relied")}
        subjects = tuple(words.get(one.asked_in, {}).get("subjects", ()))
        return AdviceSeen(**same, **said, subjects=subjects, relied=tuple(relied.get(one.pk, ())))

    return tuple(seen(one) for one in held)
