"""`duly alerts`: what somebody should know, and acknowledging it."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="What you should know. An alert stands until you acknowledge it.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
COLUMNS = ("alert", "what happened", "in full", "for", "when", "acknowledged", "page")


@app.command("list")
def list_(
    every: Annotated[bool, typer.Option("--all", help="Those you acknowledged as well.")] = False, who: As = "", as_json: Json = False
) -> int:
    """List your alerts that stand, what is for now first."""
    with open_office():
        from duly.core.alerts import queries

        found = [one for one in queries.alerts(acting(who).ref) if every or one.acknowledged_at is None]
    rows = [(one.id, one.title, one.says, one.urgency, one.happened_at, one.acknowledged_at or "", one.url) for one in found]
    Saying(as_json).rows("Alerts", COLUMNS, rows)
    return exits.DONE


@app.command()
def acknowledge(
    alerts: Annotated[list[int], typer.Argument(help="Numbers of the list.", min=1)], who: As = "", as_json: Json = False
) -> int:
    """Acknowledge alerts of yours, as one entry of the record. Those of others, and those acknowledged before, are left as they are."""
    with open_office():
        from duly.core.alerts import actions, queries

        by = acting(who)
        done = actions.acknowledge([one for one in alerts if one < 2**63], officer=by)
        left = queries.standing(by.ref)
    Saying(as_json).facts({"acknowledged": done, "to acknowledge": left})
    return exits.DONE
