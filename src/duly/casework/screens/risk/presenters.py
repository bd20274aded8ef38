"""Risk in finished words."""

from collections.abc import Mapping

from duly.casework.risk.queries import AssessmentSeen, DueSeen
from duly.casework.risk.rules.scoring import Change, said
from duly.casework.screens.risk.lists import TONES
from duly.primitives.period import say_day
from duly.ui.environment import counted, stamp
from duly.ui.frame import Cell, Column, Row, Table, Tag


def level_tag(seen: AssessmentSeen | None) -> Tag:
    """The level that stands."""
    return Tag(seen.level.capitalize(), TONES[seen.level]) if seen else Tag("Not assessed", "amber")


def scores(seen: AssessmentSeen) -> Table:
    """Every dimension with its points and what they rest on."""
    rows = tuple(
        Row(
            (
                Cell(one.word, strong=bool(one.points)),
                said(one.points),
                one.evidence,
                Cell(one.paper, f"/post/{one.paper}/", ref=True) if one.paper else "",
            )
        )
        for one in seen.scores
    )
    return Table("Points by dimension", (Column("Dimension"), Column("Points"), Column("Rests on", "wrap"), Column("Paper")), rows)


def facts(seen: AssessmentSeen, names: Mapping[str, str]) -> tuple[tuple[str, object], ...]:
    """What an assessment came to, by which rule, who owns it and what is done about it."""
    return (
        ("Level", f"{seen.level.capitalize()}, {counted(seen.score, 'point')}"),
        ("By which rule", " ".join(seen.working.because)),
        ("Scale", seen.rules.says),
        ("Owner", names.get(seen.owner, seen.owner)),
        ("What is done about it", seen.mitigation or "Nothing need be."),
        ("Assessed", f"{names.get(seen.assessed_by, seen.assessed_by)}, {say_day(seen.assessed_on)}"),
        *((("Confirmed because", seen.confirmed_because),) if seen.confirms else ()),
        ("Looked at again by", say_day(seen.review_on)),
    )


def history(found: tuple[AssessmentSeen, ...], names: Mapping[str, str]) -> Table:
    """Every assessment of a case, the newest first."""
    rows = tuple(
        Row(
            (
                str(one.number),
                say_day(one.assessed_on),
                Cell(one.level.capitalize(), tone=TONES[one.level], tag=True),
                str(one.score),
                f"Confirmed {one.confirms}" if one.confirms else "Assessed",
                names.get(one.assessed_by, one.assessed_by),
            )
        )
        for one in found
    )
    columns = (Column("Number", "number"), Column("On"), Column("Level"), Column("Points", "number"), Column("How"), Column("By"))
    return Table("Every assessment", columns, rows, empty="Nobody has assessed it yet.")


def changed(found: tuple[Change, ...]) -> Table:
    """What is otherwise than in the assessment before."""
    rows = tuple(Row((Cell(one.what, strong=True), one.was, one.now)) for one in found)
    return Table("What changed", (Column("What"), Column("Was"), Column("Is")), rows, empty="Every point is as it was.")


def why_due(found: tuple[DueSeen, ...]) -> Table:
    """What made it due, told to whom, by when, and whether it was looked at since."""
    rows = tuple(
        Row(
            (
                one.says,
                stamp(one.raised_at),
                one.told_post.replace("-", " ").capitalize(),
                Cell(say_day(one.by_day), tone="red" if one.stands else ""),
                Cell("Due", tone="red", tag=True) if one.stands else "Looked at since",
            )
        )
        for one in found
    )
    return Table(
        "What made it due", (Column("Because of", "wrap"), Column("When"), Column("Told"), Column("By"), Column("")), rows, empty="Nothing."
    )
