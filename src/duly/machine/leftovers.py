"""What a killed PostgreSQL leaves behind, removed only when /proc says that nobody lives there any more."""

import os
import time
from pathlib import Path

from duly.machine.fault import MachineFault


def living_in(folder: Path) -> list[int]:
    """The process ids of those working in `folder`: every process of a PostgreSQL works in its data folder.

    A zombie has no folder and is not among them, nor is a stranger who was given a dead server's number.
    """
    try:
        wanted = folder.stat()
    except FileNotFoundError:
        return []
    living = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                found = os.stat(f"/proc/{name}/cwd")
            except OSError:  # gone meanwhile, a zombie, or another user's and so not ours
                continue
            if (found.st_dev, found.st_ino) == (wanted.st_dev, wanted.st_ino):
                living.append(int(name))
    return sorted(living)


def wait_until_left(folder: Path, *, patience_seconds: float) -> None:
    """Wait until nobody lives in `folder`; MachineFault when somebody still does after `patience_seconds`."""
    gives_up = time.monotonic() + patience_seconds
    while living := living_in(folder):
        if time.monotonic() > gives_up:
            raise MachineFault(
                f"PostgreSQL is already running in {folder} (process {living[0]}) and no Duly command started it: stop it first."
            )
        time.sleep(0.05)


def clear_leftovers(data: Path, socket_folder: Path, *, patience_seconds: float) -> None:
    """Wait for a dying server to be gone, then remove the lock files that would stop the next from starting.

    PostgreSQL believes such a file as long as *any* process has that number, a zombie or a stranger included.
    Raises MachineFault when something still lives in the data folder after `patience_seconds`.
    """
    wait_until_left(data, patience_seconds=patience_seconds)
    (data / "postmaster.pid").unlink(missing_ok=True)
    if socket_folder.is_dir():
        for left in socket_folder.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)
