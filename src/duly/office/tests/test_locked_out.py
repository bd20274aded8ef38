"""Five failures lock one officer, from everywhere, for five minutes; nobody else; and somebody with the power may unlock."""

import html

import pytest
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client

from duly.core.people import actions, queries
from duly.core.people.models import Officer
from duly.core.record.queries import how_many
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.office import unlocking
from duly.office.tests.conftest import APRIL, PASSWORD
from duly.office.tests.test_signin import code_now
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

OTHER_ADDRESS = "198.51.100.9"


@pytest.fixture
def door(office) -> dict[str, str]:
    """The office, under a scheme that lets Grace unlock."""
    cache.clear()
    rules = [("sign-in.unlock", Row("1.1", "auditor", (), "Auditors unlock."))]
    adopt(office="Another", number=1, title="Signing in", starts=APRIL, rules=rules, by=SYSTEM)
    return office


def tries(username: str, password: str = "not that", *, at: str = "192.0.2.7"):
    return Client(REMOTE_ADDR=at).post("/sign-in/", {"login": username, "password": password})


def lock(username: str = "tom") -> None:
    for _ in range(5):
        assert tries(username).status_code == 200


def log(ref: str = "") -> list[str]:
    return [one.what for one in reversed(queries.sign_ins(ref))]


def test_five_failures_lock_the_officer_from_every_address(door):
    lock()

    answer = tries("tom", PASSWORD, at=OTHER_ADDRESS)

    assert answer.status_code == 429
    page = html.unescape(answer.content.decode())
    until = queries.locked_at("tom")
    assert "Too many tries to sign in with this name failed, so it is locked until" in page
    assert "ask the Auditor to unlock it" in page
    assert "<h1>Locked for now</h1>" in page
    assert until is not None
    assert until.strftime("%M") in page
    assert log(door["tom"]) == ["refused"] * 5 + ["locked"]


def test_four_failures_do_not(door):
    for _ in range(4):
        tries("tom")

    assert tries("tom", PASSWORD).status_code == 302
    assert log(door["tom"]) == ["refused"] * 4 + ["signed in"]


def test_others_at_the_same_address_are_not_touched(door):
    lock()

    assert tries("grace", PASSWORD).status_code == 302


def test_a_name_written_another_way_is_the_same_officer(door):
    for name in ("tom", "TOM", "Tom", " tom ", "toM"):
        tries(name)

    assert tries("tom", PASSWORD).status_code == 429


def test_a_name_nobody_has_is_locked_alike_and_not_kept(door):
    for _ in range(5):
        assert tries("my secret password").status_code == 200

    assert tries("my secret password").status_code == 429
    assert [(one.what, one.officer_ref, one.how, one.address) for one in queries.sign_ins()] == [
        ("refused", "", "password", "192.0.2.7")
    ] * 5


def test_it_ends_by_itself_after_five_minutes(door, monkeypatch):
    lock()
    import time

    later = time.time() + 301
    monkeypatch.setattr(time, "time", lambda: later)

    assert tries("tom", PASSWORD).status_code == 302


def test_somebody_with_the_power_unlocks_and_the_record_says_why(door, at_desk):
    lock()
    grace = at_desk("grace")
    assert "Tom Example (tom) is locked out until" in grace.get("/people/sign-in/").content.decode()

    answer = grace.post(f"/people/sign-in/{door['tom']}/unlock/", {"because": "He rang from his desk."})

    assert answer.status_code == 302
    assert "Nobody is locked out." in grace.get("/people/sign-in/").content.decode()
    assert log(door["tom"])[-1] == "unlocked"
    assert tries("tom", PASSWORD).status_code == 302


def refused(client, ref: str, because: str, sentence: str, status: int = 409) -> None:
    before = how_many()
    answer = client.post(f"/people/sign-in/{ref}/unlock/", {"because": because})
    assert (answer.status_code, how_many()) == (status, before)
    assert sentence in html.unescape(answer.content.decode())


