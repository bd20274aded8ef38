"""`duly run`: a payment run from draft to the bank's file, by three people."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits, files
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds
from duly.primitives.period import read_week

if TYPE_CHECKING:
    from duly.payments.runs.queries import RunSummary

app = typer.Typer(help="Payment runs: draft, prepare, approve, issue, void; their bank files and certificates.", no_args_is_help=True)
files.add_to(app)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Run = Annotated[str, typer.Argument(help="The run, such as HC-2026-W45.")]


@app.command("list")
def listed(as_json: Json = False) -> int:
    """Every run, newest first."""
    say = Saying(as_json)
    with open_office():
        from duly.payments.runs import queries

        found = queries.runs()
    columns = ("run", "state", "week", "pays on", "total", "lines", "left out")
    say.rows(
        "Runs", columns, ((r.ref, r.state, r.week, r.pay_date, plain_pounds(r.total_pence), r.line_count, r.left_out_count) for r in found)
    )
    return exits.DONE


@app.command()
def draft(
    week: Annotated[str, typer.Option("--week", help="The week to pay, 2026-W45.")],
    pays_on: Annotated[str, typer.Option(help="The day it is to be paid, 2026-11-13.")],
    category: Annotated[str, typer.Option(help="HC for home care.")] = "HC",
    for_missing_file: Annotated[
        bool, typer.Option(help="To find out what a missing file paid; never issued while that is not settled.")
    ] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Draft a run of everything due for a week. What is left out is listed with why; exit 3 when anything is."""
    say = Saying(as_json)
    monday, pay_date = _week(week), _day(pays_on)
    with open_office():
        from duly.payments import flow

        drafted = flow.draft_run(week=monday, category=category, pay_date=pay_date, by=acting(who), for_missing_file=for_missing_file)
    _tell(drafted.run, say)
    for left in drafted.left_out:
        say.talk(f"  left out: {left.line_ref or 'no line'}, {left.provider_ref}: {left.because}")
    return exits.NEEDS_A_PERSON if drafted.left_out else exits.DONE


@app.command()
def prepare(run: Run, who: As = "", as_json: Json = False) -> int:
    """Fix what a draft pays and into which accounts. Prints the digest that is to be approved."""
    with open_office():
        from duly.payments import flow

        by = acting(who)
        done = flow.prepare_run(_there(run), by=by)
    return _tell(done, Saying(as_json))


@app.command()
def approve(
    run: Run,
    seen: Annotated[str, typer.Option("--seen", help="The digest you saw: what is approved is exactly that.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Approve exactly what was seen. By somebody who did not prepare it."""
    with open_office():
        from duly.payments import flow

        by = acting(who)
        done = flow.approve_run(_there(run), seen_sha256=seen, by=by)
    return _tell(done, Saying(as_json))


@app.command()
def issue(run: Run, who: As = "", as_json: Json = False) -> int:
    """Release an approved run: its bank file is made and posted in the ledger, together. Asked twice, it is the same file."""
    with open_office():
        from duly.payments import flow

        by = acting(who)
        file = flow.issue_run(_there(run), by=by)
    Saying(as_json).facts(
        {
            "file": file.ref,
            "serial": file.serial,
            "run": file.run_ref,
            "total": plain_pounds(file.total_pence),
            "payments": file.payment_count,
            "sha256": file.sha256,
        }
    )
    return exits.DONE


@app.command()
def void(run: Run, because: Annotated[str, typer.Option(help="Why.")], who: As = "", as_json: Json = False) -> int:
    """Make an approved run void. Its lines are due again."""
    with open_office():
        from duly.payments import flow

        by = acting(who)
        done = flow.void_run(_there(run), because=because, by=by)
    return _tell(done, Saying(as_json))


def _there(run: str) -> str:
    """The reference of a run there is. `Stop` for another."""
    from django.core.exceptions import ObjectDoesNotExist

    from duly.payments.runs import queries

    try:
        return queries.run(run).ref
    except ObjectDoesNotExist:
        raise Stop(exits.INVALID, f"There is no run {run}.") from None


def _tell(run: "RunSummary", say: Saying) -> int:
    say.facts(
        {
            "run": run.ref,
            "state": run.state,
            "total": plain_pounds(run.total_pence),
            "payments": run.payment_count,
            "lines": run.line_count,
            "left out": run.left_out_count,
            "digest": run.content_sha256,
        }
    )
    return exits.DONE


def _week(name: str) -> date:
    try:
        return read_week(name)
    except ValueError as wrong:
        raise Stop(exits.USAGE, str(wrong)) from wrong


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day such as 2026-11-13.") from None
