"""Letters in finished words."""

from dataclasses import dataclass

from duly.casework.correspondence import queries as post
from duly.casework.dispatch import checks, queries
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.dispatch.rules import PROOFS
from duly.casework.screens.cases.presenters import STATE_TONES, state_cell
from duly.casework.screens.common import in_groups
from duly.casework.screens.letters.owed import where
from duly.casework.wordings.plain import Measured, measure
from duly.casework.wordings.rules import FIELDS, as_text, merged
from duly.core.people import queries as people
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
    newer: str
    plain: Measured
    fillable: bool
    fill_refusal: str
    approvable: bool
    approve_label: str
    approve_refusal: str
    sendable: bool
    send_refusal: str
    send_though: str
    sent: str
    drafts: Table
    comments: tuple[tuple[str, str, str], ...]
    proofs: Table


def tag(state: str) -> Tag:
    """The state as a tag."""
    return Tag(state.capitalize(), STATE_TONES.get(state, ""))


def steps(state: str) -> tuple[Step, ...]:
    """How far a letter has come. A returned one is a draft again."""
    if state == "dropped":
        return (Step("Dropped", "now"),)
    at = STATES.index("draft" if state == "returned" else state)
    done = at + 1 if state == "sent" else at
    return tuple(Step(name.capitalize(), "done" if n < done else "now" if n == at else "later") for n, name in enumerate(STATES))


