"""What docs/generated says is what the code says."""

import shutil

from tools.generate_docs import PAGES, WRITTEN, stale


def test_no_generated_page_is_stale():
    assert stale(WRITTEN) == []


def test_a_stale_page_is_found(tmp_path):
    shutil.copytree(WRITTEN, tmp_path, dirs_exist_ok=True)
    with (tmp_path / "powers.md").open("a", encoding="utf-8") as page:
        page.write("| `power.nobody.declared` |\n")

    assert stale(tmp_path) == ["powers.md"]


def test_a_missing_page_is_found(tmp_path):
    assert stale(tmp_path) == list(PAGES)
