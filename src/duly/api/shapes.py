"""Shapes that several answers share: references, weeks, and money in pounds as text."""

from datetime import date
from typing import Annotated, Any

from ninja import Path, Schema
from ninja.errors import ValidationError
from pydantic import ConfigDict, Field

from duly.primitives.period import read_week

Ref = Annotated[str, Path(..., min_length=1, max_length=60, pattern=r"^[^/\x00]+$", description="The reference people see.")]
WEEK = r"^20\d\d-W(0[1-9]|[1-4]\d|5[0-3])$"
Pounds = Annotated[str, Field(pattern=r"^-?\d+\.\d\d$", description="Pounds and pence as text, such as 52853.79.")]
Week = Annotated[str, Field(pattern=WEEK, description="A week, such as 2026-W45.")]


class Sent(Schema):
    """What is sent to have something done. A word that is not known is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


def monday(week: str, where: str) -> date:
    """The Monday of a week that was sent. 422 for one that no calendar has."""
    try:
        return read_week(week)
    except ValueError as wrong:
        raise ValidationError([{"loc": tuple(where.split(".")), "msg": str(wrong)}]) from None


def plain(value: Any) -> Any:
    """A value of ours as JSON has it: dates as text, sets in order."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    return (
        value if value is None or isinstance(value, bool | int | str) else value.isoformat() if hasattr(value, "isoformat") else str(value)
    )
