"""`duly officer`: adding whoever signs in, and giving them a post. A new installation begins with it."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Who signs in, and which posts they hold.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who does this, by the name they sign in with. Without it the record says: the system.")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Username = Annotated[str, typer.Argument(help="The name they sign in with.")]


@app.command("add")
def add(
    username: Username,
    name: Annotated[str, typer.Option(help="Their name, as others read it.")],
    email: Annotated[str, typer.Option(help="Their address; their organisation's own sign-in knows them by it the first time.")],
    password_file: Annotated[
        Path | None, typer.Option(help="A file that holds their first password; - is standard input. Without it they sign in another way.")
    ] = None,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Add somebody who can sign in. The password is never an argument: other people on this machine could read it."""
    try:
        given = (
            "" if password_file is None else sys.stdin.read() if str(password_file) == "-" else password_file.read_text(encoding="utf-8")
        )
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(exits.INVALID, f"{password_file} cannot be read: {error}. Nothing was done.") from error
    password = given.strip("\r\n")
    if password_file is not None and not password:
        raise Stop(exits.INVALID, f"{password_file} is empty. Nothing was done.")
    with open_office():
        from django.contrib.auth.password_validation import validate_password
        from django.core.exceptions import ValidationError
        from django.core.validators import validate_email

        from duly.core.people import actions
        from duly.primitives.actor import SYSTEM

        try:
            validate_email(email)
            if password:
                validate_password(password)
        except ValidationError as wrong:
            raise Stop(exits.INVALID, f"{' '.join(wrong.messages)} Nothing was done.") from wrong
        by = acting(who) if who else SYSTEM
        ref = actions.add_officer(username=username, name=name, email=email, password=password or None, by=by)
    Saying(as_json).facts({"officer": ref, "signs in as": username, "by password": "yes" if password else "no"})
    return exits.DONE


@app.command("post")
def post(
    username: Username,
    code: Annotated[str, typer.Argument(help="The post, as the scheme names it, such as payments-officer.")],
    starts: Annotated[str, typer.Option(help="The first day they hold it, such as 2026-12-01.")],
    title: Annotated[str, typer.Option(help="Makes the post: its title, such as Payments Officer.")] = "",
    office: Annotated[str, typer.Option(help="Makes the post: whose office it is in.")] = "",
    wing: Annotated[str, typer.Option(help="Makes the post: payments or casework.")] = "payments",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Give somebody a post from a day on; with --title and --office, make the post first."""
    try:
        day = date.fromisoformat(starts)
    except ValueError as error:
        raise Stop(exits.USAGE, f"{starts!r} is not a day, such as 2026-12-01.") from error
    if wing not in ("payments", "casework"):
        raise Stop(exits.USAGE, f"{wing!r} is not a wing: payments or casework.")
    with open_office():
        from duly.core.people import actions, queries
        from duly.core.record.actions import unit_of_work
        from duly.primitives.actor import SYSTEM

        by = acting(who) if who else SYSTEM
        ref = queries.officer_called(username)
        if ref is None:
            raise Stop(exits.INVALID, f"Nobody signs in as {username}.")
        known = code in queries.post_titles()
        if not known and not (title and office):
            raise Stop(exits.INVALID, f"There is no post {code}. Give --title and --office to make it.")
        with unit_of_work():
            if not known:
                actions.make_post(code=code, title=title, office=office, wing=wing, by=by)
            held = actions.give_post(ref, post=code, starts=day, by=by)
    Saying(as_json).facts({"officer": ref, "holds": ", ".join(one.code for one in held), "from": starts})
    return exits.DONE
