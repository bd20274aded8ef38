#!/usr/bin/env python3
"""The size report: the ten longest files, functions over 60 lines, and files over 400 lines that nobody has given a reason for."""

import ast
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 400
LONG_FUNCTION = 60
SHOWN = 10

ALLOWED = {
    "src/duly/ui/gallery.py": "the made-up words of every component shown once; there is no behaviour in it to divide",
    "src/duly/casework/example_scheme.py": "one table of rules, read from top to bottom as a scheme is; there is no behaviour in it to divide",
    "tests/access/given/ombudsman.py": "one table: for each form of the ombudsman's pages how it is filled in rightly",
    "src/duly_verify.py": "one file on purpose: the auditor reads all of it in a sitting, and it imports nothing of ours",
    "tests/offices/faults_of_money.py": "a catalogue looked up by name: one planted fault a function, eight lines each",
    "tests/offices/faults_of_visits.py": "a catalogue looked up by name: one planted fault a function, eight lines each",
    "tests/offices/faults_of_weeks.py": "a catalogue looked up by name: one planted fault a function, eight lines each",
    "tests/offices/faults_of_worth.py": "a catalogue looked up by name: one planted fault a function, eight lines each",
    "tests/offices/draft.py": "one draft: every verb a planting is told with, on the one thing they all change",
    "src/duly/payments/validation/reference/tests/test_line_weeks.py": "one table of examples, in the order of the specification's section",
    "tests/faults/test_any_order_of_acts.py": "one state machine: every rule works on the same book, and which there are is read in one place",
}
"""Files that may be longer, each with its reason. One that has become short enough must leave the list."""


@dataclass(frozen=True)
class Function:
    """One function or method, with the file and line it begins at."""

    file: str
    line: int
    name: str
    lines: int


def python_files(root: Path) -> list[str]:
    """Every Python file of the project that people write: tracked or about to be, migrations left out."""
    told = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "*.py"], cwd=root, capture_output=True, text=True)
    names = told.stdout.splitlines() if told.returncode == 0 else [str(path.relative_to(root)) for path in root.rglob("*.py")]
    return sorted(name for name in set(names) if "/migrations/" not in name and not name.startswith(".venv/") and (root / name).is_file())


def lines_in(root: Path) -> dict[str, int]:
    """The lines of each file."""
    return {name: len((root / name).read_text(encoding="utf-8").splitlines()) for name in python_files(root)}


def long_functions(root: Path) -> list[Function]:
    """Functions over 60 lines, the longest first."""
    found = [
        Function(name, node.lineno, node.name, (node.end_lineno or node.lineno) - node.lineno + 1)
        for name in python_files(root)
        for node in ast.walk(ast.parse((root / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return sorted((f for f in found if f.lines > LONG_FUNCTION), key=lambda f: (-f.lines, f.file, f.line))


def faults(lines: dict[str, int], allowed: dict[str, str]) -> list[str]:
    """Files that are too long without a reason, and reasons that nothing needs, as sentences."""
    long = {name: count for name, count in lines.items() if count > MOST_LINES}
    too_long = [
        f"{name} has {count} lines: make it two, or give the reason in tools/sizes.py."
        for name, count in long.items()
        if name not in allowed
    ]
    needless = [f"{name} no longer needs its reason in tools/sizes.py." for name in allowed if name not in long]
    return sorted(too_long + needless)


def main() -> int:
    """Print the report; 1 when something in it is a fault."""
    lines = lines_in(ROOT)
    ordered = sorted(lines.items(), key=lambda pair: (-pair[1], pair[0]))
    counts = sorted(lines.values())
    print(
        f"{len(counts)} files, {sum(counts):,} lines; half have at most {counts[len(counts) // 2]}, 95 in 100 at most {counts[len(counts) * 95 // 100]}."
    )
    for name, count in ordered[:SHOWN]:
        print(f"{count:6} {name}")
    for function in long_functions(ROOT):
        print(f"{function.lines:6} {function.file}:{function.line} {function.name}, a long function")
    found = faults(lines, ALLOWED)
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
