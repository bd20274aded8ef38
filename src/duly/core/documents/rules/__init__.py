"""What a file is, by its bytes and its name: pure."""

import io
import zipfile
from pathlib import PurePath

import filetype

from duly.core.documents.rules.archives import why_held

ASK_AGAIN = "Ask for it again as a PDF, or without that."
LARGEST_BYTES = 40 * 1024 * 1024

BY_EXTENSION: dict[str, str] = {
    "csv": "text/csv",
    "txt": "text/plain",
    "md": "text/markdown",
    "json": "application/json",
    "xml": "application/xml",
    "eml": "message/rfc822",
    "ics": "text/calendar",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "mp3": "audio/mpeg",
}
"""The kinds of file that are kept, by the extension of the name."""

TEXT = {"text/csv", "text/plain", "text/markdown", "application/json", "application/xml", "message/rfc822", "text/calendar"}
OFFICE_PARTS = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


def media_type_of(name: str, content: bytes) -> str:
    """The media type, when name and bytes agree that it is a kind we keep. ValueError is a sentence saying why it is not."""
    extension = PurePath(name).suffix.lstrip(".").lower()
    if held := why_held(name, content):
        raise ValueError(f"{name} is not kept here: {held}. {ASK_AGAIN}")
    expected = BY_EXTENSION.get(extension)
    if expected is None:
        raise ValueError(f"{name} is not a kind of file that is kept here. These are: {', '.join(BY_EXTENSION)}.")
    if expected in TEXT:
        _must_be_text(name, content, expected)
    elif extension in OFFICE_PARTS:
        _must_hold(name, content, OFFICE_PARTS[extension])
    elif (found := filetype.guess_mime(content)) != expected:
        raise ValueError(f"{name} is named as {expected}, but its content is {found or 'something else'}.")
    return expected


def _must_be_text(name: str, content: bytes, expected: str) -> None:
    if found := filetype.guess_mime(content):
        raise ValueError(f"{name} is named as {expected}, but its content is {found}.")
    if expected == "message/rfc822":
        return  # mail may carry eight-bit parts in any character set
    if expected == "application/xml" and content.lstrip()[:5] == b"<?xml":
        return  # XML states its own encoding
    if b"\0" in content:
        raise ValueError(f"{name} is named as {expected}, but it holds NUL bytes, which text does not.")


def _must_hold(name: str, content: bytes, part: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if part in archive.namelist():
                return
    except (zipfile.BadZipFile, OSError, ValueError):
        pass
    raise ValueError(f"{name} cannot be opened as the kind of file it is named as. It may be damaged or locked with a password.")
