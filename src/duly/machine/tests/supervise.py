"""A supervisor for tests: LOG HOME NAME=COMMAND…; an empty HOME means no PostgreSQL."""

import shlex
import sys
from pathlib import Path

from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.processes import Child, Supervisor

log, root, *commands = sys.argv[1:]


def note(name: str, what: str) -> None:
    with Path(log).open("a") as events:
        events.write(f"{name} {what}\n")


children = [Child(name, shlex.split(line)) for name, _, line in (command.partition("=") for command in commands)]
try:
    Supervisor(children, home=Home(Path(root)) if root else None, on_event=note).run()
except MachineFault as fault:
    sys.exit(str(fault))
