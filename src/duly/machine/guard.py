"""Run beside a supervisor, and end its children's children if it is killed.

The kernel's death signal reaches only the children themselves; a web server's own workers would be left holding its
port. This reads `+NUMBER` and `-NUMBER`, process groups to watch and to forget, from its standard input. When that
input ends the supervisor has gone, and every group still watched is asked to end, then made to.

It is run as a file by itself, so it imports nothing of ours.
"""

import contextlib
import os
import signal
import sys
import time

GRACE_SECONDS = 5


def watch() -> None:
    """Keep the list until the input ends, then end what is on it."""
    groups: set[int] = set()
    for line in sys.stdin:
        (groups.add if line[0] == "+" else groups.discard)(int(line[1:]))
    _send(groups, signal.SIGTERM)
    gives_up = time.monotonic() + GRACE_SECONDS
    while _send(groups, 0) and time.monotonic() < gives_up:
        time.sleep(0.1)
    _send(groups, signal.SIGKILL)


def _send(groups: set[int], what: int) -> bool:
    """Signal every group; whether any was there."""
    there = False
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, what)
            there = True
    return there


if __name__ == "__main__":
    watch()
