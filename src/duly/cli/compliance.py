"""`duly compliance`: what is followed, and what each body's compliance comes to."""

from datetime import date
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Compliance with what was recommended.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.command("list")
def listed(
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    case: Annotated[str, typer.Option(help="Of one case, by its reference.")] = "",
    as_json: Json = False,
) -> int:
    """List what is followed, the first due first."""
    with open_office():
        from duly.casework.compliance.queries import every

        found = [one for one in every(case_ref=case) if one.overdue or not overdue]
    rows = [(c.ref, c.case_ref, c.body, c.action, c.due, c.state, c.days_late, "yes" if c.ground_for_report else "") for c in found]
    Saying(as_json).rows("Compliance", ("ref", "case", "body", "what", "due", "state", "days late", "ground for a report"), rows)
    return exits.DONE


@app.command()
def bodies(
    known: Annotated[str, typer.Option(help="As known at the end of this day; today where left out.")] = "", as_json: Json = False
) -> int:
    """Count what each body, and our own service, did in time, late, in part or not at all."""
    with open_office():
        from duly.casework.compliance.queries import by_body

        found = by_body(known=_day(known) if known else None)
    rows = [(b.body, b.followed, b.met, b.met_late, b.waiting, b.overdue, b.refused, b.unmet, "yes" if b.repeated else "") for b in found]
    headings = ("body", "followed", "in time", "late", "not due yet", "overdue", "refused", "not done", "repeated")
    Saying(as_json).rows("Compliance by body", headings, rows)
    return exits.DONE


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Stop(exits.USAGE, f"Write a day such as 2026-11-09, and not {words}.") from None
