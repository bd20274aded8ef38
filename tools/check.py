#!/usr/bin/env python3
"""Everything `make check` does, in order, each part named; all of them run, and the exit code is 1 when any failed."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PY = [sys.executable]

PARTS = {
    "lint": [*PY, "-m", "ruff", "check", "--quiet", "."],
    "format": [*PY, "-m", "ruff", "format", "--check", "--quiet", "."],
    "types": [*PY, "-m", "mypy", "--no-error-summary"],
    "walls": [*PY, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo"],
    "sizes": [*PY, "tools/sizes.py"],
    "generated documents": [*PY, "tools/generate_docs.py", "--check"],
    "house tests": [*PY, "-m", "pytest", "tests/house"],
    "assets": ["sh", "assets/check.sh"],
}
ALWAYS_SHOWN = {"sizes", "assets"}


def main() -> int:
    """Run every part; print what each said when it failed, and one line when it did not."""
    failed = []
    for name, command in PARTS.items():
        if name == "assets" and not shutil.which("node"):
            print("  assets: not compared with their sources, because Node is not here.", flush=True)
            continue
        began = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True)
        words = (done.stdout + done.stderr).strip()
        print(f"{'  ' if done.returncode == 0 else 'X '}{name} ({time.monotonic() - began:.0f} s)", flush=True)
        if words and (done.returncode != 0 or name in ALWAYS_SHOWN):
            print("\n".join(f"      {line}" for line in words.splitlines()), flush=True)
        if done.returncode != 0:
            failed.append(name)
    print(f"check: failed: {', '.join(failed)}" if failed else "check: all is well")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
