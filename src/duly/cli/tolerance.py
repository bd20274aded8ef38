"""`duly tolerance`: what contracts let through, and a look at what was drawn."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds
from duly.primitives.period import read_week, week_name

if TYPE_CHECKING:
    from duly.payments.validation.queries import LettingSeen

app = typer.Typer(help="What contracts let through of a small excess, and who looked at what was drawn.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
COLUMNS = ("week", "provider", "line", "person", "minutes", "amount", "clause", "stands", "drawn", "found", "judgement")


@app.command("list")
def list_(
    week: Annotated[str, typer.Option("--week", help="Only of this week, 2026-W45.")] = "",
    provider: Annotated[str, typer.Option("--provider", help="Only of this provider.")] = "",
    to_look: Annotated[bool, typer.Option("--to-look", help="Only what was drawn and nobody has looked at.")] = False,
    as_json: Json = False,
) -> int:
    """What was let through, the newest week first. Exit 3 when something that was drawn waits for somebody to look."""
    if week:
        _week(week)
    with open_office():
        from duly.payments.validation import queries

        found = [
            one
            for one in queries.lettings()
            if (not week or week_name(one.week) == week)
            and (not provider or one.provider_ref == provider)
            and (not to_look or (one.sampled and one.looked is None))
        ]
    say = Saying(as_json)
    say.rows("Let through", COLUMNS, [_row(one) for one in found])
    say.talk(f"{sum(one.stands for one in found):,} stand, {plain_pounds(sum(one.pence for one in found if one.stands))} in all.")
    return exits.NEEDS_A_PERSON if any(one.sampled and one.looked is None for one in found) else exits.DONE


@app.command()
def look(
    line: Annotated[str, typer.Argument(help="A package line, such as LN-000123.")],
    week: Annotated[str, typer.Option("--week", help="The week, 2026-W45.")],
    finding: Annotated[str, typer.Option("--found", help="fair, or 'not fair'.")],
    because: Annotated[str, typer.Option("--because", help="Why; it is kept in the record.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Say that what was let through of a line and week that was drawn is fair, or not, and why. Once; and not whoever judged it."""
    monday = _week(week)
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.payments.validation import actions

        try:
            seen = actions.look(line, monday, finding=finding, because=because, by=acting(who))
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"Nothing of {line} was let through in {week}. See: duly tolerance list --week {week}.") from None
    say = Saying(as_json)
    say.facts(dict(zip(COLUMNS, _row(seen), strict=True)))
    if finding == "not fair":
        say.talk("It waits on the first page of whoever may do something about the contract.")
    return exits.DONE


def _row(one: "LettingSeen") -> tuple[object, ...]:
    found = one.looked.finding if one.looked else "to look at" if one.sampled else ""
    return (
        week_name(one.week),
        one.provider_ref,
        one.line_ref,
        one.person_ref,
        one.minutes,
        plain_pounds(one.pence),
        one.clause,
        "yes" if one.stands else "no",
        "yes" if one.sampled else "no",
        found,
        one.judgement_ref,
    )


def _week(name: str) -> date:
    try:
        return read_week(name)
    except ValueError as wrong:
        raise Stop(exits.USAGE, str(wrong)) from wrong
