"""Parting an .mbox file into the messages in it, byte for byte."""

import re

_BEGINS = re.compile(rb"(?:\A|(?<=\n)\r?\n)From [^\r\n]*\r?\n")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_EMPTY_LAST_LINE = re.compile(rb"(?<=\n)\r?\n\Z")


def messages(content: bytes) -> tuple[bytes, ...]:
    """Every message of an mbox, without its "From " line, and with "From " inside it as it was before the file quoted it. A file without one is one message."""
    starts = [(match.start(), match.end()) for match in _BEGINS.finditer(content)]
    if not starts or starts[0][0] != 0:
        return (content,) if content.strip() else ()
    ends = [*(start for start, _ in starts[1:]), len(_EMPTY_LAST_LINE.sub(b"", content))]
    parts = (content[begin:end] for (_, begin), end in zip(starts, ends, strict=True))
    return tuple(_QUOTED.sub(rb"\1", part) for part in parts if part.strip())
