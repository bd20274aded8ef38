"""A restore from beginning to end: planned, rebuilt beside the present database, recovered, verified, reported, and only then put in place."""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from duly.cli import exits
from duly.cli.opening import Stop
from duly.cli.restore_report import Check, Report
from duly.cli.saying import Saying
from duly.core.log.witnessing import witnesses
from duly.core.retention.outside import FILE as DISPOSALS
from duly.machine import archive, backup, restore_recovery, restore_swap
from duly.machine import restore as restores
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.identity import who_runs_postgres
from duly.machine.our_own import our_own
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.private_files import write_privately
from duly.machine.programs import find_programs
from duly.site.practice import MARK, mark_as_practice

_SWITCH_SECONDS = 60
_NOT_THERE = ("DATABASE_URL", "DULY_CLONE", "DULY_OWNER_DSN", "DULY_KEYS", "DULY_WITNESS")
"""What of the environment is not for a database that is not in place yet: it has a copy of the keys, and no witness may sign for it."""


@dataclass(frozen=True)
class Asked:
    """What was asked for. `to` is aware, or None for everything there is; `base` and `timeline` are empty and 0 for the newest."""

    home: Home
    backups: Path
    to: datetime | None
    verify: bool
    base: str
    timeline: int


def restore(asked: Asked, say: Saying) -> Report:
    """Replace a home's database by what it was. Until the very last step the present one is as it was, whatever happens."""
    try:
        with restore_swap.alone_in(asked.home):
            present = asked.home.postgres / "pg_wal"
            ours = present.is_dir() and asked.backups == archive.backups_folder(asked.home)
            also, whole_until = (present, datetime.now(UTC)) if ours else (None, None)
            return _restore(asked, say, also=also, whole_until=whole_until, drill=False)
    except restore_swap.InUse as busy:
        raise Stop(exits.CONFLICT, str(busy)) from busy


def drill(asked: Asked, say: Saying) -> Report:
    """Restore into a folder of its own beside the running installation, verify all of it, and remove it."""
    whole_until = None
    if asked.home.postgres.exists() and asked.backups == archive.backups_folder(asked.home):
        with EmbeddedPostgres.running(asked.home) as server:
            whole_until = _switched(server)
    report = _restore(asked, say, also=None, whole_until=whole_until, drill=True)
    if report.sound:
        backup.note(asked.home, drill_at=datetime.now(UTC).isoformat())
    return report


def _restore(asked: Asked, say: Saying, *, also: Path | None, whole_until: datetime | None, drill: bool) -> Report:
    began, stamp = time.monotonic(), f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    home, postgres = asked.home, who_runs_postgres()
    try:
        wanted = restores.plan(asked.backups, to=asked.to, base=asked.base, timeline=asked.timeline, also=also)
    except backup.Damaged as damaged:
        raise Stop(exits.NOT_VERIFIED, str(damaged)) from damaged
    except restores.CannotRestore as refused:
        raise Stop(exits.INVALID, str(refused)) from refused
    _stop_if_mixed(wanted.base, home)
    home.make(postgres)
    _clear_unfinished(home)
    beside = Home(home.root / f"restoring-{stamp}-{os.getpid()}")
    beside.make(postgres)
    programs = find_programs(home, postgres)
    report = Report.begun(asked.home, wanted, drill=drill, verified=asked.verify, stamp=stamp)
    try:
        with ExitStack() as undo:
            undo.callback(shutil.rmtree, beside.root, ignore_errors=True)
            undo.callback(_keep_replay, beside, home, stamp)
            _lend(home, beside)
            say.talk(f"Verifying the backup {wanted.base.name} and putting it together beside the present database …")
            restores.rebuild(wanted, beside, postgres, programs)
            report.add(
                Check(
                    "backup",
                    True,
                    f"{len(wanted.chain)} of {len(wanted.chain)} copies are as they were made",
                    {"copies": len(wanted.chain)},
                )
            )
            say.talk("Replaying the log …")
            recovered = restore_recovery.recover(wanted, beside, postgres, programs, whole_until=whole_until)
            report.add(_reached(recovered))
            report.add(_keys(home))
            say.talk("Checking what came back …" if asked.verify else "Making it ready …")
            with EmbeddedPostgres.running(beside, say=say.talk, keep_log_in=beside.root / "wal") as server:
                if asked.verify:
                    wrong = restore_recovery.why_not_sound(server)
                    report.add(Check("tables and indexes", not wrong, "; ".join(wrong[:5]) or "sound (pg_amcheck)", {"faults": len(wrong)}))
                for check in _checked_by_the_office(asked, home, beside):
                    report.add(check)
            if asked.verify:
                wrong = restore_recovery.why_not_whole(beside, postgres, programs)
                report.add(
                    Check("pages", not wrong, "; ".join(wrong[:5]) or "every page has its checksum (pg_checksums)", {"faults": len(wrong)})
                )
            report = replace(report, seconds=round(time.monotonic() - began, 1))
            if drill:
                return report
            undo.pop_all()
            _keep_replay(beside, home, stamp)
            if not report.sound:
                unsound = beside.root.rename(home.root / f"restored-not-sound-{stamp}")
                return replace(report, became=f"nothing was changed; what came back is in {unsound} for whoever looks into it")
            report = _put_in_place(report, beside, home, postgres, wanted, stamp)
            return replace(report, seconds=round(time.monotonic() - began, 1))
    except backup.Damaged as damaged:
        raise Stop(exits.NOT_VERIFIED, f"{damaged} Nothing was changed. Begin from an older one with --base.") from damaged
    except restores.CannotRestore as refused:
        raise Stop(exits.INVALID, str(refused)) from refused
    finally:
        if report.checks:
            report.keep(home.root / "backups" / "restores")


