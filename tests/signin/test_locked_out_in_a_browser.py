"""A locked account, by keyboard: told what happened and whom to ask, and unlocked by somebody else at another desk."""

import pytest

from tests.signin.conftest import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.commits]


def test_a_locked_officer_is_told_and_unlocked_by_another(desk, chromium):
    for _ in range(5):
        sign_in(desk, "tom", "not that")
    desk.look("a wrong password")
    sign_in(desk, "tom")
    desk.says("it is locked until", "ask the Head of Payments to unlock it")
    desk.look("locked for now")

    sign_in(desk, "grace")
    desk.go("/people/sign-in/")
    desk.type("How you know it is Tom Example", "He rang from his desk.")
    desk.press("Unlock Tom Example")
    desk.says("Tom Example may try to sign in again.", "Nobody is locked out.")
    desk.open("/sign-out/")
    desk.press("Sign out")

    sign_in(desk, "tom", PASSWORD)
    desk.says("Good day, Tom Example")
