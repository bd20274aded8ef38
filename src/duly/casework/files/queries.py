"""Where paper files are, and what was on the file of a case as at a moment: when it was so, and when the record came to know it."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import queries as letters
from duly.casework.files.models import Movement
from duly.casework.submissions import queries as submissions
from duly.core.clocks import queries as clocks
from duly.core.log import queries as log
from duly.core.record import queries as record
from duly.core.record.clock import LONDON, today
from duly.core.record.queries import Entry
from duly.core.work import queries as work


@dataclass(frozen=True)
class VolumeSeen:
    """Where a volume of a paper file is since it moved last. `due_back` is only of one that is out."""

    case_ref: str
    volume: int
    way: str
    where: str
    holder: str
    moved_on: date
    due_back: date | None

    @property
    def overdue(self) -> bool:
        """Whether it should be back by now."""
        return self.due_back is not None and self.due_back < today()


@dataclass(frozen=True)
class OnFile:
    """One paper as it was: `on` is the day it is of, `known_at` when the record came to know it was on this file, `later` what was done to it since."""

    kind: str
    ref: str
    what: str
    on: date | None
    known_at: datetime
    last: str
    later: int


@dataclass(frozen=True)
class FileView:
    """The file of a case as at a moment of the record. `came_later` are papers that are on it now and were not then."""

    case_ref: str
    as_at: datetime
    entry: int | None
    stage: str
    owner: str
    papers: tuple[OnFile, ...]
    came_later: tuple[OnFile, ...]
    happened: tuple[Entry, ...]


STAGE_FIRST = "assessment"


def volumes(case_ref: str) -> tuple[VolumeSeen, ...]:
    """Every volume of a case's paper file."""
    return _last(Movement.objects.filter(case_ref=case_ref))


def volume(case_ref: str, number: int) -> VolumeSeen | None:
    """One volume, or None before it was first put anywhere."""
    found = _last(Movement.objects.filter(case_ref=case_ref, volume=number))
    return found[0] if found else None


def out(*, overdue: bool = False) -> tuple[VolumeSeen, ...]:
    """Every volume that is out, those due back first at the head."""
    found = [one for one in _last(Movement.objects.all()) if one.way == "out" and (one.overdue or not overdue)]
    return tuple(sorted(found, key=lambda one: (one.due_back is None, one.due_back or today(), one.case_ref)))


def end_of(day: date) -> datetime:
    """The last moment of a day where the office is."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON) + timedelta(days=1, microseconds=-1)


def as_at_entry(case_ref: str, event_id: uuid.UUID) -> FileView | None:
    """The file as at one entry of the record, that entry with it; None where there is no such entry of this case."""
    found = record.entries((event_id,))
    if not found or (found[0].subject_type, found[0].subject_ref) not in {(kind, ref) for kind, ref, *_ in _hanging(case_ref)}:
        return None
    return as_at(case_ref, found[0].at, last=event_id)


def decided_at(decision_ref: str) -> Entry | None:
    """The entry by which a decision was made: what its decider could see is the file as at it."""
    told = record.history("decision", decision_ref)
    return told[0] if told else None


def as_at(case_ref: str, moment: datetime, *, last: uuid.UUID | None = None) -> FileView:
    """The file as the record knew it at a moment. `last` is the entry it ends with, where several were written at that moment."""
    hanging = _hanging(case_ref)
    told = {(kind, ref): record.history(kind, ref) for kind, ref, *_ in hanging}
    put = {one.facts["item_ref"]: one for one in told["case", case_ref] if one.action == "case.post-linked"}
    opened = {one.facts["opened_from"]: one for one in told["case", case_ref] if one.action == "case.opened"}
    then: list[OnFile] = []
    later: list[OnFile] = []
    for kind, ref, what, on in hanging:
        entries = told[kind, ref]
        if kind == "case" or not entries:
            continue
        began = put.get(ref) or opened.get(ref) or entries[0]
        known = [one for one in entries if _by(one, moment, last)]
        seen = OnFile(kind, ref, what, on, began.at, (known or [began])[-1].sentence, len(entries) - len(known))
        (then if _by(began, moment, last) else later).append(seen)
    happened = sorted(
        (one for some in told.values() for one in some if _by(one, moment, last)), key=lambda one: (one.at, str(one.event_id))
    )
    stage, owner = _stage_and_owner(one for one in happened if one.subject_ref == case_ref)
    order = sorted(then, key=lambda one: one.known_at)
    number = log.entry_number(last) if last else None
    return FileView(
        case_ref, moment, number, stage, owner, tuple(order), tuple(sorted(later, key=lambda one: one.known_at)), tuple(happened)
    )


def _by(entry: Entry, moment: datetime, last: uuid.UUID | None) -> bool:
    return entry.at < moment or (entry.at == moment and (last is None or str(entry.event_id) <= str(last)))


def _stage_and_owner(entries: Iterable[Entry]) -> tuple[str, str]:
    stage, owner = "", ""
    for one in entries:
        if one.action == "case.opened":
            stage, owner = STAGE_FIRST, one.facts["owner"]
        stage, owner = one.facts.get("stage", stage), one.facts.get("owner", owner)
    return stage, owner


def _hanging(case_ref: str) -> list[tuple[str, str, str, date | None]]:
    """Everything that is on the case's file now: kind, reference, what it is, and the day it is of."""
    seen = cases.case(case_ref)
    papers = submissions.submissions(case_ref=case_ref)
    made = decisions.decisions(case_ref=case_ref)
    return [
        ("case", case_ref, seen.title, seen.opened_on),
        *(("post item", one.ref, one.subject or one.sender, one.received_on) for one in post.some(seen.items)),
        *(("submission", one.ref, one.text.ask, one.drafted_on) for one in papers),
        *(("decision", one.ref, one.outcome, one.signed_on) for one in made),
        *(("letter", one.ref, f"{one.made_from.title} to {one.to_name}", one.sent_on) for one in letters.letters(case_ref=case_ref)),
        *(("clock", one.ref, one.title, one.began) for one in clocks.clocks(kind="case", about=case_ref)),
        *(("task", one.ref, one.what, one.made_on) for one in work.tasks(about=(case_ref,), ended=None)),
        ("paper file", case_ref, "Where its paper file is", None),
        ("case access", case_ref, "Who may see it", None),
    ]


def _last(found: Iterable[Movement]) -> tuple[VolumeSeen, ...]:
    newest: dict[tuple[str, int], Movement] = {}
    for row in sorted(found, key=lambda row: row.place):
        newest[row.case_ref, row.volume] = row
    same = ("case_ref", "volume", "way", "where", "holder", "moved_on", "due_back")
    return tuple(VolumeSeen(**{name: getattr(row, name) for name in same}) for _, row in sorted(newest.items()))
