#!/usr/bin/env python3
"""Makes the locks from pyproject.toml: every version and hash for every supported Python, and no address of an index."""

import os
import subprocess
import sys

from bootstrap import LOCK, ROOT, UV_LOCK, uv
from peers import PEERS_LOCK

COMPILE = (
    "pip",
    "compile",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--quiet",
)


def main() -> None:
    """Compile the project's lock; the peers', whose versions it bounds; and the one line of uv's own."""
    environment = {**os.environ, "UV_SYSTEM_CERTS": "true"}
    for arguments in (
        ["--group", "dev", "pyproject.toml", "-o", LOCK.name],
        ["--group", "peers", "-c", LOCK.name, "-o", PEERS_LOCK.name],
        ["--no-annotate", "tools/uv.in", "-o", str(UV_LOCK.relative_to(ROOT))],
    ):
        done = subprocess.run([uv(), *COMPILE, *sys.argv[1:], *arguments], cwd=ROOT, env=environment)
        if done.returncode != 0:
            sys.exit(done.returncode)


if __name__ == "__main__":
    main()
