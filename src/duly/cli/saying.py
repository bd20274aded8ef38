"""Data goes to standard output, talk to standard error. `--json` makes data one JSON value; amounts are pounds in text."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table


@dataclass
class Saying:
    """How this command speaks. `as_json` for machines, `quiet` for scripts."""

    as_json: bool = False
    quiet: bool = False

    def talk(self, text: str) -> None:
        """A line for the person at the keyboard."""
        if not self.quiet:
            Console(stderr=True, highlight=False, soft_wrap=True).print(text, markup=False)

    def wrong(self, text: str) -> None:
        """What is wrong, and what to do about it. Said even when quiet."""
        Console(stderr=True, highlight=False, soft_wrap=True).print(text, markup=False)

    def facts(self, facts: Mapping[str, Any]) -> None:
        """Named figures: a JSON object, or a line each."""
        if self.as_json:
            self.write(json.dumps(facts, ensure_ascii=False, default=str))
            return
        width = max((len(name) for name in facts), default=0)
        for name, value in facts.items():
            self.write(f"{name:<{width}}  {_plain(value)}")

    def rows(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """A list: a JSON array of objects, or a table."""
        found = [tuple(row) for row in rows]
        if self.as_json:
            self.write(json.dumps([dict(zip(columns, row, strict=True)) for row in found], ensure_ascii=False, default=str))
            return
        if not found:
            self.write(f"{title}: none")
            return
        table = Table(title=title, title_justify="left", box=None, pad_edge=False)
        for column in columns:
            table.add_column(column, justify="right" if all(_is_figure(r[columns.index(column)]) for r in found) else "left")
        for row in found:
            table.add_row(*(str(cell) for cell in row))
        Console(highlight=False, width=None if sys.stdout.isatty() else 160).print(table)

    def write(self, text: str) -> None:
        """One line of data."""
        sys.stdout.write(text + "\n")

    def progress(self) -> Progress:
        """A bar, on a terminal only."""
        return Progress(
            TextColumn("{task.description:<34}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            disable=self.quiet or not sys.stderr.isatty(),
        )


def _is_figure(cell: Any) -> bool:
    return isinstance(cell, int) or (
        isinstance(cell, str) and cell.replace(",", "").replace(".", "").replace("\u2212", "").replace("-", "").isdigit()
    )


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{k} {v}" for k, v in value.items()) or "none"
    return str(value)
