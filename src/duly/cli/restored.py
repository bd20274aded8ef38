"""Run in a process of its own on a database that has just been restored: bring it up to date, check it, and hold its payments.

`python -m duly.cli.restored`; it prints its checks as JSON. Its home is the restored one, beside the present one or in place of none.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import Any

from duly.cli import exits
from duly.cli.opening import Stop, open_office, set_up_database
from duly.cli.restore_report import Check
from duly.machine.fault import MachineFault


def main(arguments: list[str]) -> int:
    """Look at everything asked for; nothing raised here is lost, for it becomes a check that is not well."""
    asked = argparse.ArgumentParser(prog="duly.cli.restored")
    asked.add_argument("--because", required=True)
    asked.add_argument("--verify", action="store_true")
    asked.add_argument("--disposals", action="append", type=Path, default=[])
    asked.add_argument("--witness", action="append", default=[])
    given = asked.parse_args(arguments)
    told = list(_all(given.because, verify=given.verify, disposals=given.disposals, witnesses=given.witness))
    sys.stdout.write(json.dumps([asdict(check) for check in told], default=str) + "\n")
    return 0


def _all(because: str, *, verify: bool, disposals: list[Path], witnesses: list[str]) -> Iterator[Check]:
    try:
        set_up_database()
        with open_office():
            yield Check("set-up", True, "roles, tables and guards are those of this version, and every setting is safe")
            yield (begun := _tried("log's name", lambda: _begun_again(witnesses)))
            yield _tried("erasures", lambda: _erased_again(disposals))
            from django.conf import settings

            pays = "payments" in settings.DULY_WINGS
            if pays:
                yield _tried("payments", lambda: _payments_locked(because))
            if verify:
                yield _tried("record", lambda: _record(witnesses if begun.figures.get("lost") == 0 else []))
            if verify and pays:
                yield _tried("ledger", _ledger)
                yield _tried("controls", _controls)
    except (Stop, MachineFault) as wrong:
        yield Check("set-up", False, str(wrong))


def _tried(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except Exception as wrong:
        return Check(name, False, f"it could not be looked at: {type(wrong).__name__}: {wrong}")


def _begun_again(witnesses: list[str]) -> Check:
    """Where entries were signed that this database has not, the log goes on under another name, and its first entry there says so."""
    from duly.core.log import queries

    seen, unheard = _seen_elsewhere(witnesses)
    code, told, said = _command("record", "begin-epoch", "--json", "--seen", str(seen))
    entries = queries.state().size
    heard = "".join(f"; {fault}" for fault in unheard)
    if code == exits.CONFLICT:
        return Check("log's name", True, f"kept: nothing that was signed is lost here{heard}", {"entries": entries, "lost": 0})
    if code != exits.DONE:
        return Check("log's name", False, f"the log could not begin again: {said}{heard}")
    says = f"{told['lost']} signed entries are lost, so the log goes on as {told['name']}: tell every witness its key, {told['log_key']}{heard}"
    return Check("log's name", True, says, told)


def _seen_elsewhere(witnesses: list[str]) -> tuple[int, list[str]]:
    """The most entries any of these witnesses ("address verifier-key") has seen of this log, and who could not be asked."""
    from duly.core.log import queries
    from duly.core.log.public_key import public_key
    from duly.core.log.witnessing import Conflict, WitnessAt, WitnessFault
    from duly.primitives.note import Checkpoint

    newest, most, unheard = queries.newest_checkpoint(), 0, []
    if newest is None or Checkpoint.read(newest.note.partition("\n\n")[0] + "\n").origin != public_key().partition("+")[0]:
        return 0, []
    for named in witnesses:
        try:
            answer = WitnessAt(*named.split(" ", 1)).add_checkpoint(newest.size, (), newest.note)
            most = max(most, answer.size if isinstance(answer, Conflict) else newest.size)
        except (WitnessFault, ValueError, TypeError) as fault:
            unheard.append(str(fault))
    return most, unheard


def _erased_again(disposals: list[Path]) -> Check:
    """What was erased after that moment is erased again: a restore must not bring back what somebody had a right to have forgotten."""
    from duly.core.retention.again import carry_out_again
    from duly.core.retention.outside import remembered

    done = carry_out_again(remembered(disposals))
    says = f"{done.events} events of {done.lists} disposal lists erased again" if done.lists else "none were carried out after that moment"
    waiting = "".join(f"; {one}" for one in done.waiting)
    return Check("erasures", True, says + waiting, {"lists": done.lists, "events": done.events, "waiting": len(done.waiting)})


def _record(witnesses: list[str]) -> Check:
    """Every event, its hash, its place in the log, its numbering, every kept row's version, and what these witnesses have signed for."""
    os.environ["DULY_WITNESS"] = ",".join(witnesses)
    code, told, said = _command("record", "verify", "--json")
    alarms = told.get("alarms", "?")
    says = f"{told.get('events', '?')} events, {alarms} alarms"
    return Check("record", code == exits.DONE, says if code == exits.DONE else f"{says}; {said.strip()[:1500]}", told)


def _command(*arguments: str) -> tuple[int, dict[str, Any], str]:
    """Another of the command's own verbs, here: its code, the data it wrote, and what it said."""
    from duly.cli.main import code_of

    wrote, said = io.StringIO(), io.StringIO()
    with redirect_stdout(wrote), redirect_stderr(said):
        code = code_of(list(arguments))
    try:
        return code, dict(json.loads(wrote.getvalue())), said.getvalue()
    except ValueError:
        return code, {}, said.getvalue()


def _ledger() -> Check:
    """The book adds up to nothing."""
    from duly.payments.ledger import queries

    pence = queries.total()
    return Check("ledger", pence == 0, f"the book adds up to {pence} pence", {"pence": pence, "bank pence": queries.bank_balance()})


def _controls() -> Check:
    """What each file pays, its run and its journal say the same; and what was voided left the bank and came back to the penny."""
    from duly.payments.banking import queries
    from duly.payments.banking.states import FileState
    from duly.payments.ledger.queries import journal

    wrong = []
    for one in queries.files():
        posted = [journal(f"{step}:file:{one.serial}") for step in ("issue", "void")]
        moved = sum(found.left_the_bank for found in posted if found)
        due = 0 if one.state == FileState.VOIDED else one.total_pence
        why = f"{moved} pence left the bank for it, and it pays {due}." if moved != due else ""
        if why or (one.state != FileState.VOIDED and (why := queries.controls(one.ref).why_not)):
            wrong.append(f"{one.ref}: {why}")
    count = len(queries.files())
    says = f"{count} bank files agree with their runs and journals" if not wrong else "; ".join(wrong[:5])
    return Check("controls", not wrong, says, {"files": count, "last serial": queries.last_serial()})


def _payments_locked(because: str) -> Check:
    """Nothing may be paid until two people have held the files here against the bank's and the witness's."""
    from duly.payments.banking.actions import lock_payments
    from duly.primitives.actor import SYSTEM

    lock_payments(because=because, by=SYSTEM)
    return Check("payments", True, f"locked: {because}", {"locked": True})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
