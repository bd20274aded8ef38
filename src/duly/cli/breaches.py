"""`duly breaches`: every breach of personal data, and one with what was done about it. They are noted and dealt with by `duly do`."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Breaches of personal data.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
COLUMNS = ("ref", "what", "about", "case", "found_on", "due", "risk", "people", "regulator", "comes_next", "state")


@app.command("list")
def listed(case: Annotated[str, typer.Option(help="Of one case; of all where left out.")] = "", as_json: Json = False) -> int:
    """List breaches: of what, known since when, by when the regulator is told, and what comes next."""
    with open_office():
        from duly.casework.cases import queries
        from duly.casework.screens.breaches.presenters import rows_of

        found = rows_of()
        if case:
            of_case = {one.ref for one in queries.breaches(case.strip().upper())}
            found = [one for one in found if one.ref in of_case]
    Saying(as_json).rows("Breaches of personal data", COLUMNS, [tuple(getattr(one, name) for name in COLUMNS) for one in found])
    return exits.DONE


@app.command()
def show(ref: Annotated[str, typer.Argument(help="The breach, such as BR-26-00001.")], as_json: Json = False) -> int:
    """Say what happened, to whose data, how the risk is judged, and what was done."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.cases import queries

        try:
            seen = queries.breach(ref.strip().upper())
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no breach {ref}. `duly breaches list` shows every one.") from None
        told = queries.breach_told(seen)
    said: dict[str, object] = {"ref": seen.ref, "what": seen.what, "of": seen.about, "case": seen.case, "belongs to": seen.right}
    said |= {"what happened": told.because, "whose data": told.whose, "known of since": seen.found_on, "regulator by": seen.due}
    said |= {"risk": seen.risk or "not judged yet", "done": ", ".join(seen.done), "next": "" if seen.closed else seen.comes_next}
    Saying(as_json).facts(said)
    return exits.DONE
