"""No file grows past 400 lines unless somebody has said why."""

import pytest

from tools.sizes import ALLOWED, ROOT, faults, lines_in, long_functions


def test_no_file_is_long_without_a_reason():
    assert faults(lines_in(ROOT), ALLOWED) == []


def test_every_reason_is_a_reason():
    assert [name for name, reason in ALLOWED.items() if len(reason.split()) < 5] == []


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "long.py").write_text("x = 1\n" * 401, encoding="utf-8")
    (tmp_path / "short.py").write_text("def f():\n" + "    x = 1\n" * 60, encoding="utf-8")
    return tmp_path


def test_a_file_that_is_too_long_is_found(folder):
    assert faults(lines_in(folder), {}) == ["long.py has 401 lines: make it two, or give the reason in tools/sizes.py."]


def test_a_reason_that_nothing_needs_is_found(folder):
    reasons = {"long.py": "one long table", "short.py": "it was long once"}

    assert faults(lines_in(folder), reasons) == ["short.py no longer needs its reason in tools/sizes.py."]


def test_a_long_function_is_listed(folder):
    assert [(f.name, f.lines) for f in long_functions(folder)] == [("f", 61)]
