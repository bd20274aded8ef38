"""What has been put up, and what became of it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg

from duly.casework.adjudication import queries as adjudication
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.investigation import queries as investigation
from duly.casework.submissions.governing import as_its_reason_says as as_its_reason_says
from duly.casework.submissions.governing import checklists_on as checklists_on
from duly.casework.submissions.governing import every_reason as every_reason
from duly.casework.submissions.governing import every_rules as every_rules
from duly.casework.submissions.governing import highest_number as highest_number
from duly.casework.submissions.governing import limits_on as limits_on
from duly.casework.submissions.governing import reasons_said as reasons_said
from duly.casework.submissions.governing import returns_on as returns_on
from duly.casework.submissions.governing import rules_begun as rules_begun
from duly.casework.submissions.governing import rules_in_force as rules_in_force
from duly.casework.submissions.governing import rules_of as rules_of
from duly.casework.submissions.governing import weights_on as weights_on
from duly.casework.submissions.in_short import InShort as InShort
from duly.casework.submissions.in_short import in_short as in_short
from duly.casework.submissions.models import (
    Answer,
    Circumstances,
    EvidenceItem,
    Remark,
    ReturnNote,
    ReturnPoint,
    Submission,
    SubmissionVersion,
)
from duly.casework.submissions.rules import (
    NOTHING_SAID,
    Adjudicated,
    CheckResult,
    Complexity,
    Evidence,
    Paper,
    Said,
    ToAnswer,
    Withdrawn,
    complexity,
    run,
)
from duly.casework.submissions.rules.laid_down import LIMITS, WEIGHTS
from duly.casework.submissions.rules.rates import Outcome
from duly.casework.submissions.states import SubmissionState
from duly.casework.submissions.trips import Trip as Trip
from duly.casework.submissions.trips import trips as trips
from duly.core.people import queries as people
from duly.core.record.clock import today

_PASSED = (SubmissionState.READY, SubmissionState.DECIDED)


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
    outcome: str = ""
    weighed_by: int = 1

    @classmethod
    def of(cls, row: SubmissionVersion) -> "TextSeen":
        """From its row."""
        same = {name: getattr(row, name) for name in cls.__annotations__ if name != "paragraphs"}
        return cls(**same, paragraphs=tuple(row.paragraphs))


@dataclass(frozen=True)
class AnswerSeen:
    """What the author answered, and the paragraph where it was dealt with (0 for none)."""

    words: str
    paragraph: int
    answered_by: str
    answered_on: date

    @classmethod
    def of(cls, row: Answer | None) -> "AnswerSeen | None":
        """From its row, where there is one."""
        return cls(row.words, row.paragraph, row.answered_by, row.answered_on) if row else None


@dataclass(frozen=True)
class PointSeen:
    """One thing to put right; `rules` is the number of those its reason is of. `place` 0 is the whole of a return made before returns had points: it asks for no answer of its own."""

    number: int
    place: int
    reason: str
    words: str
    paragraph: int
    who_fixes: str
    fix_by: date
    answer: AnswerSeen | None = None
    rules: int = 1


@dataclass(frozen=True)
class RemarkSeen:
    """What somebody said of the draft. `from_whom` is a party's name, or a colleague's reference."""

    number: int
    place: int
    kind: str
    paragraph: int
    from_whom: str
    words: str
    said_on: date
    answer: AnswerSeen | None = None


@dataclass(frozen=True)
class ReturnSeen:
    """Why a version was returned, as a whole and point by point. `paragraph` 0 is the whole paper."""

    number: int
    reason: str
    words: str
    paragraph: int
    who_fixes: str
    fix_by: date
    returned_by: str
    returned_on: date
    points: tuple[PointSeen, ...] = ()
    rules: int = 1

    @classmethod
    def of(cls, row: ReturnNote, points: tuple[PointSeen, ...] = ()) -> "ReturnSeen":
        """From its row and its points; one that has none is itself the one point."""
        same = {name: getattr(row, name) for name in cls.__annotations__ if name != "points"}
        whole = PointSeen(row.number, 0, row.reason, row.words, row.paragraph, row.who_fixes, row.fix_by, rules=row.rules)
        return cls(**same, points=points or (whole,))


@dataclass(frozen=True)
class EvidenceSeen:
    """One line of the evidence list: `source` is post on the case, `part` the number of the attachment it is a page of, or 0."""

    label: str
    title: str
    source: str
    page: int
    part: int = 0

    @property
    def where(self) -> str:
        """Where it stands, in words: the paper, its attachment, the page."""
        return f"{self.source}, {post.said_within(self.part, self.page)}"

    @classmethod
    def of(cls, row: EvidenceItem) -> "EvidenceSeen":
        """From its row."""
        return cls(row.label, row.title, row.source, row.page, row.part)


@dataclass(frozen=True)
class SubmissionSeen:
    """A submission with every version and return, oldest first. `text` is the newest version.

    `ticked` are codes of the checklist under which it was passed, of the rules `ticked_by`; `read_by` are the limits it was read by, 0 while it is not passed; `routed` is the post somebody chose to review it, and why, or empty.
    `failing` are codes of the checks that failed when it was passed, and `despite` why it was passed all the same.
    `circumstances` is what was said of the case for the scheme.
    """

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
    remarks: tuple[RemarkSeen, ...]
    evidence: tuple[EvidenceSeen, ...]
    ticked: tuple[str, ...]
    routed: tuple[str, str]
    failing: tuple[str, ...] = ()
    despite: str = ""
    circumstances: Said = NOTHING_SAID
    ticked_by: int = 1
    read_by: int = 0

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
        own = ("ref", "version", "state", "case_ref", "kind", "number", "prepared_by", "reviewed_by", "drafted_on", "decision_ref")
        texts = tuple(TextSeen.of(one) for one in sorted(row.texts.all(), key=lambda one: one.number))
        answers = {(one.number, one.place): one for one in sorted(row.answers.all(), key=lambda one: one.pk)}
        points = [_point(one, answers) for one in sorted(row.points.all(), key=lambda one: one.place)]
        passed = max(row.sheets.all(), key=lambda one: one.number, default=None)
        route = max(row.routes.all(), key=lambda one: one.pk, default=None)
        return cls(
            **{name: getattr(row, name) for name in own},
            texts=texts,
            returns=tuple(
                ReturnSeen.of(one, tuple(point for point in points if point.number == one.number))
                for one in sorted(row.returns.all(), key=lambda one: one.number)
            ),
            remarks=tuple(_remark(one, answers) for one in sorted(row.remarks.all(), key=lambda one: one.place)),
            evidence=tuple(EvidenceSeen.of(one) for one in sorted(row.evidence.all(), key=lambda one: int(one.label[1:]))),
            ticked=tuple(passed.ticked) if passed else (),
            routed=(route.post, route.because) if route else ("", ""),
            failing=tuple(passed.failing) if passed else (),
            despite=passed.despite if passed else "",
            circumstances=_said(max(row.circumstances.all(), key=lambda one: one.pk, default=None)),
            ticked_by=passed.rules if passed else 1,
            read_by=passed.read_by if passed and passed.number == row.number and row.state in _PASSED else 0,
        )

    @property
    def complexity(self) -> Complexity:
        """How complex it is, and the post that suits it."""
        return complexity(
            rules_of(WEIGHTS, self.text.weighed_by),
            kind=self.kind,
            remedy_pence=self.text.remedy_pence,
            mp_interest=self.text.mp_interest,
            returned=len(self.returns),
            comments=sum(one.kind == "party" for one in self.remarks),
            paragraphs=len(self.text.paragraphs),
        )


def paper(seen: SubmissionSeen, *, signers: tuple[str, ...], titles: tuple[str, ...], risk: tuple[str, ...] = ()) -> Paper:
    """A submission as the checks read it. `signers` are titles of the posts that may sign it, which the room of decisions knows; `risk` is of the room of risk."""
    case, found, with_it = cases.case(seen.case_ref), adjudication.remedy_of(seen.case_ref), cases.papers(seen.case_ref)
    points, kept = seen.returns[-1].points if seen.returns else (), investigation.pieces(seen.case_ref)
    rests = adjudication.findings(seen.case_ref) if any(one.withdrawn for one in kept) else ()
    return Paper(
        ask=seen.text.ask,
        remedy_pence=seen.text.remedy_pence,
        paragraphs=seen.text.paragraphs,
        case_ref=case.ref,
        complainant=case.complainant,
        body=case.body,
        today=today(),
        evidence=tuple(_listed(one, with_it, kept) for one in seen.evidence),
        withdrawn=tuple(_withdrawn(one, rests) for one in kept if one.withdrawn),
        comments=tuple(_to_answer(f"Comment {one.place} of {one.from_whom}", one) for one in seen.remarks if one.kind == "party"),
        points=tuple(_to_answer(f"Point {one.place} of version {one.number}", one) for one in points if one.place),
        signers=signers,
        titles=titles,
        adjudicated=Adjudicated(found.total_pence, found.level, found.outside, found.outcome) if found.outcome else None,
        scale=adjudication.scale_on(today()),
        outcome=seen.text.outcome,
        kind=seen.kind,
        commented=tuple(one.from_whom for one in seen.remarks if one.kind == "party"),
        risk=risk,
        limits=rules_of(LIMITS, seen.read_by) if seen.read_by else limits_on(today()),
    )


def right_first_time(seen: SubmissionSeen, *, signers: Collection[str], risk: Collection[str] = ()) -> tuple[CheckResult, ...]:
    """Hold every right-first-time check against the newest version. `signers` and `risk` are as in `paper`."""
    return run(paper(seen, signers=tuple(signers), titles=tuple(people.post_titles().values()), risk=tuple(risk)))


def _to_answer(what: str, one: PointSeen | RemarkSeen) -> ToAnswer:
    return ToAnswer(what, one.words, one.answer.words if one.answer else "", one.paragraph)


def _point(row: ReturnPoint, answers: dict[tuple[int, int], Answer]) -> PointSeen:
    answer = AnswerSeen.of(answers.get((row.number, row.place)))
    return PointSeen(row.number, row.place, row.reason, row.words, row.paragraph, row.who_fixes, row.fix_by, answer, row.rules)


def _remark(row: Remark, answers: dict[tuple[int, int], Answer]) -> RemarkSeen:
    answer = AnswerSeen.of(answers.get((0, row.place)))
    return RemarkSeen(row.number, row.place, row.kind, row.paragraph, row.from_whom, row.words, row.said_on, answer)


def _said(row: Circumstances | None) -> Said:
    return Said(**{name: getattr(row, name) for name in Said.__annotations__}) if row else NOTHING_SAID


def submission(ref: str) -> SubmissionSeen:
    """One submission. An unknown one is `Submission.DoesNotExist`."""
    return SubmissionSeen.of(_with_all().get(ref=ref))


def submission_held(ref: str) -> SubmissionSeen:
    """One submission, which nobody else can move on until this unit of work ends."""
    Submission.objects.select_for_update().get(ref=ref)
    return submission(ref)


def submissions(*, states: tuple[str, ...] = (), case_ref: str = "", author: str = "", limit: int = 200) -> tuple[SubmissionSeen, ...]:
    """Submissions in these states (all where none is named), the oldest first. `author` is who wrote the newest version."""
    found = _with_all().order_by("drafted_on", "ref")
    if author:
        found = found.filter(prepared_by=author)
    if states:
        found = found.filter(state__in=states)
    if case_ref:
        found = found.filter(case_ref=case_ref)
    return tuple(SubmissionSeen.of(row) for row in found[:limit])


def some(refs: Collection[str]) -> tuple[SubmissionSeen, ...]:
    """These submissions, by reference."""
    return tuple(SubmissionSeen.of(row) for row in _with_all().filter(ref__in=refs).order_by("ref"))


def outcomes() -> tuple[Outcome, ...]:
    """What became of every submission that somebody has reviewed, but for those withdrawn since, the oldest first. The team is the post its first author holds today."""
    titles = {held.officer_ref: held.title for held in reversed(people.everyone_in_post(on=today()))}
    return tuple(
        _outcome(one, titles)
        for one in (SubmissionSeen.of(row) for row in _with_all().order_by("drafted_on", "ref"))
        if one.state in _PASSED or (one.returns and one.state != SubmissionState.WITHDRAWN)
    )


def _outcome(seen: SubmissionSeen, titles: dict[str, str]) -> Outcome:
    author, passed = seen.texts[0].prepared_by, seen.state in _PASSED
    until = seen.text.prepared_on if passed else today()
    return Outcome(
        ref=seen.ref,
        kind=seen.kind,
        team=titles.get(author, "No post today"),
        author=author,
        drafted_on=seen.drafted_on,
        times_returned=len(seen.returns),
        reasons=tuple(dict.fromkeys(point.reason for one in seen.returns for point in one.points)),
        passed=passed,
        days_lost=max((until - seen.returns[0].returned_on).days, 0) if seen.returns else 0,
    )


def whose_move() -> tuple[tuple[str, str, frozenset[str], str], ...]:
    """The state, author, everybody who wrote a version, and the case of each undecided submission, in one question: for counting whose move each is."""
    open_papers = (
        Submission.objects.exclude(state=SubmissionState.DECIDED).order_by().annotate(by=ArrayAgg("texts__prepared_by", distinct=True))
    )
    told = open_papers.values_list("state", "prepared_by", "by", "case_ref")
    return tuple((state, author, frozenset(by), case_ref) for state, author, by, case_ref in told)


def by_state() -> dict[str, int]:
    """How many submissions are in each state."""
    counted = Counter(Submission.objects.values_list("state", flat=True))
    return {state.value: counted.get(state.value, 0) for state in SubmissionState}


def _with_all():
    return Submission.objects.prefetch_related(
        "texts", "returns", "points", "remarks", "answers", "evidence", "sheets", "routes", "circumstances"
    )


def _listed(one: EvidenceSeen, papers: Collection[str], kept: Collection[investigation.PieceSeen]) -> Evidence:
    opens = _opens(one, papers)
    says = post.words_within(one.source, one.part) if opens else ()
    return Evidence(one.label, one.title, one.where, opens, _gone(one, kept), one.page, says)


def _gone(one: EvidenceSeen, kept: Collection[investigation.PieceSeen]) -> str:
    """The piece of the case's evidence that stood where a line of the list points and was withdrawn; "" where one stands there, or none did."""
    there = [p for p in kept if (p.source_ref, p.part) == (one.source, one.part) and p.page in (0, one.page)]
    return there[-1].ref if there and all(p.withdrawn for p in there) else ""


def _withdrawn(one: investigation.PieceSeen, rests: Collection[adjudication.FindingSeen]) -> Withdrawn:
    return Withdrawn(one.ref, one.because, tuple(found.issue_ref for found in rests if one.ref in found.evidence))


def _opens(one: EvidenceSeen, papers: Collection[str]) -> bool:
    """Whether what a line of the evidence list names is among the papers of the case and has that page, as far as that is known."""
    return one.source in papers and post.why_not_within(one.source, one.part, one.page) is None
