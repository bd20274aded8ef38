"""Terms of a contract in words."""

from typing import Protocol

from duly.primitives.money import sterling

BASES = {
    "ACTUAL_MINUTE": "By the minute",
    "PLANNED_WITHIN": "As planned, within a tolerance",
    "ACTUAL_INCREMENT": "By increments of time",
    "BANDED": "By bands of length",
    "NIGHTS": "By the night",
}
_WAYS = {"nearest": "to the nearest", "up": "up", "down": "down"}
_SHARED = {"SEVENTHS": "in sevenths", "BALANCE_LAST": "with the balance on its last night", "WHOLE_WEEK": "whole for its first night"}


class Said(Protocol):
    """What terms say that `pays` reads: those of the contract, or as frozen."""

    basis: str
    tolerance_minutes: int
    floor_minutes: int
    increment_minutes: int
    increment_way: str
    minimum_minutes: int
    part_week: str
    paid_net: bool


class Lets(Protocol):
    """What terms say that `lets_through` reads."""

    let_minutes: int
    let_pence: int
    let_bp: int
    let_person_minutes: int
    let_run_pence: int
    let_run_bp: int


def lets_through(terms: Lets) -> str:
    """What small excess a version of terms lets through."""
    by_pence = f"{sterling(terms.let_pence)} and {percent(terms.let_bp)} of the claim" if terms.let_pence and terms.let_bp else ""
    small = " or ".join(filter(None, (f"{terms.let_minutes} minutes" if terms.let_minutes else "", by_pence)))
    if not small or not terms.let_person_minutes or not terms.let_run_pence or not terms.let_run_bp:
        return "nothing"
    return (
        f"up to {small} of a line's week, not again for four weeks; {terms.let_person_minutes} minutes of a person's week;"
        f" {sterling(terms.let_run_pence)} and {percent(terms.let_run_bp)} of what the provider is entitled to for the week"
    )


def percent(hundredths: int) -> str:
    """Hundredths of a percent: "0.50 %"."""
    return f"{hundredths // 100}.{hundredths % 100:02d} %"


def pays(terms: Said) -> str:
    """What a version of terms pays by."""
    if terms.basis == "PLANNED_WITHIN":
        return f"as planned within {terms.tolerance_minutes} minutes, {terms.floor_minutes} at least"
    if terms.basis == "ACTUAL_INCREMENT":
        least = f", {terms.minimum_minutes} at least" if terms.minimum_minutes else ""
        return f"by {terms.increment_minutes} minutes, taken {_WAYS[terms.increment_way]}{least}"
    if terms.basis == "BANDED":
        return "by bands of length"
    if terms.basis == "NIGHTS":
        return f"by the night, a week shared {_SHARED[terms.part_week]}{', less what others pay' if terms.paid_net else ''}"
    return "by the minute"
