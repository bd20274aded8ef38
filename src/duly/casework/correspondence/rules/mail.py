"""Reading an e-mail as best we can. It never fails: what cannot be taken apart is shown as it came, and the fault is told."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr
from html.parser import HTMLParser
from typing import Any

import nh3

ALLOWED = {
    *("p", "br", "div", "blockquote", "ul", "ol", "li", "b", "strong", "i", "em", "u", "h1", "h2", "h3", "h4", "hr", "pre"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
"""Tags kept of an HTML mail, all without attributes: no address to fetch, no style, no script."""
BLOCKS = ALLOWED - {"b", "strong", "i", "em", "u", "td", "th"}
DEEPEST_HTML = 2_000
"""Tags open at once. Cleaning takes time by the square of them: a mail of one megabyte took five minutes."""
LONGEST_HEADER = 20_000
"""Characters of a header that are read. Taking apart the names in it takes time by the square of them."""
LONGEST_TEXT = 400_000
"""Characters of text kept for reading and searching. The original holds the rest."""


LONGEST_THREAD = 50
"""Messages that a mail answers, kept to find its case by."""
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,498}>")


@dataclass(frozen=True)
class Attachment:
    """A part of the mail that is not its text. `content` are its bytes, decoded, and `size` how many; a mail attached is one part, byte for byte."""

    name: str
    media_type: str
    size: int
    content: bytes = field(default=b"", repr=False)
    charset: str = ""


@dataclass(frozen=True)
class MailSeen:
    """A mail as read. Any text may be empty; `thread` are Message-IDs of what it answers; `faults` are sentences about what could not be read."""

    sender_name: str
    sender_address: str
    subject: str
    message_id: str
    addressed_to: str
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    faults: tuple[str, ...]
    thread: tuple[str, ...] = ()


class _Whole(Message):
    """A message in which another, attached, is one part and not taken apart: it can be handed out byte for byte."""

    def get_content_maintype(self) -> str:
        return "attached" if self.get_content_type() == "message/rfc822" else super().get_content_maintype()


def read_mail(content: bytes) -> MailSeen:
    """Read the bytes of an RFC 5322 message. `text` is the plain part, or the words of the HTML one; `html` is cleaned."""
    faults: list[str] = []
    try:
        message = message_from_bytes(content, _class=_Whole, policy=policy.compat32)
        return _read(message, content, faults)
    except (Exception, RecursionError) as error:  # hostile or broken beyond the library: the bytes are still shown
        faults.append(f"This could not be taken apart ({type(error).__name__}), so it is shown as it came.")
        return MailSeen("", "", "", "", "", _shown(_decoded(content, None)), "", (), tuple(faults))


def _read(message: Message, content: bytes, faults: list[str]) -> MailSeen:
    plain: list[str] = []
    formatted: list[str] = []
    attachments: list[Attachment] = []
    for part in _leaves(message):
        _take(_with_whole_words(part), plain, formatted, attachments, faults)
    formatted = [html if _shallow(html) else _flattened(html, faults) for html in formatted]
    html = clean_html("\n".join(formatted))
    text = "\n".join(plain).strip() or words_of(html)
    if not text and not attachments and content.strip():
        faults.append("No text was found in it, so it is shown as it came.")
        text = _decoded(content, None)
    name, address = _sender(message)
    return MailSeen(
        sender_name=_shown(name)[:200],
        sender_address=_shown(address)[:320],
        subject=_shown(" ".join(_header(message, "subject").split()))[:500],
        message_id=_shown(_raw(message, "message-id").strip())[:500],
        addressed_to=_shown(" ".join(_header(message, "to").split()))[:500],
        text=_shown(text),
        html=_shown(html),
        attachments=tuple(attachments),
        faults=tuple(faults),
        thread=_thread(message),
    )


def _thread(message: Message) -> tuple[str, ...]:
    """The Message-IDs of what this answers, as References has them and then In-Reply-To, the nearest last."""
    said = f"{_raw(message, 'references')} {_raw(message, 'in-reply-to')}"
    return tuple(dict.fromkeys(_shown(one)[:500] for one in _MESSAGE_ID.findall(said)))[-LONGEST_THREAD:]


def clean_html(html: str) -> str:
    """HTML with only tags that shape text, and no attributes at all: nothing in it can be fetched, followed or run."""
    return nh3.clean(html, tags=ALLOWED, attributes={}, link_rel=None) if html.strip() else ""


def html_words(html: str) -> str:
    """The words of any HTML, cleaned first."""
    return words_of(clean_html(html if _shallow(html) else _TAG_WHOLE.sub(" ", html)))


def _shallow(html: str) -> bool:
    """Whether no more tags are open at once than can be cleaned in good time. Tags that nothing closes count as open."""
    depth = 0
    for tag in _TAG.finditer(html):
        depth += -1 if tag[1] else tag[2].lower() not in _NEVER_CLOSED
        if depth > DEEPEST_HTML:
            return False
    return True


def _flattened(html: str, faults: list[str]) -> str:
    faults.append("Its formatting was too deeply nested to be shown; the words are all there.")
    return _TAG_WHOLE.sub(" ", html)


def words_of(html: str) -> str:
    """The words of cleaned HTML, a line for each block."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.words).splitlines())
    return "\n".join(line for line in lines if line)


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_TAG_WHOLE = re.compile(r"</?[a-zA-Z][^<>]*>")
_NEVER_CLOSED = {"br", "hr", "img", "p", "li", "td", "th", "tr", "meta", "link", "input", "col"}


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.words.append("\n" if tag in BLOCKS else " " if tag in ("td", "th") else "")

    def handle_endtag(self, tag: str) -> None:
        self.words.append("\n" if tag in BLOCKS else "")


