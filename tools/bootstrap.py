#!/usr/bin/env python3
"""Makes the project's own Python environment in .venv, from the lock, with nothing but the system's python3 and the network.

Run by every make target. When nothing has changed since the last run it does nothing, in a few hundredths of a second.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "duly-stamp"
LOCK = ROOT / "requirements.lock"
UV_LOCK = ROOT / "tools" / "uv.lock.txt"

LAUNCHER = """#!/bin/sh
'''exec' "$(dirname "$(readlink -f "$0")")/python" "$0" "$@"
' '''
import sys

from {module} import {function}

if __name__ == "__main__":
    sys.exit({function}())
"""
COMMANDS = {"duly": ("duly.cli.main", "run"), "duly-verify": ("duly_verify", "main")}


def main() -> None:
    """Make, or bring up to date, or leave alone."""
    if VENV.is_symlink():
        return  # somebody else's environment, lent to this folder: it is used as it is
    why_not = why_not_python(sys.version_info[:2])
    if why_not:
        stop(why_not)
    wanted = stamp()
    found = STAMP.read_text(encoding="utf-8").split("\n") if STAMP.is_file() else []
    if found == wanted.split("\n"):
        return
    if found[:1] != wanted.split("\n")[:1] or not works(PYTHON):
        make_venv()
    install()
    join()
    STAMP.write_text(wanted, encoding="utf-8")


def why_not_python(version: "tuple[int, ...]") -> str:
    """The sentence that says this Python cannot be used, or nothing."""
    if OLDEST <= version <= NEWEST:
        return ""
    name = ".".join(map(str, version))
    return f"Duly needs Python 3.11 to 3.14, and python3 here is {name}: name another one, as in 'make demo PYTHON=python3.12'."


def stamp() -> str:
    """What the environment was made from: the Python and the folder on the first line, what was installed on the second."""
    made = hashlib.sha256(LOCK.read_bytes() + UV_LOCK.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    return f"{sys.version_info[0]}.{sys.version_info[1]} {os.path.realpath(sys.base_prefix)} {ROOT}\n{made}"


def works(python: Path) -> bool:
    """Whether this interpreter runs at all: it does not after the system's Python has been replaced."""
    try:
        return subprocess.run([python, "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def make_venv() -> None:
    """An empty environment. Where uv is on the machine pip is not needed, and so neither is Debian's python3-venv."""
    if not shutil.which("uv") and not importlib.util.find_spec("ensurepip"):
        add_debian_venv()
    say("Making the environment in .venv.")
    without_pip = ["--without-pip"] if shutil.which("uv") else []
    run([sys.executable, "-m", "venv", "--clear", *without_pip, VENV], "The environment in .venv could not be made.")


def add_debian_venv() -> None:
    """Debian keeps venv in a package of its own. Root may install it; anybody else is told the command."""
    command = "apt-get install -y python3-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        stop(f"This Python cannot make environments: as root, run '{command}', then this again.")
    say(f"This Python cannot make environments, so as root: {command}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet)
    run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-venv"], f"'{command}' failed.", env=quiet)
    importlib.invalidate_caches()


def install() -> None:
    """Exactly what the lock names, by its hashes, wheels only; anything else in the environment is removed."""
    say("Installing what requirements.lock names; the first time, this downloads about 500 MB.")
    quietly = [] if sys.stderr.isatty() else ["--quiet"]
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true", "VIRTUAL_ENV": str(VENV)}
    run(
        [uv(), "pip", "sync", *quietly, "--python", PYTHON, "--require-hashes", "--no-build", LOCK],
        "Not everything could be installed. It needs the network the first time; what it said is above.",
        env=environment,
    )


def uv() -> str:
    """The uv that is on the machine, or else one that pip puts inside the environment."""
    inside = VENV / "bin" / "uv"
    known = shutil.which("uv")
    if known or inside.exists():
        return known or str(inside)
    say("Getting uv, which installs the rest.")
    run(
        [
            PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
            "--only-binary=:all:",
            "-r",
            UV_LOCK,
        ],
        "uv could not be installed by pip. It needs the network the first time; what it said is above.",
    )
    return str(inside)


def join() -> None:
    """Put the project's own source in the environment, and its commands beside its Python."""
    [packages] = VENV.glob("lib/python3*/site-packages")
    (packages / "duly.pth").write_text(f"{ROOT / 'src'}\n", encoding="utf-8")
    for name, (module, function) in COMMANDS.items():
        launcher = VENV / "bin" / name
        launcher.write_text(LAUNCHER.format(module=module, function=function), encoding="utf-8")
        launcher.chmod(0o755)


def run(command: "list[str | Path]", otherwise: str, **options: object) -> None:
    """Run a command to its end; when it fails, stop with one sentence under what it said itself."""
    if subprocess.run(command, **options).returncode != 0:
        stop(otherwise)


def say(words: str) -> None:
    """Tell what is being done."""
    print(words, flush=True)


def stop(words: str) -> None:
    """One sentence, and the exit code make passes on."""
    sys.exit(f"duly: {words}")


if __name__ == "__main__":
    main()
