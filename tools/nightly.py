#!/usr/bin/env python3
"""The tests of faults and tampering at their full size, with what was really counted, the seed, the commit and the machine in var/nightly-….txt."""

import argparse
import datetime
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WHERE = (
    "tests/faults",
    "tests/tampering",
    "tests/faults_of_machine",
    "tests/council",
    "tests/files",
    "tests/engine",
    "tests/access",
    "tests/api",
    "tests/clocks",
    "tests/ombudsman",
    "tests/pages",
    "tests/journeys/test_walls_between_offices.py",
    "tests/journeys/test_no_account_in_full.py",
    "tests/proofs/test_who_may_do_what.py",
    "tests/proofs/test_frauds.py",
    "tests/proofs/test_on_any_server.py",
    "tests/proofs/test_every_write_is_recorded.py",
    "src/duly/core/log/tests/test_killed_and_twice.py",
    "src/duly/payments/banking/tests/test_a_restore.py",
)
SECONDS_A_FILE = 12 * 60 * 60


def main() -> int:
    """Run file after file, each in a process of its own, so that one that falls does not stop the others; exit 1 when any did."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--scale", type=float, default=1.0, help="a part of the full size, to try this out")
    asked.add_argument("--seed", type=int, default=int(datetime.datetime.now(datetime.UTC).strftime("%Y%m%d")))
    asked.add_argument("--only", default="", help="files whose path has this in it")
    given = asked.parse_args()
    found = [f for where in WHERE for f in ([ROOT / where] if where.endswith(".py") else sorted((ROOT / where).glob("**/test_*.py")))]
    files = [f for f in found if given.only in str(f)]
    environment = os.environ | {"DULY_NIGHTLY": "1", "DULY_NIGHTLY_SCALE": str(given.scale), "DULY_SEED": str(given.seed)}
    environment["PYTHONPATH"] = str(ROOT / "src")
    begun = datetime.datetime.now(datetime.UTC)
    out = ROOT / "var" / f"nightly-{begun:%Y-%m-%d-%H%M%S}.txt"
    out.parent.mkdir(exist_ok=True)
    failed = []
    with out.open("w", encoding="utf-8") as file:
        for line in heading(given, begun):
            tell(file, line)
        for test in files:
            failed += one_file(test, environment, file)
        took = datetime.datetime.now(datetime.UTC) - begun
        tell(file, f"\n{len(files)} files in {took.total_seconds() / 60:.0f} minutes; failed: {', '.join(failed) or 'none'}")
    print(f"written to {out.relative_to(ROOT)}")
    return 1 if failed else 0


def heading(given, begun) -> list[str]:
    """What was run, of what, and where."""
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    return [
        f"begun {begun:%Y-%m-%d %H:%M} UTC, commit {commit}, seed {given.seed}, scale {given.scale:g}",
        f"machine: {platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"one file again: DULY_NIGHTLY=1 DULY_NIGHTLY_SCALE={given.scale:g} DULY_SEED={given.seed} python -m pytest FILE",
        "",
    ]


def one_file(test: Path, environment: dict[str, str], file) -> list[str]:
    """Run one file, tell what it counted, and keep all it said if it failed."""
    name, begun = str(test.relative_to(ROOT)), time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", name, "--tb=short"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS_A_FILE,
        )
        code, said = done.returncode, done.stdout
    except subprocess.TimeoutExpired as late:
        code, said = 1, f"{late.stdout or ''}\nnot done after {SECONDS_A_FILE} seconds"
    lines = said.splitlines()
    counted = [line for line in lines if "; seed " in line or line.startswith(("counted", "COUNTED"))]
    tell(file, f"{'FAILED ' if code else ''}{name} ({time.monotonic() - begun:.0f} s): {lines[-1] if lines else 'said nothing'}")
    for line in counted:
        tell(file, f"    {line}")
    if code:
        file.write(said + "\n")
    return [name] if code else []


def tell(file, line: str) -> None:
    print(line, flush=True)
    file.write(line + "\n")
    file.flush()


if __name__ == "__main__":
    sys.exit(main())
