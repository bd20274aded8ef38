"""A position, and how its parts add up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True)
class Standing:
    """Where claimed money stands, in pence. Claimed is payable, trimmed, held, blocked and refused together; due is payable less paid.

    `trimmed` is what was claimed and the contract, or a decision, does not pay, of line-weeks that may be paid. `due` below 0 is to be recovered.
    """

    claimed: int = 0
    payable: int = 0
    trimmed: int = 0
    held: int = 0
    blocked: int = 0
    refused: int = 0
    paid: int = 0
    due: int = 0

    def __add__(self, other: "Standing") -> "Standing":
        return Standing(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def ties_out(self) -> bool:
        """Whether its parts add up."""
        return self.claimed == self.payable + self.trimmed + self.held + self.blocked + self.refused


@dataclass(frozen=True)
class LineStanding:
    """One line-week of a position."""

    week: date
    line_ref: str
    person_ref: str
    service: str
    judgement_ref: str
    codes: tuple[int, ...]
    standing: Standing


@dataclass(frozen=True)
class Position:
    """A provider's account as known at an entry of the record, by week and line."""

    provider_ref: str
    as_at: int
    lines: tuple[LineStanding, ...]

    @property
    def total(self) -> Standing:
        """Everything together."""
        return summed(self.lines, of=lambda line: True)

    @property
    def weeks(self) -> tuple[tuple[date, Standing], ...]:
        """Each week, the earliest first."""
        return tuple(
            (week, summed(self.lines, of=lambda line, week=week: line.week == week)) for week in sorted({ln.week for ln in self.lines})
        )


def standing_of(claimed: int, payable: int, how: str, paid: int) -> Standing:
    """Where one line-week stands: `how` is "payable", "held", "blocked" or "refused". Nothing is due of what may not be paid yet."""
    if how == "payable":
        return Standing(claimed=claimed, payable=payable, trimmed=claimed - payable, paid=paid, due=payable - paid)
    return Standing(claimed=claimed, paid=paid, **{how: claimed})


def summed(lines: Iterable[LineStanding], *, of: Callable[..., bool]) -> Standing:
    """The lines of a kind, together."""
    total = Standing()
    for line in lines:
        if of(line):
            total = total + line.standing
    return total
