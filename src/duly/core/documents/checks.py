"""Why a file would not be kept."""

from duly.core.documents.rules import LARGEST_BYTES, media_type_of
from duly.primitives.refusal import Refusal


def why_not_keep(*, name: str, content: bytes, media_type: str = "") -> Refusal | None:
    """The refusal ("empty", "too-large", "name", "kind-of-file"), or None."""
    if not name or len(name) > 200 or any(ord(c) < 32 for c in name):
        return Refusal("name", "A file's name has between 1 and 200 characters, on one line.")
    if not content:
        return Refusal("empty", f"{name} is empty.")
    if len(content) > LARGEST_BYTES:
        return Refusal("too-large", f"{name} is larger than {LARGEST_BYTES // 1024 // 1024} MB.")
    try:
        found = media_type_of(name, content)
    except ValueError as error:
        return Refusal("kind-of-file", str(error))
    if media_type and media_type != found:
        return Refusal("kind-of-file", f"{name} was said to be {media_type}, but it is {found}.")
    return None
