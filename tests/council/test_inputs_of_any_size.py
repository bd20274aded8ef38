"""The invented council many times over, as frozen inputs: what the size says, the same bytes again, and judged as it was planted."""

import json
from collections import Counter

import pytest

from duly.cli import exits
from duly.cli.main import code_of
from duly.office.practice.invented import SIZES
from duly.office.practice.invented.large import BASE, write_parquet
from duly.payments.validation.engine import judge_folder
from duly.payments.validation.inputs import read_inputs, read_manifest
from duly.payments.validation.reference.judge import judge
from tests.faults.sizes import NIGHTLY, size
from tests.offices.soundness import breaches

SMALL = SIZES["small"].narrow()


def test_what_was_planted_is_found_in_it_and_nothing_else(tmp_path):
    written = write_parquet(tmp_path, visits=20_000, weeks=9, base=SMALL)

    found = judge_folder(tmp_path).line_weeks

    as_large_as_asked(tmp_path, written, visits=20_000, weeks=9)
    assert Counter(code for line_week in found for code in line_week.codes) == Counter(written.codes)
    assert len(written.codes) >= 20
    assert sum(written.codes.values()) > 300
    assert len({line_week.week for line_week in found}) == 9


@pytest.mark.parametrize(("visits", "weeks"), [(500, 1), (9_000, 2)])
def test_it_is_as_large_as_it_was_asked_to_be(tmp_path, visits, weeks):
    as_large_as_asked(tmp_path, write_parquet(tmp_path, visits=visits, weeks=weeks, base=SMALL), visits=visits, weeks=weeks)


def as_large_as_asked(tmp_path, written, *, visits, weeks):
    assert visits - 70 * weeks < written.visits <= visits
    assert len(written.manifest.weeks) == weeks
    assert {file.name: file.rows for file in read_manifest(tmp_path).files}["visits"] == written.visits


def test_the_inputs_are_ones_the_specification_allows_and_both_judges_say_the_same(tmp_path):
    write_parquet(tmp_path, visits=size(4_000, 9_000), weeks=5, base=SMALL)

    inputs = read_inputs(tmp_path)

    assert not breaches(inputs)
    assert judge(inputs) == judge_folder(tmp_path)


def test_the_same_again_is_the_same_bytes(tmp_path):
    first, again, other = (
        write_parquet(tmp_path / name, visits=3_000, weeks=3, base=SMALL, seed=seed).manifest
        for name, seed in (("a", 1), ("b", 1), ("c", 2))
    )

    assert first == again
    assert first.digest() != other.digest()


def test_the_command_writes_into_an_empty_folder_only(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("duly.office.practice.invented.large.BASE", SMALL)
    folder = tmp_path / "here"
    command = ["practice", "write-parquet", "--visits", "2000", "--weeks", "2", "--to", str(folder), "--json"]

    assert code_of(command) == exits.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["inputs"] == read_manifest(folder).digest()
    assert told["visits"] == read_manifest(folder).files[-1].rows

    assert code_of(command) == exits.CONFLICT
    assert "is not empty, and nothing there is written over" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong", [["--visits", "0"], ["--visits", "10", "--weeks", "0"], ["--visits", "10", "--weeks", "105"], ["--visits", "many"]]
)
def test_a_size_that_is_none_is_refused(tmp_path, capsys, wrong):
    assert code_of(["practice", "write-parquet", "--to", str(tmp_path / "x"), *wrong]) == exits.USAGE
    assert not (tmp_path / "x").exists()


def test_the_files_of_the_council_are_written_with_what_is_wrong_in_them(tmp_path, capsys):
    assert code_of(["practice", "write-files", "--to", str(tmp_path / "files"), "--json"]) == exits.DONE

    told = json.loads(capsys.readouterr().out)
    written = sorted(path.relative_to(tmp_path / "files").as_posix() for path in (tmp_path / "files").rglob("*.csv"))
    assert len(written) == told["files"] + 1
    assert {"northmere-council/openings.csv", "PR-301/invoices-2026-W45-again.csv", "PR-306/occupancy-2026-W44.csv", "planted.csv"} <= set(
        written
    )
    assert (tmp_path / "files" / "planted.csv").read_text().count("\n") == told["planted"] + 1


@pytest.mark.skipif(not NIGHTLY, reason="at its full size with DULY_NIGHTLY=1")
def test_a_million_visits_are_found_as_planted(tmp_path):
    written = write_parquet(tmp_path, visits=1_000_000, weeks=8, base=BASE)

    found = judge_folder(tmp_path).line_weeks

    assert Counter(code for line_week in found for code in line_week.codes) == Counter(written.codes)
