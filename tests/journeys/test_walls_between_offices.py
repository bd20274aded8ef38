"""Each office reads its own wing: no page, list, file or entry of the other's, by any method."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, get_resolver

from duly.core.people.models import Officer
from duly.office.practice.people import DESKS
from tests.faults.sizes import NIGHTLY

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
METHODS = ("get", "post", "put", "delete")
BAD = ("\0", "a\0b", "9" * 400, "\ud800", "../..", "\r\nX: y")
WAY = re.compile(r"<(?:\w+:)?(\w+)>")
REFS = {
    "casework": ("P-26-00001", "C-26-00001", "S-26-00001", "D-26-00001", "L-26-00001"),
    "payments": ("HC-2026-W45", "PR-301", "IM-000001", "1"),
}


@pytest.fixture(scope="module")
def offices(server, played, django_db_blocker) -> Iterator[str]:
    """This process talking to a copy of the played database, with commits."""
    shared, own = connection.settings_dict["NAME"], server.clone(of=played)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = own
        try:
            yield own
        finally:
            connection.close()
            connection.settings_dict["NAME"] = shared
            server.drop(own)


def desk(username: str, **given) -> Client:
    client = Client(raise_request_exception=False, **given)
    client.force_login(Officer.objects.get(username=username), backend=BACKEND)
    return client


def ways(wing: str, patterns=None, before: str = "/") -> Iterator[tuple[str, Callable]]:
    """Every address of a wing."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if pattern.callback.__module__.startswith(f"duly.{wing}."):
                yield address, pattern.callback
        else:
            yield from ways(wing, pattern.url_patterns, address)


def asked_about(wing: str, username: str) -> list[str]:
    """At the nightly size every address of a wing with each reference; by day every address once, shared out among the desks of the other wing: the wall is a wing's, not
    a person's."""
    refs = REFS[wing]
    desks = [row[4] for row in DESKS if row[1] == next(one[1] for one in DESKS if one[4] == username)]
    found = []
    for n, (way, _) in enumerate(ways(wing)):
        if NIGHTLY:
            found += [WAY.sub(ref, way) for ref in refs]
        elif n % len(desks) == desks.index(username):
            found.append(WAY.sub(refs[n // len(desks) % len(refs)], way))
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("username", [desk[4] for desk in DESKS])
def test_no_address_of_the_other_wing_answers(offices, username):
    wing = next(row[1] for row in DESKS if row[4] == username)
    other = {"casework": "payments", "payments": "casework"}[wing]
    client, place = desk(username), [row[4] for row in DESKS].index(username)
    for n, address in enumerate(asked_about(other, username)):
        for method in METHODS if NIGHTLY else (METHODS[(n // len(REFS[other]) + place) % 4],):  # between them the desks try every one
            answer = getattr(client, method)(address)
            assert answer.status_code in (403, 404, 405), (method, address, answer.status_code)
            assert answer.status_code != 403 or "Not for your post" in answer.content.decode(), (method, address)


def test_the_desks_of_a_wing_ask_every_address_and_try_every_reference_between_them():
    for wing, other in (("casework", "payments"), ("payments", "casework")):
        desks = [row[4] for row in DESKS if row[1] == wing]
        asked = {address for username in desks for address in asked_about(other, username)}
        assert all(asked & {WAY.sub(ref, way) for ref in REFS[other]} for way, _ in ways(other))
        assert all(any(ref in address for address in asked) for ref in REFS[other])
        assert len(asked) <= len({WAY.sub(ref, way) for way, _ in ways(other) for ref in REFS[other]})
        assert min(len(asked_about(other, username)) for username in desks) > 10


def test_the_record_of_the_other_wing_is_not_read(offices):
    for username, own, other in (("tom", "run.drafted", "post.registered"), ("maya", "post.registered", "run.drafted")):
        client = desk(username)
        assert "Nothing is recorded that fits" not in client.get("/record/", {"did": own}).content.decode()
        assert "Nothing is recorded that fits" in client.get("/record/", {"did": other}).content.decode()


def test_the_names_of_the_other_wings_papers_are_not_read(offices):
    from duly.core.record import queries

    kept = queries.newest(action="document.kept", limit=1)[0]
    for username in ("tom", "maya"):
        client = desk(username)
        assert ".eml" not in client.get("/record/").content.decode()
        assert client.get(f"/record/{kept.event_id}/").status_code == 404
    assert "Nothing is recorded that fits" in desk("tom").get("/record/", {"did": "document.kept"}).content.decode()


def test_whoever_may_not_read_the_record_does_not_read_it_at_home(offices):
    assert "/record/0" not in desk("femi").get("/").content.decode()


@pytest.mark.parametrize("username", ["tom", "maya"])
def test_no_reference_however_bad_breaks_a_page(offices, username):
    """By night every one at every address by both methods; by day one at each, by one, so that addresses side by side try them all."""
    client = desk(username)
    own = next(row[1] for row in DESKS if row[4] == username)
    for n, (way, _) in enumerate((*ways(own), *ways("office"))):
        for bad in BAD if NIGHTLY else (BAD[n % len(BAD)],):
            word = quote(bad.encode("utf-8", "surrogatepass"), safe="")
            for method in ("get", "post") if NIGHTLY else (("get", "post")[n // len(BAD) % 2],):
                address = WAY.sub(word, way) + (
                    "" if "<" in way else f"?state={word}&week={word}&after={word}&item={word}&power={word}&format=csv"
                )
                status = getattr(client, method)(address).status_code
                assert status < 500 or (status, way) == (503, "/health"), (method, address)  # which says so when something is wrong
