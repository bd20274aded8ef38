"""What account details must look like, and how little of them is shown."""

import re

from duly.primitives.refusal import Refusal, first

_SORT_CODE = re.compile(r"^\d{6}$", re.ASCII)
_ACCOUNT_NUMBER = re.compile(r"^\d{8}$", re.ASCII)
_BACS_NAME = re.compile(r"^[A-Z0-9.&/ -]{1,18}$")
"""The characters Bacs carries in a name; the public descriptions of Standard 18 agree on these."""


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
