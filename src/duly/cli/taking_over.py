"""`duly cases take-over`: an office's first day, when its cases come over from the system that was used before."""

from pathlib import Path
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

SHOWN = 20
"""Faults printed; the rest are counted."""

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


def take_over(
    file: Annotated[Path, typer.Argument(help="CSV or workbook: reference, opened, stage, title, complainant, body, owner, next action …")],
    source: Annotated[str, typer.Option(help="What it was exported from.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Take cases over from the system used before, open and closed: the whole file, or nothing. Exit 4 when it is faulty, 6 when it came before."""
    say = Saying(as_json)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise Stop(exits.INVALID, f"{file} cannot be read: {error.strerror}. Nothing was taken over.") from error
    with open_office():
        from duly.casework.cases.actions import take_over as taken

        outcome = taken(file.name, content, source=source, by=acting(who))
    for fault in outcome.faults[:SHOWN]:
        say.wrong(f"! {file.name}: {fault.sentence}")
    if outcome.faults:
        more = len(outcome.faults) - SHOWN
        say.wrong((f"… and {more} more. " if more > 0 else "") + "Nothing was kept: mend the file and send it again.")
        return exits.INVALID
    if outcome.refusal is not None:
        raise Stop(exits.CONFLICT, outcome.refusal.because)
    say.facts({"import": outcome.ref, "cases": outcome.rows} | dict(outcome.counts))
    return exits.DONE
