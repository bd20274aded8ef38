"""Letters in finished words."""

from dataclasses import dataclass

from duly.casework.dispatch import checks
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.dispatch.rules import FIELD_WORDS, as_text, merged
from duly.casework.screens.cases.presenters import STATE_TONES, state_cell
from duly.casework.screens.common import in_groups
from duly.primitives.actor import Actor
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Link, Row, Step, Table, Tag

STATES = ("draft", "approved", "released", "sent")


@dataclass(frozen=True)
class LetterShown:
    """One letter as its page shows it."""

    url: str
    paragraphs: tuple[str, ...]
    sha256: str
    sha256_said: str
    facts: tuple[tuple[str, object], ...]
    unfilled: str
    fillable: bool
    fill_refusal: str
    approvable: bool
    approve_refusal: str
    sendable: bool
    send_refusal: str
    sent: str


def tag(state: str) -> Tag:
    """The state as a tag."""
    return Tag(state.capitalize(), STATE_TONES.get(state, ""))


def steps(state: str) -> tuple[Step, ...]:
    """How far a letter has come."""
    at = STATES.index(state)
    done = at + 1 if state == "sent" else at
    return tuple(Step(name.capitalize(), "done" if n < done else "now" if n == at else "later") for n, name in enumerate(STATES))


def table(found: tuple[LetterSeen, ...], names: dict[str, str]) -> Table:
    """The list of letters."""
    rows = tuple(
        Row(
            (
                Cell(x.ref, f"/letters/{x.ref}/", ref=True),
                Cell(x.made_from.title, strong=True, note="not filled in" if x.unfilled else ""),
                x.to_name,
                Cell(x.case_ref, f"/cases/{x.case_ref}/", ref=True),
                state_cell(x.state),
                names.get(x.prepared_by, x.prepared_by),
                names.get(x.approved_by, x.approved_by),
                day(x.sent_on) if x.sent_on else "",
            ),
            ref=x.ref,
        )
        for x in found
    )
    columns = (
        Column("Letter"),
        Column("What", "wrap"),
        Column("To"),
        Column("Case"),
        Column("State"),
        Column("Made by"),
        Column("Approved by"),
        Column("Sent"),
    )
    return Table("Letters", columns, rows, empty="No letter is in this state. A letter is made from a decision, on the page of its case.")


def shown(seen: LetterSeen, names: dict[str, str], *, by: Actor) -> LetterShown:
    """A letter finished for the page."""
    fill = checks.why_not_fill(seen, fields={}, by=by)
    approve = checks.why_not_begin_approving(seen, by=by)
    send = checks.why_not_send(seen, by=by) if seen.state in ("approved", "released") else None
    facts: list[tuple[str, object]] = [
        ("To", f"{seen.to_name}, {seen.to_address}"),
        ("Case", Link(seen.case_ref, f"/cases/{seen.case_ref}/")),
        ("Decision", seen.decision_ref),
        ("Made from", f"{seen.made_from.title}, version {seen.template_version}"),
        ("Format", seen.format.capitalize() or "Standard letter"),
        ("Made by", names.get(seen.prepared_by, seen.prepared_by)),
    ]
    if seen.document_ref:
        facts.append(("PDF", Link(f"Download {seen.ref}.pdf", f"/letters/{seen.ref}/pdf/")))
    if seen.approved_by:
        facts.append(("Approved by", names.get(seen.approved_by, seen.approved_by)))
    if seen.sent_on:
        facts.append(("Sent", day(seen.sent_on)))
    return LetterShown(
        url=f"/letters/{seen.ref}/",
        paragraphs=tuple(_so_far(seen).split("\n\n")),
        sha256=seen.content_sha256,
        sha256_said=in_groups(seen.content_sha256),
        facts=tuple(facts),
        unfilled=_unfilled(seen),
        fillable=seen.state == "draft",
        fill_refusal=fill.because if fill else "",
        approvable=seen.state == "draft",
        approve_refusal=approve.because if approve else "",
        sendable=seen.state in ("approved", "released"),
        send_refusal=send.because if send else "",
        sent=f"Sent on {day(seen.sent_on)}: the bytes that were approved." if seen.sent_on else "",
    )


def _so_far(seen: LetterSeen) -> str:
    """The letter's words, with what is still missing named in square brackets."""
    gaps = {name: f"[{FIELD_WORDS.get(name, name)}]" for name in seen.unfilled}
    return seen.text or as_text(merged(seen.made_from, seen.fields | gaps))


def _unfilled(seen: LetterSeen) -> str:
    refusal = checks.why_unfilled(seen)
    return refusal.because if refusal else ""
