"""`duly cases take-over`: an office's first day, when its cases come over from the system that was used before."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

if TYPE_CHECKING:
    from duly.core.intake.faults import Fault

SHOWN = 20
"""Faults printed; the rest are counted."""

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


def take_over(
    file: Annotated[Path, typer.Argument(help="CSV or workbook: reference, opened, stage, title, complainant, body, owner, next action …")],
    source: Annotated[str, typer.Option(help="What it was exported from.")] = "",
    check: Annotated[bool, typer.Option("--check", help="Say what is wrong with it, and write nothing.")] = False,
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
        from duly.casework.cases.actions import look_at_cases
        from duly.casework.cases.actions import take_over as taken

        if check:
            rows, faults = look_at_cases(file.name, content, by=acting(who))
            if not faults:
                say.facts({"cases": rows, "wrong": 0})
            return _faulty(say, file.name, faults) if faults else exits.DONE
        outcome = taken(file.name, content, source=source, by=acting(who))
    if outcome.faults:
        return _faulty(say, file.name, outcome.faults)
    if outcome.refusal is not None:
        raise Stop(exits.CONFLICT, outcome.refusal.because)
    say.facts({"import": outcome.ref, "cases": outcome.rows} | dict(outcome.counts))
    return exits.DONE


def _faulty(say: Saying, name: str, faults: "Sequence[Fault]") -> int:
    for fault in faults[:SHOWN]:
        say.wrong(f"! {name}: {fault.sentence}")
    more = len(faults) - SHOWN
    say.wrong((f"… and {more} more. " if more > 0 else "") + "Nothing was kept: mend the file and send it again.")
    return exits.INVALID
