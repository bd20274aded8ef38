"""`duly practice`: the invented council as files, to take in by hand or to measure with. Needs no database, and touches none."""

import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop
from duly.cli.saying import Saying
from duly.cli.serving import CouncilSize

app = typer.Typer(help="The invented council as files: nobody in it exists.", no_args_is_help=True)

To = Annotated[Path, typer.Option("--to", help="A folder that is empty, or not there yet.")]
Seed = Annotated[int, typer.Option(help="Another seed gives another council; the same one the same bytes.")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.command("write-files")
def write_files(to: To, size: CouncilSize = CouncilSize.SMALL, seed: Seed = 2026, as_json: Json = False) -> int:
    """Write the files the council and its providers send, a folder for each sender, and planted.csv: what is wrong with them."""
    from duly.office.practice.invented import SIZES, invent
    from duly.office.practice.invented.files import arriving, planted

    folder, council = _empty(to), invent(SIZES[size], seed=seed)
    sent = arriving(council)
    for one in sent:
        path = folder / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.content)
    (folder / "planted.csv").write_bytes(planted(council))
    Saying(as_json).facts(
        {
            "files": len(sent),
            "weeks": len(council.weeks),
            "providers": len(council.providers),
            "people": len(council.people),
            "visits": len(council.visits),
            "invoice lines": len(council.claims),
            "planted": len(council.planted),
            "written to": str(folder),
        }
    )
    return exits.DONE


@app.command("plantings")
def plantings(size: CouncilSize = CouncilSize.FULL, seed: Seed = 2026, as_json: Json = False) -> int:
    """List every kind of fault and oddity planted in the council: the codes and decision that must come of it, and how often in each week."""
    from duly.office.practice.invented import SIZES, invent
    from duly.primitives.period import week_name

    council = invent(SIZES[size], seed=seed)
    weeks = (*council.weeks, *council.ahead)
    often = Counter((one.kind, one.codes, one.decision, one.week) for one in council.planted)
    kinds = sorted({(one.kind, one.codes, one.decision) for one in council.planted})
    Saying(as_json).rows(
        f"{len(council.planted):,} line-weeks of {len(kinds)} kinds",
        ("kind", "codes", "decision", *(week_name(week) for week in weeks), "planted"),
        (
            (
                kind,
                " ".join(map(str, codes)) or "-",
                decision or "no line-week",
                *(often[kind, codes, decision, week] for week in weeks),
                sum(often[kind, codes, decision, week] for week in weeks),
            )
            for kind, codes, decision in kinds
        ),
    )
    return exits.DONE


@app.command("write-parquet")
def write_frozen(
    to: To,
    visits: Annotated[int, typer.Option(min=1, help="How many visits, to within those of one line.")],
    weeks: Annotated[int, typer.Option(min=1, max=104, help="Over how many weeks.")] = 8,
    seed: Seed = 2026,
    as_json: Json = False,
) -> int:
    """Write frozen inputs for judging, as Parquet, of any size: the invented council many times over, and how often each code must be found."""
    from duly.office.practice.invented.large import write_parquet

    folder, begun = _empty(to), time.perf_counter()
    written = write_parquet(folder, visits=visits, weeks=weeks, seed=seed)
    rows = {file.name: file.rows for file in written.manifest.files}
    Saying(as_json).facts(
        {
            "visits": written.visits,
            "weeks": weeks,
            **{kind: rows[kind] for kind in ("lines", "calls", "claims", "rates")},
            "planted": written.planted,
            "codes planted": {str(code): count for code, count in written.codes.items()},
            "inputs": written.manifest.digest(),
            "seconds": round(time.perf_counter() - begun, 1),
            "written to": str(folder),
        }
    )
    return exits.DONE


def _empty(folder: Path) -> Path:
    """The folder, made if it is not there. `Stop` when something is in it, or it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise Stop(exits.CONFLICT, f"{folder} is not empty, and nothing there is written over. Name another folder.")
    except OSError as error:
        raise Stop(exits.USAGE, f"{folder} cannot be made: {error.strerror}. Name another folder.") from error
    return folder
