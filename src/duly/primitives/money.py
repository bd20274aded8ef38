"""Sterling as whole pence. Rounding is named, and happens once."""

import re

_POUNDS = re.compile(r"^(?P<sign>[-\u2212]?)£?(?P<pounds>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<pence>\d{2}))?$")
_RATE = re.compile(r"^£?(?P<pounds>\d{1,4})(?:\.(?P<decimals>\d{1,4}))?$")

HUNDREDTHS_AN_HOUR_TO_PENCE_A_MINUTE = 6000
"""Hundredths of a penny an hour, over this, is pence a minute."""


def half_up(numerator: int, denominator: int) -> int:
    """A fraction of non-negative whole numbers, rounded to the nearest whole, halves up."""
    if numerator < 0 or denominator <= 0:
        raise ValueError("Round non-negative amounts only; take the sign apart first.")
    return (2 * numerator + denominator) // (2 * denominator)


def price(minutes: int, rate_hundredths: int) -> int:
    """Pence for whole minutes at a rate in hundredths of a penny an hour, rounded half up."""
    return half_up(minutes * rate_hundredths, HUNDREDTHS_AN_HOUR_TO_PENCE_A_MINUTE)


def pounds(pence: int) -> str:
    """Pence as people read them: 1234567 is "12,345.67"; a negative carries a true minus."""
    sign = "\u2212" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def sterling(pence: int) -> str:
    """Pence with the currency's sign, after the minus: -123456 is "\u2212£1,234.56"."""
    return ("\u2212" if pence < 0 else "") + f"£{pounds(abs(pence))}"


def plain_pounds(pence: int) -> str:
    """Pence as machines read them: -123456 is "-1234.56"."""
    sign = "-" if pence < 0 else ""
    return f"{sign}{abs(pence) // 100}.{abs(pence) % 100:02d}"


def read_pounds(text: str) -> int:
    """Pence from text such as "1,234.56" or "£12". ValueError says what was read and what is expected."""
    match = _POUNDS.match(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not an amount in pounds, such as 1,234.56.")
    pence = int(match["pounds"].replace(",", "")) * 100 + int(match["pence"] or 0)
    return -pence if match["sign"] else pence


def read_rate(text: str) -> int:
    """Hundredths of a penny an hour from pounds an hour, such as "21.36". ValueError says what is expected."""
    match = _RATE.match(text.strip())
    if not match:
        raise ValueError(f"{text!r} is not a rate in pounds an hour, such as 21.36.")
    return int(match["pounds"]) * 10_000 + int((match["decimals"] or "").ljust(4, "0"))


def rate_in_pounds(rate_hundredths: int) -> str:
    """A rate as people read it: 213600 is "21.36", 213650 is "21.365"."""
    whole, part = divmod(rate_hundredths, 10_000)
    decimals = f"{part:04d}"
    return f"{whole}.{decimals[:2]}{decimals[2:].rstrip('0')}"
