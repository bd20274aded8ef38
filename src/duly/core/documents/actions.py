"""Keeping a file."""

from duly.core.documents import checks
from duly.core.documents.events import DocumentKept
from duly.core.documents.models import Document
from duly.core.documents.queries import DocumentSeen
from duly.core.documents.rules import media_type_of
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import stop_if


def keep(*, name: str, content: bytes, media_type: str = "", by: Actor) -> DocumentSeen:
    """Keep a file whole, in the caller's unit of work. `media_type`, where given, must be what the file turns out to be.

    Refused: "empty", "too-large" (40 MB), "kind-of-file" (not on the list, or its bytes are not what its name says).
    """
    with unit_of_work() as record:
        stop_if(checks.why_not_keep(name=name, content=content, media_type=media_type))
        event = DocumentKept(
            ref=f"D-{take_number('documents_document_number'):06d}",
            version=1,
            sha256=sha256_hex(content),
            media_type=media_type_of(name, content),
            size=len(content),
            name=name,
        )
        made_by = record.write(event, by=by)
        document = Document.objects.create(
            ref=event.ref,
            name=event.name,
            media_type=event.media_type,
            size=event.size,
            sha256=event.sha256,
            content=content,
            kept_at=now(),
            made_by=made_by,
        )
    return DocumentSeen.of(document)
