#!/usr/bin/env python3
"""Finds a Chromium for the browser tests, or installs one, or says which tests will not run and the command that mends it.

from tools.browser import find        # in a test: the program's path, or None
python tools/browser.py               # in `make test`: find, install, or say; exit 1 under CI=true when there is none
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
IN_PLAYWRIGHT = (
    "chromium-*/chrome-linux*/chrome",
    "chromium_headless_shell-*/chrome-*linux*/headless_shell",
    "chromium_headless_shell-*/chrome-*linux*/chrome-headless-shell",
)
MENDED_BY = "sudo apt-get install -y chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""How a browser of the tests is started: it draws by itself, and asks nobody for anything."""
LONGEST_DOWNLOAD_SECONDS = 300


def find() -> "str | None":
    """The path of a Chromium that starts: the one DULY_CHROMIUM names, one on the PATH, or Playwright's own. None without any."""
    named = os.environ.get("DULY_CHROMIUM")
    if named:
        return named if starts(named) else None
    on_path = [found for found in map(shutil.which, NAMES) if found]
    return next((program for program in [*on_path, *playwrights_own()] if starts(program)), None)


def playwrights_own() -> "list[str]":
    """What `playwright install` has left on this machine for this user, newest first."""
    kept = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    return [str(path) for pattern in IN_PLAYWRIGHT for path in sorted(kept.glob(pattern), reverse=True)]


def starts(program: str) -> bool:
    """Whether a program starts: one that lacks its libraries, or is only a pointer to a shop, does not."""
    try:
        return subprocess.run([program, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def install() -> None:
    """Playwright's own Chromium; where that cannot be had or cannot start, Debian's, as root."""
    print("No Chromium here: installing Playwright's own.", flush=True)
    try:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"],
            timeout=LONGEST_DOWNLOAD_SECONDS,
            env={**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"},
        )
    except (OSError, subprocess.TimeoutExpired):
        print("Playwright's own Chromium could not be downloaded.", flush=True)
    if find() or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Debian's Chromium.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env=quiet, stdout=subprocess.DEVNULL)


def browser_tests() -> "list[str]":
    """The test files that need a browser."""
    files = [*ROOT.glob("src/duly/**/tests/test_*.py"), *ROOT.glob("tests/**/test_*.py")]
    marked = re.compile(r"pytest\.mark\.browser\b")
    return sorted(str(path.relative_to(ROOT)) for path in files if marked.search(path.read_text(encoding="utf-8")))


def main() -> int:
    """0 when the browser tests will run, or when they are named as not run; 1 for the latter under CI=true."""
    if not find():
        install()
    if find():
        return 0
    print("\nNOT RUN, because no Chromium can be started here:")
    for name in browser_tests():
        print(f"    {name}")
    print(f"To run them: {MENDED_BY}   (or name one you have: DULY_CHROMIUM=/path/to/chromium)\n", flush=True)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
