"""My tokens: made, shown once, revoked; refused in the scheme's words."""

from datetime import date

import pytest

from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.core.tokens import queries
from duly.primitives.actor import SYSTEM

TYPED = {"name": "the monthly figures", "scopes": ["read:payments", "read:record"], "days": "30"}


@pytest.fixture
def may_have_tokens(office):
    """From May on Payments Officers may make tokens."""
    rules = [("tokens.make", Row("1.1", "payments-officer", (), "Payments Officers make tokens."))]
    adopt(office="Northmere Council", number=2, title="Scheme", starts=date(2026, 5, 1), rules=rules, by=SYSTEM)


def test_a_token_is_shown_once_then_listed_and_revoked(may_have_tokens, at_desk):
    tom = at_desk("tom")
    answer = tom.post("/me/tokens/", TYPED)
    (token,) = queries.tokens()
    shown = answer.content.decode()
    secret = shown.split('id="secret" tabindex="0">')[1].split("<")[0]
    assert queries.with_secret(secret) == token
    assert "no-store" in answer["Cache-Control"]

    page = tom.get("/me/tokens/").content.decode()
    assert secret not in page
    assert "read:payments, read:record" in page

    assert f"{token.ref} is revoked." in tom.post("/me/tokens/revoke/", {"token": token.ref}).content.decode()
    assert queries.token(token.ref).state == "revoked"
    assert tom.post("/me/tokens/revoke/", {"token": token.ref}).status_code == 409
    assert tom.post("/me/tokens/revoke/", {"token": "T-9999"}).status_code == 404


def test_what_is_left_out_is_said(may_have_tokens, at_desk):
    answer = at_desk("tom").post("/me/tokens/", {"name": "x", "days": "500"})

    assert answer.status_code == 422
    assert "Say what it may do." in answer.content.decode()
    assert queries.tokens() == ()


def test_whom_the_scheme_does_not_name_is_told_so(may_have_tokens, at_desk):
    answer = at_desk("grace").post("/me/tokens/", TYPED)

    assert answer.status_code == 403
    assert queries.tokens() == ()


def test_a_token_that_may_change_something_asks_for_a_second_step(may_have_tokens, at_desk, settings):
    settings.STEP_UP_MINUTES = 15
    tom = at_desk("tom")

    answer = tom.post("/me/tokens/", TYPED | {"scopes": ["read:payments", "approve:payments"]})

    assert answer.status_code == 409
    assert "This asks for a passkey or a code" in answer.content.decode()
    assert queries.tokens() == ()
    assert tom.post("/me/tokens/", TYPED).status_code == 200
    assert len(queries.tokens()) == 1
