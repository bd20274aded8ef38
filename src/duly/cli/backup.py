"""`duly backup` and `duly restore`: copies of the database, and bringing it back as it was at a moment."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import psycopg
import typer

from duly.cli import exits, restoring
from duly.cli.opening import Stop
from duly.cli.saying import Saying
from duly.core.retention.outside import FILE as DISPOSALS
from duly.core.retention.outside import remember_all
from duly.machine import archive, backup_sealed
from duly.machine import backup as bases
from duly.machine.backup_sealing import CannotOpen, public_key_in, secret_key_in
from duly.machine.home import Home
from duly.machine.identity import who_runs_postgres
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.private_files import write_privately
from duly.site.database import credentials, name
from duly.site.practice import practice_copy

OFFICE = ZoneInfo("Europe/London")

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


def backup(
    incremental: Annotated[
        bool, typer.Option("--incremental", help="Only what changed since the last; once a week it is made full.")
    ] = False,
    encrypt_to: Annotated[
        Path | None, typer.Option("--encrypt-to", help="A file with a public key (age1…): also seal what is new, for taking away.")
    ] = None,
    log_only: Annotated[bool, typer.Option("--log-only", help="With --encrypt-to: no new copy, only seal what was kept since.")] = False,
    keep_days: Annotated[int, typer.Option(min=1, help="Remove what no moment of so many days needs.")] = bases.KEEP_DAYS,
    as_json: Json = False,
) -> int:
    """Copy the database as it is now, verify the copy, and remove what is no longer needed. Keys are never part of it. Exit 5 for a damaged copy."""
    say = Saying(as_json)
    home = _own_database("backs it up")
    key = public_key_in(encrypt_to) if encrypt_to else ""
    if log_only:
        if not key:
            raise Stop(exits.USAGE, "--log-only seals what was kept: say for whom, with --encrypt-to FILE.")
        say.facts(asdict(backup_sealed.seal_new(archive.backups_folder(home), key)))
        return exits.DONE
    with EmbeddedPostgres.running(home) as server:
        say.talk("Copying the database and verifying the copy …")
        try:
            made = bases.take(home, incremental=incremental, notes={"practice": practice_copy(), "database": name()})
        except bases.Damaged as damaged:
            raise Stop(exits.NOT_VERIFIED, str(damaged)) from damaged
        kept = _kept_log(server)
        with psycopg.connect(server.superuser_dsn(name())) as connection:
            remember_all(connection)
    _keep_disposals(home)
    removed = bases.prune(home, keep_days=keep_days, now=datetime.now(UTC))
    bases.note(home, at=made.ended.isoformat(), verified=True, bytes=made.bytes, wal_to=kept["wal to"])
    say.facts(
        {
            "backup": made.name,
            "folder": str(made.folder),
            "kind": "incremental" if made.prior else "full",
            "verified": "yes",
            "bytes": made.bytes,
            **kept,
            **({"sealed": asdict(backup_sealed.seal_new(archive.backups_folder(home), key))} if key else {}),
            "removed": {"backups": len(removed.bases), "segments": removed.segments, "bytes": removed.bytes},
        }
    )
    if incremental and not made.prior:
        say.talk("This one is full: there was none to build on, or the last full one is a week old.")
    if kept["log kept"] != "yes":
        say.wrong(
            f"! The database's log is not being kept ({kept['log kept']}): only the moments of the backups themselves can be restored."
        )
    say.talk(
        f"Not in it: {home.root / 'keys'} and {home.root / 'witness'}. Keep a copy of each, apart from the backups and from each other."
    )
    return exits.DONE


def restore(
    to: Annotated[
        str, typer.Option("--to", help="The moment, 2026-11-22T14:05 (the office's clock, unless it says Z or +00:00); or latest.")
    ] = "",
    verify: Annotated[bool, typer.Option("--verify", help="Check every page, table, event and total before it is put in place.")] = False,
    drill: Annotated[
        bool, typer.Option("--drill", help="Restore into a folder of its own, verify, report and remove it. Changes nothing.")
    ] = False,
    source: Annotated[Path | None, typer.Option("--from", help="The folder of backups, where it is not this home's.")] = None,
    key: Annotated[
        Path | None, typer.Option("--key", help="With --from: the file with the secret key, where that folder holds sealed copies.")
    ] = None,
    into: Annotated[Path | None, typer.Option("--into", help="The home to restore into, where it is not this one.")] = None,
    base: Annotated[str, typer.Option("--base", help="Begin from this backup, not the newest before the moment.")] = "",
    timeline: Annotated[int, typer.Option("--timeline", help="Follow this timeline, not the newest. Each restore begins one.")] = 0,
    as_json: Json = False,
) -> int:
    """Bring the database back as it was at a moment, beside the present one, verify it, and only then put it in its place.

    The present one is kept aside, and payments are locked until two people have reconciled them. Exit 3 when it was not verified, 5 when what came
    back is not sound (then the present one is as it was), 6 when Duly is running.
    """
    say = Saying(as_json)
    home = Home(into.expanduser().absolute()) if into else Home.find()
    if into is None:
        _own_database("restores it")
    if not to and not drill:
        raise Stop(exits.USAGE, "Say to which moment: --to 2026-11-22T14:05, or --to latest. (To try it and change nothing: --drill.)")
    moment = _moment(to or "latest")
    backups = source.expanduser().absolute() if source else archive.backups_folder(home)
    with _unsealed(backups, key, home) as plain:
        asked = restoring.Asked(home, plain, moment, verify or drill, base, timeline)
        report = restoring.drill(asked, say) if drill else restoring.restore(asked, say)
    say.facts(report.facts() | ({"figures": {check.name: check.figures for check in report.checks}} if as_json else {}))
    for check in report.checks:
        if not check.well:
            say.wrong(f"! {check.name}: {check.says}")
    return report.exit_code


@contextmanager
def _unsealed(backups: Path, key: Path | None, home: Home) -> Iterator[Path]:
    """The folder of backups; where they are sealed, one beside the home's database in which they are opened, as long as it is needed."""
    if key is None:
        yield backups
        return
    home.make(who_runs_postgres())
    plain = home.root / f"unsealed-{os.getpid()}"
    try:
        backup_sealed.open_all(backups, secret_key_in(key), plain, who_runs_postgres())
        yield plain
    except CannotOpen as closed:
        raise Stop(exits.NOT_VERIFIED, f"{closed} Nothing was changed.") from closed
    finally:
        shutil.rmtree(plain, ignore_errors=True)


