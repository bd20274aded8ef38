"""The text of a Word document, in paragraphs: nothing of its looks, pictures, tables of contents or deleted words."""

import io
import zipfile
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

MOST_BYTES = 20_000_000
"""How large the text inside may be once unpacked."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def paragraphs_of_docx(content: bytes) -> tuple[str, ...]:
    """Its paragraphs that say anything, each on one line. A ValueError says what is wrong with a file that is no such document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if packed.getinfo("word/document.xml").file_size > MOST_BYTES:
                raise ValueError("The document is too large to read: its text takes more than 20 MB.")
            body = fromstring(packed.read("word/document.xml"))
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise ValueError("This is not a Word document (.docx). Save it as one, or paste its text.") from error
    told = (" ".join(_words(one).split()) for one in body.iter(f"{_W}p"))
    return tuple(text for text in told if text)


def _words(paragraph: Element) -> str:
    parts = []
    for one in paragraph.iter():
        if one.tag == f"{_W}t":
            parts.append(one.text or "")
        elif one.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            parts.append(" ")
        elif one.tag == f"{_W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)
