"""Room on the disk. When it runs short, taking in new files stops first: what was promised must still be recorded and paid."""

import shutil
from dataclasses import dataclass

from duly.machine.home import Home

ENOUGH_PERCENT, PLENTY_PERCENT = 15, 25
AMPLE_BYTES = 20 * 10**9
"""So much is enough on any disk, however large."""


@dataclass(frozen=True)
class Space:
    """Bytes free to us and in all, on the disk that holds the home."""

    free_bytes: int
    total_bytes: int

    @property
    def percent(self) -> int:
        """How much is free, in whole hundredths, rounded down."""
        return 100 * self.free_bytes // max(1, self.total_bytes)

    @property
    def short(self) -> bool:
        """Whether it is time to stop taking in files."""
        return self.percent < ENOUGH_PERCENT and self.free_bytes < AMPLE_BYTES

    @property
    def getting_short(self) -> bool:
        """Whether it is time to make room."""
        return self.percent < PLENTY_PERCENT and self.free_bytes < 2 * AMPLE_BYTES


def free(home: Home) -> Space:
    """The room on the disk of this home, or of the nearest folder above it that exists."""
    folder = next(one for one in (home.root, *home.root.parents) if one.exists())
    found = shutil.disk_usage(folder)
    return Space(found.free, found.free + found.used)


def why_not_take_in(home: Home) -> str:
    """Why no more files are taken in now, in a sentence; empty while there is room."""
    space = free(home)
    if not space.short:
        return ""
    return (
        f"The disk has {space.percent} % of its room left. Below {ENOUGH_PERCENT} % no more files are taken in, so that what is already here can still"
        " be recorded and paid. Ask whoever looks after the machine to make room, then try again."
    )
