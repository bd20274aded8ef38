"""The database's log, kept outside its data folder file by file, so that any moment since the oldest backup can be brought back.

PostgreSQL calls a finished file of its log a segment: 16 MB, numbered one after another. Each is kept compressed under its own name.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from duly.machine.home import Home
from duly.machine.identity import Identity
from duly.machine.private_files import fsync_folder

SWITCH = "DULY_ARCHIVE"
FOLDER = "DULY_BACKUPS"
KEEP, FETCH = "archive_keep.sh", "archive_fetch.sh"
SEGMENT_BYTES = 16 * 1024 * 1024
TIMEOUT_SECONDS = 60

_SEGMENT = re.compile(r"[0-9A-F]{24}")
_SEGMENTS_A_NAME = 0x1_0000_0000 // SEGMENT_BYTES

_SETTINGS = """\
archive_mode = on                            # every change is also kept outside this folder
archive_command = 'sh {program} "%p" "%f" {folder}'
archive_timeout = {timeout}                         # so that a quiet office loses a minute at most
summarize_wal = on                           # for incremental backups
wal_summary_keep_time = '15d'
"""


def archiving() -> bool:
    """Whether servers started now keep their log: unless DULY_ARCHIVE is "off", or tests are run and did not set it to "on"."""
    return os.environ.get(SWITCH, "off" if os.environ.get("DULY_TESTING") == "1" else "on") == "on"


def backups_folder(home: Home) -> Path:
    """Where backups are kept: DULY_BACKUPS, which should be on another disk; without it, in the home."""
    named = os.environ.get(FOLDER)
    return Path(named).expanduser().absolute() if named else home.root / "backups"


def log_folder(backups: Path) -> Path:
    """Where the database's log is kept among backups."""
    return backups / "wal"


def settings(folder: Path) -> str:
    """PostgreSQL's settings for keeping its log in a folder; nothing when it is not to be kept."""
    if not archiving():
        return ""
    return _SETTINGS.format(program=KEEP, folder=in_a_shell(folder).replace("'", "''"), timeout=TIMEOUT_SECONDS)


def in_a_shell(path: Path) -> str:
    """A path as one word of a shell command within PostgreSQL's settings, where % begins a name of its own."""
    return '"' + re.sub(r'(["\\$`])', r"\\\1", str(path)).replace("%", "%%") + '"'


def program(name: str) -> str:
    """The text of one of the two small programs, KEEP and FETCH."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def make_folders(backups: Path, postgres: Identity, *, ours: bool) -> str | None:
    """Make what is missing of the folders for backups; why they cannot be used, in a sentence, or None.

    `ours` is whether the folder is the home's own. Another is never made, for a disk that is not there must not be taken for an empty one.
    """
    if ours:
        backups.mkdir(mode=0o700, exist_ok=True)
        backups.chmod(0o711 if os.geteuid() == 0 else 0o700)
    if not backups.is_dir():
        return f"The folder for backups, {backups}, is not there: until it is, the database's log is kept beside the database alone."
    shut = next((folder for folder in (backups, *backups.parents) if not postgres.can_enter(folder)), None)
    if shut is not None:
        return f"The user {postgres.name}, who runs PostgreSQL, cannot enter {shut}, so nothing can be kept in {backups}."
    for folder in (log_folder(backups), backups / "base"):
        try:
            folder.mkdir(mode=0o700)
            postgres.give(folder)
        except FileExistsError:
            continue
        except OSError as refused:
            return f"{folder} cannot be made: {refused.strerror}."
    return None


@dataclass(frozen=True, order=True)
class Segment:
    """One finished file of the log: its number, and the timeline it belongs to. A new timeline begins with every restore."""

    number: int
    timeline: int

    @property
    def name(self) -> str:
        """PostgreSQL's name for it."""
        return f"{self.timeline:08X}{self.number // _SEGMENTS_A_NAME:08X}{self.number % _SEGMENTS_A_NAME:08X}"

    @classmethod
    def named(cls, name: str) -> "Segment | None":
        """The segment of this name, or None for a name that is no segment's."""
        if not _SEGMENT.fullmatch(name):
            return None
        return cls(int(name[8:16], 16) * _SEGMENTS_A_NAME + int(name[16:], 16), int(name[:8], 16))

    @classmethod
    def holding(cls, position: str, timeline: int) -> "Segment":
        """The segment that holds a position, such as "0/3000028"."""
        return cls(bytes_at(position) // SEGMENT_BYTES, timeline)


def bytes_at(position: str) -> int:
    """A position in the log, such as "0/3000028", as a number of bytes."""
    high, low = position.split("/")
    return (int(high, 16) << 32) | int(low, 16)


def segments(folder: Path) -> tuple[Segment, ...]:
    """The segments kept in a folder, in order."""
    found = (Segment.named(path.name.removesuffix(".gz")) for path in folder.glob("*.gz")) if folder.is_dir() else ()
    return tuple(sorted(one for one in found if one is not None))


def line_of(timeline: int, folder: Path) -> dict[int, int]:
    """The timelines that lead to this one, each with the position in bytes at which it was left; and itself, not yet left."""
    history = folder / f"{timeline:08X}.history.gz"
    lines = _unpacked(history).decode().splitlines() if history.exists() else []
    left = {int(words[0]): bytes_at(words[1]) for words in map(str.split, lines) if len(words) >= 2 and words[0].isdigit()}
    return {**left, timeline: 1 << 64}


def newest_timeline(folder: Path, *, at_least: int = 1) -> int:
    """The newest timeline of which anything is kept."""
    histories = (int(path.name[:8], 16) for path in folder.glob("*.history.gz")) if folder.is_dir() else ()
    return max([at_least, *histories, *(one.timeline for one in segments(folder))])


def missing(start: Segment, line: dict[int, int], kept: tuple[Segment, ...]) -> Segment | None:
    """The first segment that is missing between a start and the last one kept, along a line of timelines; None for an unbroken row."""
    usable = {one for one in kept if one.timeline in line and one.number * SEGMENT_BYTES <= line[one.timeline]}
    numbers = {one.number: one for one in sorted(usable)}
    last = max(numbers, default=start.number)
    gap = next((number for number in range(start.number, last + 1) if number not in numbers), None)
    if gap is None:
        return None
    timeline = min((t for t, left in line.items() if left > gap * SEGMENT_BYTES), default=start.timeline)
    return Segment(gap, timeline)


def prune(folder: Path, *, before: Segment) -> tuple[int, int]:
    """Remove what no kept backup needs: segments of a lower number. Gives how many, and their bytes. Histories stay, being small."""
    count = freed = 0
    for one in segments(folder):
        if one.number < before.number:
            path = folder / f"{one.name}.gz"
            freed += path.stat().st_size
            path.unlink()
            count += 1
    if count:
        fsync_folder(folder)
    return count, freed


def _unpacked(path: Path) -> bytes:
    import gzip

    return gzip.decompress(path.read_bytes())
