"""How this machine stands: what it is to run on, its backups, its work in the background and its disk."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection

from duly.core.jobs import queries as jobs
from duly.core.record.in_force import faults, list_is_stale
from duly.machine.backup import last as last_backup
from duly.machine.disk import ENOUGH_PERCENT, free
from duly.machine.home import Home
from duly.machine.settings_check import unsafe_settings
from duly.office.health.reading import Reading, how_long, seconds_since

BACKED_UP_EVERY_SECONDS = 26 * 3_600
DRILLED_EVERY_SECONDS = 8 * 86_400
LONGEST_QUEUE = 100
LONGEST_WAIT_SECONDS = 10 * 60


def readings(home: Home, *, now: datetime) -> list[Reading]:
    """Everything watched about the machine."""
    told = last_backup(home)
    return [_settings(), _backup(told, now), _drill(told, now), _queue(now), _disk(home), _break_glass()]


def _settings() -> Reading:
    connection.ensure_connection()
    found = [*(one.sentence for one in unsafe_settings(connection.connection)), *faults()]
    return (
        Reading(
            "settings",
            "Settings and guards of the database",
            f"{len(found)} unsafe",
            "none",
            "well",
            "Everything is as set-up left it.",
            measured=len(found),
        )
        .unless(
            list_is_stale(),
            "watch",
            "The list of what may be done in the database is of another version, so grants and functions are held to nothing.",
            "Install a whole version of Duly. (After a change in the code itself: make docs.)",
        )
        .unless(
            bool(found),
            "alarm",
            " ".join(found),
            "Duly will not start again like this. Put it right as the owner, and find out who changed it.",
        )
    )


def _backup(told: dict[str, Any], now: datetime) -> Reading:
    age = seconds_since(_moment(told.get("at")), now=now)
    again = "Run duly backup, and see that it is run every night."
    return (
        Reading(
            "backup",
            "Last backup",
            how_long(age) + (" ago" if age is not None else ""),
            "a day",
            "well",
            "The last backup was made, and checked as it was made.",
            measured=age,
        )
        .unless(age is None, "watch", "There is no backup yet.", again)
        .unless((age or 0) > BACKED_UP_EVERY_SECONDS, "alarm", "There is no backup of the last day.", again)
        .unless(age is not None and not told.get("verified"), "alarm", "The last backup was not found whole when it was checked.", again)
    )


def _drill(told: dict[str, Any], now: datetime) -> Reading:
    age = seconds_since(_moment(told.get("drill_at")), now=now)
    return Reading(
        "drill",
        "Last restore that was tried",
        how_long(age) + (" ago" if age is not None else ""),
        how_long(DRILLED_EVERY_SECONDS),
        "well",
        "A backup was restored and verified, for practice.",
        measured=age,
    ).unless(
        age is None or age > DRILLED_EVERY_SECONDS,
        "watch",
        "A backup that was never restored is a hope." if age is None else "No restore has been tried for more than a week.",
        "Restore the last backup into another folder: duly restore --verify.",
    )


def _queue(now: datetime) -> Reading:
    waiting = [job for job in jobs.jobs(unfinished=True, limit=10 * LONGEST_QUEUE) if job.state == "waiting"]
    oldest = max((seconds_since(job.asked_at, now=now) or 0 for job in waiting), default=0)
    return Reading(
        "queue",
        "Background work that waits",
        f"{len(waiting):,}" + (f", the oldest for {how_long(oldest)}" if waiting else ""),
        f"{LONGEST_QUEUE:,}, and {how_long(LONGEST_WAIT_SECONDS)}",
        "well",
        "The worker keeps up.",
        measured=len(waiting),
    ).unless(
        len(waiting) > LONGEST_QUEUE or oldest > LONGEST_WAIT_SECONDS,
        "alarm",
        "Background work is not being done, or not fast enough.",
        "See that duly serve is running, and what the worker says in its log.",
    )


def _disk(home: Home) -> Reading:
    space = free(home)
    next_step = "Make room or a larger disk: remove what is not Duly's first. Nothing Duly keeps may be removed by hand."
    return (
        Reading(
            "disk",
            "Room on the disk of Duly's folder",
            f"{space.percent} %",
            f"{ENOUGH_PERCENT} %",
            "well",
            f"{space.free_bytes // 10**9:,} GB of {space.total_bytes // 10**9:,} GB are free.",
            measured=space.percent,
        )
        .unless(space.getting_short, "watch", "The disk is filling up.", next_step)
        .unless(space.short, "alarm", "The disk is nearly full, so no more files are taken in; everything else goes on.", next_step)
    )


def _break_glass() -> Reading:
    return Reading("break-glass", "Break-glass access open", "none", "none", "well", "There is no such access yet.", measured=0)


def _moment(told: Any) -> datetime | None:
    try:
        found = datetime.fromisoformat(told)
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
