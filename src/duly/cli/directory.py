"""`duly directory`: people and bodies outside, found and entered."""

from datetime import date
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="People and bodies outside.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.callback()
def directory() -> None:
    """People and bodies outside."""


@app.command()
def find(
    words: Annotated[str, typer.Argument(help="Part of a name, a number or an address.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Find people and bodies, with what must be seen before anybody makes contact."""
    say = Saying(as_json)
    with open_office():
        from duly.casework.correspondence.powers import READ
        from duly.core.directory import queries
        from duly.core.record.clock import today
        from duly.core.scheme.queries import why_not
        from duly.primitives.refusal import stop_if

        stop_if(why_not(READ, {}, actor=acting(who), on=today()))
        found = {ref for ref, _, _ in queries.named(words, limit=200)}
        rows = [row for row in queries.rows() if row.ref in found]
    say.rows(
        "Directory",
        ("ref", "name", "kind", "roles", "before_contact", "needs"),
        ((r.ref, r.name, r.kind, r.roles, r.markers, r.needs) for r in rows),
    )
    return exits.DONE


@app.command()
def members(
    words: Annotated[str, typer.Argument(help="Part of the constituency's name, or of the member's.")] = "",
    on: Annotated[str, typer.Option("--on", help="Who sat on a day, 2026-11-09; today unless said.")] = "",
    ever: Annotated[bool, typer.Option("--ever", help="Whenever they sat.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Tell who sits for a constituency in Parliament, or sat for it on a day."""
    say = Saying(as_json)
    with open_office():
        from duly.casework.correspondence.powers import READ
        from duly.casework.screens.directory.members import COLUMNS, as_row
        from duly.core.directory import queries
        from duly.core.record.clock import today
        from duly.core.scheme.queries import why_not
        from duly.primitives.refusal import stop_if

        stop_if(why_not(READ, {}, actor=acting(who), on=today()))
        found = queries.members(words, on=None if ever else _day(on) if on else today())
    say.rows("Members of Parliament", COLUMNS, [as_row(one) for one in found])
    return exits.DONE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day: write it as 2026-11-09.") from None


@app.command()
def enter(
    kind: Annotated[str, typer.Argument(help="person, body or committee.")],
    name: Annotated[str, typer.Argument(help="What they are called.")],
    email: Annotated[str, typer.Option(help="E-mail address.")] = "",
    phone: Annotated[str, typer.Option(help="Telephone number.")] = "",
    post: Annotated[str, typer.Option(help="Postal address, the postcode last.")] = "",
    another_than: Annotated[list[str] | None, typer.Option(help="An entry alike that is another; say it once for each.")] = None,
    because: Annotated[str, typer.Option(help="How you know that each of those is another.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Enter somebody. Refused while anybody alike is known, unless each is named with --another-than and --because says how you know."""
    say = Saying(as_json)
    with open_office():
        from duly.core.directory import actions

        told = {"name": name, "email": email, "phone": phone, "post": post}
        done = actions.enter(kind=kind, **told, another_than=another_than or (), another_because=because, by=acting(who))
    say.rows("Entered", ("ref", "kind", "name"), [(done.ref, done.kind, done.name)])
    return exits.DONE
