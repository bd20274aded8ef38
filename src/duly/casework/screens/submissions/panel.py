"""The panel "Who can sign this": every rule of the scheme held against this case."""

from datetime import date

from duly.core.people import queries as people
from duly.core.scheme.queries import stand_ins
from duly.core.scheme.rules import Ruling
from duly.primitives.period import say_day
from duly.ui.frame import Cell, Column, Row, Table


def who_may(ruling: Ruling, titles: dict[str, str]) -> list[str]:
    """Titles of the posts whose rule's conditions are all met, whoever asks."""
    return [titles.get(row.post, row.post) for row in ruling.rows if all(cell.met for cell in row.cells)]


def who_signs(ruling: Ruling, titles: dict[str, str], state: str) -> str:
    """Who signs, and whether the reader may, in two sentences; or who did."""
    named = " or the ".join(who_may(ruling, titles))
    if state == "decided":
        return f"The {named} could sign this, and it is signed."
    who = f"The {named} signs." if named else "Nobody may sign this as it stands."
    return f"{who} {'You may sign it.' if ruling.allowed else 'You may not sign it.'}"


def people_who_may(ruling: Ruling, on: date) -> str:
    """Who holds those posts today, and who stands in for whom is away: "Today: Helen Marchetti (away until …; Owen Pryce stands in)"."""
    posts = [row.post for row in ruling.rows if all(cell.met for cell in row.cells)]
    if not posts:
        return ""
    out = {one.officer_ref: one.ends for one in people.absences(since=on) if one.starts <= on}
    names = people.names()
    stands = {one.post: names.get(one.officer_ref, one.officer_ref) for one in stand_ins(since=on) if one.counts}
    told = []
    for held in people.everyone_in_post(on=on):
        if held.code in posts:
            gone = f"away until {say_day(out[held.officer_ref])}" if held.officer_ref in out else ""
            stand = f"{stands[held.code]} stands in" if held.code in stands else "nobody stands in" if gone else ""
            aside = "; ".join(one for one in (gone, stand) if one)
            told.append(f"{held.officer_name} ({aside})" if aside else held.officer_name)
    return f"Today: {', '.join(dict.fromkeys(told))}." if told else "Nobody holds that post today."


def rules_table(ruling: Ruling, titles: dict[str, str]) -> Table:
    """Every rule looked at, its post first and then each thing it says: what is so in this case, and what follows."""
    rows = []
    for row in ruling.rows:
        may = all(cell.met for cell in row.cells)
        post = Cell(
            titles.get(row.post, row.post),
            strong=True,
            note=f"for {row.stands_in_for}" if row.stands_in_for else "your post" if row.post_held else "",
        )
        rows.append(Row((Cell(row.number, "/delegation/"), post, "", Cell("May" if may else "May not", strong=True)), selected=row.met))
        for cell in row.cells:
            so = Cell("met" if cell.met else "not met", tone="" if cell.met else "red")
            rows.append(Row(("", _sentence_case(cell.says), cell.found, so)))
    columns = (Column("Rule"), Column("Says", "wrap"), Column("This case"), Column("So"))
    return Table("Rules looked at", columns, tuple(rows), empty="No rule of the scheme in force speaks of signing this.")


def _sentence_case(words: str) -> str:
    return words.replace("mp ", "MP ", 1) if words.startswith("mp ") else words[:1].upper() + words[1:]
