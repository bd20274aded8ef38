"""`duly unlock` and `duly sign-ins`: letting a locked officer try again, and what happened at the door."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

As = Annotated[str, typer.Option("--as", help="Who unlocks, by the name they sign in with. Without it the record says: the system.")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
COLUMNS = ("number", "when", "officer", "name", "what", "how", "address", "device")


def unlock(
    username: Annotated[str, typer.Argument(help="The name they sign in with.")],
    because: Annotated[str, typer.Option(help="How you know that it is them.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Let a locked officer try to sign in again at once. Without --as no power is asked for: whoever runs this keeps the machine."""
    with open_office():
        from duly.core.people import actions, queries
        from duly.office import unlocking
        from duly.primitives.actor import SYSTEM

        found = queries.officer_called(username)
        if found is None:
            raise Stop(exits.INVALID, f"Nobody signs in as {username}.")
        if who:
            unlocking.unlock(found, because=because, by=acting(who))
        else:
            actions.unlock_sign_in(found, because=because, by=SYSTEM)
    Saying(as_json).facts({"unlocked": username, "officer": found})
    return exits.DONE


def sign_ins(
    username: Annotated[str, typer.Argument(help="Of one officer only, by the name they sign in with.")] = "",
    most: Annotated[int, typer.Option(help="How many lines at most.", min=1)] = 50,
    as_json: Json = False,
) -> int:
    """The newest lines of the sign-in log."""
    with open_office():
        from duly.core.people import queries

        of = queries.officer_called(username) if username else ""
        if of is None:
            raise Stop(exits.INVALID, f"Nobody signs in as {username}.")
        found = queries.sign_ins(of, most=most)
    rows = [
        (one.number, one.at.isoformat(timespec="seconds"), one.officer_ref, one.name, one.what, one.how, one.address, one.device)
        for one in found
    ]
    Saying(as_json).rows("Signing in", COLUMNS, rows)
    return exits.DONE
