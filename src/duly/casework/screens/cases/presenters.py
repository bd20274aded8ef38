"""Cases in finished words."""

from dataclasses import dataclass

from duly.casework.cases import checks, powers
from duly.casework.cases.queries import CaseSeen
from duly.casework.cases.states import STEPS
from duly.casework.correspondence.queries import ItemSeen
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.submissions import powers as submission_powers
from duly.casework.submissions.queries import SubmissionSeen
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.ui.environment import day, pounds_sign
from duly.ui.frame import Action, Cell, Column, Row, Table, Tag

STEP_WORDS = {"investigate": "Begin the investigation", "close": "Close the case", "reopen": "Open it again"}
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


@dataclass(frozen=True)
class CaseShown:
    """One case as its page shows it. A button that may not be pressed carries the sentence that says why."""

    url: str
    facts: tuple[tuple[str, object], ...]
    post: Table
    submissions: Table
    decisions: Table
    letters: Table
    steps: tuple[Action, ...]
    new_submission: Action
    link_refusal: str


def table(found: tuple[CaseSeen, ...], names: dict[str, str]) -> Table:
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


def shown(
    case: CaseSeen,
    items: tuple[ItemSeen, ...],
    put_up: tuple[SubmissionSeen, ...],
    decided: tuple[DecisionSeen, ...],
    sent: tuple[LetterSeen, ...],
    names: dict[str, str],
    *,
    by: Actor,
) -> CaseShown:
    """A case finished for the page."""
    no_link = why_not(powers.LINK, {}, actor=by, on=today())
    no_draft = why_not(submission_powers.PUT_UP, {}, actor=by, on=today())
    return CaseShown(
        url=f"/cases/{case.ref}/",
        facts=(
            ("Complainant", case.complainant),
            ("Body", case.body),
            ("Owner", names.get(case.owner, case.owner)),
            ("Opened", day(case.opened_on)),
            ("From", Cell(case.opened_from, f"/post/{case.opened_from}/", ref=True)),
        ),
        post=_post(items),
        submissions=_submissions(put_up, names),
        decisions=_decisions(decided, names),
        letters=_letters(sent),
        steps=tuple(_step(step.verb, case, by) for step in STEPS if step.before == case.stage),
        new_submission=Action(
            "Draft a submission", url=f"/submissions/new/?case={case.ref}", blocked_because=no_draft.because if no_draft else ""
        ),
        link_refusal=no_link.because if no_link else "",
    )


def stage_tag(stage: str) -> Tag:
    """The stage as a tag."""
    return Tag(stage.capitalize(), STAGE_TONES[stage])


def state_cell(state: str) -> Cell:
    """A state as a tag in a table."""
    return Cell(state.capitalize(), tone=STATE_TONES.get(state, ""), tag=True)


def _step(verb: str, case: CaseSeen, by: Actor) -> Action:
    refusal = checks.why_not_move(case.stage, step=verb, by=by)
    return Action(STEP_WORDS[verb], name="step", value=verb, blocked_because=refusal.because if refusal else "")


def _post(items: tuple[ItemSeen, ...]) -> Table:
    rows = tuple(
        Row((Cell(i.ref, f"/post/{i.ref}/", ref=True), i.sender, i.subject, day(i.received_on), i.state.capitalize())) for i in items
    )
    return Table("Post", (Column("Item"), Column("From"), Column("Subject", "wrap"), Column("Received"), Column("State")), rows)


def _submissions(put_up: tuple[SubmissionSeen, ...], names: dict[str, str]) -> Table:
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


def _decisions(decided: tuple[DecisionSeen, ...], names: dict[str, str]) -> Table:
    superseded = {d.supersedes for d in decided}
    rows = tuple(
        Row(
            (
                Cell(d.ref, ref=True),
                Cell(d.outcome.capitalize(), note="superseded" if d.ref in superseded else ""),
                pounds_sign(d.remedy_pence),
                names.get(d.signed_by, d.signed_by),
                day(d.signed_on),
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


def _letters(sent: tuple[LetterSeen, ...]) -> Table:
    rows = tuple(
        Row(
            (
                Cell(x.ref, f"/letters/{x.ref}/", ref=True),
                x.made_from.title,
                x.to_name,
                state_cell(x.state),
                day(x.sent_on) if x.sent_on else "",
            )
        )
        for x in sent
    )
    columns = (Column("Letter"), Column("What", "wrap"), Column("To"), Column("State"), Column("Sent"))
    return Table("Letters", columns, rows, empty="No letter has been made.")
