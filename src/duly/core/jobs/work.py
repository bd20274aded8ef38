"""What background work there is, and how a piece of it says how far it has got.

A wing's `flow.py` registers a thin function; the job's arguments come by name:

    @work("runs.prepare")
    def prepare_in_background(progress: Progress, *, run: str) -> dict[str, Any]:
        …
        progress.say(40_000, 100_000, "judging visits")
        return {"lines": 100_000}

It runs inside one unit of work, with its result: both are kept or neither, however often the job is started. Whatever it does outside the
database may happen again.
"""

import time
from collections.abc import Callable
from typing import Any

import psycopg
from procrastinate.contrib.django.utils import connector_params

from duly.primitives.actor import Actor

WORK: dict[str, Callable[..., Any]] = {}
"""Every registered function by its kind."""

OF_ONE_MOMENT: set[str] = set()
"""Kinds whose work reads one moment."""

SAY_EVERY_SECONDS = 0.5


def work(kind: str, *, snapshot: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as the work of a kind. It gets a `Progress` and the job's arguments, and returns a JSON value or None.

    With `snapshot=True` everything it reads is one moment (REPEATABLE READ), as a judgement needs.
    """

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        known = WORK.setdefault(kind, function)
        if known.__qualname__ != function.__qualname__:
            raise TypeError(f"Two functions do the work {kind}.")
        if snapshot:
            OF_ONE_MOMENT.add(kind)
        return function

    return register


class Progress:
    """Says how far a job has got, on a connection of its own, so that it is seen before the work commits. `by` is who asked for it."""

    def __init__(self, ref: str, by: Actor):
        self.ref = ref
        self.by = by
        self._said: tuple[float, str] = (0.0, "")
        self._own: psycopg.Connection[Any] | None = None

    def say(self, done: int, total: int, stage: str = "") -> None:
        """`done` of `total` things in a stage. Call it as often as you like: it writes twice a second, at a new stage and at the end."""
        at, last_stage = self._said
        if time.monotonic() - at < SAY_EVERY_SECONDS and stage == last_stage and done < total:
            return
        self._said = (time.monotonic(), stage)
        self._connection().execute(
            "INSERT INTO jobs_jobprogress (ref, done, total, stage) VALUES (%s, %s, %s, %s)"
            " ON CONFLICT (ref) DO UPDATE SET done = excluded.done, total = excluded.total, stage = excluded.stage",
            [self.ref, done, total, stage[:120]],
        )

    def close(self) -> None:
        """Let the connection go."""
        if self._own is not None:
            self._own.close()
            self._own = None

    def _connection(self) -> psycopg.Connection[Any]:
        if self._own is None:
            self._own = psycopg.connect(**connector_params(), autocommit=True)
        return self._own
