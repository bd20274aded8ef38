"""How everything stands: a word without data for whoever watches, everything for officers in charge, a refusal for others."""

import json

import pytest
from django.db import OperationalError

from duly.office.health.reading import Reading
from duly.office.screens.health import pages

WELL = Reading("disk", "Room on the disk", "60 %", "15 %", "well", "60 GB are free.")
WATCH = Reading("drill", "Last restore", "never", "8 days", "watch", "A backup that was never restored is a hope.", "Restore one.")
ALARM = Reading("witness", "Last signed for", "never", "15 minutes", "alarm", "No witness is set.", "Set one.", measured=1_000)


@pytest.fixture
def stands(monkeypatch):
    """Makes everything stand as these readings say."""

    def as_told(*readings: Reading) -> None:
        monkeypatch.setattr(pages, "readings", lambda: readings)
        pages._lately.cache_clear()

    yield as_told
    pages._lately.cache_clear()


@pytest.mark.parametrize(
    ("readings", "status", "word"), [((WELL,), 200, "well"), ((WELL, WATCH), 200, "watch"), ((WELL, ALARM), 503, "alarm")]
)
def test_whoever_watches_is_told_one_word(client, db, stands, readings, status, word):
    stands(*readings)

    answer = client.get("/health")

    assert (answer.status_code, answer.json()) == (status, {"status": word})


def test_a_database_that_does_not_answer_is_told_too(client, db, stands, monkeypatch):
    def gone():
        raise OperationalError("nobody there")

    stands()
    monkeypatch.setattr(pages, "readings", gone)

    answer = client.get("/health")

    assert (answer.status_code, answer.json()) == (503, {"status": "down"})


def test_whoever_balances_asks_only_whether_it_serves(client, db, stands):
    stands(ALARM)

    assert (client.get("/health?serving").status_code, client.get("/health?serving").json()) == (200, {"status": "serving"})


def test_a_post_that_may_not_is_told_the_word_and_no_more(at_desk, stands):
    stands(WELL, ALARM)

    assert at_desk("tom").get("/health").json() == {"status": "alarm"}
    page = at_desk("tom").get("/health/")
    assert page.status_code == 403
    assert "No post you hold may see how everything stands" in page.content.decode()
    assert "No witness" not in page.content.decode()


def test_an_officer_in_charge_sees_everything_the_worst_first(at_desk, stands):
    stands(WELL, WATCH, ALARM)

    page = at_desk("grace").get("/health/").content.decode()

    assert page.index("No witness is set.") < page.index("A backup that was never restored") < page.index("60 GB are free.")
    assert "2 of 3 need somebody." in page


def test_one_state_is_shown_alone(at_desk, stands):
    stands(WELL, WATCH, ALARM)

    page = at_desk("grace").get("/health/?state=watch").content.decode()

    assert "never restored" in page
    assert "No witness is set." not in page


def test_the_same_is_had_as_csv_and_json_with_its_figures(at_desk, stands):
    stands(WELL, ALARM)

    table = at_desk("grace").get("/health/?format=csv")
    told = at_desk("grace").get("/health/?format=json").json()
    word = at_desk("grace").get("/health")

    assert "witness,Last signed for,alarm,never,15 minutes,1000,No witness is set.,Set one." in table.content.decode()
    assert [(one["code"], one["state"], one["measured"]) for one in told["items"]] == [("disk", "well", None), ("witness", "alarm", 1000)]
    assert (word.status_code, json.loads(word.content)) == (503, told)


def test_it_stands_on_what_is_really_so(at_desk):
    page = at_desk("grace").get("/health/").content.decode()

    assert "Everything is as set-up left it." in page
    assert "Every journal adds up to nothing." in page


def test_the_first_page_leads_an_officer_in_charge_there_and_nobody_else(at_desk):
    assert "Alarms and warnings" in at_desk("grace").get("/").content.decode()
    assert "Alarms and warnings" not in at_desk("tom").get("/").content.decode()
