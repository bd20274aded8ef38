"""What the record says of documents."""

from dataclasses import dataclass

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class DocumentKept(Event):
    code = "document.kept"
    subject = "document"
    says = "Document {ref} was kept: {name}, {size} bytes of {media_type}."
    ref: str
    version: int
    sha256: str
    media_type: str
    size: int
    name: str = private()
