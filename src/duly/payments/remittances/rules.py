"""A remittance as text of at most 78 columns and as a table. The same lines and words give the same bytes. Values in, values out."""

import csv
import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from duly.primitives.money import plain_pounds, sterling
from duly.primitives.period import say_day

COLUMNS = 78
HEADINGS = ("line", "person", "service", "week", "claimed", "taken off", "entitled", "paid before", "paid now", "why")
_LOOKS_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Explained:
    """What was claimed for a line and week, in pence, and why it is paid as it is, in sentences said to the provider."""

    claimed_pence: int
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """One line of a remittance. Claimed less taken off is entitled; entitled less paid before is paid now. Pence."""

    line_ref: str
    person_ref: str
    service: str
    week: date
    claimed_pence: int
    entitled_pence: int
    paid_before_pence: int
    paid_now_pence: int
    why: str

    @property
    def taken_off_pence(self) -> int:
        """What was claimed and is not payable."""
        return self.claimed_pence - self.entitled_pence


def why_in_words(claimed_pence: int, entitled_pence: int, paid_before_pence: int, why: Sequence[str]) -> str:
    """The reasons in one piece, ending with why what is paid now differs from what is entitled, if it does."""
    said = list(why)
    if not said and entitled_pence == claimed_pence:
        said.append("Payable as claimed.")
    if not said:
        said.append(f"{sterling(entitled_pence)} of the {sterling(claimed_pence)} claimed is payable.")
    if paid_before_pence > entitled_pence:
        said.append(
            f"{sterling(paid_before_pence)} was paid before, which is {sterling(paid_before_pence - entitled_pence)} too much; it is taken back here."
        )
    elif paid_before_pence:
        said.append(f"{sterling(paid_before_pence)} of it was paid before; the rest is paid now.")
    return " ".join(said)


def as_text(run_ref: str, provider_ref: str, pay_date: date, told: Sequence[Told]) -> bytes:
    """The remittance to read: UTF-8, lines of at most 78 columns."""
    out = [
        "REMITTANCE ADVICE",
        "",
        *_wrapped(f"To provider {provider_ref}. Paid by Bacs on {say_day(pay_date)} with the reference {run_ref}."),
        "",
    ]
    for one in told:
        out += _wrapped(f"{one.line_ref}, {one.person_ref}, {one.service}, week of {say_day(one.week)}")
        out += _sums(one.claimed_pence, one.taken_off_pence, one.entitled_pence, one.paid_before_pence, one.paid_now_pence)
        out += [*_wrapped(one.why, indent="  "), ""]
    out += ["=" * COLUMNS, f"All {len(told)} lines" if len(told) != 1 else "The one line"]
    out += _sums(
        sum(one.claimed_pence for one in told),
        sum(one.taken_off_pence for one in told),
        sum(one.entitled_pence for one in told),
        sum(one.paid_before_pence for one in told),
        sum(one.paid_now_pence for one in told),
    )
    return ("\n".join(out) + "\n").encode()


def as_csv(told: Sequence[Told]) -> bytes:
    """The remittance as a table: UTF-8, comma-separated, pounds with two decimals. Words cannot be taken for formulas."""
    out = io.StringIO(newline="")
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(HEADINGS)
    for one in told:
        pence = (one.claimed_pence, one.taken_off_pence, one.entitled_pence, one.paid_before_pence, one.paid_now_pence)
        names = (one.line_ref, one.person_ref, one.service, one.week.isoformat())
        rows.writerow([*map(_plain_words, names), *map(plain_pounds, pence), _plain_words(one.why)])
    return out.getvalue().encode()


def _sums(claimed: int, taken_off: int, entitled: int, before: int, now: int) -> list[str]:
    rows = (("claimed", claimed), ("less taken off", -taken_off), ("entitled", entitled), ("less paid before", -before), ("paid now", now))
    return [f"  {words:<24}{sterling(pence):>18}" for words, pence in rows]


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, COLUMNS, initial_indent=indent, subsequent_indent=indent) or [""]


def _plain_words(text: str) -> str:
    return f"'{text}" if text.startswith(_LOOKS_LIKE_A_FORMULA) else text
