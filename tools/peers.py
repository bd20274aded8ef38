#!/usr/bin/env python3
"""Makes .peers: what is in .venv, and beside it the engines that Duly is measured against and carried to. No set-up and no test needs it.

Run by `make peers` and `make bench`, after `make setup`; when nothing has changed it does nothing. The first time it downloads about 500 MB.
"""

import hashlib
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

from bootstrap import COMMANDS, LAUNCHER, LOCK, ROOT, VENV, run, say, uv, works

PEERS = ROOT / ".peers"
PYTHON = PEERS / "bin" / "python"
PEERS_LOCK = ROOT / "requirements-peers.lock"


def main() -> None:
    """Make, or bring up to date, or leave alone."""
    if PEERS.is_symlink() or (wanted := stamp()) == found():
        return
    if not works(PYTHON):
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", PEERS], "The environment in .peers could not be made.")
    install()
    join()
    (PEERS / "duly-stamp").write_text(wanted, encoding="utf-8")


def stamp() -> str:
    """What the environment is made from."""
    made = hashlib.sha256(PEERS_LOCK.read_bytes() + LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    return f"{os.path.realpath(sys.base_prefix)} {os.path.realpath(VENV)} {made}"


def found() -> str:
    """What it was last made from, where there is one that runs."""
    path = PEERS / "duly-stamp"
    return path.read_text(encoding="utf-8") if path.is_file() and works(PYTHON) else ""


def install() -> None:
    """Exactly what the lock names, by its hashes. Only pyspark is put together here, by the setuptools of the same lock."""
    say("Installing what requirements-peers.lock names in .peers; the first time, this downloads about 500 MB.")
    hashed = ["--require-hashes", "--only-binary", ":all:", "--no-binary", "pyspark", "--build-constraints", PEERS_LOCK]
    run(
        [uv(), "pip", "sync", "--quiet", "--python", PYTHON, *hashed, PEERS_LOCK],
        "Not every peer could be installed. It needs the network the first time; what it said is above.",
        env={**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true", "VIRTUAL_ENV": str(PEERS)},
    )


def join() -> None:
    """Put the packages of .venv and the project's source behind the peers, and the project's commands beside their Python."""
    asked = subprocess.run(
        [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True
    )
    behind = [sysconfig.get_path("purelib"), str(ROOT / "src")]
    (Path(asked.stdout.strip()) / "duly.pth").write_text("".join(f"{path}\n" for path in behind), encoding="utf-8")
    for name, (module, function) in COMMANDS.items():
        launcher = PEERS / "bin" / name
        launcher.write_text(LAUNCHER.format(module=module, function=function), encoding="utf-8")
        launcher.chmod(0o755)


if __name__ == "__main__":
    main()
