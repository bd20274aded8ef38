"""The scheme's words, finished for the page."""

from dataclasses import dataclass
from datetime import date

from duly.core.scheme.queries import InstrumentSeen
from duly.core.scheme.rules import Ruling, say
from duly.primitives.period import say_span
from duly.primitives.power import POWERS, FactKind
from duly.ui.frame import Cell, Column, Row, Table

FOREVER = date(9999, 12, 31)


@dataclass(frozen=True)
class InstrumentShown:
    """One instrument: its heading, when it is in force, and its rules as a table."""

    heading: str
    in_force: str
    table: Table


def shown(instrument: InstrumentSeen, titles: dict[str, str]) -> InstrumentShown:
    """An instrument as the page shows it. `titles` are the posts' titles by code."""
    rows = tuple(
        Row(
            (
                row.number,
                Cell(POWERS[power].question if power in POWERS else power),
                titles.get(row.post, row.post),
                "; ".join(say(c, _kinds(power).get(c.fact, "word")) for c in row.conditions) or "always",
                row.clause,
            )
        )
        for power, row in instrument.rules
    )
    columns = (Column("Rule"), Column("May", "wrap"), Column("Post"), Column("When", "wrap"), Column("Clause", "wrap"))
    return InstrumentShown(
        f"{instrument.office}: {instrument.title} {instrument.number}",
        f"In force {say_span(instrument.starts, instrument.ends or FOREVER)}. {len(instrument.rules)} rules.",
        Table(f"Rules of scheme {instrument.number} of {instrument.office}", columns, rows),
    )


def _kinds(power: str) -> dict[str, FactKind]:
    """The kinds of what a power's rules may look at; none known of a wing that is not in use here."""
    return dict(POWERS[power].facts) if power in POWERS else {}


def looked_at(ruling: Ruling, titles: dict[str, str]) -> Table:
    """Every row a ruling looked at, and why."""
    rows = []
    for row in ruling.rows:
        cells = "; ".join(f"{cell.says}: {cell.found}, {'met' if cell.met else 'not met'}" for cell in row.cells) or "no condition"
        verdict = Cell("Allows", tone="green", tag=True) if row.met else Cell("Does not", tag=True)
        post = f"{titles.get(row.post, row.post)}, {'held' if row.post_held else 'not held'}"
        rows.append(Row((row.number, post, cells, verdict), selected=row.met))
    columns = (Column("Rule"), Column("Post", "wrap"), Column("This case", "wrap"), Column("So"))
    return Table("Rules looked at", columns, tuple(rows), empty="No rule of the scheme in force speaks of this power.")
