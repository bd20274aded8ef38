"""The text of a submission: its paragraphs, and its digest."""

from collections.abc import Sequence

from duly.primitives.digest import canonical, sha256_hex


def content_sha256(*, ask: str, remedy_pence: int, mp_interest: bool, paragraphs: Sequence[str], outcome: str = "") -> str:
    """The digest of everything the person who signs is shown: what is asked, the remedy, the interest, the text, and the outcome.

    Papers from before outcomes were stated have none, and keep the digest they had.
    """
    said = {"ask": ask, "remedy_pence": remedy_pence, "mp_interest": mp_interest, "paragraphs": list(paragraphs)}
    return sha256_hex(canonical(said | ({"outcome": outcome} if outcome else {})))


def paragraphs_of(text: str) -> tuple[str, ...]:
    """A typed text in paragraphs: parted by empty lines, each on one line."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(part.split()) for part in parts if part.strip())
