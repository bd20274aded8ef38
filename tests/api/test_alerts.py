"""Alerts by a program: its officer's own, and acknowledged once, with the token that asked it in the record."""

import uuid

from duly.core.alerts.actions import News, raise_all
from duly.core.record.clock import now
from duly.core.record.queries import history


def told(officer: str, name: str) -> None:
    raise_all([News(officer, name, "A file was refused", "/imports/", now(), words="march.csv")])


def test_a_program_lists_its_officers_alerts_and_acknowledges_them_once(of):
    tom, joan, key = of("tom", "read:desk", "write:desk"), of("joan"), str(uuid.uuid4())
    told(tom.by.ref, "test:1")
    told(joan.by.ref, "test:2")

    stands = tom.get("/alerts/?state=To acknowledge&q=march").json()
    body = {"alerts": [int(one["key"]) for one in stands["items"]] + [10**9]}
    theirs = [int(one["key"]) for one in joan.get("/alerts/?q=march").json()["items"]]
    first = tom.post("/alerts/acknowledge/", {"alerts": body["alerts"] + theirs}, key=key)
    again = tom.post("/alerts/acknowledge/", {"alerts": body["alerts"] + theirs}, key=key)

    assert [one["says"] for one in stands["items"]] == ["march.csv"]
    assert (first.status_code, again.status_code, again.json()) == (200, 200, first.json())
    assert tom.get("/alerts/?state=To acknowledge&q=march").json()["total"] == 0
    assert joan.get("/alerts/?state=To acknowledge&q=march").json()["total"] == 1, "those of others are left as they are"
    assert sum(one.action == "alerts.acknowledged" for one in history("alerts of a person", tom.by.ref)) == 1


def test_a_token_that_only_reads_acknowledges_nothing(of):
    reader = of("tom", "read:desk")

    assert reader.post("/alerts/acknowledge/", {"alerts": [1]}).status_code == 403
    assert of("tom", "read:payments").get("/alerts/").status_code == 403
