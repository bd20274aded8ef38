"""RESULTS.md says what its block of figures says, and the figures are of the rules, the benchmarks and the engines of now."""

from collections.abc import Callable

import pytest

from benchmarks import results
from benchmarks.figures import Failed, Part, Row

RUN = "run `make bench`"


@pytest.fixture
def text():
    if not results.FILE.exists():
        pytest.skip(f"nothing was measured yet: {RUN}")
    return results.FILE.read_text(encoding="utf-8")


def wrong_with(text: str, digests: Callable[[str], dict[str, str]]) -> list[str]:
    """What is wrong with a text of results, when these are the digests of what a part would measure now."""
    block = results.block_of(text)
    found = [] if results.text_of(block) == text else [f"The text is not what its block of figures says: {RUN}."]
    for name, part in block.items():
        of = digests(name)
        found += [
            f"{part['title']} was measured with other {what}: {RUN} --only {name}." for what in of if part["of"].get(what) != of[what]
        ]
    return found


def test_the_results_are_of_what_is_here_now(text):
    assert not wrong_with(text, results.digests)


def a_text(**changed) -> str:
    row = {"what": "a year", "engine": "DuckDB", "visits": 5, "wall_s": 2.0, "figure": 2.0, "unit": "s", "goal": 3.0} | changed
    part = {"title": "A year judged", "how": "By a clock.", "rows": [row], "lines": [], "at": "now", "commit": "abc", "machine": ["here"]}
    return results.text_of({"judged": part | {"load": {"before": [0.0], "after": [0.0]}, "of": {"rules": "1"}}})


def test_a_figure_changed_in_the_table_is_found():
    assert wrong_with(a_text().replace("2 s |", "1 s |", 1), lambda part: {"rules": "1"}) == [
        f"The text is not what its block of figures says: {RUN}."
    ]


def test_whether_a_goal_is_reached_follows_from_the_figure():
    assert "| reached |" in a_text(figure=3.0)
    assert "| MISSED |" in a_text(figure=3.1)
    assert "1 figures have a goal; 0 reach it." in a_text(figure=3.1)


def test_figures_of_other_rules_are_found():
    assert wrong_with(a_text(), lambda part: {"rules": "2"}) == [f"A year judged was measured with other rules: {RUN} --only judged."]


def test_a_change_of_a_benchmark_changes_the_digest_of_the_parts_that_use_it(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "HERE", tmp_path)
    (tmp_path / "one.py").write_text("from benchmarks.shared import made")
    (tmp_path / "other.py").write_text('"benchmarks.alone:run"')
    (tmp_path / "shared.py").write_text("1")
    before = {name: results.digests(name) for name in ("one", "other")}
    (tmp_path / "shared.py").write_text("2")

    after = {name: results.digests(name) for name in ("one", "other")}

    assert before["one"]["rules"] == after["one"]["rules"]
    assert before["one"]["benchmarks"] != after["one"]["benchmarks"]
    assert before["other"] == after["other"]


def test_what_a_part_imports_and_what_it_starts_by_name_are_its_programs():
    assert {path.stem for path in results.programs("core")} >= {"core", "core_polars", "lookups", "judged", "large", "figures"}


def test_measuring_one_size_leaves_what_was_measured_at_another(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "FILE", tmp_path / "RESULTS.md")
    stamp = {"at": "now", "commit": "abc", "machine": ["here"], "load": {"before": [0.0], "after": [0.0]}, "of": {"rules": "1"}}
    for visits, wall_s in ((18, 9.0), (1, 2.0), (18, 8.0)):
        part = Part("The same rules", "By a clock.", (Row("judged", "Spark", visits, wall_s=wall_s),))
        results.keep(f"peers@{visits}", part, stamp, order=["judged", "peers"])

    text = results.FILE.read_text()

    assert [line for line in text.splitlines() if line.startswith("| judged")] == [
        "| judged | Spark | 1 | 2.00 |  |  |  |  |  |  |",
        "| judged | Spark | 18 | 8.00 |  |  |  |  |  |  |",
    ]
    assert results.text_of(results.block_of(text)) == text


def test_work_that_fails_in_a_process_of_its_own_says_why():
    said = "WARN Utils: a resolves to a loopback\npyspark.errors.ArithmeticException: overflow.\n== SQL ==\n  ^^^^\n\n"

    assert Failed("work", 1, said).because == "it ended with 1: pyspark.errors.ArithmeticException: overflow."
    assert Failed("work", -9, " \n").because == "it ended with -9: it said nothing"
