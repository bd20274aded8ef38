"""The walls of .importlinter stand, and each falls on a planted fault."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.plan import ROOT, SOURCE

LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"
FAULTS = {
    "storeys": ("core/record/queries.py", "from duly.ui import frame"),
    "storeys, the wings": ("casework/planted.py", "from duly.payments.validation import facts"),
    "storeys, a storey without a place": ("attic/__init__.py", ""),
    "corridor-of-core": ("core/record/clock.py", "from duly.core.people import queries"),
    "corridor-of-core, a room without a place": ("core/annexe/__init__.py", ""),
    "corridor-of-payments": ("payments/rates/planted.py", "from duly.payments.validation import facts"),
    "corridor-of-payments, a room without a place": ("payments/annexe/__init__.py", ""),
    "corridor-of-casework": ("casework/cases/planted.py", "from duly.casework.decisions import planted"),
    "corridor-of-casework, a room without a place": ("casework/annexe/__init__.py", ""),
    "furniture": ("core/people/models.py", "from duly.core.people import queries"),
    "furniture, side by side": ("core/scheme/rules/table.py", "from duly.core.scheme import events"),
    "arithmetic, primitives": ("primitives/money.py", "from django.utils import timezone"),
    "arithmetic, rules": ("core/scheme/rules/table.py", "import django"),
    "arithmetic, states": ("core/people/states.py", "from django.db import models"),
    "arithmetic, the plain reference": ("payments/validation/reference/days.py", "from django.db import models"),
    "api-of-a-wing": ("api/closing.py", "from duly.payments.rates import queries"),
    "api-for-both-wings": ("api/doing.py", "from duly.casework.cases import queries"),
    "pages": ("core/people/checks.py", "from duly.ui import frame"),
}


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("walls-cache")


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of the source without its tests, and of the contracts."""
    shutil.copytree(SOURCE, tmp_path / "src" / "duly", ignore=_not_python)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    return tmp_path


def test_every_wall_stands(cache):
    done = lint(ROOT, cache)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("fault", FAULTS)
def test_a_wall_falls_on_a_planted_fault(fault, copy, cache):
    contract = fault.split(",")[0]
    if f"contract:{contract}]" not in (ROOT / ".importlinter").read_text(encoding="utf-8"):
        pytest.fail(f"There is no contract {contract} in .importlinter.")
    file, line = FAULTS[fault]

    plant(copy / "src" / "duly" / file, line)
    done = lint(copy, cache, contract)

    assert done.returncode == 1, done.stdout
    assert "BROKEN" in done.stdout


def plant(file: Path, line: str) -> None:
    """Add one line to a file, making the file, its folders and what the line imports where they are missing."""
    duly = next(parent for parent in file.parents if parent.name == "duly" and parent.parent.name == "src")
    wanted = [file, *([duly.parent / f"{'/'.join(_module(line))}.py"] if line.startswith("from duly.") else [])]
    for path in wanted:
        folder = path.parent
        while folder != duly:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "__init__.py").touch()
            folder = folder.parent
        if not path.with_suffix("").is_dir():
            path.touch()
    with file.open("a", encoding="utf-8") as text:
        text.write(f"\n{line}\n")


def _module(line: str) -> list[str]:
    _, package, _, name = line.split()
    return [*package.split("."), name]


def lint(folder: Path, cache: Path, *contracts: str) -> "subprocess.CompletedProcess[str]":
    """Run import-linter as `make check` does, on the source in a folder."""
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--cache-dir", str(cache), *(word for c in contracts for word in ("--contract", c))],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src")},
        capture_output=True,
        text=True,
    )


def _not_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "tests" or ((Path(folder) / name).is_file() and not name.endswith(".py"))]
