"""The organisation's own sign-in in a real browser, under the security policy: there, back, stopped, and turned away."""

import pytest

from tests.signin.test_an_organisations_own_sign_in import issuer, provider  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.browser, pytest.mark.commits]


def test_there_and_back(desk, provider):  # noqa: F811
    desk.go("/sign-in/")
    desk.press("Sign in with Northmere Council")
    desk.page.get_by_placeholder("sub").fill("s-stranger")
    desk.press("Authorize")
    desk.says("Your organisation knows you, and Duly does not")
    desk.look("turned away")

    desk.open("/sign-in/")
    desk.press("Sign in with Northmere Council")
    desk.press("Deny")
    desk.says("so you are not signed in. Nothing was changed.")
    desk.look("it went wrong there")

    desk.open("/sign-in/")
    desk.press("Sign in with Northmere Council")
    desk.page.get_by_placeholder("sub").fill("s-tom")
    desk.press("Authorize")
    desk.says("Good day, Tom Example")
