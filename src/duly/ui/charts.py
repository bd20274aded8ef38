"""Small charts drawn on the server as SVG: no script, no style attribute, and the same picture on paper.

A chart says in one sentence what it shows, and the page gives the same figures as a table beside or behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its height, and perhaps a figure to compare it with, drawn as a line across it."""

    label: str
    value: float
    mark: float | None = None
    strong: bool = False  # the bar this page is about


@dataclass(frozen=True)
class Share:
    """One part of a whole, with its amount already written out."""

    label: str
    amount: str
    value: int


WIDTH, LEFT, TOP, BOTTOM = 520, 34, 8, 20


def bars(values: Sequence[Bar], says: str, *, height: int = 150, unit: str = "") -> Markup:
    """Upright bars from nought. Labels thin out so that they never touch."""
    top = _nice_top(max([bar.value for bar in values] + [bar.mark or 0 for bar in values] + [0]))
    plot = height - TOP - BOTTOM
    slot = (WIDTH - LEFT) / max(len(values), 1)
    every = max(1, -(-62 // int(slot))) if slot < 62 else 1

    def y(value: float) -> float:
        return round(TOP + plot * (1 - value / top), 1)

    parts = []
    for level in (0, top / 4, top / 2, top * 3 / 4, top):
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{y(level)}" y2="{y(level)}"/>')
        if level in (0, top / 2, top):
            parts.append(f'<text class="num" x="{LEFT - 6}" y="{y(level) + 4}">{level:g}{escape(unit)}</text>')
    for place, bar in enumerate(values):
        x = round(LEFT + slot * place + slot * 0.12, 1)
        wide = round(slot * 0.76, 1)
        look = "column column--strong" if bar.strong else "column"
        parts.append(
            f'<rect class="{look}" x="{x}" y="{y(bar.value)}" width="{wide}" height="{round(y(0) - y(bar.value), 1)}"/>'
        )
        if bar.mark is not None:
            parts.append(
                f'<line class="mark" x1="{x - 2}" x2="{round(x + wide + 2, 1)}" y1="{y(bar.mark)}" y2="{y(bar.mark)}"/>'
            )
        if place % every == 0:
            parts.append(f'<text class="mid" x="{round(x + wide / 2, 1)}" y="{height - 5}">{escape(bar.label)}</text>')
    return _svg(WIDTH, height, says, "".join(parts))


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
    picture = (
        f'<svg class="chart share" width="100%" height="22" role="img" aria-label="{escape(says)}">{"".join(parts)}</svg>'
    )
    return Markup(f'<div class="shares">{picture}<ul class="legend">{"".join(key)}</ul></div>')


def _svg(width: int, height: int, says: str, inside: str) -> Markup:
    return Markup(
        f'<svg class="chart" viewBox="0 0 {width} {height}" role="img" aria-label="{escape(says)}">{inside}</svg>'
    )


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
