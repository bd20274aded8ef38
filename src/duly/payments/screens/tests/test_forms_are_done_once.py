"""A form that moves money is done once, however often it is sent: the same again has the same answer, another body is refused."""

import html
import re
import uuid

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from duly.core.once.models import FormDone
from duly.core.record.queries import how_many
from duly.payments import flow
from duly.payments.banking import queries
from duly.payments.runs import queries as runs


@pytest.fixture
def approved(judged, office):
    from duly.payments.screens.runs.forms import offered

    drafted = flow.draft_run(week=judged_week(), category="HC", pay_date=_pay_day(offered), by=office["tom"]).run
    run = flow.prepare_run(drafted.ref, by=office["tom"])
    flow.approve_run(run.ref, seen_sha256=run.content_sha256, by=office["joan"])
    return run.ref


def judged_week():
    from duly.payments.screens.tests.conftest import WEEK

    return WEEK


def _pay_day(offered):
    from datetime import date

    return date(2026, 11, 20)


def key_on(client, address):
    return re.search(r'name="form_key" value="([0-9a-f-]{36})"', client.get(address).content.decode())[1]


def test_a_release_sent_twice_is_one_file_and_the_same_answer(approved, at_desk):
    femi, address = at_desk("femi"), f"/runs/{approved}/file/"
    key = key_on(femi, address)

    first = femi.post(address, {"form_key": key})
    before = how_many()
    again = femi.post(address, {"form_key": key})

    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert (len(queries.files(approved)), how_many()) == (1, before)
    assert "it was not done again" in html.unescape(femi.get(address).content.decode())


def test_the_same_key_with_something_else_in_the_form_is_refused_with_422(approved, at_desk):
    femi, address = at_desk("femi"), f"/runs/{approved}/file/"
    key = key_on(femi, address)
    femi.post(address, {"form_key": key})

    other = femi.post(address, {"form_key": key, "more": "words"})
    elsewhere = femi.post(f"{address}ask-to-void/", {"form_key": key, "because": "A mistake."})

    assert (other.status_code, elsewhere.status_code) == (422, 422)
    assert "This form was sent before, with something else in it." in html.unescape(other.content.decode())
    assert queries.unvoided_file(approved).state == "issued"


def test_what_was_refused_may_be_sent_again(approved, at_desk):
    joan, address = at_desk("joan"), f"/runs/{approved}/file/"
    key = key_on(joan, address)

    assert [joan.post(address, {"form_key": key}).status_code for _ in range(2)] == [409, 409]
    assert FormDone.objects.count() == 0


def test_a_key_that_is_none_is_refused(approved, at_desk):
    assert at_desk("femi").post(f"/runs/{approved}/file/", {"form_key": "x"}).status_code == 422
    assert queries.files(approved) == ()


def test_a_form_still_being_done_is_refused_with_409(approved, at_desk, monkeypatch):
    monkeypatch.setattr("duly.core.once.actions._alone", lambda key: False)

    answer = at_desk("femi").post(f"/runs/{approved}/file/", {"form_key": str(uuid.uuid4())})

    assert answer.status_code == 409
    assert "still being done" in answer.content.decode()
    assert runs.run(approved).state == "approved"


@pytest.mark.parametrize("change", ["UPDATE once_formdone SET answer = '/'", "DELETE FROM once_formdone"])
def test_the_keys_of_forms_never_expire(approved, at_desk, change):
    femi, address = at_desk("femi"), f"/runs/{approved}/file/"
    femi.post(address, {"form_key": key_on(femi, address)})

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_whoever_voids_a_file_reads_why_it_was_asked(approved, at_desk):
    femi, address = at_desk("femi"), f"/runs/{approved}/file/"
    femi.post(address, {"form_key": key_on(femi, address)})
    before = html.unescape(femi.get(address).content.decode())

    femi.post(f"{address}ask-to-void/", {"form_key": key_on(femi, address), "because": "The bank has it wrong."})

    page = html.unescape(at_desk("rhona").get(address).content.decode())
    assert "The bank has it wrong." in page
    assert "The bank has it wrong." not in before
