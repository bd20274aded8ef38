"""Cases in finished words."""

import re
from collections.abc import Mapping
from datetime import date

from django.conf import settings

from duly.casework import flow
from duly.casework.cases import checks
from duly.casework.cases.queries import CaseSeen, TieSeen
from duly.casework.cases.states import STEPS
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.decisions import queries as decision_queries
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.submissions.queries import SubmissionSeen
from duly.primitives.actor import Actor
from duly.ui.environment import counted, day, pounds_sign
from duly.ui.frame import Action, Cell, Column, Fact, Row, Table, Tag

STEP_WORDS = {"investigate": "Begin the investigation"}
STAGE_TONES = {"assessment": "amber", "investigation": "blue", "closed": ""}
STATE_TONES = {
    "put up": "amber",
    "returned": "red",
    "ready": "blue",
    "decided": "green",
    "sent": "green",
    "approved": "blue",
    "released": "amber",
}


def table(found: tuple[CaseSeen, ...], names: Mapping[str, str]) -> Table:
    """The list of cases."""
    rows = tuple(
        Row(
            (
                Cell(case.ref, f"/cases/{case.ref}/", ref=True),
                Cell(case.title, strong=True, note=case.complainant),
                case.body,
                Cell(case.stage.capitalize(), tone=STAGE_TONES[case.stage], tag=True),
                names.get(case.owner, case.owner),
                day(case.opened_on),
                str(len(case.items)),
            ),
            ref=case.ref,
        )
        for case in found
    )
    columns = (
        Column("Case"),
        Column("About", "wrap"),
        Column("Body", "wrap"),
        Column("Stage"),
        Column("Owner"),
        Column("Opened"),
        Column("Post", "number"),
    )
    return Table("Cases", columns, rows, empty="There are no cases in this stage. A case is opened from an item of post.")


def details(case: CaseSeen, names: Mapping[str, str]) -> tuple[tuple[str, object], ...]:
    """Whose case it is, about whom, who owns it and what it was opened from."""
    return (
        ("Complainant", case.complainant),
        ("Body", case.body),
        ("Owner", names.get(case.owner, case.owner)),
        ("Opened", day(case.opened_on)),
        ("Taken over", f"From the system used before, where it was {case.opened_from}")
        if case.taken_over
        else ("From", Cell(case.opened_from, f"/post/{case.opened_from}/", ref=True)),
        *(("Dispute", Cell(ref, f"/handed-over/of/{ref}/", ref=True)) for ref in _disputes_named(case.title)),
    )


def _disputes_named(title: str) -> list[str]:
    """The disputes of the payments office that a title names, as that of a case opened from one does."""
    return re.findall(r"\bDP-\d{2}-\d+\b", title) if "payments" in settings.DULY_WINGS else []


def steps(case: CaseSeen, by: Actor) -> tuple[Action, ...]:
    """The buttons that move a case on from where it is. One that may not be pressed carries the sentence that says why."""
    return tuple(_step(step.verb, case, by) for step in STEPS if step.before == case.stage and step.verb in STEP_WORDS)


def whereabouts(case: CaseSeen, names: Mapping[str, str], *, on: date) -> tuple[Fact, ...]:
    """Where a case stands, in a row of facts."""
    late = case.due is not None and case.due < on
    if case.stage == "closed":
        took = f"{counted((case.closed_on - case.opened_on).days, 'day')} after it was opened" if case.closed_on else ""
        return (
            Fact("Stage", "Closed", note=f"On {day(case.closed_on)}, {took}" if case.closed_on else ""),
            Fact("How it ended", case.outcome.capitalize() or "Not recorded"),
            Fact("Owner", names.get(case.owner, case.owner)),
        )
    return (
        Fact("Stage", case.stage.capitalize(), note=_since(case.opened_on, on)),
        Fact("Next action", case.next_action, note=_by_when(case.due, late=late), tone="amber" if late else ""),
        Fact("With", case.waiting_on or names.get(case.owner, case.owner), note="waiting on them" if case.waiting_on else "with us"),
        Fact("Owner", names.get(case.owner, case.owner)),
    )


def _since(opened_on: date, on: date) -> str:
    return "Opened today" if opened_on == on else f"{counted((on - opened_on).days, 'day')} since it was opened"


def _by_when(due: date | None, *, late: bool) -> str:
    if due is None:
        return "No date"
    return f"It was due {day(due)}" if late else f"By {day(due)}"


