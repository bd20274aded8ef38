"""Everything that hangs on a case, from whichever room keeps it: what each is, the day it is of, and what the record says of it.

What is of a case is asked of the one view that knows every table which says so (core/confidentiality/policies.py), and what became of it of the record: so
a room that is built tomorrow is on the file without a line here. The rooms behind this one tell their papers in their own words; of all others the words are
those by which the record first told of them.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import queries as letters
from duly.casework.files.rules import NOT_A_PAPER, WITH
from duly.casework.investigation import queries as investigation
from duly.casework.learning import queries as learning
from duly.casework.submissions import queries as submissions
from duly.core.clocks import queries as clocks
from duly.core.confidentiality import queries as confidentiality
from duly.core.record import queries as record
from duly.core.record.clock import LONDON
from duly.core.record.queries import Entry
from duly.core.work import queries as work

About = tuple[str, str]
"""A kind and a reference."""
Called = tuple[str, date | None]
"""What a paper is, and the day it is of."""
KEPT_WITH_IT = {"paper file": "Where its paper file is", "case access": "Who may see it"}
"""What is recorded under the case's own reference, and is told in words of ours."""


@dataclass(frozen=True)
class Hung:
    """One paper with all that the record says of it, in order; `entries` is never empty. `what` it is and the day it is of are told as they are now."""

    kind: str
    ref: str
    what: str
    on: date | None
    entries: tuple[Entry, ...]
    turns: Mapping[uuid.UUID, Called] = field(default_factory=dict)

    def then(self, known: Iterable[Entry]) -> Called:
        """What it was and the day it was of, by those of its entries that were known."""
        told = [self.turns[one.event_id] for one in known if one.event_id in self.turns]
        return told[-1] if told else (self.what, self.on)


def hanging(case_ref: str) -> tuple[tuple[Entry, ...], tuple[Hung, ...]]:
    """What the record says of the case itself, and every paper that is or was on its file: only what whoever asks may see now."""
    refs = {case_ref, *confidentiality.papers_of(case_ref)}
    papers = submissions.submissions(case_ref=case_ref)
    described = {(kind, ref): (what, on) for kind, ref, what, on in _described(case_ref, refs, papers)}
    asked = {one.ref: {text.number: text.ask for text in one.texts} for one in papers}
    refs |= {ref for _, ref in described}
    refs |= set(letters.copies_of([ref for kind, ref in described if kind == "letter"]))
    refs |= set(learning.came_of(refs))
    told: dict[About, list[Entry]] = {}
    for (kind, ref), some in _readable(record.histories(refs)).items():
        told.setdefault((WITH.get(kind, kind), ref), []).extend(some)
    found = []
    for about, entries in told.items():
        if about[0] in NOT_A_PAPER:
            continue
        told_in_order = tuple(sorted(entries, key=lambda one: (one.at, str(one.event_id))))
        first = told_in_order[0]
        what, on = described.get(about) or (KEPT_WITH_IT.get(about[0]) or first.sentence, first.at.astimezone(LONDON).date())
        turns = {one.event_id: turn for one in told_in_order if (turn := _turn(one, what, on, asked))}
        found.append(Hung(*about, what, on, told_in_order, turns))
    return tuple(told.get(("case", case_ref), ())), tuple(found)


def _turn(one: Entry, what: str, on: date | None, asked: Mapping[str, Mapping[int, str]]) -> Called | None:
    """What a paper was from this entry on, where that may differ from what it is now: what a version asked, and no day of a letter before it was sent."""
    if one.action in ("submission.drafted", "submission.revised"):
        return asked.get(one.subject_ref, {}).get(one.facts.get("number", 1), what), on
    if one.action in ("letter.made", "letter.sent"):
        return what, on if one.action == "letter.sent" else None
    return None


def _readable(told: dict[About, tuple[Entry, ...]]) -> dict[About, tuple[Entry, ...]]:
    said = {one.event_id: one for one in confidentiality.veiled(one for some in told.values() for one in some)}
    return {about: tuple(said[one.event_id] for one in some) for about, some in told.items()}


def _described(
    case_ref: str, papers_of_it: Collection[str], papers: Sequence[submissions.SubmissionSeen]
) -> Iterable[tuple[str, str, str, date | None]]:
    """Kind, reference, what it is, and the day it is of."""
    sent = letters.letters(case_ref=case_ref)
    said = {which: one.what for which, one in {(one.template, one.template_version): one for one in sent}.items()}
    return [
        *(("post item", one.ref, one.subject or one.sender, one.received_on) for one in post.some(cases.ever_on(case_ref))),
        *(("submission", one.ref, one.text.ask, one.drafted_on) for one in papers),
        *(("decision", one.ref, one.outcome, one.signed_on) for one in decisions.decisions(case_ref=case_ref)),
        *(("letter", one.ref, f"{said[one.template, one.template_version]} to {one.to_name}", one.sent_on) for one in sent),
        *(("issue", one.ref, f"Issue {one.place}: {one.words}", None) for one in investigation.issues(case_ref)),
        *(("piece of evidence", one.ref, one.shows, None) for one in investigation.pieces(case_ref)),
        *(
            ("evidence request", one.ref, f"{one.what}, asked of {one.asked_of}", one.asked_on)
            for one in investigation.requests(case_ref=case_ref)
        ),
        *(("clock", one.ref, one.title, one.began) for one in clocks.clocks(abouts=papers_of_it)),
        *(("task", one.ref, one.what, one.made_on) for one in work.tasks(about=papers_of_it, ended=None)),
    ]
