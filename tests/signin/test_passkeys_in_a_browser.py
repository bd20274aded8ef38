"""Passkeys, in a real browser with an authenticator of its own: added, named, signed in by, removed."""

import pytest

from tests.signin.conftest import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.commits]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(desk):
    """The browser's own authenticator, which says yes to everything; `present(False)` has it say nothing."""
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})["authenticatorId"]

    def willing(yes: bool) -> None:
        session.send("WebAuthn.setUserVerified", {"authenticatorId": made, "isUserVerified": yes})

    return willing


def test_a_passkey_is_added_named_signed_in_by_and_removed(desk, device):
    sign_in(desk, "tom")
    desk.go("/me/passkeys/")
    desk.says("You have no passkey yet.")
    desk.follow("Add a passkey")
    desk.look("is it you, by password")
    desk.type("Password", PASSWORD)
    desk.press("Confirm")
    desk.look("add a passkey")
    desk.type("What to call it", "Office laptop")
    desk.press("Add a passkey")
    desk.says("The passkey is added.")
    desk.look("recovery codes")
    desk.go("/me/passkeys/")
    desk.says("Office laptop", "alone", "never")

    desk.follow("Office laptop")
    desk.type("What to call it", "Kitchen laptop")
    desk.look("name a passkey")
    desk.press("Keep this name")
    desk.says("Kitchen laptop")
    desk.open("/sign-out/")
    desk.press("Sign out")

    desk.go("/sign-in/")
    device(False)
    desk.page.get_by_role("button", name="Sign in with a passkey").press("Enter")
    desk.page.get_by_text("No passkey was used").wait_for()
    desk.look("no passkey was used")
    device(True)
    desk.press("Sign in with a passkey")
    desk.page.wait_for_url(desk.base + "/")
    desk.says("Good day, Tom Example")

    desk.open("/sign-out/")
    desk.press("Sign out")
    sign_in(desk, "tom")
    desk.says("Use your passkey, or give one of your recovery codes.")
    desk.look("second step by passkey")
    desk.press("Use your passkey")
    desk.says("Good day, Tom Example")

    desk.go("/me/second-step/")
    desk.go("/me/sessions/")
    desk.says("Chrome on Linux", "this one", "127.0.0.1")
    desk.open("/me/passkeys/")
    desk.follow("Kitchen laptop")
    desk.look("is it you, by passkey")
    desk.press("Use your passkey")
    desk.follow("Remove this passkey")
    desk.look("remove a passkey")
    desk.press("Remove this passkey")
    desk.says("You have no passkey yet.")
