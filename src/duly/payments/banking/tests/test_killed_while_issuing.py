"""Killed at any point of issuing, a run has a file and a journal or neither; asked again, it has exactly one of each."""

import importlib
import os
import signal

from django.db import connections

from duly.payments import flow
from duly.payments.banking import queries
from duly.payments.banking.tests.factories import a_council, approved
from duly.payments.ledger import queries as ledger
from duly.payments.runs.tests.factories import CY, due

POINTS = [
    ("duly.payments.banking.actions.files", "take_number", "after"),
    ("duly.payments.banking.actions.files", "build", "after"),
    ("duly.payments.banking.actions.files", "control_totals", "after"),
    ("duly.core.record.actions.Pen", "write", "before"),
    ("duly.core.record.actions.Pen", "write", "after"),
    ("duly.payments.ledger.actions", "post", "before"),
    ("duly.payments.ledger.actions", "take_number", "after"),
    ("duly.payments.ledger.actions", "post", "after"),
    ("duly.payments.flow.paying", "_controls_differ", "after"),
    ("django.db.backends.base.base.BaseDatabaseWrapper", "commit", "before"),
    ("django.db.backends.base.base.BaseDatabaseWrapper", "commit", "after"),
]


def found(path: str):
    """A module, or a class of one."""
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError:
        module, _, name = path.rpartition(".")
        return getattr(importlib.import_module(module), name)


def killed_while(act, where: str, name: str, when: str) -> bool:
    """Do this in a process of its own that is killed before or after it calls a function. Whether it was killed there."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            place = found(where)
            real = getattr(place, name)

            def dying(*args, **kwargs):
                if when == "after":
                    real(*args, **kwargs)
                os.kill(os.getpid(), signal.SIGKILL)

            setattr(place, name, dying)
            act()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def test_killed_at_any_point_there_is_one_file_and_one_journal_or_neither(commits):
    a_council()
    paid = 0
    for n, (where, name, when) in enumerate(POINTS, start=1):
        run = approved(due(n, 1000 + n), category="H" + chr(ord("A") + n))

        assert killed_while(lambda ref=run.ref: flow.issue_run(ref, by=CY), where, name, when), f"{when} {name}"

        file = queries.unvoided_file(run.ref)
        committed = (name, when) == ("commit", "after")
        assert (file is not None) == committed, f"{when} {name}"
        assert ledger.paid_for([f"LN-{n:06d}/2026-11-02"]).popitem()[1] == (1000 + n if committed else 0)
        again = flow.issue_run(run.ref, by=CY)
        paid += 1000 + n
        assert file is None or file == again
        assert queries.files(run.ref) == (again,)
        assert queries.controls(again.ref).agree
        assert (-ledger.bank_balance(), ledger.total()) == (paid, 0)
