"""Signing in: a password, a second step, and in a practice copy a desk."""

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from duly.office.tests.conftest import PASSWORD


def code_now(secret: str, *, step: int = 0) -> str:
    """What the authenticator app shows now, or some steps of thirty seconds later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


@pytest.fixture(autouse=True)
def forget_earlier_tries(db):
    from django.core.cache import cache

    cache.clear()


def test_every_page_asks_who_you_are(client, office):
    for address in ("/", "/delegation/", "/record/", "/people/"):
        assert client.get(address).headers["Location"].startswith("/sign-in/")


def test_a_password_signs_in(client, office):
    answer = client.post("/sign-in/", {"login": "tom", "password": PASSWORD})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "Good day, Tom Example" in client.get("/").content.decode()


def test_a_wrong_password_does_not_and_says_so(client, office):
    answer = client.post("/sign-in/", {"login": "tom", "password": "not that"})

    assert answer.status_code == 200
    assert answer.content.decode().count("There is a problem") == 1
    assert "not that" not in answer.content.decode(), "what was typed as a password is never sent back"
    assert client.get("/").status_code == 302


def test_a_second_step_is_set_up_and_then_asked_for(client, office):
    client.post("/sign-in/", {"login": "tom", "password": PASSWORD})
    assert client.get("/me/second-step/app/").headers["Location"].startswith("/sign-in/again/"), "it asks once more that it is you"
    client.post("/sign-in/again/?next=/me/second-step/app/", {"password": PASSWORD})
    page = client.get("/me/second-step/app/")
    secret = page.context_data["form"].secret
    assert client.post("/me/second-step/app/", {"code": code_now(secret)}).status_code == 302
    client.post("/sign-out/")

    answer = client.post("/sign-in/", {"login": "tom", "password": PASSWORD})

    assert answer.headers["Location"].startswith("/sign-in/code/")
    assert client.get("/").status_code == 302, "a password alone no longer signs in"
    client.post("/sign-in/code/", {"code": code_now(secret, step=1)})
    assert client.get("/").status_code == 200


def test_nobody_can_sign_themselves_up(client, office):
    for address in ("/accounts/signup/", "/sign-up/", "/accounts/login/"):
        assert client.get(address).status_code in (302, 404)


def test_desks_are_in_a_practice_copy_only(client, office, settings):
    settings.DEMO = False
    assert client.get("/desks/").status_code == 404
    assert client.post("/desks/sit/", {"username": "tom"}).status_code == 404

    settings.DEMO = True
    assert "Payments Officer" in client.get("/desks/").content.decode()
    client.post("/desks/sit/", {"username": "tom"})
    assert "Good day, Tom Example" in client.get("/").content.decode()


def test_an_address_where_nothing_is_says_so_in_a_page_of_ours(client, office):
    client.post("/sign-in/", {"login": "tom", "password": PASSWORD})

    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "Nothing has this address." in answer.content.decode()
