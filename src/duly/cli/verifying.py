"""`duly record verify` and `duly record export`: reading the record back, and handing it to somebody outside."""

import json
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.machine.home import Home
from duly.machine.private_files import write_privately

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No talk, only data.")]
As = Annotated[str, typer.Option("--as", help="Who asks, by the name they sign in with; the system, where nobody is named.")]


def verify(
    newer: Annotated[
        bool, typer.Option("--incremental", help="Only what is new since the record was last found sound, and 1 % of the rest.")
    ] = False,
    subject: Annotated[
        tuple[str, str] | None, typer.Option(help="Only one subject: its kind and reference, as in: case C-26-00012.")
    ] = None,
    checkpoint: Annotated[
        list[Path] | None, typer.Option(help="A file with a checkpoint kept elsewhere: on paper, or by a witness.")
    ] = None,
    as_json: Json = False,
    quiet: Quiet = False,
    username: As = "",
) -> int:
    """Read the record back: hashes, private words, tree, checkpoints, numbering, every kept row's version, and what the witnesses hold. Exit 5 if
    anything is wrong."""
    say, began = Saying(as_json, quiet), time.monotonic()
    outside = [(str(path), checkpoint_in(path)) for path in checkpoint or ()]
    with open_office():
        from duly.core.log.actions import note_verified
        from duly.primitives.actor import SYSTEM

        by, remembered = acting(username) if username else SYSTEM, _remembered()
        with _auditor() as connection, say.progress() as bar:
            task = bar.add_task("Record", total=None)
            verdict, held, agreed, silent = _read_back(
                connection, newer, subject, outside, lambda done, total: bar.update(task, completed=done, total=total)
            )
        how = "subject" if subject else "newer" if newer and remembered else "full"
        note_verified(
            how=how,
            events=verdict.events,
            entries=verdict.entries,
            alarms=verdict.alarm_count + held.count,
            root=verdict.root,
            held_to=len(outside) + len(agreed),
            seconds=int(time.monotonic() - began),
            by=by,
        )
    alarms = (*verdict.alarms, *held.kept)
    count = verdict.alarm_count + held.count
    say.facts(
        {
            "events": verdict.events,
            "entries": verdict.entries,
            "subjects": verdict.subjects,
            "alarms": count,
            "root": verdict.root,
            "held to": [*(where for where, _ in outside), *agreed],
        }
    )
    for alarm in alarms:
        say.wrong(f"! {alarm.where}: {alarm.says}")
    if count:
        return exits.NOT_VERIFIED
    if not subject:
        _remember(verdict.entries, verdict.root)
    for sentence in silent:
        say.talk(f"  {sentence}")
    say.talk(f"✓ {verdict.events:,} events: no gaps, no changes.")
    if not outside and not agreed:
        say.talk(
            "  Nothing kept elsewhere was held against it: somebody who owns the database and the log's key could still have rewritten it whole."
        )
    return exits.DONE


def export(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    since: Annotated[int, typer.Option(help="Begin at this entry of the log.")] = 0,
    as_json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Write the whole record, or what came since an entry, as one file that `duly-verify` reads. It holds private words: keep it as you keep them."""
    say = Saying(as_json, quiet)
    with open_office():
        from duly.core.log.exporting import export as write
        from duly.core.log.known_keys import known_keys
        from duly.core.log.verification import kinds_kept, one_moment

        making = file.with_name(f".{file.name}.part")
        with _auditor() as connection, say.progress() as bar:
            task = bar.add_task("Record", total=None)
            if file.exists():
                raise Stop(exits.CONFLICT, f"{file} is there already.")
            try:
                with making.open("xb") as out, one_moment(connection):
                    making.chmod(0o600)
                    written = write(
                        connection,
                        out.write,
                        kinds=kinds_kept(),
                        keys=known_keys(connection),
                        since=since,
                        progress=lambda done, total: bar.update(task, completed=done, total=total),
                    )
                making.rename(file)
            except ValueError as wrong:
                raise Stop(exits.INVALID, str(wrong)) from None
            except OSError as wrong:
                raise Stop(exits.CONFLICT, f"{file} could not be written: {wrong.strerror}.") from None
            finally:
                making.unlink(missing_ok=True)
    say.facts({"entries": written, "since": since, "bytes": file.stat().st_size})
    return exits.DONE


def _read_back(connection: Any, newer: bool, subject: tuple[str, str] | None, outside: Any, progress: Any) -> Any:
    """The verdict, what the witnesses object to, which agree, and which could not be asked."""
    from duly.core.log import newer as quicker
    from duly.core.log import verification
    from duly.core.log.alarms import Alarms
    from duly.core.log.asking_witnesses import ask_witnesses
    from duly.core.log.known_keys import known_keys
    from duly.core.log.witnessing import witnesses
    from duly.site.database import dsn_of

    keys, remembered = known_keys(connection), _remembered()
    connection.commit()
    if subject:
        verdict = quicker.verify_subject(connection, *subject, outside=outside, keys=keys)
    elif newer and remembered is not None:
        verdict = quicker.verify_newer(connection, size=remembered[0], root=remembered[1], outside=outside, keys=keys, progress=progress)
    else:
        verdict = verification.verify(
            connection, outside=outside, keys=keys, progress=progress, dsn=dsn_of("audit_ro"), workers=verification.cores()
        )
    held = Alarms()
    agreed, silent = ask_witnesses(connection, witnesses(), held)
    return verdict, held, agreed, silent


def read_back_whole() -> tuple[int, tuple[str, ...]]:
    """Read the whole record back: how many events it has, and each alarm as a sentence. Nothing is written of it."""
    with _auditor() as connection:
        verdict, held, _, _ = _read_back(connection, False, None, (), lambda done, total: None)
    return verdict.events, tuple(f"{alarm.where}: {alarm.says}" for alarm in (*verdict.alarms, *held.kept))


@contextmanager
def _auditor() -> Any:
    """A connection as the auditor's role, which reads the record and changes nothing."""
    import psycopg

    from duly.site.database import dsn_of

    with psycopg.connect(dsn_of("audit_ro")) as connection:
        yield connection


def checkpoint_in(path: Path) -> Any:
    """The checkpoint in a file; `Stop` when it holds none."""
    from duly.primitives.note import Checkpoint

    try:
        return Checkpoint.read(path.read_text(encoding="utf-8").strip("\n") + "\n")
    except (OSError, ValueError) as wrong:
        raise Stop(exits.USAGE, f"{path} does not hold a checkpoint: {wrong}") from None


def _remembered() -> tuple[int, bytes] | None:
    """The size and root the record was last found sound at, kept in the home: whoever changes the database does not change that."""
    try:
        told = json.loads(_memory().read_text(encoding="utf-8"))
        return int(told["entries"]), bytes.fromhex(told["root"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(entries: int, root: str) -> None:
    try:
        write_privately(_memory(), json.dumps({"entries": entries, "root": root}))
    except OSError as wrong:
        sys.stderr.write(f"What was verified could not be remembered: {wrong.strerror}.\n")


def _memory() -> Path:
    return Home.find().root / "verified.json"