def _own_database(does: str) -> Home:
    """The home, where its database is our own to copy. `Stop` before set-up, or for a database on a server of its own."""
    known = credentials()
    home = Home.find()
    if known is None:
        raise Stop(
            exits.CONFLICT,
            "Nothing has been set up here yet, so there is nothing to copy. Run: duly setup. To restore elsewhere: --into HOME.",
        )
    if known.host != str(home.socket):
        raise Stop(
            exits.CONFLICT,
            f"This database is on the server {known.host}, and whoever keeps that server {does}: it needs a verified base backup each week, its log "
            f"kept every minute, both away from the machine, and a restore tried each week. Then run: duly record verify.",
        )
    return home


def _keep_disposals(home: Home) -> None:
    """The list of what was erased goes wherever the backups go."""
    ours, theirs = home.root / "backups" / DISPOSALS, archive.backups_folder(home) / DISPOSALS
    if ours.exists() and ours != theirs:
        write_privately(theirs, ours.read_text(encoding="utf-8"))


def _kept_log(server: EmbeddedPostgres) -> dict[str, str]:
    """Whether the server's log is being kept, and up to where."""
    with psycopg.connect(server.superuser_dsn()) as connection:
        told = connection.execute(
            "SELECT current_setting('archive_mode'), last_archived_wal, last_archived_time, last_failed_wal, last_failed_time FROM pg_stat_archiver"
        ).fetchone()
    assert told is not None
    mode, last, at, failed, failed_at = told
    if mode != "on":
        how = f"{archive.SWITCH} is off" if not archive.archiving() else "Duly must be started again first"
    elif failed and (at is None or failed_at > at):
        how = f"{failed} could not be kept at {failed_at:%Y-%m-%d %H:%M} UTC; {server.home.logs / 'postgresql.log'} says why"
    else:
        how = "yes"
    return {"log kept": how, "wal to": (last or "")[:24]}


def _moment(text: str) -> datetime | None:
    if text == "latest":
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a moment such as 2026-11-22T14:05, nor latest.") from None
    found = found if found.tzinfo else found.replace(tzinfo=OFFICE)
    if found > datetime.now(UTC):
        raise Stop(exits.USAGE, f"{found.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC is not over yet.")
    return found