def _put_in_place(report: Report, beside: Home, home: Home, postgres, wanted: restores.Plan, stamp: str) -> Report:
    if wanted.base.notes.get("practice"):
        mark_as_practice(home)
    keys = _changed_keys(beside, home)
    aside = restore_swap.put_in_place(beside, home, postgres, kept_as=f"postgres-before-{stamp}")
    for path, text in keys.items():
        write_privately(path, text)
    told = f"the database before it is kept in {aside}; remove it when it is no longer needed" if aside else "there was none before it"
    return replace(report, became=f"in place in {home.postgres}; {told}", aside=str(aside or ""))


def _checked_by_the_office(asked: Asked, home: Home, beside: Home) -> list[Check]:
    """What the application says of the database that came back, asked in a process of its own, whose home is the restored one."""
    disposals = [path for path in {home.root / "backups" / DISPOSALS, asked.backups / DISPOSALS} if path.exists()]
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_THERE}
    done = subprocess.run(
        [
            *our_own("duly.cli.restored", "--because", f"The database was restored to {_said(asked.to)}."),
            *(["--verify"] if asked.verify else []),
            *(word for path in disposals for word in ("--disposals", str(path))),
            *(word for witness in witnesses() for word in ("--witness", f"{witness.url} {witness.verifier_key}")),
        ],
        env={**environment, "DULY_HOME": str(beside.root), "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
    )
    try:
        return [Check(**told) for told in json.loads(done.stdout)]
    except (ValueError, TypeError):
        return [Check("application", False, f"it could not be asked: {done.stderr.strip()[-1500:] or 'it said nothing'}", {})]


def _reached(recovered: restore_recovery.Recovered) -> Check:
    last = f"{recovered.last_change:%Y-%m-%d %H:%M:%S.%f} UTC" if recovered.last_change else "none since the backup"
    figures = {"last change": last, "timeline": recovered.timeline, "seconds": round(recovered.seconds, 1)}
    return Check(
        "log", True, f"replayed; the last change brought back was made at {last}" if recovered.last_change else "nothing to replay", figures
    )


def _keys(home: Home) -> Check:
    folder = _keys_folder(home)
    if folder.exists():
        return Check("keys", True, f"{folder} is there")
    return Check("keys", True, f"{folder} is not there: before serving, put back the copy that is kept apart from the backups")


def _keys_folder(home: Home) -> Path:
    return Path(os.environ["DULY_KEYS"]) if os.environ.get("DULY_KEYS") else home.root / "keys"


def _stop_if_mixed(base: backup.Base, home: Home) -> None:
    """A practice copy never becomes a real installation, nor the other way."""
    practice = bool(base.notes.get("practice"))
    if home.credentials.exists() and practice != (home.root / MARK).exists():
        kinds = ("a practice copy", "a real installation")
        raise Stop(
            exits.CONFLICT,
            f"The backup {base.name} is of {kinds[not practice]} and {home.root} holds {kinds[practice]}: neither may become the other.",
        )


def _lend(home: Home, beside: Home) -> None:
    """Let the restored database be opened with this home's passwords and keys while it is checked."""
    if home.credentials.exists():
        shutil.copy(home.credentials, beside.credentials)
    keys = _keys_folder(home)
    if keys.exists():  # a copy: should the log have to begin again under another name, only this one is changed
        shutil.copytree(keys, beside.root / "keys")
    for file in ("session.key", "log.pub", MARK):
        if (home.root / file).exists():
            shutil.copy(home.root / file, beside.root / file)


def _keep_replay(beside: Home, home: Home, stamp: str) -> None:
    """What PostgreSQL said while it recovered, kept beside the report."""
    log = beside.logs / "recovery.log"
    if log.exists():
        (home.root / "backups" / "restores").mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy(log, home.root / "backups" / "restores" / f"{stamp}.log")


def _changed_keys(beside: Home, home: Home) -> dict[Path, str]:
    """The files of the log's key, by where they belong, if the log began again under another name; nothing when it goes on as it was."""
    ours, theirs = _keys_folder(home), beside.root / "keys"
    if not (ours / "log.key").exists() or (ours / "log.key").read_bytes() == (theirs / "log.key").read_bytes():
        return {}
    pairs = {
        ours / "log.newest": theirs / "log.newest",
        ours / "log.key": theirs / "log.key",
        home.root / "log.pub": beside.root / "log.pub",
    }
    return {mine: copy.read_text(encoding="utf-8") for mine, copy in pairs.items()}


def _clear_unfinished(home: Home) -> None:
    """Remove what a killed restore left, unless it is alive."""
    for left in home.root.glob("restoring-*"):
        if not Path("/proc", left.name.rpartition("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)


def _switched(server: EmbeddedPostgres) -> datetime | None:
    """Have the running server finish its segment and wait until it is kept. Until when nothing is missing, or None when it is not kept."""
    with psycopg.connect(server.superuser_dsn(), autocommit=True) as connection:
        if connection.execute("SELECT current_setting('archive_mode')").fetchone() != ("on",):
            return None
        told = connection.execute("SELECT clock_timestamp(), pg_walfile_name(pg_switch_wal())").fetchone()
        assert told is not None
        at, name = told
        gives_up = time.monotonic() + _SWITCH_SECONDS
        while connection.execute("SELECT last_archived_wal >= %s FROM pg_stat_archiver", [name]).fetchone() != (True,):
            if time.monotonic() > gives_up:
                raise MachineFault(
                    f"The segment {name} was not kept within {_SWITCH_SECONDS} s: {server.home.logs / 'postgresql.log'} says why."
                )
            time.sleep(0.1)
    return at  # taken before the segment was finished


def _said(to: datetime | None) -> str:
    return f"{to.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if to else "the latest there was"
