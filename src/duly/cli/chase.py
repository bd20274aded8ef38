"""`duly chase`: what is to be sent today, sending it, and the ladders it goes by."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Chasing: what was asked for and has not come.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.command("list")
def listed(
    due: Annotated[bool, typer.Option("--due", help="Only that of which a step is to be sent today.")] = False,
    every: Annotated[bool, typer.Option("--all", help="What is over, too.")] = False,
    as_json: Json = False,
) -> int:
    """List what is chased, the first due first, with the next step and its day."""
    with open_office():
        from duly.core.chases.queries import chases, due_now

        found = due_now() if due else chases(running=not every)
    rows = [(c.ref, c.what, c.asked_of, c.about, c.state, c.due, c.next.kind if c.next else "", c.next_on or "") for c in found]
    Saying(as_json).rows("Chases", ("ref", "what", "asked of", "for", "state", "due", "next", "from"), rows)
    return exits.DONE


@app.command()
def send(
    ref: Annotated[str, typer.Argument(help="The chase, such as CH-26-00001; everything due today where left out.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Send the next step of one chase, or of everything of which one is due today."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.flow.chasing import send_due, send_next

        try:
            by = acting(who)
            sent = (send_next(ref, by=by),) if ref else send_due(by=by)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no chase {ref}.") from None
    rows = [(c.ref, c.state, c.steps[-1].kind if c.steps else "", c.steps[-1].to if c.steps else "") for c in sent]
    Saying(as_json).rows("Sent", ("ref", "state", "step", "to"), rows)
    return exits.DONE


@app.command("give-day")
def give_day(
    ref: Annotated[str, typer.Argument(help="The chase, such as CH-26-00001.")],
    until: Annotated[str, typer.Argument(help="The day they have until, such as 2026-12-11.")],
    because: Annotated[str, typer.Option(help="Why they have more time.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Give whoever is chased until another day: the steps not sent are reckoned from it, and a request and its clock are due then."""
    from datetime import date

    try:
        due = date.fromisoformat(until)
    except ValueError:
        raise Stop(exits.USAGE, f"{until!r} is no day. Write it as 2026-12-11.") from None
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.flow.chasing import give_another_day

        try:
            done = give_another_day(ref, due=due, because=because, by=acting(who))
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no chase {ref}.") from None
    said = {"ref": done.ref, "due": done.due, "next": done.next.kind if done.next else "", "from": done.next_on or ""}
    Saying(as_json).facts(said)
    return exits.DONE


@app.command()
def ladders(as_json: Json = False) -> int:
    """List every version of every ladder. Version 0 is a default that an office has yet to verify."""
    with open_office():
        from duly.core.chases.queries import ladders as every

        found = [(one.code, one.number, one.starts, one.title, "; ".join(r.said() for r in one.rungs)) for one in every()]
    Saying(as_json).rows("Ladders", ("code", "version", "from", "title", "steps"), found)
    return exits.DONE
