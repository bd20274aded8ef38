"""What of STYLE.md a machine can see."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.plan import ROOT, SOURCE, is_test

WHOLE_NUMBERS_ONLY = ("primitives/money.py", "payments/**/rules.py", "payments/rates/**/*.py", "payments/validation/reference/*.py")


def source() -> list[Path]:
    """Every source file that is not a test."""
    return sorted(path for path in SOURCE.rglob("*.py") if not is_test(".".join(path.parts)))


def printing(text: str) -> list[int]:
    """Lines that print to standard output: a log or a person reads them, and no caller asked. Warnings to stderr name their file."""
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return [c.lineno for c in calls if ast.unparse(c.func) == "print" and "file" not in {word.arg for word in c.keywords}]


def fractions(text: str) -> list[int]:
    """Lines where a fraction could come into money: a float, or a division that is not whole."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not _joins_paths(node))
    ]


def _joins_paths(node: ast.BinOp) -> bool:
    return re.search(r"""["']""", ast.unparse(node)) is not None


def test_nothing_is_called_utils():
    assert [str(path) for path in SOURCE.rglob("*") if re.fullmatch(r"(utils?|helpers|misc)(\.py)?", path.name)] == []


def test_nothing_prints_but_the_command_line():
    assert {str(p): found for p in source() if "cli" not in p.parts and (found := printing(p.read_text(encoding="utf-8")))} == {}


def test_programs_of_ours_are_started_by_one_command():
    """So that none reads Python files from the folder somebody stands in."""
    starting = re.compile(r"""sys\.executable,\s*(f?["']-m|\*)""")

    assert [str(p) for p in source() if p.name != "our_own.py" and starting.search(p.read_text(encoding="utf-8"))] == []


def test_no_fraction_comes_into_money():
    files = sorted({p for pattern in WHOLE_NUMBERS_ONLY for p in SOURCE.glob(pattern) if not is_test(".".join(p.parts))})

    assert SOURCE / "primitives" / "money.py" in files
    assert {str(p): found for p in files if (found := fractions(p.read_text(encoding="utf-8")))} == {}


def test_every_file_opens_with_what_it_is_for():
    texts = {p: p.read_text(encoding="utf-8") for p in source() if "migrations" not in p.parts}

    assert [str(p) for p, text in texts.items() if text.strip() and not ast.get_docstring(ast.parse(text))] == []


def test_ruff_finds_nothing():
    done = subprocess.run([sys.executable, "-m", "ruff", "check", "--no-cache", "--quiet", "."], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("finds", "text"), [(printing, "print('x')"), (fractions, "x = 0.5"), (fractions, "float('1')"), (fractions, "x = a / b")]
)
def test_a_fault_is_found(finds, text):
    assert finds(text) == [1]


@pytest.mark.parametrize(
    ("finds", "text"), [(printing, "print('x', file=err)"), (fractions, "x = a // b"), (fractions, "p = folder / 'x.sql'")]
)
def test_what_is_sound_passes(finds, text):
    assert finds(text) == []
