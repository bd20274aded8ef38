"""How a letter is parted into pages and paragraphs, and how its reference reads."""

import re
from dataclasses import dataclass

_CASE = re.compile(r"\bPSO-\d{4}-\d{5}\b")
PAGE_BREAK = "\f"
PLACES = ("sender", "subject", "text")


@dataclass(frozen=True)
class Place:
    """Words that stand together: who it is from, the subject, or a paragraph of a page. Pages and paragraphs count from 1; 0 is neither."""

    where: str
    page: int
    paragraph: int
    words: str

    @property
    def said(self) -> str:
        """As people say where it is."""
        return f"page {self.page}, paragraph {self.paragraph}" if self.where == "text" else f"the {self.where}"


def places(sender: str, subject: str, text: str) -> tuple[Place, ...]:
    """Everywhere that a letter says something, in reading order."""
    found = [Place("sender", 0, 0, sender), Place("subject", 0, 0, subject)]
    for page, words in enumerate(text.split(PAGE_BREAK), start=1):
        found += [Place("text", page, n, paragraph) for n, paragraph in enumerate(paragraphs(words), start=1)]
    return tuple(found)


def paragraphs(text: str) -> tuple[str, ...]:
    """A text in paragraphs: parted by empty lines."""
    return tuple(part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if part.strip())


def case_refs_in(*texts: str) -> tuple[str, ...]:
    """Case references people wrote, in order, each once."""
    return tuple(dict.fromkeys(ref for text in texts for ref in _CASE.findall(text)))
