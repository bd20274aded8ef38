"""Files that only their owner can read, written so that a crash leaves the old one or the new one whole."""

import os
from pathlib import Path
from typing import IO


def open_privately(path: Path) -> IO[str]:
    """Open a file to add to or to lock, made for its owner alone: a stranger who can open a lock can hold it."""
    return open(path, "a", opener=lambda name, flags: os.open(name, flags, 0o600))


def write_privately(path: Path, text: str) -> None:
    """Replace a file, readable by its owner alone, so that a crash leaves the old one or the new one whole."""
    making = path.with_name(f".{path.name}.{os.getpid()}")
    making.unlink(missing_ok=True)
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    making.replace(path)
    fsync_folder(path.parent)


def fsync_folder(folder: Path) -> None:
    """Make a rename inside `folder` outlive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
