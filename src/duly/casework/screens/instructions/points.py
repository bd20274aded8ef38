"""The points of a letter in finished words: what is marked in each, where it was said before, where answered, and the reply's skeleton."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from duly.casework.correspondence.queries import ItemSeen
from duly.casework.flow.reading import Compared, Standing
from duly.casework.instructions.rules.reading import PointSaid
from duly.casework.instructions.rules.repeats import Block
from duly.casework.instructions.rules.vocabulary import LAST_WORDS, NEW_POINT, POINTS, REPEATED, UNANSWERED
from duly.core.directory import queries as directory
from duly.ui.frame import Cell, Column, Row, Table

Piece = tuple[str, bool]
_NAME = re.compile(r"kind-(\d{1,4})-(\d{1,4})")
_PLACE = re.compile(r"([A-Z]+-[\w-]{1,16}):(\d{1,4})")
LONGEST_QUOTE = 600


@dataclass(frozen=True)
class PointShown:
    """One point. `pieces` are its words, new ones marked; `earlier` and `answer` are (reference, paragraph, its words), or nothing."""

    key: str
    number: int
    new: bool
    pieces: tuple[Piece, ...]
    earlier: tuple[str, int, str] | None
    answer: tuple[str, int, str] | None
    kind: str
    place: str


def shown(standing: Standing, beside: Compared, typed: Mapping[str, str]) -> tuple[PointShown, ...]:
    """Every point, with what was typed of it, or said of it when it was read before, or as the comparison suggests."""
    before = {(one.first, one.last): one for one in standing.reading.points} if standing.reading else {}
    made = []
    for number, block in enumerate(beside.blocks, start=1):
        key, was = f"{block.first}-{block.last}", before.get((block.first, block.last))
        kind = typed.get(f"kind-{key}") or (was.kind if was else _suggested(block, beside))
        place = typed.get(f"answered-{key}") or (f"{was.answered_in}:{was.answered_paragraph}" if was and was.answered_in else "")
        if not place and block.answered:
            place = f"{block.answered}:{block.answered_paragraph}"
        answer = _place(beside, *_parted(place)) if place and not block.new else None
        made.append(PointShown(key, number, block.new, _pieces(block, beside), _earlier(block, beside), answer, kind, place))
    return tuple(made)


def sent(typed: Mapping[str, str]) -> tuple[list[PointSaid], str]:
    """What a filled-in form says of each point, and what is wrong with it, if anything."""
    made = []
    for name, kind in typed.items():
        match = _NAME.fullmatch(name)
        if match is None:
            continue
        key = f"{match[1]}-{match[2]}"
        ref, paragraph = _parted(typed.get(f"answered-{key}", "")) if kind == REPEATED else ("", 0)
        marked = typed.get(f"new-{key}") == "1"
        made.append(PointSaid(int(match[1]), int(match[2]), kind, marked, ref, paragraph))
    return sorted(made, key=lambda one: one.first), "" if made else "Say of each point what it is."


def papers(beside: Compared) -> tuple[tuple[str, str], ...]:
    """Every paragraph of ours that a point may have been answered in, for a field to choose from."""
    return tuple(
        (f"{ref}:{n}", f"{ref}, paragraph {n}: {_quote(words, 70)}")
        for ref in beside.ours
        for n, words in enumerate(beside.papers[ref], start=1)
    )


def likely(standing: Standing) -> tuple[tuple[str, str], ...]:
    """Who it may be from, where that is not sure."""
    if standing.sure:
        return ()
    return tuple((ref, f"{name}, {ref}") for ref, name in directory.names(standing.likely).items())


def mapped(standing: Standing, beside: Compared) -> Table:
    """Each point of a letter and where it was answered."""
    rows = tuple(
        Row(
            (
                str(one.number),
                "".join(words for words, _ in one.pieces),
                Cell(POINTS[one.kind], tone="amber" if one.kind not in (REPEATED, LAST_WORDS) else "", tag=True),
                f"{one.answer[0]}, paragraph {one.answer[1]}" if one.answer and one.kind == REPEATED else "",
                _quote(one.answer[2], 240) if one.answer and one.kind == REPEATED else "",
            )
        )
        for one in shown(standing, beside, {})
    )
    columns = (
        Column("Point", "number"),
        Column("They say", "wrap"),
        Column("It is"),
        Column("Answered in"),
        Column("Where we said", "wrap"),
    )
    return Table("Each point, and where it was answered", columns, rows, empty="It has no words that could be read.")


def skeleton(item: ItemSeen, standing: Standing, beside: Compared) -> str:
    """A reply to be written out: what was answered, where, and what is still to be. Nothing is sent from here."""
    repeated, new = [], []
    for one in shown(standing, beside, {}):
        words = " ".join("".join(said for said, _ in one.pieces).split())
        if one.kind == REPEATED and one.answer:
            repeated.append(f"You say: {words}\nWe answered that in {one.answer[0]}, paragraph {one.answer[1]}: {_quote(one.answer[2])}")
        elif one.kind != LAST_WORDS:
            new.append(f"You say: {words}\n[{POINTS[one.kind]}. Our answer:]")
    parts = [f"{item.ref}\n\nThank you for what you sent on {item.received_on:%-d %B %Y}."]
    parts += ["What is new in it\n\n" + "\n\n".join(new)] if new else ["We have read it and found nothing in it that we have not answered."]
    parts += ["What we answered before\n\n" + "\n\n".join(repeated)] if repeated else []
    return "\n\n".join(parts) + "\n"


def _suggested(block: Block, beside: Compared) -> str:
    if all(one.plain for one in beside.sentences[block.first - 1 : block.last]):
        return LAST_WORDS
    return NEW_POINT if block.new else REPEATED if block.answered else UNANSWERED


def _pieces(block: Block, beside: Compared) -> tuple[Piece, ...]:
    made: list[Piece] = []
    for one in beside.sentences[block.first - 1 : block.last]:
        at = 0
        for start, end in one.new:
            made += [(one.words[at : start - one.start], False), (one.words[start - one.start : end - one.start], True)]
            at = end - one.start
        made.append((f"{one.words[at:]} ", False))
    return tuple(piece for piece in made if piece[0])


def _earlier(block: Block, beside: Compared) -> tuple[str, int, str] | None:
    one = next((one for one in beside.sentences[block.first - 1 : block.last] if one.earlier), None)
    return _place(beside, one.earlier, one.earlier_paragraph) if one else None


def _place(beside: Compared, ref: str, paragraph: int) -> tuple[str, int, str] | None:
    said = beside.papers.get(ref, ())
    return (ref, paragraph, _quote(said[paragraph - 1])) if 0 < paragraph <= len(said) else None


def _parted(place: str) -> tuple[str, int]:
    match = _PLACE.fullmatch(place)
    return (match[1], int(match[2])) if match else ("", 0)


def _quote(words: str, longest: int = LONGEST_QUOTE) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"
