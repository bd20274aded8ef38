"""A witness that holds a file's number refuses every lower one for good: so a number is not committed before the one below it."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillWaiting
from threading import Event

import pytest
from django.db import connections

from duly.core.record.actions import unit_of_work
from duly.payments import flow
from duly.payments.banking.tests.factories import FAY, a_council, approved
from duly.payments.runs.tests.factories import CY, due


def test_who_issues_second_waits_until_the_first_has_committed(commits):
    a_council()
    first, second = approved(due(1, 1000)), approved(due(2, 2000), category="RC")
    made, commit = Event(), Event()

    def slowly():
        try:
            with unit_of_work():
                file = flow.issue_run(first.ref, by=CY)
                made.set()
                assert commit.wait(30)
            return file.serial
        finally:
            connections.close_all()

    def quickly():
        try:
            return flow.issue_run(second.ref, by=FAY).serial
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as people:
        slow = people.submit(slowly)
        assert made.wait(30)
        quick = people.submit(quickly)
        with pytest.raises(StillWaiting):
            quick.result(timeout=1)
        commit.set()
        assert slow.result(30) < quick.result(30)
