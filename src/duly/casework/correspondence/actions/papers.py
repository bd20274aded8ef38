"""Reading the words of a PDF, a Word document or a scan: its own text, else by tesseract where that is installed, else it is left to be read by eye.

A file somebody sent is opened only in a process of its own, with a gigabyte of memory and a minute, and nothing of ours in it.
"""

import inspect
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from duly.casework.correspondence.rules.enclosed import PDF, WORD, Enclosure, as_read, kind
from duly.casework.correspondence.rules.mail import Attachment
from duly.core.documents.rules import docx
from duly.core.documents.rules.archives import LOCKED, MACROS, why_held

MOST_SECONDS = 60
MOST_PAGES = 200
DOTS_PER_INCH = "200"
PAPERS = (PDF, WORD, "image/png", "image/jpeg", "image/tiff")
"""Media types that are read so."""
FEWEST_LETTERS = 20
"""Letters a page on average below which a PDF is taken for a scan: a page number is no text."""

_LIMITS = """
import resource, sys
for what, most in ((resource.RLIMIT_AS, 2**30), (resource.RLIMIT_CPU, 60), (resource.RLIMIT_FSIZE, 2**28)):
    try: resource.setrlimit(what, (most, most))
    except (OSError, ValueError): pass
"""
_TEXT_OF_PDF = f"""{_LIMITS}
import io, json, logging
logging.disable(logging.CRITICAL)
from pypdf import PdfReader
reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
sys.stdout.write(json.dumps([page.extract_text() or "" for page in list(reader.pages)[:{MOST_PAGES}]]))
"""
_IS_LOCKED = f"""{_LIMITS}
import io, logging
logging.disable(logging.CRITICAL)
from pypdf import PdfReader
reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
sys.stdout.write("locked" if reader.is_encrypted and not reader.decrypt("") else "")
"""
_TEXT_OF_WORD = f"""{_LIMITS}
{inspect.getsource(docx)}
import json
sys.stdout.write(json.dumps(["\\n\\n".join(paragraphs_of_docx(sys.stdin.buffer.read()))]))
"""
_LIMITED = f"{_LIMITS}\nimport os\nos.execv(sys.argv[1], sys.argv[1:])"


@dataclass(frozen=True)
class Words:
    """What was read: page by page, and how ("text", "ocr" or "eye"). By eye nothing was."""

    pages: tuple[str, ...]
    how: str


def words_of(content: bytes, media_type: str) -> Words:
    """The words of one of PAPERS. It never fails: what cannot be read is for the eye. A Word document is one page: it has none until it is printed."""
    if media_type == WORD:
        written = tuple(_plain(page) for page in _pages(_TEXT_OF_WORD, content))
        return Words(written, "text") if any(written) else Words((), "eye")
    pages = _pages(_TEXT_OF_PDF, content) if media_type == PDF else ()
    if pages and sum(len("".join(page.split())) for page in pages) >= FEWEST_LETTERS * len(pages):
        return Words(tuple(_plain(page) for page in pages), "text")
    seen = _by_tesseract(content, media_type)
    return Words(tuple(_plain(page) for page in seen), "ocr") if any(page.strip() for page in seen) else Words((), "eye")


def opened(one: Attachment) -> Enclosure:
    """One attachment read as a paper is, where it is of a kind that can be; else it is for the eye."""
    of, why = kind(one), why_held(one.name, one.content) or why_locked(one.content)
    words = words_of(one.content, of) if of in PAPERS and why in ("", MACROS) else Words((), "eye")
    return as_read(one, words.pages, words.how, why)


def why_locked(content: bytes) -> str:
    """Why a PDF cannot be opened: it wants a password. "" where it does not, or is no PDF."""
    if b"%PDF-" not in content[:1024] or b"/Encrypt" not in content:
        return ""
    return LOCKED if _run([sys.executable, "-I", "-c", _IS_LOCKED], content).strip() == b"locked" else ""


def _pages(program: str, content: bytes) -> tuple[str, ...]:
    said = _run([sys.executable, "-I", "-c", program], content)
    try:
        pages = json.loads(said)
    except ValueError:
        return ()
    return tuple(str(page) for page in pages)


def _by_tesseract(content: bytes, media_type: str) -> tuple[str, ...]:
    tesseract, to_images = shutil.which("tesseract"), shutil.which("pdftoppm")
    if not tesseract or (media_type == PDF and not to_images):
        return ()
    with tempfile.TemporaryDirectory(prefix="duly-paper-") as folder:
        if media_type == PDF:
            paper = Path(folder) / "paper.pdf"
            paper.write_bytes(content)
            _run([*_limited(str(to_images)), "-r", DOTS_PER_INCH, "-png", "-l", str(MOST_PAGES), str(paper), f"{folder}/page"], b"")
            images = [path.read_bytes() for path in sorted(Path(folder).glob("page*.png"))]
        else:
            images = [content]
        return tuple(_run([*_limited(tesseract), "stdin", "stdout"], image).decode("utf-8", "replace") for image in images)


def _limited(program: str) -> list[str]:
    return [sys.executable, "-I", "-c", _LIMITED, program]


def _run(command: list[str], content: bytes) -> bytes:
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False, env={"PATH": "/usr/bin:/bin"})
    except (OSError, subprocess.TimeoutExpired):
        return b""
    return done.stdout if done.returncode == 0 else b""


def _plain(page: str) -> str:
    lines = (line.rstrip() for line in page.replace("\x00", "").replace("\f", "\n").splitlines())
    return "\n".join(lines).encode("utf-8", "replace").decode("utf-8").strip()
