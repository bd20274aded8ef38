"""What account details must look like, and how little of them is shown."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first

CAME_BY = ("letter", "e-mail", "telephone", "web form", "in person")
"""How a request for a change of account may come."""
MOST_COOLING_OFF_DAYS = 60

_SORT_CODE = re.compile(r"^\d{6}$", re.ASCII)
_ACCOUNT_NUMBER = re.compile(r"^\d{8}$", re.ASCII)
_BACS_NAME = re.compile(r"^[A-Z0-9.&/ -]{1,18}$")
"""The characters Bacs carries in a name; the public descriptions of Standard 18 agree on these."""
_TELEPHONE = re.compile(r"^[0-9+() -]{6,30}$")


def ending(account_number: str) -> str:
    """An account number as people may see it: "••••1234"."""
    return "••••" + account_number[-4:]


def plain_digits(written: str) -> str:
    """Digits as people write them, without the spaces and hyphens between: "12-34-56" is "123456"."""
    return re.sub(r"[\s-]", "", written)


def why_not_these_details(sort_code: str, account_number: str, account_name: str) -> Refusal | None:
    """What is wrong with account details, in order. The words never repeat the details."""
    return first(
        None if _SORT_CODE.match(sort_code) else Refusal("bad-sort-code", "A sort code is six digits, such as 12-34-56."),
        None if _ACCOUNT_NUMBER.match(account_number) else Refusal("bad-account-number", "An account number is eight digits."),
        None
        if _BACS_NAME.match(account_name)
        else Refusal(
            "bad-account-name", "An account name is 1 to 18 capital letters, digits, spaces and . & / - only, as Bacs carries it."
        ),
    )


def why_not_this_number(number: str, known_since: date, received_on: date) -> Refusal | None:
    """Why a call to this number proves nothing: it is none, or it is not from before the request."""
    if not _TELEPHONE.match(number):
        return Refusal("bad-number", "A telephone number is 6 to 30 digits, spaces, + and brackets.")
    if known_since >= received_on:
        says = f"A number that came with the request or after it proves nothing. Call one the office had before {say_day(received_on)}."
        return Refusal("number-not-ours", says)
    return None


def usable_from(confirmed_on: date, cooling_off_days: int) -> date:
    """The first day on which an account confirmed on a day may be paid."""
    return confirmed_on + timedelta(days=cooling_off_days)


def why_not_as_shown(row: Any, opened: Mapping[str, bytes]) -> str:
    """What is wrong with a stored account that was opened: it is not shown by its own ending; or nothing."""
    return "" if opened["account_number"].decode().endswith(row.ending) else "it is not the account that its ending shows."
