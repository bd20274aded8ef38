"""A remittance as a paper, made of what was told: the table as it was first made is read back, so paper and table cannot differ."""

import csv
import io
from datetime import date

from duly.core.renditions.papers import Figure, Head, Paper, Paragraphs, Rows
from duly.primitives.money import pounds, read_pounds, sterling
from duly.primitives.period import say_day

AMOUNTS = ("claimed", "taken off", "entitled", "paid before", "paid now")


def as_paper(run_ref: str, provider_ref: str, called: str, pay_date: date, table: bytes) -> Paper:
    """The paper of a remittance from its table. `called` is the provider's name."""
    told = list(csv.DictReader(io.StringIO(table.decode(), newline="")))
    total = {name: sum(read_pounds(row[name]) for row in told) for name in AMOUNTS}
    many = f"{len(told):,} line{'' if len(told) == 1 else 's'}"
    heads = (
        Head("Line"),
        Head("Person"),
        Head("Week from"),
        *(Head(f"{name.capitalize()} £", number=True) for name in AMOUNTS),
        Head("Why", wide=1),
    )
    rows = tuple(
        (row["line"], row["person"], row["week"], *(pounds(read_pounds(row[name])) for name in AMOUNTS), row["why"].removeprefix("'"))
        for row in told
    )
    return Paper(
        office="Remittance advice",
        kicker=f"To {called}, {provider_ref}",
        title=f"Remittance {run_ref}",
        sub=f"Paid by Bacs on {say_day(pay_date)} with the reference {run_ref}. {many}; people are named by reference.",
        foot=f"Remittance {run_ref} to {provider_ref}",
        facts=tuple(Figure(name.capitalize(), sterling(total[name])) for name in AMOUNTS),
        blocks=(
            Rows(
                "What was paid, line by line, and why", heads, rows, ("All of it", "", "", *(pounds(total[name]) for name in AMOUNTS), "")
            ),
            Paragraphs("", ("Claimed, less taken off, is entitled. Entitled, less paid before, is paid now.",)),
        ),
    )