def ties(case: CaseSeen, found: tuple[TieSeen, ...], parts: tuple[str, ...]) -> Table:
    """The cases that go with a case."""
    said = [
        (
            one.kind if one.ref == case.ref else f"{one.kind} this".replace("merged into this", "merged into this one"),
            one.other if one.ref == case.ref else one.ref,
        )
        for one in found
    ]
    said += [("split from this one", ref) for ref in parts]
    said += [("split from", case.split_from)] if case.split_from else []
    rows = tuple(Row((how.capitalize(), Cell(ref, f"/cases/{ref}/", ref=True))) for how, ref in said)
    return Table("Other cases", (Column("How"), Column("Case")), rows, empty="No other case goes with this one.")


def clock_choices(case_ref: str) -> tuple[tuple[str, str], ...]:
    """The clocks of a case of which somebody who splits it says where they go, each with its title."""
    return tuple((one.ref, one.title) for one in flow.clocks_of(case_ref))


def stage_tag(stage: str) -> Tag:
    """The stage as a tag."""
    return Tag(stage.capitalize(), STAGE_TONES[stage])


def state_cell(state: str) -> Cell:
    """A state as a tag in a table."""
    return Cell(state.capitalize(), tone=STATE_TONES.get(state, ""), tag=True)


def _step(verb: str, case: CaseSeen, by: Actor) -> Action:
    refusal = checks.why_not_move(case, step=verb, by=by)
    return Action(STEP_WORDS[verb], name="step", value=verb, blocked_because=refusal.because if refusal else "")


def post(items: tuple[ItemSeen, ...]) -> Table:
    """The post of a case."""
    rows = tuple(
        Row((Cell(i.ref, f"/post/{i.ref}/", ref=True), i.sender, i.subject, day(i.received_on), i.state.capitalize())) for i in items
    )
    return Table("Post", (Column("Item"), Column("From"), Column("Subject", "wrap"), Column("Received"), Column("State")), rows)


def submissions(put_up: tuple[SubmissionSeen, ...], names: Mapping[str, str]) -> Table:
    """The submissions of a case."""
    rows = tuple(
        Row(
            (
                Cell(s.ref, f"/submissions/{s.ref}/", ref=True),
                s.text.ask,
                pounds_sign(s.text.remedy_pence),
                f"{s.number}",
                state_cell(s.state),
                names.get(s.prepared_by, s.prepared_by),
            )
        )
        for s in put_up
    )
    columns = (
        Column("Submission"),
        Column("Asks", "wrap"),
        Column("Remedy", "number"),
        Column("Version", "number"),
        Column("State"),
        Column("Author"),
    )
    return Table("Submissions", columns, rows, empty="Nothing has been put up on this case.")


def decisions(decided: tuple[DecisionSeen, ...], names: Mapping[str, str]) -> Table:
    """The decisions on a case."""
    superseded = {d.supersedes for d in decided}
    withdrawn = decision_queries.withdrawn_among([d.ref for d in decided])
    rows = tuple(
        Row(
            (
                Cell(d.ref, f"/decisions/{d.ref}/", ref=True),
                Cell(d.outcome.capitalize(), note="superseded" if d.ref in superseded else "withdrawn" if d.ref in withdrawn else ""),
                pounds_sign(d.remedy_pence),
                names.get(d.signed_by, d.signed_by),
                Cell(day(d.signed_on), f"/cases/{d.case_ref}/file/?decision={d.ref}", note="the file then"),
                Cell(f"Rule {d.rule}", "/delegation/"),
                Cell("Make a letter", f"/letters/new/?decision={d.ref}"),
            )
        )
        for d in decided
    )
    columns = (
        Column("Decision"),
        Column("Outcome"),
        Column("Remedy", "number"),
        Column("Signed by"),
        Column("On"),
        Column("Under"),
        Column("Next"),
    )
    return Table("Decisions", columns, rows, empty="Nothing has been decided.")


def letters(sent: tuple[LetterSeen, ...]) -> Table:
    """The letters of a case."""
    rows = tuple(
        Row(
            (
                Cell(x.ref, f"/letters/{x.ref}/", ref=True),
                x.what,
                x.to_name,
                state_cell(x.state),
                day(x.sent_on) if x.sent_on else "",
            )
        )
        for x in sent
    )
    columns = (Column("Letter"), Column("What", "wrap"), Column("To"), Column("State"), Column("Sent"))
    return Table("Letters", columns, rows, empty="No letter has been made.")
