"""`duly cases`: finding cases, who may see one, and its file as at a day. The command acts for the office, so it sees every case (ADR 0011)."""

from datetime import date
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Cases: finding them, who may see one, and its file as at a day.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Ref = Annotated[str, typer.Argument(help="The case, such as PSO-2026-00001.")]


@app.command()
def find(words: Annotated[str, typer.Argument(help="Words, or their beginnings.")], as_json: Json = False) -> int:
    """Find cases by their words, the best first."""
    with open_office():
        from duly.casework.finding import queries

        found = queries.page(queries.Wanted(words=words)).rows
    rows = [(c.ref, c.title, c.complainant, c.body, c.stage) for c in found]
    Saying(as_json).rows("Cases", ("ref", "title", "complainant", "body", "stage"), rows)
    return exits.DONE


@app.command()
def file(ref: Ref, at: Annotated[str, typer.Option(help="The day, 2026-11-09; now where left out.")] = "", as_json: Json = False) -> int:
    """Say what was on the file of a case as at the end of a day."""
    with open_office():
        from duly.casework.cases.queries import exists
        from duly.casework.files import queries
        from duly.core.record.clock import now

        if not exists(ref):
            raise Stop(exits.INVALID, f"There is no {ref}.")
        try:
            moment = queries.end_of(date.fromisoformat(at)) if at else now()
        except ValueError:
            raise Stop(exits.INVALID, f"{at} is not a day such as 2026-11-09.") from None
        view = queries.as_at(ref, moment)
    rows = [(p.kind, p.ref, p.what, p.on or "", p.known_at.isoformat(timespec="seconds"), p.later) for p in view.papers]
    Saying(as_json).rows("File", ("kind", "ref", "what", "of", "on the record", "changed since"), rows)
    return exits.DONE


@app.command()
def access(ref: Ref, as_json: Json = False) -> int:
    """Say who may see a case: whether it is restricted, to whom, and who is walled off."""
    with open_office():
        from duly.core.confidentiality.queries import access as asked

        seen = asked(ref)
    walled = ", ".join(who for who, _ in seen.walls)
    told = {"case": ref, "restricted": seen.restricted, "named": ", ".join(seen.named), "walled off": walled, "marks": len(seen.marks)}
    Saying(as_json).facts(told)
    return exits.DONE


@app.command()
def wall(
    ref: Ref,
    officer: Annotated[str, typer.Argument(help="Whom, by the name they sign in with.")],
    because: Annotated[str, typer.Option(help="What the conflict is.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Wall somebody off from a case."""
    with open_office():
        from duly.casework.cases.queries import exists
        from duly.core.confidentiality import actions
        from duly.core.people.queries import officer_called

        walled = officer_called(officer)
        if not exists(ref) or walled is None:
            raise Stop(exits.INVALID, f"There is no {ref if walled else officer}.")
        actions.wall(ref, officer=walled, because=because, by=acting(who))
    Saying(as_json).facts({"case": ref, "walled off": officer})
    return exits.DONE