def test_unlocking_is_refused_in_words(door, at_desk):
    grace = at_desk("grace")
    refused(grace, door["tom"], "He rang.", "Tom Example is not locked out.")
    lock("tom")
    lock("grace")
    refused(grace, door["tom"], " ", "Say how you know it is them.")
    refused(grace, door["grace"], "It is me.", "It is your own sign-in, so somebody else must unlock it.")
    assert grace.post("/people/sign-in/O-9999/unlock/", {"because": "x"}).status_code == 404
    refused(at_desk("tom"), door["grace"], "She rang.", "No post you hold may", status=403)
    assert tries("tom", PASSWORD).status_code == 429


def test_wrong_codes_lock_the_second_step_and_unlocking_opens_it(door, client):
    client.post("/sign-in/", {"login": "tom", "password": PASSWORD})
    client.post("/sign-in/again/?next=/me/second-step/app/", {"password": PASSWORD})
    secret = client.get("/me/second-step/app/").context_data["form"].secret
    client.post("/me/second-step/app/", {"code": code_now(secret)})
    client.post("/sign-out/")
    client.post("/sign-in/", {"login": "tom", "password": PASSWORD})
    for _ in range(5):
        assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 200

    assert client.post("/sign-in/code/", {"code": code_now(secret, step=1)}).status_code == 429

    assert log(door["tom"])[1:] == ["refused"] * 5 + ["locked"]
    actions.unlock_sign_in(door["tom"], because="He rang.", by=SYSTEM)
    assert client.post("/sign-in/code/", {"code": code_now(secret, step=1)}).status_code == 302
    assert queries.sign_ins(door["tom"])[0].how == "password and authenticator app"


def test_only_an_unlocker_sees_the_log_and_as_csv_and_json(door, at_desk):
    lock()

    assert at_desk("tom").get("/people/sign-in/").status_code == 403
    grace = at_desk("grace")
    assert b"locked" in grace.get("/people/sign-in/?what=locked&format=csv").content
    assert grace.get("/people/sign-in/?what=locked&format=json").json()["items"][0]["officer_ref"] == door["tom"]


def test_the_scheme_is_asked_before_anything_is_unlocked(door):
    lock()
    tom = queries.actor(door["tom"], on=APRIL)

    with pytest.raises(Refused) as told:
        unlocking.unlock(door["grace"], because="She rang.", by=tom)

    assert told.value.refusal.code.startswith("scheme-")


@pytest.mark.parametrize(
    "statement",
    ["UPDATE people_signin SET what = 'signed in'", "DELETE FROM people_signin"],
)
def test_the_log_is_only_added_to(door, statement):
    tries("tom")

    with pytest.raises(IntegrityError, match="kept as it was written"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert log(door["tom"]) == ["refused"]


@pytest.mark.parametrize(
    ("constraint", "values"),
    [("sign_in_is_of_a_kind", {"what": "tidied"}), ("only_a_refusal_is_of_nobody", {"what": "locked", "officer": None})],
)
def test_the_log_holds_only_what_makes_sense(door, constraint, values):
    from duly.core.people.models import SignIn
    from duly.core.record.clock import now

    tom = Officer.objects.get(ref=door["tom"])
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        SignIn.objects.create(**{"at": now(), "officer": tom, "what": "refused", "how": "", "address": "", "device": ""} | values)


def test_the_log_is_a_list_with_filters_columns_and_files(door, client):
    tries("tom")
    tries("nobody-at-all")
    client.force_login(Officer.objects.get(username="grace"), backend="allauth.account.auth_backends.AuthenticationBackend")

    every = client.get("/people/sign-in/?format=json").json()
    of_tom = client.get(f"/people/sign-in/?format=json&officer_ref={door['tom']}").json()
    page = client.get("/people/sign-in/?what=refused&columns=at,name").content.decode()

    assert [one["what"] for one in of_tom["items"]] == ["refused"]
    assert every["total"] > of_tom["total"]
    assert "Tom Example" in page
    assert "Address</th>" not in page
    assert "/views/?page=%2Fpeople%2Fsign-in%2F" in page
