"""`duly payments`: the lock after a restore. Locked, reconciled with the witness and the bank, and unlocked by two people."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import answers, exits
from duly.cli.files import kept
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds

if TYPE_CHECKING:
    from duly.payments.banking.queries import Lock, MissingSeen

app = typer.Typer(help="The lock on payments after a restore, and what banks answer that matches nothing.", no_args_is_help=True)
answers.add_to(app)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Because = Annotated[str, typer.Option(help="Why, in a sentence.")]
COLUMNS = ("missing", "number", "total", "week", "state", "settled as", "sha256")


@app.command("lock")
def lock(because: Because, who: As = "", as_json: Json = False) -> int:
    """Lock payments. Without --as it is the system that does, as after a restore."""
    with open_office():
        from duly.payments import flow
        from duly.primitives.actor import SYSTEM

        done = flow.lock_payments(because=because, by=acting(who) if who else SYSTEM)
    return _tell(done, Saying(as_json))


@app.command("status")
def status(as_json: Json = False) -> int:
    """Whether payments are locked, what the witness keeps that is missing here, and every missing file. Exit 6 while they are locked."""
    say = Saying(as_json)
    with open_office():
        from duly.payments import flow
        from duly.payments.banking import queries
        from duly.primitives.refusal import Refused

        standing, missing = queries.payments_lock(), queries.missing_files()
        forgotten: tuple[queries.Received, ...] = ()
        why_not = ""
        if standing is not None and standing.state == "locked":
            try:
                forgotten = queries.forgotten(flow.marks_at_witnesses())
            except Refused as refused:
                why_not = refused.refusal.because
    if as_json:
        kept = [{"number": one.serial, "total": plain_pounds(one.pence), "sha256": one.sha256} for one in forgotten]
        say.facts(
            {
                "locked": standing is not None,
                "lock": _lock(standing) if standing else {},
                "at the witness and not here": kept,
                "witness not asked": why_not,
                "missing files": [dict(zip(COLUMNS, row, strict=True)) for row in _rows(missing)],
            }
        )
    else:
        say.write(f"Payments are locked ({standing.ref}, {standing.state}): {standing.because}" if standing else "Payments are open.")
        for one in forgotten:
            say.write(f"  the witness keeps number {one.serial}, £{plain_pounds(one.pence)}, sha256 {one.sha256}; it is missing here")
        if why_not:
            say.talk(f"  {why_not}")
        _list(missing, say)
    return exits.DONE if standing is None else exits.CONFLICT


@app.command("reconcile")
def reconcile(
    received: Annotated[Path, typer.Option(help="The bank's list, a line a file: number, total in pounds, week where known.")],
    note: Annotated[str, typer.Option(help="How you asked the bank.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Set down every file the witness or the bank has and this database has not."""
    try:
        text = received.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not text in UTF-8"
        raise Stop(exits.INVALID, f"{received} cannot be read: {why}. Nothing was done.") from error
    with open_office():
        from duly.payments import flow
        from duly.payments.banking import queries
        from duly.payments.banking.rules import read_received

        try:
            bank = [queries.Received(*one) for one in read_received(text)]
        except ValueError as wrong:
            raise Stop(exits.INVALID, f"{received}: {wrong} Nothing was done.") from wrong
        found = flow.reconcile(bank=bank, note=note, by=acting(who))
    _list(found, Saying(as_json))
    return exits.NEEDS_A_PERSON if found else exits.DONE


@app.command("unlock")
def unlock(
    because: Annotated[str, typer.Option(help="Why payments may go on: asks for it. Without it, unlocks as another asked.")] = "",
    turn_down: Annotated[bool, typer.Option("--turn-down", help="Turn the request down: payments stay locked.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Ask for payments to be unlocked (with --because), or unlock them as somebody else asked (without)."""
    with open_office():
        from duly.payments.banking import actions, queries

        by = acting(who)
        standing = queries.payments_lock()
        if turn_down:
            done = actions.turn_down(by=by)
        elif standing is not None and standing.state == "unlock asked" and not because:
            done = actions.unlock(by=by)
        else:
            done = actions.ask_unlock(because=because, by=by)
    return _tell(done, Saying(as_json))


@app.command("settle")
def settle(
    missing: Annotated[str, typer.Argument(help="The missing file, such as M-000012.")],
    paid_by: Annotated[str, typer.Option(help="The run it paid: asks for it to be settled so.")] = "",
    never_paid: Annotated[Path | None, typer.Option(help="The bank's word that it never paid it: asks for it to be settled so.")] = None,
    because: Annotated[str, typer.Option(help="How you know.")] = "",
    keep_held: Annotated[bool, typer.Option("--keep-held", help="Turn the request down: the file is held as before.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Ask for a missing file to be settled (with --paid-by or --never-paid), or settle it as somebody else asked (with neither)."""
    with open_office():
        from duly.core.record.actions import unit_of_work
        from duly.payments import flow
        from duly.payments.banking import actions, queries

        by = acting(who)
        if missing not in {one.ref for one in queries.missing_files()}:
            raise Stop(exits.INVALID, f"There is no missing file {missing}.")
        if keep_held:
            done = actions.keep_held(missing, by=by)
        elif paid_by:
            done = flow.ask_to_settle(missing, settling="paid", run_ref=paid_by, because=because, by=by)
        elif never_paid:
            with unit_of_work():
                done = flow.ask_to_settle(missing, settling="never paid", evidence=kept(never_paid, by), because=because, by=by)
        else:
            done = flow.settle_missing(missing, by=by)
    _list((done,), Saying(as_json))
    return exits.DONE


def _lock(lock: "Lock") -> dict[str, object]:
    return {
        "lock": lock.ref,
        "state": lock.state,
        "because": lock.because,
        "our last file": lock.last_serial,
        "reconciled by": lock.reconciled_by,
        "unlock asked by": lock.unlock_asked_by,
        "unlocked by": lock.unlocked_by,
    }


def _tell(lock: "Lock", say: Saying) -> int:
    say.facts(_lock(lock))
    return exits.DONE


def _rows(found: "tuple[MissingSeen, ...]") -> list[tuple[object, ...]]:
    return [
        (m.ref, m.serial, plain_pounds(m.pence), f"{m.week or ''}", m.state, f"{m.settling} {m.paid_by_run}".strip(), m.sha256)
        for m in found
    ]


def _list(found: "tuple[MissingSeen, ...]", say: Saying) -> None:
    say.rows("Missing files", COLUMNS, _rows(found))
