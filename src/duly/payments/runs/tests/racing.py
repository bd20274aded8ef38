"""Many people acting at the same moment, each on a connection of their own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connections

from duly.primitives.refusal import Refused


def at_once(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all of these in threads that start together. Gives what each returned, or the refusal that stopped it, in order."""
    together = Barrier(len(acts))

    def one(act: Callable[[], Any]) -> Any:
        try:
            together.wait(timeout=60)
            return act()
        except Refused as refused:
            return refused.refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(acts)) as people:
        return list(people.map(one, acts))
