"""Why a file would not be taken in."""

import re

from duly.core.intake.grids import Unreadable, grid
from duly.core.intake.queries import ImportSeen, accepted_before
from duly.core.record.clock import LONDON
from duly.machine.disk import why_not_take_in
from duly.machine.home import Home
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal

_OF_ACCOUNTS = re.compile(r"sort.?code|account.?(no\b|num)|\biban\b", re.IGNORECASE)
_ZIPPED = b"PK\x03\x04"


def why_not_hold(*, name: str, content: bytes) -> Refusal | None:
    """The refusal, "holds-accounts", of a table with a heading for account details. Files are kept as they came, and those may not be."""
    if content.startswith(_ZIPPED):
        try:
            headings = grid(content, name)[:1]
        except Unreadable:
            return None
        first = " | ".join(cell for row in headings for cell in row)
    else:
        first = content[:20_000].decode("utf-8", "replace").partition("\n")[0]
    if not _OF_ACCOUNTS.search(first):
        return None
    says = "This file has a column for account details. Duly takes those one at a time, by two people, and keeps no file that holds them."
    return Refusal("holds-accounts", f"{says} Take the column out.")


def why_not_room() -> Refusal | None:
    """The refusal, "no-room", while the disk is so full that nothing new is taken in."""
    because = why_not_take_in(Home.find())
    return Refusal("no-room", because) if because else None


def why_not_undo(seen: ImportSeen, *, because: str) -> Refusal | None:
    """Why an import may not be undone: "not-accepted", "undone-before", "no-reason"."""
    if not seen.accepted:
        return Refusal("not-accepted", f"{seen.ref} was refused: nothing of it was kept that could be undone.")
    if seen.undone_at is not None:
        on = say_day(seen.undone_at.astimezone(LONDON).date())
        return Refusal("undone-before", f"{seen.ref} was already undone on {on}.")
    if not because.strip():
        return Refusal("no-reason", "Say why the import is undone.")
    return None


def why_not_again(*, kind: str, sha256: str) -> Refusal | None:
    """The refusal, with code "101", when the same bytes were accepted before for this kind."""
    earlier = accepted_before(kind, sha256)
    if earlier is None:
        return None
    on = say_day(earlier.at.astimezone(LONDON).date())
    return Refusal("101", f"This file was already taken in, as {earlier.ref} on {on}. Nothing was kept a second time.")
