"""A power a room asks the scheme about: its code, its words, and the facts a rule may look at."""

from dataclasses import dataclass
from typing import Literal

FactKind = Literal["pence", "number", "yes/no", "word", "date"]

POWERS: dict[str, "Power"] = {}
"""Every declared power by its code."""


@dataclass(frozen=True)
class Power:
    """Something a person does with authority lent to them.

    `facts` is the closed vocabulary: the names a rule may use, with the kind of each. `question` reads aloud after "may ".
    Facts named in `unsaid` need not be known: until one is, no condition that looks at it is met. Any other that is missing refuses.
    """

    code: str
    question: str
    facts: tuple[tuple[str, FactKind], ...] = ()
    unsaid: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = POWERS.setdefault(self.code, self)
        if known != self:
            raise ValueError(f"Two powers are coded {self.code}.")
