"""`duly record`: verifying and reading the record."""

from typing import Annotated

import typer

from duly.cli import evidence, exits, sealing, verifying
from duly.cli.opening import open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Verify and read the record.", no_args_is_help=True)
app.command("verify")(verifying.verify)
app.command("export")(verifying.export)
app.command("evidence")(evidence.evidence)
app.command("checkpoint")(sealing.checkpoint)
app.command("rotate-key")(sealing.rotate_key)
app.command("begin-epoch")(sealing.begin_epoch)

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


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
