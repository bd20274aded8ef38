"""The witness's own key, made on its first start and readable by its user alone."""

import base64
import os
import secrets
from pathlib import Path

from duly.primitives.note import Signer


def own_key(folder: Path, name: str = "") -> Signer:
    """The signer kept in this folder, made if there is none, under `name` or a made-up one. Its public half is written to `key.pub`.

    ValueError when the folder's key has another name than is asked for, or cannot be read as a key.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / "key"
    if not file.exists():
        made = Signer.new(name or f"duly-witness-{secrets.token_hex(3)}")
        write_whole(file, f"{made.name}\n{base64.b64encode(made.private).decode()}\n", mode=0o600)
    called, private, *_ = file.read_text(encoding="utf-8").split("\n")
    if name and name != called:
        raise ValueError(f"This store's key is called {called}, not {name}: a witness does not change its name.")
    signer = Signer(called, base64.b64decode(private, validate=True))
    write_whole(folder / "key.pub", signer.witness_key() + "\n", mode=0o644)
    return signer


def write_whole(file: Path, text: str, *, mode: int) -> None:
    """Write a file so that a crash leaves the old one or the new one."""
    making = file.with_name(f".{file.name}.{os.getpid()}")
    making.unlink(missing_ok=True)
    handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    making.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
