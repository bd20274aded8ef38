"""Why a packed file is not opened: too much in it, a password, a program. Nothing is unpacked to find out; what is read is its table of contents."""

import zipfile
from io import BytesIO
from pathlib import PurePath

MOST_PARTS = 10_000
LARGEST_CONTENTS = 5_000_000
"""Bytes of a table of contents that is read at all."""
MOST_UNPACKED = 1_000_000_000
MOST_TIMES = 200
"""How many times its size a file of more than SMALL bytes may unpack to: text packs to a twentieth, and nothing anybody writes to less than a hundredth."""
SMALL = 50_000_000
LOCKED, MACROS = "it is locked with a password", "it holds macros, which are programs"
TOO_MUCH, DAMAGED = "far more is packed in it than a letter needs", "it is damaged"
PROGRAM = "it is a program"
WITH_MACROS = ("docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppsm", "ppam", "sldm")
PROGRAMS = (
    *("exe", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh", "hta", "jar", "lnk", "reg", "dll", "cpl"),
    *("app", "apk", "iso", "img", "vhd", "vhdx"),
)
"""Endings of names of what a machine runs, or opens as a disk."""
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = b"PK\x05\x06"


def why_held(name: str, content: bytes) -> str:
    """Why a file is held back, as the end of a sentence; "" where nothing speaks against it."""
    extension = PurePath(name).suffix.lstrip(".").lower()
    if extension in PROGRAMS or (content.startswith(b"MZ") and b"\0" in content[:64]):
        return PROGRAM
    if extension in WITH_MACROS:
        return MACROS
    if content.startswith(_COMPOUND):
        return _compound(content)
    return why_not_open(content) if content.startswith(_ZIP) else ""


def why_not_open(packed: bytes) -> str:
    """Why a zip, or a document made as one, is not opened; "" where it may be."""
    end = packed.rfind(_END)
    if end >= 0 and int.from_bytes(packed[end + 12 : end + 16], "little") > LARGEST_CONTENTS:
        return TOO_MUCH
    try:
        with zipfile.ZipFile(BytesIO(packed)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        return DAMAGED
    unpacked, lies = sum(one.file_size for one in parts), sum(one.compress_size for one in parts) > len(packed)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or lies or (unpacked > SMALL and unpacked > MOST_TIMES * len(packed)):
        return TOO_MUCH
    if any(one.flag_bits & 1 for one in parts):
        return LOCKED
    return MACROS if any(PurePath(one.filename).name.lower() == "vbaproject.bin" for one in parts) else ""


def _compound(content: bytes) -> str:
    """Of an old Word or Excel file, or the wrapping of a new one that is locked: its parts are named in it as they stand."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return LOCKED
    return MACROS if "_VBA_PROJECT".encode("utf-16-le") in content else ""
