"""`duly record`: verifying and reading the record."""

from typing import Annotated

import typer

from duly.cli import exits, sealing
from duly.cli.opening import open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Verify and read the record.", no_args_is_help=True)
app.command("checkpoint")(sealing.checkpoint)
app.command("rotate-key")(sealing.rotate_key)
app.command("begin-epoch")(sealing.begin_epoch)

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="No talk, only data.")]


@app.command()
def verify(as_json: Json = False, quiet: Quiet = False) -> int:
    """Read the whole record back: hashes, private words, numbering, and every kept row's version. Exit 5 if anything is wrong."""
    say = Saying(as_json, quiet)
    with open_office():
        from duly.core.record.verification import verify as read_back

        with say.progress() as bar:
            task = bar.add_task("Record", total=None)
            verdict = read_back(progress=lambda done, total: bar.update(task, completed=done, total=total))
    say.facts({"events": verdict.events, "subjects": verdict.subjects, "alarms": len(verdict.alarms)})
    for alarm in verdict.alarms:
        say.wrong(f"! {alarm.where}: {alarm.says}")
    if verdict.sound:
        say.talk(
            f"✓ {verdict.events:,} events: no gaps, no changes. (The sealed log and its witness come next; until then this shows the database agrees with itself.)"
        )
        return exits.DONE
    return exits.NOT_VERIFIED


@app.command("show")
def show(ref: str, as_json: Json = False) -> int:
    """What is recorded of one thing, by its reference."""
    say = Saying(as_json)
    with open_office():
        from duly.core.record import queries

        entries = list(reversed(queries.newest(limit=1000, ref=ref)))
    say.rows(
        f"Record of {ref}", ("when", "what", "by", "hash"), ((e.at.isoformat(), e.sentence, e.actor_ref, e.leaf_hash[:12]) for e in entries)
    )
    return exits.DONE if entries else exits.INVALID
