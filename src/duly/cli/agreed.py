"""`duly packages`: every package line, as the page of packages has it."""

from datetime import date
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
COLUMNS = ("person", "line", "provider", "service", "minutes a week", "rate", "per", "a week", "contributed", "from", "last day", "state")


def packages(
    state: Annotated[str, typer.Option("--state", help="Only these, such as 'To approve'.")] = "",
    service: Annotated[str, typer.Option("--service", help="Only of a service, such as home-care.")] = "",
    on: Annotated[str, typer.Option("--on", help="As at a day, 2026-11-09; today unless said.")] = "",
    as_json: Json = False,
) -> int:
    """List every package line: what is agreed of it a week, at which rate, between which days. People stand by reference."""
    say = Saying(as_json)
    with open_office():
        from duly.core.record.clock import today
        from duly.payments.screens.care.packages import ENDED, IN_FORCE, NOT_BEGUN, TO_APPROVE, rows

        states = {one.casefold(): one for one in (IN_FORCE, TO_APPROVE, NOT_BEGUN, ENDED)}
        if state and state.casefold() not in states:
            raise Stop(exits.USAGE, f"There is no state {state!r}. There are {', '.join(states.values())}.")
        every = rows(_day(on) if on else today())
        found = [r for r in every if (not state or r.state == states[state.casefold()]) and (not service or r.service == service)]
    say.rows(
        "Package lines",
        COLUMNS,
        [
            (
                *(r.person, r.line, r.provider, r.service, r.minutes, r.rate, r.per, plain_pounds(r.weekly_pence)),
                *(plain_pounds(r.contribution_pence), r.starts, r.last or "", r.state),
            )
            for r in found
        ],
    )
    say.talk(f"{len(found):,} lines, {plain_pounds(sum(r.weekly_pence for r in found))} a week, those that ended apart.")
    return exits.DONE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day such as 2026-11-09.") from None
