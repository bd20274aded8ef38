"""`duly clocks`: what is due when, what a rule would come to, and dating open clocks again after the bank holidays changed."""

from datetime import date
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Clocks: what is due when, and why.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.command("list")
def listed(
    about: Annotated[str, typer.Option(help="On one thing, by its reference; on all where left out.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Those that are done with, too.")] = False,
    as_json: Json = False,
) -> int:
    """List clocks, the first due first."""
    with open_office():
        from duly.core.clocks.queries import clocks

        found = clocks(about=about, only_open=not every)
    rows = [(c.ref, c.title, c.about, c.state, c.began, c.due or "") for c in found]
    Saying(as_json).rows("Clocks", ("ref", "what", "on", "state", "began", "due"), rows)
    return exits.DONE


@app.command()
def show(ref: Annotated[str, typer.Argument(help="The clock, such as CK-000001.")], as_json: Json = False) -> int:
    """Say when a clock is due and how that was reckoned."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.core.clocks.queries import clock, worked

        try:
            seen, how = clock(ref), worked(ref)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no clock {ref}.") from None
    told = {"ref": seen.ref, "what": seen.title, "on": seen.about, "state": seen.state, "due": seen.due or "", "working": list(how.says)}
    Saying(as_json).facts(told)
    return exits.DONE


@app.command("try")
def what_if(
    rule: Annotated[str, typer.Argument(help="The clock's code, such as foi; `duly clocks rules` lists them.")],
    began: Annotated[str, typer.Argument(help="The day it began, 2026-11-09.")],
    stopped: Annotated[list[str] | None, typer.Option(help="A stop: 2026-11-10/2026-11-16, or 2026-11-10 while it lasts.")] = None,
    extended: Annotated[int, typer.Option(help="More time, in the rule's own unit.")] = 0,
    as_json: Json = False,
) -> int:
    """Say what a rule would come to. Nothing is kept."""
    day, spans = _day(began), [tuple(_day(part) for part in one.split("/", 1)) for one in stopped or ()]
    with open_office():
        from duly.core.calendar.rules.deadlines import Extension, History
        from duly.core.calendar.rules.deadlines import Stop as Stood
        from duly.core.clocks.queries import reckon, rule_for

        found = rule_for(rule, day)
        if found is None:
            raise Stop(exits.INVALID, f"No version of the rule {rule!r} is in force on {day}.")
        if any(span[-1] < span[0] for span in spans):
            raise Stop(exits.USAGE, "A stop ends after it begins.")
        stops = tuple(Stood(*span) for span in sorted(spans))
        how = reckon(found, History(day, stops, (Extension(day, extended),) if extended else ()))
    Saying(as_json).facts({"rule": f"{found.code} {found.number}", "due": how.due or "", "working": list(how.says)})
    return exits.DONE


@app.command()
def rules(as_json: Json = False) -> int:
    """List every version of every rule adopted."""
    with open_office():
        from duly.core.calendar.rules.words import in_short
        from duly.core.clocks.queries import rules as adopted

        found = [(r.code, r.number, r.starts, r.title, in_short(r)) for r in adopted()]
    Saying(as_json).rows("Rules of clocks", ("code", "number", "from", "title", "rule"), found)
    return exits.DONE


@app.command()
def adopt(who: As = "", as_json: Json = False) -> int:
    """Adopt whatever of the published rules is not adopted yet. No open clock moves."""
    with open_office():
        from duly.core.clocks.redating import adopt_published

        done = adopt_published(by=acting(who))
    Saying(as_json).facts({"adopted": done})
    return exits.DONE


@app.command()
def redate(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would move, and move nothing.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Date every running clock again by the bank holidays known now, and list what moved."""
    with open_office():
        from duly.casework.flow.dating_again import date_again, dated_with, given_by_hand, reckoned_besides
        from duly.core.clocks import redating

        moved = redating.would_move().moved if dry_run else date_again(by=acting(who))
        with_it, besides, by_hand = {} if dry_run else dated_with(moved), reckoned_besides(), given_by_hand()
    rows = [(m.ref, m.before, m.after, m.cause, " ".join(with_it.get(m.ref, ()))) for m in moved]
    rows += [(one.ref, one.before, one.after, f"reckoned in working days: {one.what}", "") for one in besides]
    rows += [(one.ref, one.before, one.after, f"given by hand, stays on {one.holiday}: {one.what}", "") for one in by_hand]
    Saying(as_json).rows("Would move" if dry_run else "Moved", ("ref", "before", "after", "because", "dated_with"), rows)
    return exits.DONE


@app.command()
def check(as_json: Json = False) -> int:
    """Reckon every clock again and compare it with the date that is kept. Exit 5 where one is not what its history comes to."""
    with open_office():
        from duly.core.clocks.queries import clocks, to_date_again, wrongly_kept

        wrong, many, again = wrongly_kept(), len(clocks()), to_date_again()
    Saying(as_json).facts({"clocks": many, "wrongly kept": list(wrong), "to date again": again})
    return exits.NOT_VERIFIED if wrong else exits.DONE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day such as 2026-11-09.") from None