def _leaves(message: Message) -> Iterator[Message]:
    """Every part that holds something. A mail inside a mail is one part, whole."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            waiting[:0] = [each for each in inside if isinstance(each, Message)]
        else:
            yield part


def _with_whole_words(part: Message) -> Message:
    """The same part, its headers' odd bytes read again: a file's name may be among them."""
    for name, value in list(part.raw_items()):
        if _odd(str(value)) and len(part.get_all(name, [])) == 1:
            part.replace_header(name, _whole_words(str(value)))
    return part


def _take(part: Message, plain: list[str], formatted: list[str], attachments: list[Attachment], faults: list[str]) -> None:
    kind = part.get_content_type()
    name = _guarded(part.get_filename, "") or ""
    body = _body(part, faults)
    attached = str(part.get("content-disposition", "")).strip().lower().startswith("attachment")
    if kind == "text/html" and not name and not attached:
        formatted.append(_decoded(body, _guarded(part.get_content_charset, None)))
    elif (kind.startswith("text/") or kind == "message/delivery-status") and not name and not attached:
        plain.append(_decoded(body, _guarded(part.get_content_charset, None)))
    elif body.strip() or name:
        named = _guarded(lambda: str(policy.default.header_factory("subject", name)), name)
        charset = _guarded(part.get_content_charset, None) or ""
        attachments.append(Attachment(_shown(named)[:200] or _unnamed(kind), _shown(kind)[:100], len(body), body, charset))


def _unnamed(kind: str) -> str:
    return "a mail.eml" if kind == "message/rfc822" else "without a name"


def _body(part: Message, faults: list[str]) -> bytes:
    inside = part.get_payload()
    if isinstance(inside, list):
        return b"\n".join(one.as_bytes() for one in inside)
    try:
        body = part.get_payload(decode=True)
    except Exception as error:  # an encoding that does not hold what it says
        faults.append(f"A part could not be decoded ({type(error).__name__}); it is shown as it came.")
        body = None
    if isinstance(body, bytes) and (body or not inside):
        return body
    return str(inside or "").encode("utf-8", "surrogateescape")


def _decoded(body: bytes, charset: str | None) -> str:
    for known in (charset, "utf-8"):
        try:
            return body.decode(known or "utf-8")
        except (LookupError, UnicodeError):
            continue
    return body.decode("cp1252", "replace")


def _raw(message: Message, name: str) -> str:
    """A header as it stands, its folds undone and its bytes read as UTF-8 where they are that."""
    for known, value in message.raw_items():
        if known.lower() == name:
            return _whole_words("".join(str(value)[:LONGEST_HEADER].splitlines()))
    return ""


def _whole_words(value: str) -> str:
    """Text whose odd bytes the library hid in surrogates, read again as UTF-8 or, failing that, Windows' own letters."""
    return _decoded(value.encode("utf-8", "surrogateescape"), None) if _odd(value) else value


def _odd(value: str) -> bool:
    return any("\udc80" <= c <= "\udcff" for c in value)


def _header(message: Message, name: str) -> str:
    raw = _raw(message, name)
    return _guarded(lambda: str(policy.default.header_factory(name, raw)), raw)


def _sender(message: Message) -> tuple[str, str]:
    raw = _raw(message, "from") or _raw(message, "sender")
    found = _guarded(lambda: policy.default.header_factory("from", raw).addresses[0], None)
    if found is not None and found.addr_spec not in ("", "<>"):
        return found.display_name, found.addr_spec
    name, address = _guarded(lambda: parseaddr(raw), ("", ""))
    return (name, address) if address else (raw.strip(), "")


def _guarded(ask: Callable[[], Any], otherwise: Any) -> Any:
    """The library's answer, or ours where it cannot read what was sent."""
    try:
        return ask()
    except Exception:  # header parsing raises many kinds on hostile input; none may stop the post
        return otherwise


def shown(content: bytes, charset: str = "") -> str:
    """The words of plain bytes, as a database and a page can hold them."""
    marked = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ""
    return _shown(_decoded(content, marked or charset or None)).strip()


def _shown(text: str) -> str:
    """Text a database and a page can hold: no NUL, no half of a character."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")[:LONGEST_TEXT]


def sent_by_a_program(content: bytes) -> str:
    """The header by which a mail says that a program sent it (RFC 3834, RFC 3462): an automatic reply, a report that mail came back; else nothing.

    Whoever answers such a mail by a program may begin an exchange that never ends.
    """
    head = content[: LONGEST_HEADER * 5].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    told = message_from_bytes(head + b"\n\n", policy=policy.compat32)
    says = {
        name: " ".join(str(told.get(name, "")).split()).casefold()
        for name in ("Auto-Submitted", "Precedence", "Return-Path", "Content-Type")
    }
    if says["Auto-Submitted"] not in ("", "no"):
        return f"Auto-Submitted: {says['Auto-Submitted'][:60]}"
    if says["Precedence"] in ("auto_reply", "bulk", "junk"):
        return f"Precedence: {says['Precedence']}"
    if says["Content-Type"].startswith("multipart/report"):
        return "Content-Type: multipart/report"
    return "Return-Path: <>" if says["Return-Path"] == "<>" else ""
