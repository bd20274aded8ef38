"""Sessions: listed with where and when, ended one by one or all but this, at once."""

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client

from duly.office.screens.signin.devices import called
from duly.office.tests.conftest import PASSWORD

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1"
MINE = "/me/sessions/"


def signed_in(username: str, *, at: str, using: str) -> Client:
    client = Client(REMOTE_ADDR=at, HTTP_USER_AGENT=using)
    assert client.post("/sign-in/", {"login": username, "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def desk(office) -> Client:
    """Tom at his desk."""
    cache.clear()
    return signed_in("tom", at="192.0.2.7", using=FIREFOX)


@pytest.fixture
def telephone(desk) -> Client:
    """Tom on a telephone, somewhere else."""
    return signed_in("tom", at="198.51.100.9", using=IPHONE)


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def says(client: Client) -> str:
    return html.unescape(client.get(MINE).content.decode())


def number_of(client: Client, device: str) -> str:
    """What ticking a device's session sends."""
    return re.search(rf'value="(\d+)"[^>]*aria-label="[^"]*{device}', says(client)).group(1)


def test_every_session_is_listed_with_its_device_and_address(desk, telephone):
    page = says(desk)

    for words in ("Firefox on Windows", "this one", "192.0.2.7", "Safari on an iPhone", "198.51.100.9"):
        assert words in page


def test_one_session_is_ended_at_once(desk, telephone):
    answer = desk.post(MINE, {"session": number_of(desk, "Safari on an iPhone")})

    assert answer.status_code == 302
    assert "1 session has ended" in says(desk)
    assert not is_in(telephone)
    assert is_in(desk)


def test_all_others_are_ended_and_this_one_stays(desk, telephone):
    third = signed_in("tom", at="192.0.2.8", using=FIREFOX)

    desk.post(MINE, {"others": "yes"})

    assert (is_in(desk), is_in(telephone), is_in(third)) == (True, False, False)


def test_ending_ones_own_session_signs_out(desk):
    assert desk.post(MINE, {"session": number_of(desk, "Firefox on Windows")}).headers["Location"] == "/sign-in/"
    assert not is_in(desk)


def test_nobody_ends_anybody_elses(desk):
    grace = signed_in("grace", at="192.0.2.9", using=FIREFOX)

    answer = desk.post(MINE, {"session": number_of(grace, "Firefox on Windows")})

    assert answer.status_code == 422
    assert "Tick a session to end." in answer.content.decode()
    assert is_in(grace)


def test_nothing_to_end_is_said(desk):
    assert "You have no other session." in desk.post(MINE, {"others": "yes"}).content.decode()


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge on Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.5.0", "curl/8.5.0"),
        ("", "not said"),
    ],
)
def test_a_browser_is_called_as_a_person_would(user_agent, words):
    assert called(user_agent) == words
