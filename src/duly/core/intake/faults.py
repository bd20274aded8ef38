"""What is wrong with a file: by row and column, with what was read and the nearest valid value."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from rapidfuzz import fuzz, process

NEAR_ENOUGH = 70


@dataclass(frozen=True)
class Fault:
    """One thing to mend. `row` is as a spreadsheet shows it (the heading is 1; 0 is the file as a whole); `says` is a sentence."""

    row: int
    column: str
    found: str
    says: str
    nearest: str = ""

    @property
    def sentence(self) -> str:
        """Row 88, column rate: "21,36" is not a rate in pounds an hour, such as 21.36. Did you mean 21.36?"""
        place = ", ".join([f"row {self.row}"] * (self.row > 0) + [f"column {self.column}"] * bool(self.column))
        begun = f"{place[0].upper()}{place[1:]}: {self.says}" if place else self.says
        return f"{begun} Did you mean {self.nearest}?" if self.nearest else begun


def nearest_of(found: str, known: Collection[str]) -> str:
    """The known value most like what was found, or nothing when none is like it."""
    best = process.extractOne(
        found.casefold(), {k: k.casefold() for k in sorted(map(str, known))}, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH
    )
    return best[2] if best else ""


def mended_number(found: str) -> str:
    """A number with its commonest slips mended: a decimal comma, spaces, a unit, letters O and l for digits. It may not read either.

    What has no digit at all is a word in the wrong place, and stays as it is.
    """
    if not re.search(r"\d", found):
        return found
    mended = re.sub(r"[\s\u00a0\u202f£]|GBP|p$|/h(r|our)?$", "", found, flags=re.IGNORECASE)
    mended = mended.translate(str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"}))
    if re.fullmatch(r"-?\d+,\d{1,2}", mended):
        mended = mended.replace(",", ".")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d{2}", mended):
        mended = mended.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?\d+\.\d", mended):
        mended += "0"
    return mended.removeprefix("'")


def mended_text(found: str) -> tuple[str, ...]:
    """Times and dates with their commonest slips mended, to be tried in turn."""
    tries = [found.replace(".", ":"), found.replace(";", ":"), found.replace(".", "/"), found.replace("/", "-"), found.replace("-", "/")]
    if match := re.fullmatch(r"(\d{1,2})(\d{2})", found):
        tries.append(f"{match[1]}:{match[2]}")
    if match := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", found):
        tries.append(f"{int(match[1]):02d}/{int(match[2]):02d}/{match[3]}")
    if match := re.fullmatch(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", found):
        tries.append(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}")
    return tuple(dict.fromkeys(t for t in tries if t != found))
