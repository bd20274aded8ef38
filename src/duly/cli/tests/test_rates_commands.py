"""`duly rates`: asking, putting forward, adopting; what it writes and the code it leaves with."""

import json

import pytest

from duly.cli import exits

AWARD = "rate_ref,contract,service,from,to,rate,day_type\nRU-1,C-1,home-care,2026-11-01,,25.20,\nRU-2,C-1,home-care,2026-04-01,,26.00,saturday\n"


@pytest.fixture
def week(people):
    """An office with its facts in and its week judged: this name is the stage it is begun from."""


def test_rates_are_put_forward_adopted_by_another_and_found_with_why_not_the_others(week, duly, tmp_path):
    file = tmp_path / "award.csv"
    file.write_text(AWARD)

    code, wrote, said = duly("rates", "put-forward", file, "--as", "tom", "--json")
    assert (code, json.loads(wrote)[0]["kept"]) == (exits.DONE, "2 rates put forward")
    ref = json.loads(duly("rates", "batches", "--json")[1])[0]["batch"]
    assert ref in said
    assert [r["rate"] for r in json.loads(duly("rates", "list", "--put-forward", "--json")[1])] == ["RU-2", "RU-1"]
    code, wrote, said = duly("rates", "adopt", ref, "--as", "tom")
    assert (code, wrote, said.strip()) == (exits.CONFLICT, "", "You put these rates forward, so someone else must adopt them.")
    code, wrote, _ = duly("rates", "adopt", ref, "--as", "joan", "--json")
    assert (code, json.loads(wrote)["state"]) == (exits.DONE, "adopted")

    code, wrote, _ = duly("rates", "find", "C-1", "home-care", "--on", "2026-11-07", "--minutes", "30", "--json")
    found = json.loads(wrote)
    assert (code, found["rate"]["rate"], found["rate"]["pounds"], found["rate"]["narrowed to"]) == (
        exits.DONE,
        "RU-2",
        "26.00",
        "Saturdays",
    )
    assert {"rate": "RU-1", "because": "It is less particular than RU-2."} in found["passed over"]
    assert {"rate": "R-1", "because": "It was in force only until 31 October 2026."} in found["passed over"]
    code, wrote, _ = duly("rates", "find", "C-1", "sitting", "--on", "2026-11-07")
    assert (code, wrote.splitlines()[0]) == (exits.INVALID, "Contract C-1 has no rate for sitting on 7 November 2026.")

    shown = json.loads(duly("rates", "show", "R-2", "--on", "2026-11-02", "--json")[1])
    assert shown["lines"] == [{"line": "L-3", "of its week": 1, "of": 1}]
    assert [(w["week"], w["lines"], w["pounds"]) for w in shown["weeks"]] == [("2026-11-02", 1, "18.00")]
    history = json.loads(duly("rates", "show", "RU-1", "--json")[1])["history"]
    assert [h["rate"] for h in history] == ["R-1", "RU-1", "R-1", "RU-1"]
    assert len(json.loads(duly("rates", "list", "--on", "any", "--contract", "C-1", "--json")[1])) == 3
    assert duly("rates", "withdraw", ref, "--because", "x", "--as", "joan")[0] == exits.CONFLICT

    code, _, said = duly("rates", "take-back", ref, "--because", " ", "--as", "joan")
    assert (code, "Say why" in said) == (exits.CONFLICT, True)
    code, wrote, _ = duly("rates", "take-back", ref, "--because", "The wrong award.", "--as", "joan", "--json")
    assert (code, json.loads(wrote)["state"]) == (exits.DONE, "taken back")
    found = json.loads(duly("rates", "find", "C-1", "home-care", "--on", "2026-11-07", "--json")[1])
    assert found["rate"]["rate"] == "R-1"
    assert duly("rates", "take-back", ref, "--because", "Again.", "--as", "joan")[0] == exits.CONFLICT
    assert duly("rates", "take-back", "RB-404", "--because", "x", "--as", "joan")[0] == exits.INVALID


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["find", "C-1", "home-care", "--on", "soon"], exits.USAGE, "'soon' is not a day"),
        (["find", "C-1", "home-care", "--unit", "month"], exits.USAGE, "'month' is none of hour, night, week."),
        (["show", "R-404"], exits.INVALID, "There is no rate R-404."),
        (["adopt", "RB-404", "--as", "joan"], exits.INVALID, "There is no batch RB-404."),
        (["put-forward", "/nowhere.csv", "--as", "tom"], exits.INVALID, "/nowhere.csv cannot be read"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(people, duly, arguments, code, says):
    left, wrote, said = duly("rates", *arguments)

    assert (left, wrote) == (code, "")
    assert says in said
