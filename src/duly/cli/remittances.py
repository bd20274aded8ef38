"""`duly remittance`: what providers were told of payments, as text, as a table and as PDF."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds

app = typer.Typer(help="Remittances: what each provider was told of each payment.", no_args_is_help=True)
As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Run = Annotated[str, typer.Argument(help="The run, such as HC-2026-W45.")]
Provider = Annotated[str, typer.Argument(help="The provider, such as PR-301.")]


class Form(StrEnum):
    """In which form."""

    TEXT = "text"
    CSV = "csv"
    PDF = "pdf"


@app.command("list")
def listed(
    run: Annotated[str, typer.Option("--run", help="Of this run only.")] = "",
    provider: Annotated[str, typer.Option("--provider", help="To this provider only.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Data as JSON.")] = False,
) -> int:
    """Every payment of a run that has a bank file, and whether its provider was told of it."""
    say = Saying(as_json)
    with open_office():
        from duly.payments.remittances.queries import remittances_known

        found = remittances_known(provider_ref=provider, run_ref=run)
    columns = ("run", "provider", "paid on", "lines", "paid", "made", "opened as PDF")
    say.rows(
        "Remittances",
        columns,
        (
            (x.run_ref, x.provider_ref, x.pay_date, x.lines, plain_pounds(x.pence), "yes" if x.made else "no", "yes" if x.drawn else "no")
            for x in found
        ),
    )
    return exits.DONE


@app.command()
def make(run: Run, provider: Provider, who: As = "") -> int:
    """Make a remittance: once, and the same ever after."""
    with open_office():
        from duly.payments import flow

        _run(run)
        flow.make_remittance(run, provider, by=acting(who))
    Saying(False).talk(f"The remittance of {run} to {provider} is made. See it with: duly remittance show {run} {provider}")
    return exits.DONE


@app.command()
def show(
    run: Run,
    provider: Provider,
    form: Annotated[Form, typer.Option("--format", help="As text, as a table, or as PDF (with --out).")] = Form.TEXT,
    out: Annotated[Path | None, typer.Option("--out", help="Write it to this file, which must not be there yet.")] = None,
    who: As = "",
) -> int:
    """A remittance as it was made. Its PDF is drawn when it is first opened, by whoever is acting."""
    if form is Form.PDF and out is None:
        raise Stop(exits.USAGE, "A PDF is written to a file: give one with --out.")
    with open_office():
        from duly.payments import flow
        from duly.payments.remittances import queries

        _run(run)
        made = queries.remittance(run, provider)
        if made is None:
            raise Stop(
                exits.INVALID, f"Nothing has been told to {provider} of run {run} yet. Make it with: duly remittance make {run} {provider}"
            )
        if form is Form.PDF:
            kept = queries.drawn(run, provider) or flow.open_remittance(run, provider, by=acting(who))
            content = kept.pdf
        else:
            content = made.csv if form is Form.CSV else made.text
    if out is None:
        sys.stdout.write(content.decode())
        return exits.DONE
    try:
        with out.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise Stop(exits.INVALID, f"{out} is there already, so nothing was written. Give another name.") from None
    except OSError as failed:
        raise Stop(exits.INVALID, f"{out} could not be written: {failed.strerror}.") from None
    Saying(False).talk(f"Written to {out}.")
    return exits.DONE


def _run(ref: str) -> None:
    from django.core.exceptions import ObjectDoesNotExist

    from duly.payments.runs.queries import run

    try:
        run(ref)
    except ObjectDoesNotExist:
        raise Stop(exits.INVALID, f"There is no run {ref}. See them with: duly run list") from None
