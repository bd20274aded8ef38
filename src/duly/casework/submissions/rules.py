"""What a submission says, as a digest; and the reasons one is returned for."""

from collections.abc import Sequence

from duly.primitives.digest import canonical, sha256_hex

KINDS = {"decision": "Decision on a complaint", "report": "Report to be issued", "remedy": "Remedy", "policy": "Question of policy"}

REASONS = {
    "evidence": "Evidence is missing or not cited",
    "remedy": "The remedy is not explained",
    "comments": "A party's comments are not answered",
    "facts": "Names, dates or amounts disagree",
    "authority": "Put up to the wrong person",
    "clarity": "Not clear enough to decide on",
}
"""Coded reasons for a return, so that the same one can be seen coming back."""


def content_sha256(*, ask: str, remedy_pence: int, mp_interest: bool, paragraphs: Sequence[str]) -> str:
    """The digest of everything the person who signs is shown: what is asked, the remedy, the interest, and the text."""
    return sha256_hex(canonical({"ask": ask, "remedy_pence": remedy_pence, "mp_interest": mp_interest, "paragraphs": list(paragraphs)}))


def paragraphs_of(text: str) -> tuple[str, ...]:
    """A typed text in paragraphs: parted by empty lines, each on one line."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())
