"""`duly token`: what a program shows to act for somebody: made once and shown once, listed, revoked."""

from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

if TYPE_CHECKING:
    from duly.core.tokens.queries import TokenSeen

app = typer.Typer(help="Tokens: what a program shows to act for you, and never more than you may yourself.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
COLUMNS = ("token", "for", "may", "made", "works until", "last used", "state")


@app.command()
def make(
    name: Annotated[str, typer.Argument(help="What it is for, such as 'the monthly figures'.")],
    scope: Annotated[list[str], typer.Option("--scope", help="What it may do, read:payments; may be given again.")] = [],  # noqa: B006  (typer reads it)
    days: Annotated[int, typer.Option("--days", help="For how many days.")] = 90,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Make a token for yourself. Its secret is written once and kept nowhere."""
    say = Saying(as_json)
    with open_office():
        from duly.core.tokens import actions

        made, secret = actions.make(name=name, scopes=scope, days=days, by=acting(who))
    say.facts({"token": made.ref, "secret": secret, "works until": made.ends, "may": ", ".join(made.scopes)})
    say.talk("Keep the secret where you keep passwords: nobody can show it again.")
    return exits.DONE


@app.command("list")
def list_(
    everybody: Annotated[bool, typer.Option("--everybody", help="Everybody's tokens, with whose they are.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Your tokens, the newest first."""
    with open_office():
        from duly.core.record.clock import today
        from duly.core.tokens import queries

        day = today()
        found = queries.tokens(of="" if everybody else acting(who).ref)
    columns = ("officer", *COLUMNS) if everybody else COLUMNS
    rows = [((one.officer_ref,) if everybody else ()) + _row(one, works=one.works_on(day)) for one in found]
    Saying(as_json).rows("Tokens", columns, rows)
    return exits.DONE


@app.command()
def revoke(
    token: Annotated[str, typer.Argument(help="The token, such as T-0001.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Let a token work no longer: your own, or anybody's where the scheme lets you."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.core.tokens import actions

        by = acting(who)
        try:
            done = actions.revoke(token, by=by)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no token {token}. See: duly token list --everybody.") from None
    Saying(as_json).facts(dict(zip(COLUMNS, _row(done, works=False), strict=True)))
    return exits.DONE


def _row(one: "TokenSeen", *, works: bool) -> tuple[str, ...]:
    state = "works" if works else "revoked" if one.state == "revoked" else "over"
    used = f"{one.used_at:%Y-%m-%d %H:%M}" if one.used_at else "never"
    return one.ref, one.name, ", ".join(one.scopes), str(one.made_on), str(one.ends), used, state
