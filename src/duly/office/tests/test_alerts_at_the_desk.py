"""Who is told of what, on the page of alerts and at the bell of every page."""

import json
import re

import pytest
from django.core.cache import cache

from duly.core.desk.actions import keep_draft, park
from duly.core.intake.events import ImportRefused
from duly.core.jobs.models import Job
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.office.at_a_glance import KEPT_SECONDS
from duly.payments.runs.events import RunPrepared, RunReopened
from duly.primitives.actor import Actor


@pytest.fixture
def happened(office):
    """Write entries as they would be written: a run of tom's sent back by grace, another he reopened himself, and a file of his refused."""
    tom, grace = Actor(office["tom"], "Tom", ("payments-officer",)), Actor(office["grace"], "Grace", ("auditor",))
    with unit_of_work() as record:
        record.write(RunPrepared("HC-2026-W45", 1, 2, 3, 4_00, "0" * 64), by=tom)
        record.write(RunReopened("HC-2026-W45", 2, "The third line is wrong"), by=grace)
        record.write(RunPrepared("HC-2026-W44", 1, 2, 3, 4_00, "0" * 64), by=tom)
        record.write(RunReopened("HC-2026-W44", 2, "A line is missing"), by=tom)
        record.write(ImportRefused("IM-0001", 1, "visits", "", "faults", 3, "0" * 64, "", "march.csv"), by=tom)
    return tom, grace


def bell(page: str) -> int:
    found = re.search(r'bell-count">(\d+)<', page)
    return int(found[1]) if found else 0


def test_those_it_concerns_are_told_and_whoever_did_it_is_not(at_desk, happened):
    page = at_desk("tom").get("/alerts/").content.decode()

    assert "A run was sent back" in page
    assert "The third line is wrong" in page
    assert "A file was refused" in page
    assert bell(page) == 2
    assert bell(at_desk("grace").get("/alerts/").content.decode()) == 0


def test_an_alert_outlives_everything_but_its_acknowledgement(at_desk, happened):
    tom = at_desk("tom")
    first = json.loads(tom.get("/alerts/?format=json").content)["items"]
    assert [one["state"] for one in first] == ["To acknowledge"] * 2
    for _ in range(3):
        cache.clear()
        assert bell(tom.get("/me/").content.decode()) == 2, "looked at, and looked for again, it stands"
    ids = re.findall(r'name="alert" value="(\d+)"', tom.get("/alerts/").content.decode())

    tom.post("/alerts/acknowledge/", {"alert": [ids[0], "nonsense", "9" * 30]})

    page = tom.get("/alerts/").content.decode()
    assert bell(page) == 1, "counted afresh for whoever did something"
    assert "1 acknowledged" in page
    csv = tom.get("/alerts/?format=csv&state=Acknowledged").content.decode("utf-8-sig")
    assert csv.count("\r\n") == 2
    assert tom.get("/alerts/acknowledge/").status_code == 405


def test_work_put_aside_that_another_decides_and_work_that_failed_are_told(at_desk, happened):
    tom, grace = happened
    park("/runs/HC-2026-W45/?x=1", "Run", {}, officer=tom.ref)
    keep_draft("/exceptions/", "line 7", {"note": ["x"]}, officer=tom.ref)
    Job.objects.create(
        ref="J-0007",
        kind="k",
        title="t",
        state="failed",
        error="It broke.",
        asked_by=tom.ref,
        asked_by_name="Tom",
        asked_at=now(),
        finished_at=now(),
    )
    with unit_of_work() as record:
        record.write(RunReopened("HC-2026-W45", 3, "Again"), by=grace)

    page = at_desk("tom").get("/alerts/").content.decode()

    assert "What you had put aside was decided by another" in page
    assert "J-0007: It broke." in page
    assert bell(page) == 5


def test_a_page_asks_the_cache_once_and_nothing_else_for_its_counts(at_desk, happened, django_assert_num_queries):
    from duly.office.at_a_glance import glance

    tom, _ = happened
    first = glance(tom, {"payments"})

    with django_assert_num_queries(1):
        assert glance(tom, {"payments"}) == first
    assert KEPT_SECONDS <= 30
