"""The rules carried to PostgreSQL say the same as DuckDB's, row for row, and refuse in the same words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from duly.payments.validation.carried.postgres import judge_in_postgres
from duly.payments.validation.carried.tests.differing import OFFICES, REFUSED, first_difference, frozen
from duly.payments.validation.engine import judge_folder
from duly.payments.validation.inputs import InputsRefused


@pytest.fixture(scope="module")
def scratch(server: Any) -> Iterator[psycopg.Connection[Any]]:
    name = server.clone()
    with psycopg.connect(server.owner_of(name), autocommit=True) as connection:
        yield connection
    server.discard(name)


@pytest.mark.parametrize("office", OFFICES)
def test_an_office_is_judged_alike(office: str, scratch: psycopg.Connection[Any], tmp_path: Path) -> None:
    frozen(OFFICES[office](), tmp_path)

    assert not first_difference(judge_folder(tmp_path), judge_in_postgres(tmp_path, scratch))


@pytest.mark.parametrize("wrong", REFUSED)
def test_what_is_refused_is_refused_in_the_same_words(wrong: str, scratch: psycopg.Connection[Any], tmp_path: Path) -> None:
    frozen(REFUSED[wrong](), tmp_path)

    with pytest.raises(InputsRefused) as ours:
        judge_folder(tmp_path)
    with pytest.raises(InputsRefused) as theirs:
        judge_in_postgres(tmp_path, scratch)

    assert theirs.value.because == ours.value.because


def test_nothing_is_left_in_the_database(scratch: psycopg.Connection[Any], tmp_path: Path) -> None:
    frozen(OFFICES["nothing claimed"](), tmp_path)
    asked = "SELECT nspname FROM pg_namespace ORDER BY nspname"
    before = scratch.execute(asked).fetchall()

    judge_in_postgres(tmp_path, scratch)

    assert scratch.execute(asked).fetchall() == before
