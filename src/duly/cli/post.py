"""`duly post`: registering letters and mail from files."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Register letters and mail.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.callback()
def post() -> None:
    """Register letters and mail."""


@app.command()
def register(
    files: Annotated[list[Path], typer.Argument(help="E-mails (.eml) or scanned letters, one item each.")],
    received: Annotated[str, typer.Option(help="The day it was received, 2026-11-09; today if not said.")] = "",
    why_late: Annotated[str, typer.Option(help="Needed when it is logged more than a working day after it was received.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Register each file as one item of post. Its bytes are kept before anything in it is read; the same bytes twice are refused."""
    say = Saying(as_json)
    contents = [(path, _read(path)) for path in files]
    with open_office():
        from duly.casework.flow import register_post
        from duly.core.record.clock import today

        by = acting(who)
        received_on = _day(received) if received else today()
        done = [register_post(path.name, content, received_on=received_on, by=by, why_late=why_late) for path, content in contents]
    say.rows(
        "Registered",
        ("ref", "received", "logged", "sender", "subject"),
        ((i.ref, i.received_on, i.logged_on, i.sender_name, i.subject) for i in done),
    )
    return exits.DONE


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Stop(exits.INVALID, f"{path} cannot be read: {error.strerror}. Nothing was registered.") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day such as 2026-11-09.") from None
