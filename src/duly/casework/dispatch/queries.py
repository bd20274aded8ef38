"""What letters there are."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from duly.casework.dispatch.models import Letter
from duly.casework.dispatch.rules import TEMPLATES, Template, unfilled
from duly.casework.dispatch.states import LetterState


@dataclass(frozen=True)
class LetterSeen:
    """One letter. `text` is what it says; `document_ref` holds the PDF whose digest is `content_sha256`."""

    ref: str
    version: int
    state: str
    case_ref: str
    decision_ref: str
    template: str
    template_version: int
    to_name: str
    to_address: str
    fields: dict[str, str]
    text: str
    document_ref: str
    content_sha256: str
    prepared_by: str
    approved_by: str
    approved_sha256: str
    sent_sha256: str
    sent_on: date | None
    message_id: str
    format: str

    @property
    def made_from(self) -> Template:
        """The standard letter it was made from."""
        return TEMPLATES[self.template]

    @property
    def unfilled(self) -> tuple[str, ...]:
        """Merge fields still to be filled in."""
        return unfilled(self.made_from, self.fields)

    @classmethod
    def of(cls, row: Letter) -> "LetterSeen":
        """From its row."""
        return cls(**{name: getattr(row, name) for name in cls.__annotations__})


def letter(ref: str) -> LetterSeen:
    """One letter. An unknown one is `Letter.DoesNotExist`."""
    return LetterSeen.of(Letter.objects.get(ref=ref))


def letters(*, states: tuple[str, ...] = (), case_ref: str = "", limit: int = 200) -> tuple[LetterSeen, ...]:
    """Letters in these states (all where none is named), newest first."""
    found = Letter.objects.order_by("-ref")
    if states:
        found = found.filter(state__in=states)
    if case_ref:
        found = found.filter(case_ref=case_ref)
    return tuple(LetterSeen.of(row) for row in found[:limit])


def by_state() -> dict[str, int]:
    """How many letters are in each state."""
    counted = Counter(Letter.objects.values_list("state", flat=True))
    return {state.value: counted.get(state.value, 0) for state in LetterState}
