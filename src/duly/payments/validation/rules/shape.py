"""What a rule is. One without a caught and a passed example does not load."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any, Literal

from duly.payments.validation.facts import Decision, Inputs
from duly.primitives.money import rate_in_pounds, sterling
from duly.primitives.period import say_day

FIGURES = frozenset(
    {
        "agreed_minutes",
        "claimed_minutes",
        "claimed_pence",
        "cut_minutes",
        "cut_pence",
        "delivered_minutes",
        "entitled_pence",
        "payable_minutes",
        "person_ref",
        "provider_ref",
        "rate_hundredths",
        "service",
        "week",
    }
)
"""What a rule's sentences may name. `cut_minutes` and `cut_pence` are what the rule itself takes off the claim."""


@dataclass(frozen=True)
class Example:
    """A smallest case. `because` marks the edge. A rule found at the intake or by the night has words only; the others have inputs and what comes out."""

    because: str
    inputs: Inputs | None = None
    codes: tuple[int, ...] = ()
    decision: Decision = "CLEAN"
    entitled_pence: int = 0


@dataclass(frozen=True)
class Rule:
    """One rule. `severity` is B (blocks), H (holds for a person), T (trims to the entitled amount, and tells the provider), W (watched: told, and
    holds nothing) or I (for information). A T with `over_limit` holds for a person where the money in question is above the contract's trim limit.

    `acts` says how: "at intake" or "by the night" (no SQL here; the second is found in plain Python), "sets aside" (its SQL selects `lw`, `invoice_ref` and `invoice_line`: the claims nothing is paid of),
    "finds" (its SQL selects `lw`, the line-weeks it fires for) or "cuts" (its SQL selects `lw` and `at_most`, the minutes it may take off the
    claim, in its `turn`). `reads` are the rules whose findings its SQL reads. `says_officer` and `says_provider` are sentences with figures in
    braces. `clears` says when it clears without a person; empty is never.
    """

    code: int
    name: str
    title: str
    severity: Literal["B", "H", "T", "W", "I"]
    clears: str
    acts: Literal["at intake", "by the night", "sets aside", "finds", "cuts"]
    says_officer: str
    says_provider: str
    caught: Example
    passed: Example
    source: str
    sql: str = ""
    turn: int = 0
    over_limit: bool = False
    reads: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.caught, Example) or not isinstance(self.passed, Example):
            raise TypeError(f"The rule {self.code} needs a caught and a passed example.")
        elsewhere = self.acts in ("at intake", "by the night")
        if not elsewhere:
            if self.caught.inputs is None or self.passed.inputs is None:
                raise TypeError(f"The examples of the rule {self.code} need inputs.")
            if self.code not in self.caught.codes or self.code in self.passed.codes:
                raise TypeError(f"The rule {self.code} must fire in its caught example, and not in its passed one.")
        if bool(self.sql) == elsewhere or bool(self.turn) != (self.acts == "cuts"):
            raise TypeError(f"The rule {self.code} has SQL unless it acts at the intake or by the night, and a turn if it cuts.")
        for sentence in (self.says_officer, self.says_provider):
            unknown = {name for _, name, _, _ in Formatter().parse(sentence) if name} - FIGURES
            if unknown:
                raise TypeError(f"The rule {self.code} names figures it does not have: {', '.join(sorted(unknown))}.")


def said(sentence: str, figures: Mapping[str, Any]) -> str:
    """A sentence with its figures. Formats: `pounds` (pence), `rate` (hundredths of a penny an hour), `time` (minutes), `nights`, `day`."""
    return _Words().format(sentence, **figures)


def say_time(minutes: int) -> str:
    """Minutes as people read them: 450 is "7 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{hours:,} h" if hours else "", f"{rest} min" if rest or not hours else "") if part)


class _Words(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == "pounds":
            return f"{sterling(value)}"
        if format_spec == "rate":
            return f"£{rate_in_pounds(value)}"
        if format_spec == "time":
            return say_time(value)
        if format_spec == "nights":
            return f"{value} night{'' if value == 1 else 's'}"
        if format_spec == "day":
            return say_day(value if isinstance(value, date) else date.fromisoformat(value))
        return super().format_field(value, format_spec)
