"""`duly setup`, `duly serve` and `duly demo`: making the office ready and keeping its processes running."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Annotated, Any

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office, set_up_database
from duly.cli.saying import Saying
from duly.core.log.witnessing import SETTING, witness_command
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.our_own import our_own
from duly.machine.processes import Child, Supervisor
from duly.site.database import credentials
from duly.site.practice import mark_as_practice, note_begun, note_played, practice_copy, was_interrupted

Port = Annotated[int, typer.Option(help="The port pages are served on, at localhost only.")]


class CouncilSize(StrEnum):
    """How large the invented council is."""

    SMALL = "small"
    FULL = "full"


def setup() -> int:
    """Make or bring up to date the database: roles, tables, guards. Run again after every upgrade."""
    say = Saying()
    set_up_database()
    say.talk(f"Set up in {Home.find().root}.")
    return exits.DONE


def serve(port: Port = 8000) -> int:
    """Serve the pages and do the background work, until stopped."""
    known = credentials()
    if known is None:
        raise Stop(exits.CONFLICT, "Nothing has been set up here yet. Run: duly setup.")
    home = Home.find()
    say = Saying()
    say.talk(f"Duly is at http://localhost:{port} (Ctrl C stops it).")
    Supervisor(
        children(port), home=home if known.host == str(home.socket) else None, on_event=lambda who, what: say.talk(f"  {who}: {what}")
    ).run()
    return exits.DONE


def demo(
    port: Port = 8000,
    size: Annotated[
        CouncilSize, typer.Option(help="The invented council: full is 60 providers and eight weeks, small is 6 and two.")
    ] = CouncilSize.FULL,
    serve_it: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the pages when the work is done.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="The summary as JSON.")] = False,
) -> int:
    """Set up a practice copy with two invented offices, do some weeks' and a morning's work in it, print what was done, and serve it."""
    say = Saying(as_json)
    home = Home.find()
    try:
        mark_as_practice(home)
    except RuntimeError as real:
        raise Stop(exits.CONFLICT, str(real)) from real
    if was_interrupted(home):
        raise Stop(
            exits.CONFLICT,
            f"The practice copy in {home.root} was interrupted while it was being made. Remove that folder and run this again.",
        )
    say.talk("Setting up the database …")
    set_up_database()
    note_begun(home)
    with open_office():
        from duly.cli.sealing import sealed
        from duly.cli.verifying import read_back_whole
        from duly.office.practice.play import play

        summary = play(say=say.talk, size=size.value, seal=sealed)
        checkpoint, wrong, unanswered = sealed()
        for sentence in (*wrong, *unanswered):
            say.wrong(f"! {sentence}")
        summary["entries sealed"] = checkpoint.get("entries", 0)
        summary["checkpoint"] = f"{checkpoint.get('root', 'none')}, cosigned by {', '.join(checkpoint.get('cosigned_by', [])) or 'nobody'}"
        say.talk("Reading the record back …")
        events, alarms = read_back_whole()
        summary["record verified"] = f"{events:,} events, {len(alarms) or 'no'} alarm{'' if len(alarms) == 1 else 's'}"
    note_played(home)
    say.facts(summary)
    for alarm in alarms:
        say.wrong(f"! {alarm}")
    found = exits.NOT_VERIFIED if alarms else ended(summary)
    if found != exits.DONE or not serve_it:
        return found
    say.talk(f"\nOpen http://localhost:{port}/desks/ and sit at a desk.")
    return serve(port)


def ended(summary: Mapping[str, Any]) -> int:
    """How a demo ends: not well where something planted was not found, or something found that was not planted; that is said."""
    wrong = summary.get("not as planted", ())
    for sentence in wrong:
        Saying().wrong(f"! {sentence}")
    return exits.NOT_VERIFIED if wrong else exits.DONE


def children(port: int) -> list[Child]:
    """The processes that serve: the pages, a worker, the sequencer, who makes the log's key if there is none, and in a practice copy a witness."""
    from duly.site.sequencer import make_key

    with suppress(MachineFault):  # a key that is not where it should be: the sequencer says so, and the office goes on without seals
        make_key()
    environment = {"DJANGO_SETTINGS_MODULE": "duly.site.settings"}
    pages = [
        os.path.join(os.path.dirname(sys.executable), "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--backpressure", "64", "--respawn-failed-workers", "--no-ws", "--log-level", "warning", "duly.site.wsgi:application",
    ]  # fmt: skip
    return [
        *witness_beside_us(Home.find()),
        Child("pages", pages, environment),
        Child("worker", our_own("duly.site.worker"), environment),
        Child("sequencer", our_own("duly.site.sequencer"), environment),
    ]


def witness_beside_us(home: Home) -> list[Child]:
    """The practice copy's own witness. A real installation names one elsewhere (DULY_WITNESS): beside us it would protect from nobody."""
    if not practice_copy() or os.environ.get(SETTING):
        return []
    return [Child("witness", witness_command(home, "--trust-file", str(home.root / "log.pub")))]
