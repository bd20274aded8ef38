"""What the log and its witness leave in the home, outside any database: with another test's database it would look like a record put back."""

import os
import shutil
from collections.abc import Set
from pathlib import Path

LEFT = ("log.pub", "keys/log.key", "keys/log.newest", "witness")
OURS = "duly-tests-"
"""How the folders are called in which tests keep house. In anybody else's home nothing is ever removed."""


def left() -> set[Path]:
    """What is there now, in the home of these tests."""
    home = Path(os.environ.get("DULY_HOME", "/"))
    ours = any(part.startswith(OURS) for part in home.parts)
    return {path for name in LEFT if (path := home / name).exists()} if ours else set()


def forget(but: Set[Path] = frozenset()) -> None:
    """Remove what is there, but for what should stay."""
    for path in left() - but:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
