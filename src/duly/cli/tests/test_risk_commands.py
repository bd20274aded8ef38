"""Risk by command: assessed from options or a file, listed, on the agenda; somebody above asked, and answering."""

import json
from datetime import timedelta

from duly.casework import flow
from duly.cli import exits
from duly.core.record.clock import today
from duly.office.practice.people import DESKS
from tests.proofs import ground

NAMED = {post: username for _, _, post, _, username, _ in DESKS}


def test_a_case_is_assessed_put_on_the_agenda_and_somebody_above_asked_and_answering(people, duly, tmp_path):
    case, manager, head = ground.a_case(people), NAMED["casework-manager"], NAMED["head-of-casework"]
    flow.risk_due(case, trigger="press", source="The Echo", by=people["casework-manager"])

    def told(*arguments: object) -> dict | list:
        return json.loads(duly("risk", *arguments, "--json")[1])

    assert told("list", "--due")[0]["assessment"] == "never assessed"
    code, _, said = duly("risk", "assess", case, "--score", "safety", "--as", manager)
    assert (code, "says no points" in said) == (exits.INVALID, True)
    code, _, said = duly("risk", "assess", case, "--score", "safety=3:", "--as", manager)
    assert (code, "rest on" in said) == (exits.CONFLICT, True)
    done = told("assess", case, "--score", "safety=3:She wrote it.", "--mitigation", "We ring.", "--as", manager)
    assert (done["level"], done["points"]) == ("high", 3)
    assert told("list", "--due") == []
    (tmp_path / "risk.json").write_text(
        json.dumps({"points": {"legal": 2}, "evidence": {"legal": "A letter."}, "mitigation": "Legal sees it."})
    )
    assert told("assess", case, "--file", tmp_path / "risk.json", "--as", manager)["number"] == 2
    (tmp_path / "risk.json").write_text('{"points": {"legal": "two"}}')
    assert duly("risk", "assess", case, "--file", tmp_path / "risk.json", "--as", manager)[0] == exits.INVALID
    assert told("show", case)["changed"][0].startswith("Safety of a person")
    month = (today().replace(day=1) + timedelta(days=32)).strftime("%Y-%m")
    assert told("agenda", month)[0]["case"] == case
    assert duly("risk", "agenda", "soon")[0] == exits.INVALID
    assert told("due") == []

    asked = told("ask", case, "--rung", "seek view", "--of", head, "--words", "May we?", "--as", manager)
    assert told("involved", "--waiting")[0]["standing"] == "asked"
    assert told("answer", asked["ref"], "--as", head)["standing"] == "acknowledged"
    assert told("answer", asked["ref"], "--words", "Yes.", "--as", head)["standing"] == "view given"
    ground.brought_in(people, case)
    assert told("work", "--open")[0]["terms"] == "Read the file."
