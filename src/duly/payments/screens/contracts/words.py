"""Terms of a contract in words."""

from typing import Protocol

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
