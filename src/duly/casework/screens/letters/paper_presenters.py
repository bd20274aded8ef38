"""Print packs, copies for the pen and versions in other formats, in finished words; and what may be done with a letter, each with its form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms as django_forms

from duly.casework.dispatch import checking, checks, queries
from duly.casework.dispatch.queries import FormatSeen, InkSeen, LetterSeen
from duly.casework.dispatch.rules import DAYS_TO_MAKE
from duly.casework.screens.letters import forms
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal
from duly.ui.environment import day
from duly.ui.frame import Cell, Column, Row, Table

PACK_TONES = {"made": "amber", "printed": "blue", "posted": "green"}
FORMAT_TONES = {"ordered": "amber", "received": "green", "cancelled": ""}

PACKS = ListOf(
    name="print-packs",
    key="ref",
    columns=(
        *(Shown("ref", "Pack"), Shown("state", "State"), Shown("made_on", "Made", "day"), Shown("letters", "Letters", "number")),
        *(Shown("pages", "Pages", "number"), Shown("prepared_by", "Made by"), Shown("posted_on", "Posted", "day")),
        Shown("content_sha256", "Digest"),
    ),
    facets=(Facet("state", "State", label=str.capitalize),),
    sorts=("made_on", "letters"),
    default_sort="-made_on",
)


@dataclass(frozen=True)
class FormatRow:
    """One version in another format, as its list shows it. `left` is days until it is due, less than nothing when late."""

    ref: str
    letter_ref: str
    number: int
    format: str
    state: str
    supplier: str
    ordered_on: date
    due: date
    left: int | None
    received_on: date | None
    when: str


FORMATS = ListOf(
    name="letters-in-other-formats",
    key="ref",
    columns=(
        *(Shown("ref", "Order"), Shown("letter_ref", "Letter"), Shown("number", "Draft", "number"), Shown("format", "Format")),
        *(Shown("state", "State"), Shown("supplier", "Made by"), Shown("ordered_on", "Ordered", "day"), Shown("due", "Due", "day")),
        *(Shown("left", "Days left", "number"), Shown("received_on", "Received", "day")),
    ),
    facets=(Facet("when", "When"), Facet("state", "State", label=str.capitalize), Facet("format", "Format", label=str.capitalize)),
    sorts=("due", "ordered_on"),
    default_sort="due",
)


def format_rows(found: tuple[FormatSeen, ...]) -> list[FormatRow]:
    """Versions in other formats as they stand today."""
    return [
        FormatRow(
            *(one.ref, one.letter_ref, one.number, one.format, one.state, one.supplier, one.ordered_on, one.due),
            left=one.left(today()),
            received_on=one.received_on,
            when=_when(one.left(today())),
        )
        for one in found
    ]


def left_said(row: FormatRow) -> Cell:
    """How many days are left, in colour when it presses."""
    if row.left is None:
        return Cell("")
    if row.left < 0:
        return Cell(f"{-row.left} over", tone="red", tag=True)
    return Cell(str(row.left), tone="amber", tag=True) if row.left <= 2 else Cell(str(row.left))


FORMAT_CELLS = {
    "ref": lambda row: Cell(row.ref, f"/letters/{row.letter_ref}/#formats", ref=True),
    "letter_ref": lambda row: Cell(row.letter_ref, f"/letters/{row.letter_ref}/", ref=True),
    "format": lambda row: Cell(row.format[0].upper() + row.format[1:], strong=True),
    "state": lambda row: Cell(row.state.capitalize(), tone=FORMAT_TONES[row.state], tag=True),
    "left": left_said,
}
PACK_CELLS = {
    "ref": lambda row: Cell(row.ref, f"/letters/packs/{row.ref}/", ref=True),
    "state": lambda row: Cell(row.state.capitalize(), tone=PACK_TONES[row.state], tag=True),
    "content_sha256": lambda row: Cell(row.content_sha256[:12]),
}


def formats_table(seen: LetterSeen, found: tuple[FormatSeen, ...]) -> Table:
    """The versions of one letter in other formats."""
    rows = tuple(
        Row(
            (
                Cell(row.format[0].upper() + row.format[1:], strong=True, note=f"of draft {row.number}"),
                Cell(row.state.capitalize(), tone=FORMAT_TONES[row.state], tag=True),
                one.supplier or "Made here",
                day(one.due),
                left_said(row),
                Cell("Open", f"/letters/{seen.ref}/paper/{one.document_ref}/") if one.document_ref else one.in_hand,
                "" if one.content_sha256 == seen.content_sha256 else Cell("Of an older draft", tone="amber", tag=True),
            )
        )
        for row, one in zip(format_rows(found), found, strict=True)
    )
    columns = (Column("Format"), Column("State"), Column("By"), Column("Due"), Column("Days left"), Column("What came"), Column(""))
    return Table("In other formats", columns, rows, empty="It was had in no other format.")


def ink_table(seen: LetterSeen, found: tuple[InkSeen, ...], names: dict[str, str]) -> Table:
    """The copies of one letter that were printed to be signed."""
    rows = tuple(
        Row(
            (
                Cell(one.mark, strong=True, note=f"draft {one.number}"),
                names.get(one.signer, one.signer),
                Cell("Signed" if one.signed_on else "To be signed", tone="green" if one.signed_on else "amber", tag=True),
                Cell("Print it", f"/letters/{seen.ref}/paper/{one.document_ref}/"),
                Cell("Open the scan", f"/letters/{seen.ref}/paper/{one.scan_ref}/", note=f"read by {one.read_how}") if one.scan_ref else "",
            )
        )
        for one in found
    )
    columns = (Column("Mark"), Column("Signer"), Column("State"), Column("Paper"), Column("Scan"))
    return Table("Printed to be signed in ink", columns, rows, empty="It was not printed to be signed in ink.")


def acts(seen: LetterSeen, typed: Mapping[str, django_forms.Form], *, by: Actor) -> list[dict[str, Any]]:
    """What else may be done with a letter: each with its form, or the sentence that says why not."""
    url, found = f"/letters/{seen.ref}/", []
    made = queries.formats(letter_ref=seen.ref)

    def offer(name: str, label: str, says: str, form: django_forms.Form | None, refusal: Refusal | None, to: str = "") -> None:
        blocked = refusal.because if refusal else ""
        kept = typed.get(name, form)
        files = bool(kept and kept.is_multipart())
        found.append(
            {
                "url": to or f"{url}{name}/",
                "label": label,
                "says": says,
                "form": kept,
                "blocked": blocked,
                "open": name in typed,
                "files": files,
            }
        )

    if seen.state in ("draft", "returned"):
        offer(
            "comment",
            "Comment on it",
            "Whoever writes, approves or signs it may.",
            forms.Words(auto_id="comment_%s"),
            checks.why_not_comment(seen, words="x", by=by),
        )
        if queries.newer_wording(seen):
            offer(
                "take-up",
                "Take up the new wording",
                "What was filled in stays, where the new version still asks for it.",
                None,
                checks.why_not_take_up(seen, by=by),
            )
    if seen.state in ("draft", "returned", "approved"):
        offer(
            "drop",
            "Drop it",
            "It is kept as it is, and never sent.",
            forms.Drop(auto_id="drop_%s"),
            checks.why_not_drop(seen, because="x", by=by),
        )
    if seen.state == "draft":
        offer(
            "return",
            "Return it",
            "It goes back to whoever wrote it, with what is to be changed.",
            forms.Return(auto_id="return_%s"),
            checks.why_not_return(seen, words="x", by=by),
        )
        offer(
            "ink",
            "Print it for the pen",
            "The same pages with a mark at their head, to be signed on paper.",
            forms.PrintForInk(auto_id="ink_%s", case_ref=seen.case_ref),
            checking.why_not_begin_ink(seen, by=by),
        )
        for copy in queries.ink_copies(seen.ref)[:1]:
            if not copy.signed_on:
                first = forms.MatchScan(auto_id="match_%s", initial={"signed_on": today()})
                offer(
                    "match",
                    "Match what was signed",
                    f"The scan must bear the mark {copy.mark}.",
                    first,
                    checking.why_not_begin_ink(seen, by=by),
                    f"{url}ink/{copy.ref}/",
                )
    if seen.state in ("draft", "approved", "released") and seen.document_ref:
        days = max(DAYS_TO_MAKE.values())
        order = forms.HaveMade(auto_id="format_%s", initial={"due": today() + timedelta(days=days)})
        offer(
            "formats",
            "Have it made in another format",
            "Of exactly this version; both are sent together.",
            order,
            checking.why_not_begin_ordering(seen, by=by),
        )
    for one in made:
        if one.state == "ordered":
            refusal = checking.why_not_handle_format(one, "receive", by=by)
            offer(
                f"receive-{one.ref}",
                f"Take in the {one.format} version",
                f"Ordered from {one.supplier}, due on {day(one.due)}.",
                forms.Receive(auto_id=f"{one.ref}_%s"),
                refusal,
                f"{url}formats/{one.ref}/",
            )
            offer(
                f"cancel-{one.ref}",
                f"Cancel the {one.format} version",
                "It will not be waited for.",
                forms.Because(auto_id=f"no-{one.ref}_%s"),
                checking.why_not_handle_format(one, "cancel", by=by),
                f"{url}formats/{one.ref}/cancel/",
            )
    if seen.sent_on:
        offer(
            "delivered",
            "Note that it arrived, or came back",
            "Typed, or by its scan.",
            forms.Delivered(auto_id="delivered_%s", initial={"on": today()}),
            checking.why_not_begin_noting(seen, by=by),
        )
    return found


def _when(left: int | None) -> str:
    if left is None:
        return "Not waited for"
    return "Late" if left < 0 else "Due within 2 days" if left <= 2 else "Due later"
