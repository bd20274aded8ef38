"""An error nobody expected is a page of ours with a reference, and a line in the log that finds it, with nothing of what it was about."""

import logging

import pytest
from django.test import Client, RequestFactory

from duly.primitives.refusal import Refusal, Refused
from duly.site import faults

SECRET = "81627354"


@pytest.fixture
def broken(monkeypatch, db):
    """A page that falls over with a secret in its mouth."""

    def fall(*_given, **_named):
        account_number = int(SECRET)
        try:
            raise KeyError(f"cause {account_number}")
        except KeyError as cause:
            raise ValueError(f"not so: {SECRET}") from cause

    monkeypatch.setattr("duly.site.asking.people.posts_held", fall)
    return fall


@pytest.fixture
def told(monkeypatch):
    """Every line the console would be told."""
    lines: list[str] = []

    class Keeping(logging.Handler):
        def emit(self, record):
            lines.append(faults.WithoutData().format(record))

    handler = Keeping()
    logging.getLogger().addHandler(handler)
    yield lines
    logging.getLogger().removeHandler(handler)


def test_the_page_and_the_log_share_a_reference_and_hold_no_data(broken, told, django_user_model):
    from duly.core.people.actions import add_officer
    from duly.core.people.models import Officer
    from duly.primitives.actor import SYSTEM

    add_officer(username="tom", name="Tom", email="tom@example.org", password=None, by=SYSTEM)
    client = Client(raise_request_exception=False)
    client.force_login(Officer.objects.get(username="tom"), backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = client.get("/")
    page = answer.content.decode()

    assert answer.status_code == 500
    assert "Something went wrong here" in page
    assert "look whether it was before you send it again" in page
    (line,) = [line for line in told if "Internal Server Error" in line]
    reference = line.partition("E-")[2][:8]
    assert len(reference) == 8
    assert f"E-{reference}" in page
    assert "builtins.ValueError" in line
    assert "builtins.KeyError" in line
    assert f"{__file__}:" in line
    assert SECRET not in line + page


def test_a_page_that_cannot_even_be_drawn_still_gives_the_reference(monkeypatch):
    monkeypatch.setattr(faults, "render", lambda *a, **k: 1 / 0)

    answer = faults.fault(RequestFactory().get("/"))

    assert answer.status_code == 500
    assert answer.content.decode().startswith("Something went wrong here. Give this reference to whoever looks after Duly: E-")


def test_a_refusal_that_a_page_did_not_expect_is_its_sentence(monkeypatch, db):
    def refuse(*_given, **_named):
        raise Refused(Refusal("key-lost", "The key 0a1b2c3d is not in the folder of keys."))

    from duly.core.people.actions import add_officer
    from duly.core.people.models import Officer
    from duly.primitives.actor import SYSTEM

    add_officer(username="tom", name="Tom", email="tom@example.org", password=None, by=SYSTEM)
    client = Client()
    client.force_login(Officer.objects.get(username="tom"), backend="allauth.account.auth_backends.AuthenticationBackend")
    monkeypatch.setattr("duly.office.screens.me.pages.show", refuse)

    answer = client.get("/me/")

    assert answer.status_code == 409
    assert "The key 0a1b2c3d is not in the folder of keys." in answer.content.decode()


def test_nobody_is_mailed_an_error():
    assert logging.getLogger("django").handlers == []
    assert logging.getLogger("django").propagate
