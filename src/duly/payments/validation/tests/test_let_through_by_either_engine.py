"""What contracts let through is the same by every engine, and a folder frozen before anything was let through is read as it was."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from duly.payments.validation.digest import digest
from duly.payments.validation.facts import Inputs, Judgement, Letting
from duly.payments.validation.inputs import InputsRefused, read_inputs
from duly.payments.validation.judging import freeze, judge_frozen, judge_known, minutes_sha256
from duly.payments.validation.nights.tests.homes import a_home
from duly.payments.validation.reference.judge import judge as plainly
from duly.payments.validation.rules.examples import MONDAY, a_week, terms
from duly.payments.validation.ruleset import ruleset_sha256
from duly.primitives.digest import sha256_hex

USUAL = {"let_minutes": 5, "let_pence": 200, "let_bp": 500, "let_person_minutes": 15, "let_run_pence": 25_000, "let_run_bp": 10_000}
FIVE_OVER = a_week(claimed=35, contract=(replace(terms(limit_pence=1000, limit_bp=10_000), **USUAL),))
"""35 minutes claimed and 30 seen, of a call of 30: five are let through."""


def by_reference(folder: Path) -> Judgement:
    return plainly(read_inputs(folder))


def test_every_engine_lets_the_same_through(tmp_path):
    freeze(FIVE_OVER, tmp_path, weeks=[MONDAY])

    judged = judge_frozen(tmp_path)

    (found,) = judged.line_weeks
    assert (found.let_pence, found.entitled_pence, found.due_pence, found.decision) == (178, 1246, 1246, "CLEAN")
    assert digest(judged) == digest(judge_frozen(tmp_path, by_the_minute=by_reference))
    assert judged.line_weeks == judge_known(FIVE_OVER, [MONDAY]).line_weeks


def test_what_is_on_record_is_frozen_and_read(tmp_path):
    before = replace(FIVE_OVER, lettings=(Letting("L-1", MONDAY - timedelta(days=7), 100),))
    freeze(before, tmp_path, weeks=[MONDAY])

    assert [one.let_pence for one in judge_frozen(tmp_path).line_weeks] == [0]
    assert [one.let_pence for one in judge_known(before, [MONDAY]).line_weeks] == [0]


def test_nights_are_never_let_through(tmp_path):
    home = a_home(weeks=(MONDAY,))
    late = replace(
        home, terms=tuple(replace(one, **USUAL | {"let_minutes": 10_000, "let_pence": 10**6, "let_bp": 10_000}) for one in home.terms)
    )

    assert judge_known(late, [MONDAY]).line_weeks == judge_known(home, [MONDAY]).line_weeks


def test_the_rules_digest_is_of_this_program_too(tmp_path):
    frozen = freeze(FIVE_OVER, tmp_path, weeks=[MONDAY])

    assert frozen.minutes.ruleset_sha256 == minutes_sha256() != ruleset_sha256()


def test_a_folder_frozen_before_lettings_is_judged_as_it_was(tmp_path):
    without = replace(FIVE_OVER, terms=tuple(replace(one, **dict.fromkeys(USUAL, 0)) for one in FIVE_OVER.terms))
    freeze(without, tmp_path, weeks=[MONDAY])
    now = judge_frozen(tmp_path)
    as_it_was(tmp_path, gone=("lettings",))

    assert judge_frozen(tmp_path) == now
    assert judge_frozen(tmp_path, by_the_minute=by_reference) == now
    assert read_inputs(tmp_path) == replace(read_inputs(tmp_path), terms=without.terms, lettings=())


def test_a_folder_without_a_kind_that_was_always_frozen_is_refused(tmp_path):
    freeze(FIVE_OVER, tmp_path, weeks=[MONDAY])
    as_it_was(tmp_path, gone=("lettings", "stays"))

    with pytest.raises(InputsRefused, match="The manifest does not name stays"):
        judge_frozen(tmp_path)


def test_a_file_the_manifest_names_is_not_taken_away(tmp_path):
    freeze(FIVE_OVER, tmp_path, weeks=[MONDAY])
    (tmp_path / "lettings.parquet").unlink()

    with pytest.raises(InputsRefused, match=r"lettings\.parquet is missing"):
        judge_frozen(tmp_path)


def as_it_was(folder: Path, *, gone: tuple[str, ...]) -> None:
    """Take files out of a folder, and from its terms what they did not say then, and write its manifest as it would have been."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for name in gone:
        (folder / f"{name}.parquet").unlink()
        del manifest["files"][name]
    path = folder / "terms.parquet"
    table = pq.read_table(path)
    pq.write_table(table.drop_columns([name for name in table.column_names if name.startswith("let_")]), path)
    manifest["files"]["terms"]["sha256"] = sha256_hex(path.read_bytes())
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_inputs_of_every_kind_are_frozen(tmp_path):
    freeze(FIVE_OVER, tmp_path, weeks=[MONDAY])

    assert set(vars(Inputs())) == {path.stem for path in tmp_path.glob("*.parquet")} - {"days"}
