"""What has been put up, and what became of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg

from duly.casework.submissions.models import ReturnNote, Submission, SubmissionVersion
from duly.casework.submissions.states import SubmissionState


@dataclass(frozen=True)
class TextSeen:
    """One version of a submission's text. `remedy_pence` in pence; `sha256` is of all that the signer is shown."""

    number: int
    ask: str
    remedy_pence: int
    mp_interest: bool
    paragraphs: tuple[str, ...]
    sha256: str
    prepared_by: str
    prepared_on: date

    @classmethod
    def of(cls, row: SubmissionVersion) -> "TextSeen":
        """From its row."""
        same = {name: getattr(row, name) for name in cls.__annotations__ if name != "paragraphs"}
        return cls(**same, paragraphs=tuple(row.paragraphs))


@dataclass(frozen=True)
class ReturnSeen:
    """Why a version was returned. `paragraph` 0 is the whole paper."""

    number: int
    reason: str
    words: str
    paragraph: int
    who_fixes: str
    fix_by: date
    returned_by: str
    returned_on: date

    @classmethod
    def of(cls, row: ReturnNote) -> "ReturnSeen":
        """From its row."""
        return cls(**{name: getattr(row, name) for name in cls.__annotations__})


@dataclass(frozen=True)
class SubmissionSeen:
    """A submission with every version and return, oldest first. `text` is the newest version."""

    ref: str
    version: int
    state: str
    case_ref: str
    kind: str
    number: int
    prepared_by: str
    reviewed_by: str
    drafted_on: date
    decision_ref: str
    texts: tuple[TextSeen, ...]
    returns: tuple[ReturnSeen, ...]

    @property
    def text(self) -> TextSeen:
        """The newest version."""
        return self.texts[-1]

    @property
    def authors(self) -> frozenset[str]:
        """Everybody who wrote a version."""
        return frozenset(one.prepared_by for one in self.texts)

    @classmethod
    def of(cls, row: Submission) -> "SubmissionSeen":
        """From its row."""
        same = {name: getattr(row, name) for name in cls.__annotations__ if name not in ("texts", "returns")}
        texts = tuple(TextSeen.of(one) for one in sorted(row.texts.all(), key=lambda one: one.number))
        returns = tuple(ReturnSeen.of(one) for one in sorted(row.returns.all(), key=lambda one: one.number))
        return cls(**same, texts=texts, returns=returns)


def submission(ref: str) -> SubmissionSeen:
    """One submission. An unknown one is `Submission.DoesNotExist`."""
    return SubmissionSeen.of(_with_all().get(ref=ref))


def submission_held(ref: str) -> SubmissionSeen:
    """One submission, which nobody else can move on until this unit of work ends."""
    Submission.objects.select_for_update().get(ref=ref)
    return submission(ref)


def submissions(*, states: tuple[str, ...] = (), case_ref: str = "", limit: int = 200) -> tuple[SubmissionSeen, ...]:
    """Submissions in these states (all where none is named), the oldest first."""
    found = _with_all().order_by("drafted_on", "ref")
    if states:
        found = found.filter(state__in=states)
    if case_ref:
        found = found.filter(case_ref=case_ref)
    return tuple(SubmissionSeen.of(row) for row in found[:limit])


def whose_move() -> tuple[tuple[str, str, frozenset[str]], ...]:
    """The state, author and everybody who wrote a version of each undecided submission, in one question: for counting whose move each is."""
    open_papers = (
        Submission.objects.exclude(state=SubmissionState.DECIDED).order_by().annotate(by=ArrayAgg("texts__prepared_by", distinct=True))
    )
    return tuple((state, author, frozenset(by)) for state, author, by in open_papers.values_list("state", "prepared_by", "by"))


def by_state() -> dict[str, int]:
    """How many submissions are in each state."""
    counted = Counter(Submission.objects.values_list("state", flat=True))
    return {state.value: counted.get(state.value, 0) for state in SubmissionState}


def _with_all():
    return Submission.objects.prefetch_related("texts", "returns")
