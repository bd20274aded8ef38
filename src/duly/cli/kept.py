"""`duly cases`: finding cases, who may see one, and its file as it stood. The command acts for the office, so it sees every case (ADR 0011)."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

if TYPE_CHECKING:
    from duly.casework.files.queries import OnFile

app = typer.Typer(help="Cases: finding them, who may see one, and its file as it stood.", no_args_is_help=True)

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
def file(
    ref: Ref,
    at: Annotated[str, typer.Option(help="As at the end of a day, 2026-11-09; now where nothing is said.")] = "",
    decision: Annotated[str, typer.Option(help="As at a decision: what its decider could see.")] = "",
    entry: Annotated[str, typer.Option(help="As at an entry of the record, by the identity of its event.")] = "",
    as_json: Json = False,
) -> int:
    """Say what was on the file of a case, in its parts, as at the end of a day, a decision or an entry of the record. Marked papers are only counted."""
    if sum(map(bool, (at, decision, entry))) > 1:
        raise Stop(exits.USAGE, "Say one of --at, --decision and --entry: a file is told as at one moment.")
    with open_office():
        from django.http import Http404

        from duly.casework.cases.queries import exists
        from duly.casework.files import queries
        from duly.casework.screens.kept.files import asked_for, leaving
        from duly.core.confidentiality.queries import kept_in

        if not exists(ref):
            raise Stop(exits.INVALID, f"There is no {ref}.")
        try:
            view, words = asked_for(ref, at=at, decision=decision, entry=entry)
        except Http404 as missing:
            raise Stop(exits.INVALID, f"{at} is not a day such as 2026-11-09." if at else str(missing)) from None
        stay = kept_in([one.ref for one in view.papers])
        parts = queries.by_group(leaving(view.papers, stay))
    saying, told = Saying(as_json), {group: [_paper(one, group, view.not_for_decider) for one in some] for group, some in parts}
    if as_json:
        saying.rows("File", ("part", *PAPER), [row for some in told.values() for row in some])
    else:
        saying.write(f"The file of {ref} as at {words}" + ("" if told else ": nothing was on it then"))
        for group, some in told.items():
            shown = len(PAPER) if view.decider else -1
            saying.rows(group, PAPER[:shown], [row[1:][:shown] for row in some])
    if stay:
        saying.talk(f"Papers that are marked, and stay in the office: {len(stay)}.")
    return exits.DONE


PAPER = ("kind", "ref", "what", "of", "on the record", "as it was", "changed since", "kept from decider")


def _paper(one: "OnFile", group: str, kept: Collection[str]) -> tuple[object, ...]:
    known = one.known_at.isoformat(timespec="seconds")
    return (group, one.kind, one.ref, one.what, one.on or "", known, one.last, one.later, "yes" if one.ref in kept else "")


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
        from duly.casework.flow import wall_off
        from duly.core.people.queries import officer_called

        walled = officer_called(officer)
        if not exists(ref) or walled is None:
            raise Stop(exits.INVALID, f"There is no {ref if walled else officer}.")
        wall_off(ref, officer=walled, because=because, by=acting(who))
    Saying(as_json).facts({"case": ref, "walled off": officer})
    return exits.DONE
