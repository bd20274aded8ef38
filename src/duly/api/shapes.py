"""Shapes that several answers share: references, weeks, and money in pounds as text."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Path, Schema
from ninja.errors import ValidationError
from pydantic import ConfigDict, Field

from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.money import plain_pounds, rate_in_pounds
from duly.primitives.period import FOREVER, read_week

Ref = Annotated[str, Path(..., min_length=1, max_length=60, pattern=r"^[^/\x00]+$", description="The reference people see.")]
WEEK = r"^20\d\d-W(0[1-9]|[1-4]\d|5[0-3])$"
Pounds = Annotated[str, Field(pattern=r"^-?\d+\.\d\d$", description="Pounds and pence as text, such as 52853.79.")]
Week = Annotated[str, Field(pattern=WEEK, description="A week, such as 2026-W45.")]


class Sent(Schema):
    """What is sent to have something done. A word that is not known is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Sent):
    """Nothing need be said."""


def wrong(where: str, says: str) -> ValidationError:
    """What is raised for something sent that cannot be so: `where` is such as body.week."""
    return ValidationError([{"loc": tuple(where.split(".")), "msg": says}])


def monday(week: str, where: str) -> date:
    """The Monday of a week that was sent. 422 for one that no calendar has."""
    try:
        return read_week(week)
    except ValueError as unknown:
        raise wrong(where, str(unknown)) from None


def digest_tag(told: Any) -> str:
    """The ETag of a record that has no version: the digest of what it says."""
    return f'"{sha256_hex(canonical(told))[:32]}"'


def plain(value: Any) -> Any:
    """A value of ours as JSON has it: money as pounds in text, days in ISO 8601, and null for an end that nothing has."""
    if isinstance(value, dict):
        return dict(_named(str(key), one) for key, one in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, date):
        return None if not isinstance(value, datetime) and value >= FOREVER else value.isoformat()
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _named(key: str, value: Any) -> tuple[str, Any]:
    if key.endswith("_pence") and isinstance(value, int):
        return key.removesuffix("_pence") + "_pounds", plain_pounds(value)
    if key.endswith("_hundredths") and isinstance(value, int):
        return key.removesuffix("_hundredths") + "_pounds", rate_in_pounds(value)
    return key, plain(value)
