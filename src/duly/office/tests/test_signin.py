"""Signing in: a password, a second step, and in a practice copy a desk."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.db import connection

from duly.office.tests.conftest import PASSWORD
from duly.site.second_steps import seal_what_is_clear


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


def kept_of_second_steps() -> str:
    """Everything the database keeps of apps and recovery codes, as it is kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        return cursor.fetchone()[0]


def test_what_an_app_shares_with_us_is_kept_sealed_and_recovery_codes_too(client, office):
    client.post("/sign-in/", {"login": "tom", "password": PASSWORD})
    client.post("/sign-in/again/?next=/me/second-step/app/", {"password": PASSWORD})
    secret = client.get("/me/second-step/app/").context_data["form"].secret
    client.post("/me/second-step/app/", {"code": code_now(secret)})

    app, codes = (Authenticator.objects.get(type=kind) for kind in ("totp", "recovery_codes"))
    shown = codes.wrap().get_unused_codes()

    assert secret not in kept_of_second_steps()
    assert app.wrap().validate_code(code_now(secret, step=1))
    assert len(shown) == 10
    assert codes.wrap().validate_code(shown[0])
    assert codes.data["seed"].startswith("sealed:")


def test_what_an_earlier_version_kept_in_the_clear_works_and_is_sealed_by_setting_up_again(client, office):
    tom = get_user_model().objects.get(username="tom")
    kept = Authenticator.objects.create(user=tom, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    assert kept.wrap().validate_code(code_now("JBSWY3DPEHPK3PXP"))

    assert (seal_what_is_clear(), seal_what_is_clear()) == (1, 0)

    kept.refresh_from_db()
    assert "JBSWY3DPEHPK3PXP" not in kept_of_second_steps()
    assert kept.wrap().validate_code(code_now("JBSWY3DPEHPK3PXP", step=1))


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
