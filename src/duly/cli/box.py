"""`duly box`: what is in each principal's box, what will miss its date, and how long papers were away."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying

app = typer.Typer(
    help="The principals' boxes: what is with each, what will miss its date, and how long papers were away.", no_args_is_help=True
)

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.callback()
def box() -> None:
    """The principals' boxes: what is with each, what will miss its date, and how long papers were away."""


@app.command("list")
def listed(
    principal: Annotated[str, typer.Option(help="A post's code, such as ombudsman; every box if not said.")] = "",
    as_json: Json = False,
) -> int:
    """Everything with, going to and coming from the principals. Code 3 when something will miss its date: a person is needed."""
    with open_office():
        from duly.casework.flow import board

        found = [one for one in board() if not principal or one.principal == principal]
    Saying(as_json).rows(
        "The principals' boxes",
        ("ref", "principal", "where", "place", "days", "minutes", "needed by", "read by", "misses", "working"),
        (
            (s.ref, s.box, s.where, s.place, s.age_days, s.minutes, s.needed_by, s.read_on or "", "yes" if s.misses else "no", s.working)
            for s in found
        ),
    )
    return exits.NEEDS_A_PERSON if any(one.misses for one in found) else exits.DONE


@app.command()
def times(as_json: Json = False) -> int:
    """How long papers were with each principal: how many, half within how many days, and nine in ten within how many."""
    with open_office():
        from duly.casework.boxes.rules import spread
        from duly.casework.flow import round_trips

        trips = round_trips()
        by = {name: spread([one.days for one in trips if one.box == name and one.days is not None]) for name in {t.box for t in trips}}
    Saying(as_json).rows(
        "Round trips",
        ("principal", "papers", "median days", "days of nine in ten"),
        ((name, one.papers, one.median, one.p90) for name, one in sorted(by.items())),
    )
    return exits.DONE


@app.command("closers")
def closers(
    scheme: Annotated[str, typer.Option(help="A proposed scheme's reference: who could close them then.")] = "", as_json: Json = False
) -> int:
    """Each way an open case may end, and who may close it so."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework import flow
        from duly.core.scheme.queries import proposal

        try:
            proposed = proposal(scheme) if scheme else None
        except (ObjectDoesNotExist, ValueError):
            raise Stop(exits.INVALID, f"There is no proposed scheme {scheme}.") from None
        found = flow.closers(proposed.rules if proposed else None, office=proposed.office if proposed else "")
    Saying(as_json).rows(
        "Who may close what is open",
        ("outcome", "cases", "now", "then", "changes"),
        ((o.outcome, o.cases, o.now, o.then, o.changes) for o in found),
    )
    return exits.DONE


@app.command("by-level")
def by_level(as_json: Json = False) -> int:
    """Papers signed and cases closed, by month and staff level."""
    with open_office():
        from duly.casework.screens.box.levels import levels

        found = levels()
    Saying(as_json).rows(
        "Decisions by staff level",
        ("month", "level", "kind", "decisions", "agreed", "refused", "closed", "standing in", "superseded"),
        ((o.month, o.level, o.kind, o.decisions, o.agreed, o.refused, o.closed, o.standing_in, o.superseded) for o in found),
    )
    return exits.DONE
