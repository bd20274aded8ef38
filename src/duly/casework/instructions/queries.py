"""Which instructions there are, which of them hold for whom, and how letters were read."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duly.casework.instructions.models import Instruction, Reading
from duly.casework.instructions.rules.scope import Terms, why_not_on
from duly.casework.instructions.rules.vocabulary import IN_FORCE_STATE, KINDS
from duly.casework.instructions.states import LIVE
from duly.core.confidentiality.queries import NOT_SHOWN, hidden
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.core.record.queries import private_words
from duly.core.record.sight import EVERYTHING, who_looks

ERASED = "[erased]"
FEWEST_DAYS_OF_A_MONTH = 28


@dataclass(frozen=True)
class InstructionSeen:
    """One instruction in words. `name` is its person's; `family` every reference of that person. Reasons read "[erased]" once their words are gone."""

    ref: str
    version: int
    state: str
    kind: str
    about: str
    name: str
    family: tuple[str, ...]
    case_refs: tuple[str, ...]
    by_matter: bool
    matter: str
    channels: tuple[str, ...]
    reader: str
    named_officer: str
    calls_a_week: int | None
    minutes_a_call: int | None
    reasons: str
    adjustments: str
    warning: str
    warned_on: date | None
    must_read: str
    proposed_by: str
    proposed_on: date
    review_on: date
    expires_on: date
    authorised_by: str
    authorised_on: date | None
    scheme: str
    rule: str
    notified_on: date | None
    starts: date | None
    ended_on: date | None

    @property
    def says(self) -> str:
        """What it says, in a line."""
        if self.named_officer:
            return f"{KINDS[self.kind]}: {self.named_officer}"
        limits = [f"{self.calls_a_week} a week"] if self.calls_a_week else []
        limits += [f"{self.minutes_a_call} minutes each"] if self.minutes_a_call else []
        return f"{KINDS[self.kind]}: {', '.join(limits)}" if limits else KINDS[self.kind]

    @property
    def scope(self) -> str:
        """What it is about, in a line."""
        return "; ".join((*self.case_refs, *([self.matter] if self.by_matter else [])))

    @property
    def terms(self) -> Terms:
        """As scope is judged by."""
        return Terms(
            self.ref, self.state, self.kind, self.family, self.case_refs, self.channels, self.starts, self.review_on, self.expires_on
        )

    @property
    def holds_today(self) -> bool:
        """Whether it holds today for anything at all."""
        return why_not_on(self.terms, today()) is None

    @property
    def standing(self) -> str:
        """Its state as it is today: one that ran out or was not reviewed in time says so, whether or not its lapse is written yet."""
        if self.state != IN_FORCE_STATE:
            return self.state
        why = why_not_on(self.terms, today())
        return {"expired": "ran out", "unreviewed": "review missed", "not-begun": "not begun"}[why[0]] if why else "in force"

    @property
    def review_due(self) -> bool:
        """Whether somebody must look at it again within the month."""
        return self.state == IN_FORCE_STATE and (self.review_on - today()).days <= FEWEST_DAYS_OF_A_MONTH


@dataclass(frozen=True)
class PointSeen:
    """One point of a reading."""

    first: int
    last: int
    kind: str
    marked_new: bool
    answered_in: str
    answered_paragraph: int


@dataclass(frozen=True)
class ReadingSeen:
    """How a letter was read, by whom and when, and what came of it. `instruction` is empty where it was under none."""

    item_ref: str
    instruction: str
    about: str
    outcome: str
    verdict: str
    attachments_opened: bool
    compared_with: int
    read_by: str
    read_on: date
    points: tuple[PointSeen, ...]


def instruction(ref: str) -> InstructionSeen:
    """One instruction. An unknown one is `Instruction.DoesNotExist`."""
    return _seen([Instruction.objects.get(ref=ref)])[0]


def instructions(*, about: Collection[str] | None = None, live: bool = False, limit: int = 2000) -> tuple[InstructionSeen, ...]:
    """Instructions, those to be reviewed first at the head: about any of these entries; only those proposed, authorised or in force, if `live`."""
    found = Instruction.objects.order_by("ended_on", "review_on", "pk")
    if about is not None:
        found = found.filter(about__in=list(about))
    if live:
        found = found.filter(state__in=LIVE)
    return _seen(found[:limit])


