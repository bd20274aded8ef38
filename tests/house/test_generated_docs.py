"""A page of docs/generated that no longer says what the code says is found. (`make check` looks at the pages themselves.)"""

import pytest

from tools.generate_docs import PAGES, stale


@pytest.fixture
def written(tmp_path):
    for name, make in PAGES.items():
        (tmp_path / name).write_text(make(), encoding="utf-8")
    return tmp_path


def test_a_page_just_written_is_not_stale(written):
    assert stale(written) == []


def test_a_stale_page_is_found(written):
    with (written / "powers.md").open("a", encoding="utf-8") as page:
        page.write("| `power.nobody.declared` |\n")

    assert stale(written) == ["powers.md"]


def test_a_missing_page_is_found(tmp_path):
    assert stale(tmp_path) == list(PAGES)
