"""A file let go in a test that rolls back: nothing it writes is ever committed, so no witness could have seen it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from duly.core.record.clock import now
from duly.payments.banking import actions
from duly.payments.banking.queries import FileSummary
from duly.payments.banking.tests.factories import GUS
from duly.payments.runs.tests.factories import DEE


@pytest.fixture
def let_go(monkeypatch) -> Callable[[FileSummary], FileSummary]:
    """Let a file go unwitnessed, as two people may when no witness has answered for a quarter of an hour."""

    def by_two_people(file: FileSummary) -> FileSummary:
        with monkeypatch.context() as later:
            later.setattr("duly.payments.banking.checks.overrides.now", lambda: now() + timedelta(minutes=16))
            actions.ask_override(file.ref, because="Wages are due.", by=DEE)
            actions.give_override(file.ref, by=GUS)
        return file

    return by_two_people
