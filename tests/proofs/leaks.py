"""Looking for account details in what is kept and said: as they are written, spaced, hyphenated, in hexadecimal and in base64."""

import base64
import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Sown:
    """Something that was entered somewhere, and every form in which it would be seen elsewhere."""

    called: str
    forms: tuple[re.Pattern[bytes], ...]


def number(called: str, digits: str) -> Sown:
    """A sort code or account number. Not inside a longer row of digits or letters, where six digits stand by chance."""
    size = 2 if len(digits) == 6 else 4
    parts = [digits[at : at + size] for at in range(0, len(digits), size)]
    edge = "0-9A-Za-z" if len(digits) == 6 else "0-9"
    written = "".join((f"(?<![{edge}.])", r"[ \-]?".join(parts), f"(?![{edge}])"))
    spellings = {digits, " ".join(parts), "-".join(parts)}
    return Sown(called, (re.compile(written.encode()), *(form for spelt in sorted(spellings) for form in _coded(spelt))))


def words(called: str, said: str) -> Sown:
    """A name."""
    spellings = {said, said.upper(), said.title()}
    return Sown(called, (re.compile(re.escape(said.encode()), re.IGNORECASE), *(form for spelt in spellings for form in _coded(spelt))))


def hits(content: bytes, sown: list[Sown]) -> list[str]:
    """What of it is in these bytes, by what it was called."""
    return [one.called for one in sown if any(form.search(content) for form in one.forms)]


def _coded(spelt: str) -> list[re.Pattern[bytes]]:
    """In hexadecimal, and in base64 wherever in a group of three bytes it begins: without the letters that its neighbours share."""
    plain = spelt.encode()
    found = [re.compile(plain.hex().encode(), re.IGNORECASE)]
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + plain).rstrip(b"=")
        whole = coded[-(-before * 8 // 6) :]
        found.append(re.compile(re.escape(whole[: len(plain) * 8 // 6 - 1])))
    return found