def table(found: tuple[LetterSeen, ...], names: dict[str, str]) -> Table:
    """The list of letters."""
    rows = tuple(
        Row(
            (
                Cell(x.ref, f"/letters/{x.ref}/", ref=True),
                Cell(x.what, strong=True, note="" if x.content_sha256 else "not filled in"),
                x.to_name,
                about(x),
                Cell(x.channel.capitalize()),
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
        Column("About"),
        Column("Goes by"),
        Column("State"),
        Column("Made by"),
        Column("Approved by"),
        Column("Sent"),
    )
    return Table("Letters", columns, rows, empty="No letter is in this state. A letter is made from a decision, on the page of its case.")


def about(seen: LetterSeen) -> Cell:
    """What a letter is about: its case, or the item of post it answers."""
    if not seen.case_ref and not seen.item_ref:
        return Cell(seen.about, where(seen.about), ref=True)
    return Cell(seen.about, f"/cases/{seen.case_ref}/" if seen.case_ref else f"/post/{seen.item_ref}/", ref=True)


def shown(seen: LetterSeen, names: dict[str, str], *, by: Actor) -> LetterShown:
    """A letter finished for the page."""
    fill = checks.why_not_fill(seen, fields={}, by=by)
    approve = checks.why_not_begin_approving(seen, by=by)
    send = checks.why_not_send(seen, channel=seen.channel, because="to be said", by=by) if seen.state in ("approved", "released") else None
    draft = seen.state in ("draft", "returned")
    newer = queries.newer_wording(seen) if draft else 0
    text = _so_far(seen)
    titles = people.post_titles()
    return LetterShown(
        url=f"/letters/{seen.ref}/",
        paragraphs=tuple(text.split("\n\n")),
        sha256=seen.content_sha256,
        sha256_said=in_groups(seen.content_sha256),
        facts=_facts(seen, names, titles),
        unfilled=_unfilled(seen),
        newer=f"Version {newer} of this standard letter is in use now, and this was made from version {seen.template_version}."
        if newer
        else "",
        plain=measure(text.split("\n\n")[6:-2]),
        fillable=draft,
        fill_refusal=fill.because if fill else "",
        approvable=seen.state == "draft",
        approve_label=f"Sign for the {titles.get(seen.on_behalf, seen.on_behalf)}" if seen.on_behalf else "Approve these bytes",
        approve_refusal=approve.because if approve else "",
        sendable=seen.state in ("approved", "released") and seen.channel == "e-mail",
        send_refusal=send.because if send else "",
        send_though=checks.mark_of_case(seen) if seen.state in ("approved", "released") else "",
        sent=f"Sent on {day(seen.sent_on)}: the bytes that were approved." if seen.sent_on else "",
        drafts=_drafts(seen, names),
        comments=tuple(
            (
                f"{names.get(one.by_ref, one.by_ref)} {'returned' if one.returned else 'on'} draft {one.number}"
                + (f", paragraph {one.paragraph}" if one.paragraph else ""),
                day(one.said_on),
                one.words,
            )
            for one in reversed(queries.comments(seen.ref))
        ),
        proofs=_proofs(seen),
    )


def _to(seen: LetterSeen) -> object:
    """Whom it is addressed to, and what they are to the case."""
    one = queries.addressee(seen.case_ref, seen.to_ref) if seen.to_ref and seen.case_ref else None
    said = one.says if one else seen.to_name
    return Link(said, f"/directory/{seen.to_ref}/") if seen.to_ref else said


def _facts(seen: LetterSeen, names: dict[str, str], titles: dict[str, str]) -> tuple[tuple[str, object], ...]:
    facts: list[tuple[str, object]] = [
        ("To", _to(seen)),
        *((("E-mail", seen.to_address),) if seen.to_address else ()),
        ("Goes by", seen.channel.capitalize()),
        ("About", about(seen)),
        ("Made from", Link(f"{seen.what}, version {seen.template_version}", f"/letters/standard/{seen.template}/{seen.template_version}/")),
        *(("Answered by", Link(one, f"/post/{one}/")) for one in post.answering(seen.message_id)),
        ("Format", seen.format.capitalize() or "Standard letter"),
        ("Made by", names.get(seen.prepared_by, seen.prepared_by)),
    ]
    if seen.decision_ref:
        facts.insert(3, ("Decision", seen.decision_ref))
    facts += [("Tells of", Cell(one, where(one), ref=True)) for one in seen.concerns if one != seen.about]
    if seen.on_behalf:
        facts.append(("Signed on behalf of", f"The {titles.get(seen.on_behalf, seen.on_behalf)}"))
    if seen.left_out:
        facts.append(("Left out", ", ".join(seen.left_out)))
    if seen.document_ref:
        facts.append(("PDF", Link(f"Download {seen.ref}.pdf", f"/letters/{seen.ref}/pdf/")))
    if seen.approved_by:
        how = " (in ink)" if seen.ink_ref else ""
        facts.append(
            (
                "Approved by",
                names.get(seen.approved_by, seen.approved_by).capitalize()
                if seen.approved_by == "standard wording"
                else names.get(seen.approved_by, seen.approved_by) + how,
            )
        )
    pack = queries.pack_of(seen.ref) if seen.channel == "post" else ""
    if pack:
        facts.append(("Print pack", Link(pack, f"/letters/packs/{pack}/")))
    if seen.sent_on:
        facts.append(("Sent", day(seen.sent_on)))
    return tuple(facts)


def _drafts(seen: LetterSeen, names: dict[str, str]) -> Table:
    kept = queries.drafts(seen.ref)
    rows = tuple(
        Row(
            (
                Cell(
                    f"Draft {one.number}",
                    strong=True,
                    note="approved" if seen.approved_sha256 and one.content_sha256 == seen.approved_sha256 and one == kept[-1] else "",
                ),
                names.get(one.prepared_by, one.prepared_by),
                day(one.made_on),
                Cell(one.content_sha256[:12] or "not filled in"),
                Cell("What changed", f"/letters/{seen.ref}/compare/?before={one.number - 1}&after={one.number}") if one.number > 1 else "",
            )
        )
        for one in reversed(kept)
    )
    columns = (Column("Draft"), Column("By"), Column("On"), Column("Digest"), Column(""))
    return Table("Drafts", columns, rows, empty="No draft was kept.")


def _proofs(seen: LetterSeen) -> Table:
    rows = tuple(
        Row(
            (
                Cell(PROOFS[one.how], tone="red" if one.how == "returned" else "green", tag=True),
                day(one.on),
                one.words,
                Cell("Open the scan", f"/letters/{seen.ref}/paper/{one.document_ref}/") if one.document_ref else "",
            )
        )
        for one in queries.proofs(seen.ref)
    )
    columns = (Column("How"), Column("On"), Column("In words", "wrap"), Column("Paper"))
    return Table("Delivery", columns, rows, empty="Nothing shows yet that it arrived.")


def _so_far(seen: LetterSeen) -> str:
    """The letter's words, with what is still missing named in square brackets."""
    gaps = {name: f"[{FIELDS.get(name, (name, ''))[0]}]" for name in seen.unfilled}
    return seen.text or as_text(merged(seen.made_from, seen.fields | gaps, seen.left_out))


def _unfilled(seen: LetterSeen) -> str:
    refusal = checks.why_unfilled(seen)
    return refusal.because if refusal else ""
