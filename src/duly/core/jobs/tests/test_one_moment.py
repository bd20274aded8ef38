"""Work that reads one moment, as a judgement must, is done in the background too, with its progress shown."""

import pytest
from django.db import connection

from duly.core.jobs import actions, queries
from duly.core.jobs.work import work
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import SYSTEM


@work("test.one-moment", snapshot=True)
def look(progress):
    progress.say(1, 2, "looking")
    with unit_of_work(snapshot=True), connection.cursor() as cursor:
        cursor.execute("SHOW transaction_isolation")
        return cursor.fetchone()[0]


@work("test.any-moment")
def glance(progress):
    with unit_of_work(snapshot=True):
        return "read several moments as if they were one"


def test_work_of_one_moment_says_how_far_it_is_and_finishes(commits):
    ref = actions.ask_for("test.one-moment", title="Look", by=SYSTEM)

    actions.run(ref)

    seen = queries.job(ref)
    assert (seen.state, seen.result, seen.done, seen.total, seen.stage) == ("done", "repeatable read", 1, 2, "looking")


def test_one_moment_cannot_be_asked_for_half_way(commits):
    ref = actions.ask_for("test.any-moment", title="Glance", by=SYSTEM)

    with pytest.raises(RuntimeError, match="outermost"):
        actions.run(ref)

    assert queries.job(ref).state == "failed"
