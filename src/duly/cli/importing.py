"""`duly import`: files in, whole or not at all."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.period import read_week

if TYPE_CHECKING:
    from duly.core.intake.actions import Outcome

app = typer.Typer(help="Take in files: the whole file, or nothing.", no_args_is_help=True)

KINDS = (
    "providers",
    "contracts",
    "bands",
    "steps",
    "clauses",
    "rates",
    "people",
    "packages",
    "calls",
    "openings",
    "visits",
    "occupancy",
    "attendance",
    "invoices",
    "bank-answers",
)
SHOWN = 20
"""Faults printed of each file; the error file has them all."""

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Files = Annotated[list[Path], typer.Argument(help="Files, taken in one after another; the first that is refused stops the rest.")]
Source = Annotated[str, typer.Option(help="Who sent it, such as a provider's reference.")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


def _command(kind: str) -> None:
    def take_in(files: Files, source: Source = "", who: As = "", as_json: Json = False) -> int:
        return _take_in(kind, files, source, who, Saying(as_json))

    take_in.__doc__ = f"Take in {kind}. Exit 4 when a file is faulty (nothing of it is kept), 6 when it was taken in before."
    app.command(kind)(take_in)


for _kind in KINDS:
    _command(_kind)


@app.command("rota")
def rota(
    instance: Annotated[Path, typer.Argument(help="The plan: a published home-care rota instance, JSON.")],
    solution: Annotated[Path, typer.Argument(help="The visits as they were made: its solution, JSON.")],
    week: Annotated[str, typer.Option("--week", help="The week it is placed in, 2026-W45.")],
    provider: Annotated[str, typer.Option(help="The provider's reference.")],
    contract: Annotated[str, typer.Option(help="The contract's reference.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Take in a published rota as planned and actual visits, with its double-handed calls."""
    say = Saying(as_json)
    plan, made = _read(instance), _read(solution)
    try:
        monday = read_week(week)
    except ValueError as wrong:
        raise Stop(exits.USAGE, str(wrong)) from wrong
    with open_office():
        from duly.payments.flow import import_rota

        outcomes = import_rota(plan, made, week=monday, provider=provider, contract=contract, by=acting(who))
    return _tell(list(zip((instance.name, solution.name), outcomes, strict=True)), say)


def _take_in(kind: str, files: list[Path], source: str, who: str, say: Saying) -> int:
    contents = [(path.name, _read(path)) for path in files]
    done = []
    with open_office():
        from duly.payments.flow import IMPORTS

        by = acting(who)
        for name, content in contents:
            outcome = IMPORTS[kind](name, content, source, by)
            done.append((name, outcome))
            if not outcome.accepted:
                break
    return _tell(done, say)


def _tell(done: list[tuple[str, "Outcome"]], say: Saying) -> int:
    code = exits.DONE
    rows = []
    for name, outcome in done:
        rows.append(
            (
                name,
                outcome.ref,
                "accepted" if outcome.accepted else "refused",
                outcome.rows,
                ", ".join(f"{n} {k}" for k, n in outcome.counts.items()),
            )
        )
        if outcome.refusal is not None and not outcome.faults:
            say.wrong(f"! {name}: {outcome.refusal.because}")
            code = exits.NOT_PERMITTED if outcome.refusal.code.startswith("scheme-") else exits.CONFLICT
        for fault in outcome.faults[:SHOWN]:
            say.wrong(f"! {name}: {fault.sentence}")
        if outcome.faults:
            more = len(outcome.faults) - SHOWN
            say.wrong((f"… and {more} more. " if more > 0 else "") + "Nothing was kept: mend the file and send it again.")
            code = exits.INVALID
    say.rows("Files", ("file", "import", "became", "rows", "kept"), rows)
    return code


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Stop(exits.INVALID, f"{path} cannot be read: {error.strerror}. Nothing was taken in.") from error
