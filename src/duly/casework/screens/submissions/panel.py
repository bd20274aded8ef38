"""The panel "Who can sign this": every rule of the scheme held against this case."""

from duly.core.scheme.rules import RowSeen, Ruling
from duly.ui.frame import Cell, Column, Row, Table


def who_may(ruling: Ruling, titles: dict[str, str]) -> list[str]:
    """Titles of the posts whose rule's conditions are all met, whoever asks."""
    return [titles.get(row.post, row.post) for row in ruling.rows if all(cell.met for cell in row.cells)]


def who_signs(ruling: Ruling, titles: dict[str, str], state: str) -> str:
    """Who signs, and whether the reader does, in two sentences."""
    may = who_may(ruling, titles)
    named = f"The {' or the '.join(may)} {'signed' if state == 'decided' else 'signs'}." if may else "Nobody may sign this as it stands."
    return f"{named} {'You may.' if ruling.allowed else 'You may not.'}"


def rules_table(ruling: Ruling, titles: dict[str, str]) -> Table:
    """Every rule looked at: what it says, what is so in this case, and what follows."""
    rows = []
    for row in ruling.rows:
        if not row.cells:
            rows.append(Row((Cell(row.number, "/delegation/"), "No condition", "", _so(row, titles)), selected=row.met))
        for n, cell in enumerate(row.cells):
            number = Cell(row.number, "/delegation/") if n == 0 else ""
            found = Cell(cell.found, tone="" if cell.met else "red", note="met" if cell.met else "not met")
            rows.append(Row((number, cell.says.capitalize(), found, _so(row, titles) if n == 0 else ""), selected=row.met))
    columns = (Column("Rule"), Column("Says", "wrap"), Column("This case", "wrap"), Column("So", "wrap"))
    return Table("Rules looked at", columns, tuple(rows), empty="No rule of the scheme in force speaks of signing this.")


def _so(row: RowSeen, titles: dict[str, str]) -> Cell:
    post = titles.get(row.post, row.post)
    if all(cell.met for cell in row.cells):
        return Cell(f"{post} may", strong=True, note="your post" if row.post_held else "")
    return Cell(f"{post} may not", note="your post" if row.post_held else "")
