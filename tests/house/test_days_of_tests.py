"""A run of the tests may pass midnight: what was today when a module was read is yesterday when its tests are run."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
READ_WITH_THE_MODULE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
ON_PURPOSE = {"src/duly/payments/screens/tests/test_statement_on_screen.py"}
"""Says the day on which the run began to its end, and is told it by what it asks."""
ENOUGH = 2
"""Days by which a day may be moved from today, and still be on the same side of it after midnight."""


def days_read_too_soon(source: str) -> list[int]:
    """The lines on which today, or a day beside it, is reckoned while the module is read."""
    return sorted({call.lineno for call in _read(ast.parse(source))})


def _read(node: ast.AST) -> Iterator[ast.Call]:
    if isinstance(node, READ_WITH_THE_MODULE):
        for decorator in getattr(node, "decorator_list", ()):
            yield from _read(decorator)
        return
    if isinstance(node, ast.BinOp) and any(_far(side) for side in (node.left, node.right)):
        return
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "today":
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _read(child)


def _far(node: ast.AST) -> bool:
    """Whether it is a timedelta of some days or weeks, or another name that stands for one."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "timedelta":
        said = {one.arg: one.value.value for one in node.keywords if isinstance(one.value, ast.Constant)}
        return said.get("days", 0) + 7 * said.get("weeks", 0) >= ENOUGH
    return node.id.isupper() if isinstance(node, ast.Name) else isinstance(node, ast.BinOp) and (_far(node.left) or _far(node.right))


def test_no_test_reckons_today_before_it_is_run():
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "src").rglob("tests/*.py")]
    found = {str(path.relative_to(ROOT)): lines for path in files if (lines := days_read_too_soon(path.read_text(encoding="utf-8")))}
    assert len(files) > 500
    assert not found.keys() - ON_PURPOSE, f"Ask for the day when the test is run (a function, or a lambda in a list of cases): {found}"


def test_what_is_read_with_a_module_is_told_from_what_a_test_asks():
    assert days_read_too_soon("DAY = today().isoformat()\ndef f():\n    return today()\n") == [1]
    assert days_read_too_soon("@given(on=[today()])\ndef f(): ...\n") == [1]
    assert days_read_too_soon(
        "A = today() + timedelta(days=1)\nB = today() - timedelta(days=9)\nC = today() + 3 * MONTH\nD = [lambda: today()]\n"
    ) == [1]
