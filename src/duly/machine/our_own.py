"""Starting another program of ours."""

import sys


def our_own(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of ours as a process of its own, with this same Python.

    `-P` keeps the folder somebody happens to stand in off the path: a file called enum.py there would be read instead of Python's own.
    """
    return [sys.executable, "-P", "-m", module, *arguments]
