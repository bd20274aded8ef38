"""`duly holidays`: which days are bank holidays where this installation is, and bringing them up to date."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Bank holidays: which are known, and loading those of a year.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
FIRST, LAST = 2012, 2100


@app.command("list")
def known(
    year: Annotated[int, typer.Option(help="Of one year; of all that are known where left out.")] = 0,
    as_json: Json = False,
) -> int:
    """List the bank holidays known where this installation is (the setting DULY_BANK_HOLIDAYS). Exit 3 where those of the year are not."""
    with open_office():
        from duly.core.calendar.queries import bank_holidays, region_said

        found, where = bank_holidays(years=(year,) if year else ()), region_said()
    rows = [(h.day, f"{h.day:%A}", h.title, "by hand" if h.by_hand else "published") for h in found]
    Saying(as_json).rows(f"Bank holidays of {where}", ("day", "weekday", "holiday", "from"), rows)
    return exits.DONE if rows or not year else exits.NEEDS_A_PERSON


@app.command()
def load(
    years: Annotated[list[int], typer.Argument(help="The years, such as 2026 2027.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Bring the bank holidays of these years up to date, in every part of the country. What was said by hand stays."""
    if wrong := [year for year in years if not FIRST <= year <= LAST]:
        raise Stop(exits.USAGE, f"{wrong[0]} is not a year from {FIRST} to {LAST}.")
    with open_office():
        from duly.core.calendar.actions import load_holidays

        done = load_holidays(years=years, by=acting(who))
    Saying(as_json).facts({"years": sorted(set(years)), "added": done.added, "withdrawn": done.withdrawn})
    return exits.DONE
