"""The log's public key, as the sequencer published it in the home."""

from pathlib import Path

from duly.machine.home import Home


def public_key_file() -> Path:
    """Where it is published."""
    return Home.find().root / "log.pub"


def public_key() -> str:
    """The verifier key in C2SP's words, or "" before the sequencer's first start."""
    try:
        return public_key_file().read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
