"""How plainly some words are written: counted, never judged. The limits are usual advice on plain English, a default for the office to check."""

import re
from dataclasses import dataclass

LONGEST_SENTENCE = 25
"""Words in a sentence, above which it is listed."""
MEAN_SENTENCE = 18
"""Words in a sentence on average, above which it is said."""

PLAINER = {
    "aforementioned": "this",
    "commence": "begin",
    "endeavour": "try",
    "expedite": "hasten",
    "forthwith": "now",
    "herein": "here",
    "hereby": "",
    "in respect of": "about",
    "in the event that": "if",
    "notwithstanding": "although",
    "prior to": "before",
    "pursuant to": "under",
    "regarding": "about",
    "subsequent to": "after",
    "terminate": "end",
    "utilise": "use",
    "whilst": "while",
}
"""Words that people stumble over, and a plainer one."""


@dataclass(frozen=True)
class Measured:
    """What was counted. `long` are sentences over the limit with their number of words; `heavy` are words with a plainer one."""

    words: int
    sentences: int
    mean: int
    long: tuple[tuple[str, int], ...]
    heavy: tuple[tuple[str, str], ...]

    @property
    def says(self) -> str:
        """In one line."""
        over = f", {len(self.long)} over {LONGEST_SENTENCE} words" if self.long else f", none over {LONGEST_SENTENCE} words"
        return f"{self.words} word{'' if self.words == 1 else 's'} in {self.sentences} sentence{'' if self.sentences == 1 else 's'}, {self.mean} on average{over}."


def measure(paragraphs: tuple[str, ...] | list[str]) -> Measured:
    """Count words and sentences of some paragraphs. A merge field counts as one word."""
    texts = [re.sub(r"\{\{\s*(\w+)\s*\}\}", r"\1", one) for one in paragraphs]
    sentences = [part.strip() for one in texts for part in re.split(r"(?<=[.!?])\s+(?=[A-Z0-9£(\[])", one) if part.strip()]
    counts = [len(re.findall(r"[\w’'£,.-]*\w[\w’'-]*", one)) for one in sentences]
    lower = " ".join(texts).lower()
    heavy = tuple((word, plainer) for word, plainer in PLAINER.items() if re.search(rf"\b{word}\b", lower))
    long = tuple((one, count) for one, count in zip(sentences, counts, strict=True) if count > LONGEST_SENTENCE)
    return Measured(sum(counts), len(sentences), round(sum(counts) / len(counts)) if counts else 0, long, heavy)
