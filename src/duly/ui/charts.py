"""Small charts drawn on the server as SVG: no script, no style attribute, and the same picture on paper.

A chart says in one sentence what it shows, and the page gives the same figures as a table beside or behind it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup, escape

from duly.core.lists.guard import guarded


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its height, and perhaps a figure to compare it with, drawn as a line across it."""

    label: str
    value: float
    mark: float | None = None
    strong: bool = False  # the bar this page is about
    outline: float | None = None  # another figure, drawn as a dashed box round the bar


@dataclass(frozen=True)
class Share:
    """One part of a whole, with its amount already written out."""

    label: str
    amount: str
    value: int


@dataclass(frozen=True)
class Chart:
    """A chart with all that says the same without it: its sentence, its figures as a table, and where they are as CSV. `name` names it on its page."""

    name: str
    title: str
    says: str
    picture: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    unit: str = ""
    csv_url: str = ""


def of_bars(
    name: str, title: str, values: Sequence[Bar], says: str, *, of: str, value: str, mark: str = "", unit: str = "", height: int = 150
) -> Chart:
    """Upright bars as a whole chart. `of`, `value` and `mark` head the columns of its table; its CSV is asked for by `?chart=name`."""
    marked = bool(mark)
    rows = tuple((one.label, f"{one.value:g}", *((f"{one.mark:g}" if one.mark is not None else "",) if marked else ())) for one in values)
    columns = (of, value, *((mark,) if marked else ()))
    return Chart(name, title, says, bars(values, says, height=height), columns, rows, unit, f"?chart={quote(name)}")


def of_shares(name: str, title: str, shares: Sequence[Share], says: str, *, of: str, value: str) -> Chart:
    """One bar cut into parts, as a whole chart."""
    rows = tuple((one.label, one.amount) for one in shares)
    return Chart(name, title, says, share_bar(shares, says), (of, value), rows, "", f"?chart={quote(name)}")


def as_csv(chart: Chart) -> bytes:
    """The figures of a chart: UTF-8 with a byte order mark, and no cell that a spreadsheet would run."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([[guarded(cell) for cell in row] for row in (chart.columns, *chart.rows)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


LEFT, RIGHT = 8, 98  # per cent of the width
TOP, BOTTOM = 8, 20  # pixels


def bars(values: Sequence[Bar], says: str, *, height: int = 150, unit: str = "") -> Markup:
    """Upright bars from nought. Widths are shares of the page's, so the words keep their size when it is narrow."""
    top = _nice_top(max([bar.value for bar in values] + [bar.mark or 0 for bar in values] + [bar.outline or 0 for bar in values] + [0]))
    slot = (RIGHT - LEFT) / max(len(values), 1)
    every = -(-len(values) // 7)  # seven labels fit on a telephone
    foot = height - BOTTOM

    def y(value: float) -> float:
        return round(TOP + (foot - TOP) * (1 - value / top), 1)

    parts = []
    for level in (0, top / 2, top):
        parts.append(f'<line class="grid" x1="{LEFT}%" x2="100%" y1="{y(level)}" y2="{y(level)}"/>')
        parts.append(f'<text class="num" x="{LEFT - 1}%" y="{y(level) + 4}">{level:g}{escape(unit)}</text>')
    for place, bar in enumerate(values):
        x, wide = round(LEFT + slot * (place + 0.12), 2), round(slot * 0.76, 2)
        look = "column column--strong" if bar.strong else "column"
        tall = round(foot - y(bar.value), 1)
        parts.append(f'<rect class="{look}" x="{x}%" y="{y(bar.value)}" width="{wide}%" height="{tall}"/>')
        if bar.outline is not None:
            box = f'x="{round(x - slot * 0.03, 2)}%" y="{y(bar.outline)}" width="{round(wide + slot * 0.06, 2)}%"'
            parts.append(f'<rect class="outline" {box} height="{round(foot - y(bar.outline), 1)}"/>')
        if bar.mark is not None:
            ends = f'x1="{round(x - slot * 0.06, 2)}%" x2="{round(x + wide + slot * 0.06, 2)}%"'
            parts.append(f'<line class="mark" {ends} y1="{y(bar.mark)}" y2="{y(bar.mark)}"/>')
        if (len(values) - 1 - place) % every == 0:  # the last, newest bar always has its label
            middle = round(x + wide / 2, 2)
            parts.append(f'<text class="mid" x="{middle}%" y="{height - 5}">{escape(bar.label)}</text>')
    return _svg("chart", height, says, parts)


def share_bar(shares: Sequence[Share], says: str) -> Markup:
    """One bar cut into at most five parts, each with its amount and label in words below."""
    whole = sum(share.value for share in shares) or 1
    parts, key, x = [], [], 0.0
    for place, share in enumerate(shares, start=1):
        wide = round(100 * share.value / whole, 2)
        parts.append(f'<rect class="c{place}" x="{round(x, 2)}%" width="{wide}%" height="22"/>')
        key.append(
            f'<li><svg class="swatch" width="11" height="11" aria-hidden="true"><rect class="c{place}" width="11" '
            f'height="11"/></svg>{escape(share.label)} <strong>{escape(share.amount)}</strong></li>'
        )
        x += wide
    picture = _svg("chart share", 22, says, parts)
    return Markup(f'<div class="shares">{picture}<ul class="legend">{"".join(key)}</ul></div>')


def _svg(look: str, height: int, says: str, parts: list[str]) -> Markup:
    described = f'role="img" aria-label="{escape(says)}"'
    return Markup(f'<svg class="{look}" width="100%" height="{height}" {described}>{"".join(parts)}</svg>')


def _nice_top(highest: float) -> float:
    """The next round number up, so that the gridlines carry figures a person can read."""
    if highest <= 0:
        return 1
    power = 1.0
    while highest > power * 10:
        power *= 10
    while highest <= power:
        power /= 10
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if highest <= step * power)
