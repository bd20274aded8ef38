"""Run in a process of its own on a database that has just been restored: bring it up to date, check it, and hold its payments.

`python -m duly.cli.restored`; it prints its checks as JSON. Its home is the restored one, beside the present one or in place of none.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from duly.cli.opening import Stop, open_office, set_up_database
from duly.cli.restore_report import Check
from duly.machine.fault import MachineFault


def main(arguments: list[str]) -> int:
    """Look at everything asked for; nothing raised here is lost, for it becomes a check that is not well."""
    asked = argparse.ArgumentParser(prog="duly.cli.restored")
    asked.add_argument("--because", required=True)
    asked.add_argument("--verify", action="store_true")
    asked.add_argument("--disposals", action="append", type=Path, default=[])
    given = asked.parse_args(arguments)
    told = list(_all(given.because, verify=given.verify, disposals=given.disposals))
    sys.stdout.write(json.dumps([asdict(check) for check in told], default=str) + "\n")
    return 0


def _all(because: str, *, verify: bool, disposals: list[Path]) -> Iterator[Check]:
    try:
        set_up_database()
        with open_office():
            yield Check("set-up", True, "roles, tables and guards are those of this version, and every setting is safe")
            if verify:
                yield _tried("record", _record)
                yield _tried("ledger", _ledger)
                yield _tried("controls", _controls)
            yield _tried("payments", lambda: _payments_locked(because))
    except (Stop, MachineFault) as wrong:
        yield Check("set-up", False, str(wrong))


def _tried(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except Exception as wrong:
        return Check(name, False, f"it could not be looked at: {type(wrong).__name__}: {wrong}")


def _record() -> Check:
    """Every event, its hash, its numbering, and every kept row's version."""
    from duly.core.record.verification import verify

    verdict = verify()
    says = f"{verdict.events:,} events, {len(verdict.alarms)} alarms"
    first = "".join(f"; {alarm.where}: {alarm.says}" for alarm in verdict.alarms[:3])
    return Check(
        "record", verdict.sound, says + first, {"events": verdict.events, "subjects": verdict.subjects, "alarms": len(verdict.alarms)}
    )


def _ledger() -> Check:
    """The book adds up to nothing."""
    from duly.payments.ledger import queries

    pence = queries.total()
    return Check("ledger", pence == 0, f"the book adds up to {pence} pence", {"pence": pence, "bank pence": queries.bank_balance()})


def _controls() -> Check:
    """What each file pays, its run and its journal say the same."""
    from duly.payments.banking import queries
    from duly.payments.banking.states import FileState

    files = queries.files()
    wrong = [f"{one.ref}: {why}" for one in files if one.state != FileState.VOIDED and (why := queries.controls(one.ref).why_not)]
    says = f"{len(files)} bank files agree with their runs and journals" if not wrong else "; ".join(wrong[:5])
    return Check("controls", not wrong, says, {"files": len(files), "last serial": max((one.serial for one in files), default=0)})


def _payments_locked(because: str) -> Check:
    """Nothing may be paid until two people have held the files here against the bank's and the witness's."""
    from duly.payments.banking import actions
    from duly.primitives.actor import SYSTEM

    lock = getattr(actions, "lock_payments", None)
    if lock is None:
        return Check("payments", True, "they could not be locked: this version has no lock", {"locked": False})
    lock(because, by=SYSTEM)
    return Check("payments", True, f"locked, because {because}", {"locked": True})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
