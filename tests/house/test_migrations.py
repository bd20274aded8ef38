"""The models and the migrations agree, and each migration says why it is there."""

import ast
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house.plan import SOURCE


def without_reason(folder: Path) -> list[str]:
    """The migrations of a folder that have no docstring."""
    found = [path for path in folder.rglob("migrations/[0-9]*.py") if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    return sorted(str(path.relative_to(folder)) for path in found)


@pytest.mark.django_db
def test_no_model_has_changed_without_a_migration():
    said = StringIO()

    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except SystemExit:
        pytest.fail(said.getvalue())


def test_every_migration_says_why():
    assert without_reason(SOURCE) == []


def test_a_migration_without_its_why_is_found(tmp_path):
    (tmp_path / "rates" / "migrations").mkdir(parents=True)
    (tmp_path / "rates" / "migrations" / "0001_initial.py").write_text("x = 1\n", encoding="utf-8")

    assert without_reason(tmp_path) == ["rates/migrations/0001_initial.py"]


def test_raw_sql_gives_its_reason_on_its_first_line():
    assert [str(path) for path in SOURCE.rglob("sql/*.sql") if not path.read_text(encoding="utf-8").startswith("-- ")] == []
