"""Many people at one moment: threads that keep their connections, and processes of their own."""

import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections

from duly.primitives.refusal import Refused


class Crowd:
    """So many people, each with a connection that is kept from one moment to the next."""

    def __init__(self, people: int):
        self.people = people
        self.threads = ThreadPoolExecutor(max_workers=people)

    def at_once(self, acts: Sequence[Callable[[], Any]]) -> list[Any]:
        """Do as many acts as there are people, begun together. Gives what each returned, or the refusal that stopped it."""
        assert len(acts) == self.people
        together = Barrier(self.people)

        def one(act: Callable[[], Any]) -> Any:
            connection.ensure_connection()
            together.wait(timeout=60)
            try:
                return act()
            except Refused as refused:
                return refused.refusal

        return list(self.threads.map(one, acts))

    def leave(self) -> None:
        """Everybody hangs up."""
        together = Barrier(self.people)

        def one(_: int) -> None:
            together.wait(timeout=60)
            connections.close_all()

        list(self.threads.map(one, range(self.people)))
        self.threads.shutdown()


def in_processes(acts: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do each act in a process of its own, all at once, and give what each returned (anything JSON can carry). One that fails fails us."""
    connections.close_all()
    children = []
    for act in acts:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            status = 1
            try:
                told = json.dumps(act()).encode()
                while told:
                    told = told[os.write(writing, told) :]
                status = 0
            except BaseException:
                traceback.print_exc(file=sys.__stderr__)
            finally:
                os._exit(status)
        os.close(writing)
        children.append((pid, reading))
    found = []
    for pid, reading in children:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(pid, 0)
        assert status == 0, f"a process ended with {status}"
        found.append(json.loads(told))
    return found
