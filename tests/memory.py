"""Where the tests keep their folders: in memory, where a machine has room there."""

import os
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 6 * 1024**3


def room_in_memory() -> bool:
    """Whether the memory's own folder is there with room for a few databases, and programs may be run from it (root's PostgreSQL is a copy)."""
    try:
        found = os.statvfs(MEMORY)
    except OSError:
        return False
    return found.f_bavail * found.f_frsize >= ENOUGH_BYTES and not found.f_flag & os.ST_NOEXEC and os.access(MEMORY, os.W_OK)
