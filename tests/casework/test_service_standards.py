"""All that came is accounted for under the service standards, month by month, on the page, by command and to programs."""

import json
from datetime import timedelta

import pytest

from duly.casework import flow
from duly.casework.correspondence import actions as post
from duly.core.calendar.queries import add_working_days
from duly.core.record.clock import today

STANDARDS = "/post/standards/"


@pytest.fixture
def came(office, mail, outbox):
    """Four letters: one answered late, one acknowledged, one settled at once, one left; by what became of them."""
    by, long_ago = office["executive-assistant"], today() - timedelta(days=60)

    def letter(name, received):
        why = "It lay in another office." if received != today() else ""
        return flow.register_post(
            f"{name}.eml", mail(name, f"{name} happened.", f"<{name}@x>"), received_on=received, why_late=why, by=by
        ).ref

    refs = {
        "late": letter("late", long_ago),
        "left": letter("left", long_ago),
        "told": letter("told", today()),
        "done": letter("done", today()),
    }
    flow.acknowledge(refs["told"], by=by)
    for name in ("late", "done"):
        post.triage(refs[name], way="no reply", direct_to="", next_action="None", owner=by.ref, by=by)
        post.close(refs[name], outcome="file", principles=("customer focus",), because="Filed.", by=by)
    return refs


def standing(of):
    return {(one.item.ref, one.standard): one.standing for one in flow.under_standards(on=today())}[of]


def test_each_item_stands_under_each_standard_once_and_what_settles_it_acknowledges_it(came):
    answer, told = "post-answer", "post-acknowledgement"

    assert [standing((came[name], answer)) for name in ("late", "left", "told", "done")] == [
        "late",
        "open, overdue",
        "open, within",
        "on time",
    ]
    assert [standing((came[name], told)) for name in ("late", "left", "told", "done")] == ["late", "open, overdue", "on time", "on time"]
    assert len(flow.under_standards(on=today())) == 2 * len(came)


def test_the_last_day_is_reckoned_by_the_clocks_rule_in_working_days(came):
    due = {one.standard: one.due for one in flow.under_standards(on=today()) if one.item.ref == came["told"]}

    assert due == {"post-acknowledgement": add_working_days(today(), 2).day, "post-answer": add_working_days(today(), 20).day}


def test_the_parts_come_to_what_was_received_and_each_figure_leads_to_its_items(came, at_desk):
    desk = at_desk("investigator")
    page = desk.get(STANDARDS).content.decode()
    rows = desk.get(f"{STANDARDS}?format=json").json()["items"]
    assert sum(row["received"] for row in rows) == 2 * len(came)
    for row in rows:
        parts = {"on time": row["on_time"], "late": row["late"], "open, within": row["within"], "open, overdue": row["overdue"]}
        assert sum(parts.values()) == row["received"]
        for stands, count in parts.items():
            behind = desk.get(
                f"{STANDARDS}items/", {"month": row["month"], "standard": row["standard"], "standing": stands, "format": "json"}
            ).json()
            assert (len(behind["items"]), behind["not_understood"]) == (count, [])
    assert "standing=open%2C+overdue" in page
    assert "1 open and overdue" in page
    assert came["left"] in desk.get(f"{STANDARDS}items/?standing=open%2C+overdue").content.decode()


def test_they_are_told_by_command(came, monkeypatch):
    from contextlib import nullcontext

    from typer.testing import CliRunner

    from duly.cli import post as command

    monkeypatch.setattr(command, "open_office", nullcontext)
    told = CliRunner().invoke(command.app, ["standards", "--json"])

    assert told.exit_code == 0, told.output
    assert sum(row["received"] for row in json.loads(told.output)) == 2 * len(came)
