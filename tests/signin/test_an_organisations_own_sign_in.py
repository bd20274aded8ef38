"""An organisation's own sign-in, against a provider of its own on this machine: who is let in, who is turned away, and in a real browser."""

import html
from contextlib import ExitStack
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from oidc_provider_mock import User, run_server_in_thread

from duly.core.people import queries
from duly.core.people.models import Officer
from duly.office.screens.signin.urls import KEY
from duly.office.tests.conftest import put_in_post, references
from duly.site.organisation import Organisation, organisation

BEGIN, BACK = "/sign-in/organisation/", "/sign-in/organisation/back/"
PEOPLE = {
    "s-tom": {"email": "Tom@Example.org", "email_verified": True},
    "s-other-tom": {"email": "tom@example.org", "email_verified": True},
    "s-unvouched": {"email": "grace@example.org", "email_verified": False},
    "s-stranger": {"email": "stranger@example.org", "email_verified": True},
}


@pytest.fixture(scope="module")
def issuer():
    """A provider that knows four people."""
    with ExitStack() as stack:
        known = [User(sub=sub, claims=claims) for sub, claims in PEOPLE.items()]
        server = stack.enter_context(run_server_in_thread(user_claims=known))
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def provider(issuer, settings):
    """This installation, told of that provider."""
    told = Organisation(issuer=issuer, client_id="duly", secret="a secret", name="Northmere Council", origins=(issuer,))
    app = told.providers["openid_connect"]["APPS"][0] | KEY  # what addresses were made with
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    settings.ORGANISATION = told
    policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy | {"form-action": ["'self'", issuer]}}
    return told


@pytest.fixture
def officers(db) -> dict[str, str]:
    """Two officers' references by username."""
    put_in_post()
    return references()


@pytest.fixture
def door(provider, officers):
    """Come to the door as one of the provider's people. Gives the browser and the last answer."""

    def come(sub: str, client: Client | None = None, *, begin: str = BEGIN):
        client = client or Client()
        sent = client.post(begin).headers["Location"]
        there = requests.post(sent, data={"sub": sub}, allow_redirects=False, timeout=10)
        back = urlsplit(there.headers["Location"])
        assert back.path == BACK
        return client, client.get(f"{back.path}?{back.query}")

    return come


def says(answer) -> str:
    return html.unescape(answer.content.decode())


def test_an_officer_is_let_in_by_a_vouched_for_address_and_bound(door, officers):
    client, answer = door("s-tom")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert "Good day, Tom Example" in client.get("/").content.decode()
    assert queries.sign_ins(officers["tom"])[0].how == "the organisation's own sign-in"
    assert SocialAccount.objects.get().uid == "s-tom"


def test_once_bound_the_subject_counts_and_not_the_address(door, officers):
    door("s-tom")
    Officer.objects.filter(ref=officers["tom"]).update(email="another@example.org")

    client, _ = door("s-tom")

    assert client.get("/").status_code == 200


@pytest.mark.parametrize("sub", ["s-unvouched", "s-stranger"])
def test_whoever_is_no_officer_is_turned_away_and_not_added(door, sub):
    client, answer = door(sub)

    assert answer.status_code == 409
    assert "Your organisation knows you, and Duly does not" in says(answer)
    assert client.get("/").status_code == 302
    assert (SocialAccount.objects.count(), Officer.objects.count()) == (0, 2)


def test_an_address_given_to_somebody_else_lets_nobody_in(door):
    door("s-tom")

    client, answer = door("s-other-tom")

    assert answer.status_code == 409
    assert client.get("/").status_code == 302


def test_nobody_binds_their_own_to_somebody_elses_open_desk(door, officers):
    at_toms_desk = Client()
    at_toms_desk.force_login(Officer.objects.get(ref=officers["tom"]), backend="allauth.account.auth_backends.AuthenticationBackend")

    _, answer = door("s-stranger", at_toms_desk, begin=f"{BEGIN}?process=connect")

    assert answer.status_code == 409
    assert SocialAccount.objects.count() == 0


def test_an_officer_who_has_left_is_turned_away_in_words(door, officers):
    door("s-tom")
    Officer.objects.filter(ref=officers["tom"]).update(is_active=False)

    client, answer = door("s-tom")

    assert "You no longer sign in here." in says(answer)
    assert client.get("/").status_code == 302


def test_it_is_asked_with_a_challenge_only_this_browser_can_answer(provider, officers):
    asked = parse_qs(urlsplit(Client().post(BEGIN).headers["Location"]).query)

    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]


def test_a_way_back_that_nobody_asked_for_is_refused_in_words(provider, officers):
    answer = Client().get(f"{BACK}?code=stolen&state=guessed")

    assert "did not answer as it should" in says(answer)


def test_a_provider_that_does_not_answer_is_told_of_in_words(provider, officers, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"] = {"server_url": "http://localhost:9"}

    assert "did not answer as it should" in says(Client().post(BEGIN))


def test_whoever_stops_there_is_told_so(provider, officers):
    client = Client()
    state = parse_qs(urlsplit(client.post(BEGIN).headers["Location"]).query)["state"][0]

    answer = client.get(f"{BACK}?error=access_denied&state={state}", follow=True)

    assert "You stopped signing in there" in says(answer)


def test_without_one_there_is_no_such_page_and_no_such_button(officers):
    assert Client().post(BEGIN).status_code == 404
    assert "Sign in with Northmere" not in says(Client().get("/sign-in/"))


def test_an_unsafe_or_half_told_provider_is_refused_at_start_up(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("a secret\n")
    whole = {"DULY_OIDC_ISSUER": "https://id.example.org/", "DULY_OIDC_CLIENT_ID": "duly", "DULY_OIDC_SECRET_FILE": str(secret)}

    assert organisation({}) == Organisation()
    assert organisation(whole).faults == ()
    assert organisation(whole).origins == ("https://id.example.org",)
    for changed, words in (
        ({"DULY_OIDC_ISSUER": "http://id.example.org"}, "must begin with https://"),
        ({"DULY_OIDC_CLIENT_ID": ""}, "DULY_OIDC_CLIENT_ID is not set"),
        ({"DULY_OIDC_SECRET_FILE": str(tmp_path / "none")}, "names no file that can be read"),
    ):
        told = organisation(whole | changed)
        assert words in " ".join(told.faults)
        assert told.providers == {}
