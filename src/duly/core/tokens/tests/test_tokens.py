"""A token is made by its officer, shown once, narrows, ends, and is revoked; and the database keeps it so."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.core.people import actions as people
from duly.core.people.queries import actor
from duly.core.record import queries as record
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import today
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Condition, Row
from duly.core.tokens import actions, checks, queries
from duly.core.tokens.models import Token
from duly.core.tokens.rules import kept_as
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

APRIL = date(2026, 4, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    """Tom, who may have tokens for 90 days; Rhona, who may revoke anybody's; Ada, who may do neither."""
    for name in ("tom", "rhona", "ada"):
        people.make_post(code=name, title=name.capitalize(), office="Northmere Council", wing="payments", by=SYSTEM)
        ref = people.add_officer(username=name, name=f"{name} Example", email=f"{name}@example.org", password=None, by=SYSTEM)
        people.give_post(ref, post=name, starts=APRIL, by=SYSTEM)
    rules = [
        ("tokens.make", Row("1.1", "tom", (Condition("days it lasts", "at most", 90),), "Tom makes tokens for a quarter.")),
        ("tokens.revoke", Row("1.2", "rhona", (), "Rhona revokes anybody's.")),
    ]
    adopt(office="Northmere Council", number=1, title="Scheme", starts=APRIL, rules=rules, by=SYSTEM)
    from duly.core.people.queries import officer_called

    return {name: actor(officer_called(name) or "", on=today()) for name in ("tom", "rhona", "ada")}


def made(by, **changed):
    return actions.make(**{"name": "the monthly figures", "scopes": ["read:payments"], "days": 30, "by": by} | changed)


def test_the_secret_is_given_once_and_only_its_digest_is_kept(office):
    token, secret = made(office["tom"])

    row = Token.objects.get(ref=token.ref)
    assert secret.startswith("duly_")
    assert queries.with_secret(secret) == token
    assert row.secret_sha256 == kept_as(secret)
    assert secret not in str(vars(row))
    assert secret not in "".join(entry.sentence + str(entry.facts) for entry in record.history("token", token.ref))


def test_making_and_revoking_are_recorded(office):
    token, _ = made(office["tom"])

    actions.revoke(token.ref, by=office["tom"])

    said = [entry.sentence for entry in record.history("token", token.ref)]
    assert said[0].startswith(f"{office['tom'].ref} made {token.ref} (the monthly figures) for read:payments; it works until ")
    assert said[1] == f"{token.ref} of {office['tom'].ref} was revoked."


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": " "}, "no-name"),
        ({"name": "n" * 61}, "no-name"),
        ({"name": "a\0b"}, "no-name"),
        ({"scopes": []}, "no-scope"),
        ({"scopes": ["read:everything"]}, "unknown-scope"),
        ({"days": 0}, "too-long"),
        ({"days": 367}, "too-long"),
        ({"days": 91}, "scheme-"),
    ],
)
def test_a_token_that_says_too_little_or_too_much_is_refused(office, changed, code):
    made(office["tom"])

    with pytest.raises(Refused) as stopped:
        made(office["tom"], **changed)

    assert stopped.value.refusal.code.startswith(code)
    assert len(queries.tokens()) == 1


def test_whom_the_scheme_does_not_name_makes_none(office):
    with pytest.raises(Refused, match="No post you hold may make a token"):
        made(office["ada"])


def test_a_token_works_until_its_day_and_not_once_it_is_revoked(office):
    token, secret = made(office["tom"])
    assert checks.why_not_use(queries.with_secret(secret)) is None
    assert token.works_on(token.ends - timedelta(days=1))
    assert not token.works_on(token.ends)

    actions.revoke(token.ref, by=office["tom"])

    assert checks.why_not_use(queries.with_secret(secret)).code == "token-revoked"
    assert checks.why_not_use(queries.with_secret(secret + "x")).code == "token-unknown"


def test_a_token_is_only_for_its_scopes(office):
    token, _ = made(office["tom"])

    assert checks.why_not_for(token, "read:payments") is None
    assert checks.why_not_for(token, "approve:payments").because == (
        f"{token.ref} is not for this: it needs the scope approve:payments, and was made for read:payments."
    )


def test_ones_own_is_always_revoked_and_anothers_only_by_whom_the_scheme_names(office):
    token, _ = made(office["tom"])
    with pytest.raises(Refused):
        actions.revoke(token.ref, by=office["ada"])

    assert actions.revoke(token.ref, by=office["rhona"]).revoked_by == office["rhona"].ref
    with pytest.raises(Refused, match="Can revoke only when live"):
        actions.revoke(token.ref, by=office["tom"])


def test_what_a_token_did_is_recorded_and_one_revoked_meanwhile_does_nothing(office):
    token, _ = made(office["tom"])
    actions.use(token, asked="/api/v1/runs/", by=office["tom"])
    actions.use(token, asked="/api/v1/runs/", by=office["tom"])
    actions.revoke(token.ref, by=office["tom"])

    with pytest.raises(Refused, match="was revoked"):
        actions.use(token, asked="/api/v1/runs/", by=office["tom"])

    assert [entry.version for entry in record.history("use of token", token.ref)] == [1, 2]


def test_when_it_was_last_used_is_noted(office):
    token, _ = made(office["tom"])
    assert token.used_at is None

    actions.note_use(token)

    assert queries.token(token.ref).used_at is not None


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"state": "asleep"}, "token_is_in_a_known_state"),
        ({"secret_sha256": "duly_the-secret-itself"}, "token_keeps_only_a_digest"),
        ({"ends": APRIL}, "token_ends_after_it_was_made"),
        ({"scopes": ["read:everything"]}, "token_has_known_scopes"),
        ({"scopes": []}, "token_has_known_scopes"),
        ({"revoked_by": "O-0001"}, "token_revoked_says_by_whom"),
        ({"state": "revoked"}, "token_revoked_says_by_whom"),
    ],
)
def test_the_database_refuses_what_a_token_must_never_be(office, changed, constraint):
    fields = {
        "ref": "T-9999",
        "version": 1,
        "state": "live",
        "officer_ref": "O-0001",
        "name": "x",
        "scopes": ["read:office"],
        "secret_sha256": "0" * 64,
        "made_on": today(),
        "ends": today() + timedelta(days=1),
    }

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Token.objects.create(**fields | changed)


def test_no_token_is_made_without_the_record(office):
    fields = {"state": "live", "officer_ref": "O-0001", "name": "x", "scopes": ["read:office"], "secret_sha256": "0" * 64}

    with pytest.raises(Refused) as stopped, unit_of_work():
        Token.objects.create(ref="T-9999", version=1, made_on=today(), ends=today() + timedelta(days=1), **fields)

    assert stopped.value.refusal.code == "no-silent-write"
