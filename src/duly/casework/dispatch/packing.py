"""A print pack as PDF: a cover list with counts, and letters whose pages are those that were approved. The same letters always give the same bytes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pypdf import PdfReader, PdfWriter

from duly.core.renditions.papers import Figure, Head, Paper, Paragraphs, Rows, paper_pdf
from duly.primitives.period import say_day

A4 = (595.28, 841.89)


@dataclass(frozen=True)
class Sheaf:
    """One letter of a pack: the lines of its address, its PDFs in the order they are put in, and what is put in by hand."""

    ref: str
    about: str
    address: tuple[str, ...]
    pdfs: list[bytes]
    by_hand: tuple[str, ...] = ()
    pages: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pages", sum(len(PdfReader(io.BytesIO(one)).pages) for one in self.pdfs))

    @property
    def room(self) -> int:
        """Pages of the pack it takes: each letter begins on the front of a sheet."""
        return self.pages + self.pages % 2


@dataclass(frozen=True)
class Bound:
    """The whole pack, and how many pages it has."""

    pdf: bytes
    pages: int


def cover_of(ref: str, office: str, on: date, sheaves: Sequence[Sheaf]) -> tuple[bytes, tuple[int, ...]]:
    """The cover list as PDF, and the page of the pack that each letter begins on."""
    ahead = 2
    while True:  # the list says where letters begin, and may itself run over a sheet
        firsts, at = [], ahead + 1
        for one in sheaves:
            firsts.append(at)
            at += one.room
        cover = paper_pdf(_cover(ref, office, on, sheaves, firsts))
        pages = len(PdfReader(io.BytesIO(cover)).pages)
        if pages + pages % 2 == ahead:
            return cover, tuple(firsts)
        ahead = pages + pages % 2


def in_one(cover: bytes, sheaves: Sequence[Sheaf]) -> Bound:
    """Cover and letters in one PDF, each beginning on the front of a sheet, with a bookmark for each."""
    whole = PdfWriter()
    _add(whole, [cover], "Cover list")
    for one in sheaves:
        _add(whole, one.pdfs, f"{one.ref}: {one.address[0]}")
    whole.metadata = None
    out = io.BytesIO()
    whole.write(out)
    return Bound(out.getvalue(), len(whole.pages))


def _add(whole: PdfWriter, pdfs: Sequence[bytes], title: str) -> None:
    first = len(whole.pages)
    for one in pdfs:
        whole.append(io.BytesIO(one), import_outline=False)
    if len(whole.pages) > first:
        whole.add_outline_item(title, first)
    if len(whole.pages) % 2:
        whole.add_blank_page(*A4)


def _cover(ref: str, office: str, on: date, sheaves: Sequence[Sheaf], firsts: Sequence[int]) -> Paper:
    sheets = sum(one.room // 2 for one in sheaves)
    rows = tuple(
        (str(n), ", ".join(one.address), one.ref, f"{first}" if one.pages else "–", str(one.pages), "; ".join(one.by_hand) or "–")
        for n, (one, first) in enumerate(zip(sheaves, firsts, strict=True), start=1)
    )
    heads = (
        Head("", number=True),
        Head("To", wide=3),
        Head("Letter"),
        Head("Begins on", number=True),
        Head("Pages", number=True),
        Head("Put in by hand", wide=1),
    )
    return Paper(
        office=office,
        kicker="Print pack",
        title=f"{ref}: letters to post",
        sub=f"Made on {say_day(on)}. Print on both sides; every letter begins on the front of a sheet.",
        foot=ref,
        blocks=(
            Rows("Letters", heads, rows, foot=("", f"{len(sheaves)} envelopes", "", "", str(sum(one.pages for one in sheaves)), "")),
            Paragraphs(
                "When they are in their envelopes", ("Count the envelopes, and type their number where the pack is noted as posted.",)
            ),
        ),
        facts=(
            Figure("Envelopes", str(len(sheaves))),
            Figure("Sheets of letters", str(sheets)),
            Figure("With something put in by hand", str(sum(bool(one.by_hand) for one in sheaves))),
        ),
    )