def in_force() -> tuple[InstructionSeen, ...]:
    """Every instruction in force, with those whose lapse is not written yet."""
    return _seen(Instruction.objects.filter(state=IN_FORCE_STATE).order_by("review_on", "pk"))


def to_lapse() -> tuple[tuple[str, str, date], ...]:
    """Instructions in force that no longer hold: (reference, why, the day they ceased to)."""
    found = []
    for ref, review_on, expires_on in Instruction.objects.filter(state=IN_FORCE_STATE).values_list("ref", "review_on", "expires_on"):
        if today() >= expires_on:
            found.append((ref, "ran out", expires_on))
        elif today() > review_on:
            found.append((ref, "was not reviewed in time", review_on))
    return tuple(found)


def reading(item_ref: str) -> ReadingSeen | None:
    """The reading of a letter that stands, or None where nobody has read it so."""
    return readings((item_ref,)).get(item_ref)


def readings(item_refs: Collection[str]) -> dict[str, ReadingSeen]:
    """The readings of these letters that stand."""
    found = Reading.objects.filter(item_ref__in=list(item_refs), superseded_by__isnull=True).prefetch_related("points")
    return {row.item_ref: _reading(row) for row in found.select_related("instruction")}


def read_under(ref: str, *, limit: int = 200) -> tuple[ReadingSeen, ...]:
    """Letters read under an instruction, the newest first."""
    found = Reading.objects.filter(instruction__ref=ref, superseded_by__isnull=True).select_related("instruction")
    return tuple(_reading(row) for row in found.prefetch_related("points").order_by("-pk")[:limit])


def answered_before(item_refs: Collection[str]) -> dict[tuple[str, int], tuple[str, int]]:
    """Of sentences of letters that were read: where a reader said each was answered (reference, paragraph), by (letter, sentence)."""
    found: dict[tuple[str, int], tuple[str, int]] = {}
    for ref, one in readings(item_refs).items():
        for point in one.points:
            if point.answered_in:
                found |= {(ref, n): (point.answered_in, point.answered_paragraph) for n in range(point.first, point.last + 1)}
    return found


def months_to_review(proposed_on: date, review_on: date) -> int:
    """How many months, begun, until a review."""
    months = (review_on.year - proposed_on.year) * 12 + review_on.month - proposed_on.month
    return months + (review_on.day > proposed_on.day)


def _seen(rows: Iterable[Instruction]) -> tuple[InstructionSeen, ...]:
    held = list(rows)
    words = private_words({one.told_in for one in held})
    called = directory.names({one.about for one in held})
    kept = _kept_from_whoever_looks({ref for one in held for ref in one.case_refs})

    def seen(one: Instruction) -> InstructionSeen:
        same = {
            name: getattr(one, name)
            for name in InstructionSeen.__annotations__
            if hasattr(one, name) and name not in ("case_refs", "channels")
        }
        told = words.get(one.told_in, {})
        said = {key: str(told.get(key, ERASED)) for key in ("matter", "reasons", "adjustments", "warning", "must_read")}
        return InstructionSeen(
            **same, **said, name=called.get(one.about, one.about), family=directory.family_of(one.about),
            case_refs=tuple(NOT_SHOWN if ref in kept else ref for ref in one.case_refs), channels=tuple(one.channels),
        )  # fmt: skip

    return tuple(seen(one) for one in held)


def _kept_from_whoever_looks(case_refs: set[str]) -> frozenset[str]:
    who = who_looks()
    return frozenset() if who == EVERYTHING or not case_refs else hidden(case_refs, officer=who)


def _reading(row: Reading) -> ReadingSeen:
    points = tuple(
        PointSeen(p.first, p.last, p.kind, p.marked_new, p.answered_in, p.answered_paragraph)
        for p in sorted(row.points.all(), key=lambda p: p.first)
    )
    return ReadingSeen(
        row.item_ref, row.instruction.ref if row.instruction else "", row.about, row.outcome, row.verdict, row.attachments_opened,
        row.compared_with, row.read_by, row.read_on, points,
    )  # fmt: skip
