"""Where paper files are, and what was on the file of a case as at a moment: when it was so, and when the record came to know it."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from duly.casework.cases import queries as cases
from duly.casework.decisions import queries as decisions
from duly.casework.files.hanging import hanging
from duly.casework.files.models import Movement
from duly.casework.files.rules import GROUPS, called
from duly.core.confidentiality import queries as confidentiality
from duly.core.log import queries as log
from duly.core.record import queries as record
from duly.core.record.clock import LONDON, today
from duly.core.record.queries import Entry


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
    """One paper as it was: `what` and `on`, the day it is of, as they were told then; `known_at` when the record came to know it was on this file, `later` what was done to it since."""

    kind: str
    ref: str
    what: str
    on: date | None
    known_at: datetime
    last: str
    later: int


@dataclass(frozen=True)
class FileView:
    """The file of a case as at a moment of the record. `came_later` are papers that are on it now and were not then.

    `marks` are those that stood then, a paper with one of its marks; a mark of the whole case is under the case's own reference. `decider` is who
    decided at that moment, or empty; `not_for_decider` are the papers kept from them then, by a wall or a restriction of any case each was of.
    """

    case_ref: str
    as_at: datetime
    entry: int | None
    stage: str
    owner: str
    papers: tuple[OnFile, ...]
    came_later: tuple[OnFile, ...]
    happened: tuple[Entry, ...]
    marks: Mapping[str, str] = field(default_factory=dict)
    decider: str = ""
    not_for_decider: tuple[str, ...] = ()


STAGE_FIRST = "assessment"
LEFT = "case.paper-moved"


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


def by_group(papers: Iterable[OnFile]) -> list[tuple[str, list[OnFile]]]:
    """These papers by the parts of a file, in its order, without the parts that have none."""
    parts: dict[str, list[OnFile]] = {group: [] for group in GROUPS}
    for one in papers:
        parts[called(one.kind).group].append(one)
    return [(group, some) for group, some in parts.items() if some]


def end_of(day: date) -> datetime:
    """The last moment of a day where the office is."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON) + timedelta(days=1, microseconds=-1)


def as_at_entry(case_ref: str, event_id: uuid.UUID) -> FileView | None:
    """The file as at one entry of the record, that entry with it; None where there is no such entry of this case."""
    found = record.entries((event_id,))
    if not found:
        return None
    view = as_at(case_ref, found[0].at, last=event_id)
    return view if any(one.event_id == event_id for one in view.happened) else None


def decided_at(decision_ref: str) -> Entry | None:
    """The entry by which a decision was made: what its decider could see is the file as at it."""
    told = record.history("decision", decision_ref)
    return told[0] if told else None


def as_at_decision(case_ref: str, decision_ref: str) -> FileView | None:
    """The file as at a decision, and what of it was kept from whoever decided; None where the case has no such decision."""
    made = decided_at(decision_ref)
    view = as_at_entry(case_ref, made.event_id) if made else None
    if view is None or made is None:
        return None
    decider = decisions.decision(decision_ref).signed_by

    others = cases.ever_of_items([one.ref for one in view.papers if one.kind == "post item"])
    touched = {case_ref, *(ref for some in others.values() for ref in some)}
    told = {
        about: [one for one in some if _by(one, view.as_at, made.event_id)]
        for about, some in record.histories(touched).items()
        if about[0] in ("case", "case access")
    }
    open_then = {ref: confidentiality.as_told(told.get(("case access", ref), ())).open_to(decider, view.as_at) for ref in touched}
    kept = [
        one.ref
        for one in view.papers
        if not all(
            open_then[ref] for ref in {case_ref, *_on_then(one.ref, {ref: told.get(("case", ref), []) for ref in others.get(one.ref, ())})}
        )
    ]
    return replace(view, decider=decider, not_for_decider=tuple(dict.fromkeys(kept)))


def as_at(case_ref: str, moment: datetime, *, last: uuid.UUID | None = None) -> FileView:
    """The file as the record knew it at a moment. `last` is the entry it ends with, where several were written at that moment."""
    cases.case(case_ref)  # whoever may not see the case is told there is none
    of_case, hung = hanging(case_ref)

    def by_then(one: Entry) -> bool:
        return _by(one, moment, last)

    then: list[OnFile] = []
    later: list[OnFile] = []
    for paper in hung:
        put = _put(of_case, paper.ref) if paper.kind == "post item" else []
        began = next((one for one in reversed(put) if by_then(one)), (put or paper.entries)[0])
        if began.action == LEFT:  # filed here by mistake, and moved by then
            continue
        known = [one for one in paper.entries if by_then(one)]
        as_it_was = (known or [began])[-1].sentence
        what, on = paper.then(known)
        seen = OnFile(paper.kind, paper.ref, what, on, began.at, as_it_was, len(paper.entries) - len(known))
        (then if by_then(began) else later).append(seen)
    said = (*of_case, *(one for paper in hung for one in paper.entries))
    happened = sorted((one for one in said if by_then(one)), key=lambda one: (one.at, str(one.event_id)))
    stage, owner = _stage_and_owner(one for one in happened if one.subject_ref == case_ref)
    order = sorted(then, key=lambda one: one.known_at)
    number = log.entry_number(last) if last else None
    came = sorted(later, key=lambda one: one.known_at)
    marks = dict(confidentiality.as_known(case_ref, by_then).marks)
    return FileView(case_ref, moment, number, stage, owner, tuple(order), tuple(came), tuple(happened), marks)


def _put(of_case: Iterable[Entry], item_ref: str) -> list[Entry]:
    """What the record tells of an item of post on a case, in order: opened from it, put with it, moved away."""
    said = {"case.opened": "opened_from", "case.post-linked": "item_ref", LEFT: "item_ref"}
    return [one for one in of_case if one.facts.get(said.get(one.action, "")) == item_ref]


def _on_then(item_ref: str, told: Mapping[str, list[Entry]]) -> list[str]:
    """Of these cases, with what the record told of each by then, those that an item of post was on."""
    last = {ref: _put(of_case, item_ref)[-1:] for ref, of_case in told.items()}
    return [ref for ref, put in last.items() if put and put[0].action != LEFT]


def _by(entry: Entry, moment: datetime, last: uuid.UUID | None) -> bool:
    return entry.at < moment or (entry.at == moment and (last is None or str(entry.event_id) <= str(last)))


def _stage_and_owner(entries: Iterable[Entry]) -> tuple[str, str]:
    stage, owner = "", ""
    for one in entries:
        if one.action == "case.opened":
            stage, owner = STAGE_FIRST, one.facts["owner"]
        stage, owner = one.facts.get("stage", stage), one.facts.get("owner", owner)
    return stage, owner


def _last(found: Iterable[Movement]) -> tuple[VolumeSeen, ...]:
    newest: dict[tuple[str, int], Movement] = {}
    for row in sorted(found, key=lambda row: row.place):
        newest[row.case_ref, row.volume] = row
    same = ("case_ref", "volume", "way", "where", "holder", "moved_on", "due_back")
    return tuple(VolumeSeen(**{name: getattr(row, name) for name in same}) for _, row in sorted(newest.items()))
