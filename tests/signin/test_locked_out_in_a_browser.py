"""A locked account, by keyboard: told what happened and whom to ask, and unlocked by somebody else at another desk, or by the operator."""

import json

import pytest
from django.test import Client

from tests.proofs.conftest import duly as duly
from tests.signin.conftest import PASSWORD, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.commits]


def test_a_locked_officer_is_told_and_unlocked_by_another_or_by_the_operator(desk, duly):
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
    desk.open("/record/")
    desk.says("may try to sign in again, because He rang from his desk.")
    desk.open("/sign-out/")
    desk.press("Sign out")

    sign_in(desk, "tom", PASSWORD)
    desk.says("Good day, Tom Example")
    desk.open("/sign-out/")
    desk.press("Sign out")

    for _ in range(5):
        Client().post("/sign-in/", {"login": "tom", "password": "nor that"})  # from somewhere else
    sign_in(desk, "tom")
    desk.says("it is locked until")
    code, _, _ = duly("unlock", "tom", "--because", "He came to the counter.")
    assert code == 0
    sign_in(desk, "tom", PASSWORD)
    desk.says("Good day, Tom Example")
    told = [one["what"] for one in json.loads(duly("sign-ins", "tom", "--json")[1])]
    assert [told.count(what) for what in ("refused", "locked", "unlocked", "signed in")] == [10, 2, 2, 2]
