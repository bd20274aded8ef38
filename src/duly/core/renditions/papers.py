"""A paper of figures as PDF, by Typst, with the fonts it carries: a statement, a remittance. The same words always give the same bytes."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

TEMPLATE = Path(__file__).with_name("paper.typ")


@dataclass(frozen=True)
class Figure:
    """One figure of the row at the top."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Words:
    """Some words, strong or not."""

    words: str
    strong: bool = False


@dataclass(frozen=True)
class Spoken:
    """A paragraph in larger letters, its figures strong."""

    bits: tuple[Words, ...]
    title: str = ""
    kind: str = "spoken"


@dataclass(frozen=True)
class Paragraphs:
    """Plain paragraphs."""

    title: str
    lines: tuple[str, ...]
    kind: str = "text"


@dataclass(frozen=True)
class Shared:
    """One part of a whole: a whole number nought or above, and its amount written out."""

    label: str
    amount: str
    value: int


@dataclass(frozen=True)
class Shares:
    """One bar cut into parts, each named below."""

    title: str
    shares: tuple[Shared, ...]
    kind: str = "share"


@dataclass(frozen=True)
class Bar:
    """One upright bar and the mark across it; whole numbers nought or above."""

    label: str
    value: int
    mark: int
    strong: bool = False


@dataclass(frozen=True)
class Bars:
    """Upright bars from nought to `top`, and a sentence that says what they show."""

    title: str
    bars: tuple[Bar, ...]
    top: int
    says: str
    kind: str = "columns"


@dataclass(frozen=True)
class SumRow:
    """One line of a sum; the `result` is ruled off."""

    words: str
    amount: str
    result: bool = False


@dataclass(frozen=True)
class Sum:
    """A sum, and a note under it."""

    title: str
    rows: tuple[SumRow, ...]
    note: str = ""
    kind: str = "sum"


@dataclass(frozen=True)
class Head:
    """The head of a table's column: of numbers, or as `wide` as its share of what the others leave."""

    label: str
    number: bool = False
    wide: int = 0


@dataclass(frozen=True)
class Rows:
    """A table."""

    title: str
    columns: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] = ()
    kind: str = "table"


@dataclass(frozen=True)
class Two:
    """Bars and a sum side by side."""

    blocks: tuple[Bars | Sum, ...]
    title: str = ""
    kind: str = "two"


Block = Spoken | Paragraphs | Shares | Bars | Sum | Rows | Two


@dataclass(frozen=True)
class Paper:
    """A whole paper. `kicker` stands above the title and `foot` at the bottom of every page."""

    office: str
    kicker: str
    title: str
    sub: str
    foot: str
    blocks: tuple[Block, ...]
    facts: tuple[Figure, ...] = ()


def paper_pdf(paper: Paper, *, template: Path = TEMPLATE) -> bytes:
    """The bytes of a paper, tagged for screen readers (PDF/UA-1). A table whose rows are not as wide as its head is a ValueError."""
    import typst  # 40 MB of it, and most commands never make a paper

    for block in paper.blocks:
        if isinstance(block, Rows) and any(len(row) != len(block.columns) for row in (*block.rows, block.foot or block.columns)):
            raise ValueError(f"A row of {block.title or 'a table'} has more or fewer cells than its head.")
    return bytes(
        typst.compile(
            template.read_bytes(),
            format="pdf",
            pdf_standards=["ua-1"],
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(asdict(paper), ensure_ascii=False)},
        )
    )
