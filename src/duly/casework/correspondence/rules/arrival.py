"""How a letter is parted into pages and paragraphs, and how its reference reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CASE = re.compile(r"\bPSO-\d{4}-\d{5}\b")
PAGE_BREAK = "\f"
PLACES = ("sender", "subject", "text", "attachment")
"""In reading order."""


@dataclass(frozen=True)
class Place:
    """Words that stand together: who it is from, the subject, or a paragraph of a page of the letter or of what came with it.

    Attachments (`part`), pages and paragraphs count from 1; 0 is none.
    """

    where: str
    page: int
    paragraph: int
    words: str
    part: int = 0
    name: str = ""

    @property
    def at(self) -> tuple[str, int, int, int]:
        """What tells it from every other place of the letter."""
        return self.where, self.part, self.page, self.paragraph

    @property
    def said(self) -> str:
        """As people say where it is."""
        if self.where not in ("text", "attachment"):
            return f"the {self.where}"
        named = f"attachment {self.part}{f' ({self.name})' if self.name else ''}, " if self.part else ""
        return f"{named}page {self.page}, paragraph {self.paragraph}"


def places(sender: str, subject: str, text: str, enclosed: Sequence[tuple[str, str]] = ()) -> tuple[Place, ...]:
    """Everywhere that a letter says something, in reading order. `enclosed` is what came with it, each its name and its words."""
    found = [Place("sender", 0, 0, sender), Place("subject", 0, 0, subject), *_of_text("text", text)]
    for part, (name, words) in enumerate(enclosed, start=1):
        found += _of_text("attachment", words, part, name)
    return tuple(found)


def _of_text(where: str, text: str, part: int = 0, name: str = "") -> list[Place]:
    return [
        Place(where, page, n, paragraph, part, name)
        for page, words in enumerate(text.split(PAGE_BREAK), start=1)
        for n, paragraph in enumerate(paragraphs(words), start=1)
    ]


def paragraphs(text: str) -> tuple[str, ...]:
    """A text in paragraphs: parted by empty lines."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip())


def case_refs_in(*texts: str) -> tuple[str, ...]:
    """Case references people wrote, in order, each once."""
    return tuple(dict.fromkeys(ref for text in texts for ref in _CASE.findall(text)))
