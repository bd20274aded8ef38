"""No Django signals: what happens is called by name, in the order it happens."""

import ast
from pathlib import Path

import pytest

from tests.house.plan import SOURCE, is_test


def faults(text: str) -> list[str]:
    """Every use of Django's signals in one file's source."""
    found = []
    for node in ast.walk(ast.parse(text)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found += [f"line {node.lineno}: {name}" for name in names if "django" in name and ("dispatch" in name or "signals" in name)]
        if isinstance(node, ast.FunctionDef):
            found += [f"line {node.lineno}: @receiver" for d in node.decorator_list if ast.unparse(d).split("(")[0].endswith("receiver")]
    return found


def files() -> list[Path]:
    """Every source file that is not a test."""
    return [path for path in SOURCE.rglob("*.py") if not is_test(".".join(path.parts))]


def test_no_signal_is_listened_to():
    assert {str(path): found for path in files() if (found := faults(path.read_text(encoding="utf-8")))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "from django.dispatch import receiver",
        "from django.db.models import signals\nsignals.post_save.connect(f)",
        "from django.db.models.signals import post_save",
        "import django.dispatch",
        "@receiver(post_save)\ndef f(**_): ...",
    ],
)
def test_a_listener_is_found(text):
    assert faults(text)
