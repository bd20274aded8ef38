"""Programs at the desks of the small practice office: a copy of it that commits, and a token for whoever asks."""

import json
import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from duly.core.log.tests.sealing import goes_on, seal_now
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.tokens import actions as tokens
from duly.core.tokens.rules import SCOPES
from duly.primitives.actor import Actor
from tests.proofs import ground


@pytest.fixture(scope="session")
def worked(server, django_db_setup, django_db_blocker) -> Iterator[str]:
    """The name of a database in which everybody of both small offices is in post, and the council's one week is judged: one line is held."""
    own = server.clone()
    with django_db_blocker.unblock(), speaking_to(own):
        people = ground.desks()
        ground.facts_in(people)
        ground.judged_week(people)
        seal_now()
    yield own
    server.drop(own)


@pytest.fixture(scope="module")
def offices(server, worked, django_db_blocker) -> Iterator[str]:
    """This process talking to a copy of that database, with commits."""
    own = server.clone(of=worked)
    goes_on(own, of=worked)
    with django_db_blocker.unblock(), speaking_to(own):
        yield own
    server.drop(own)


@contextmanager
def speaking_to(name: str) -> Iterator[None]:
    """Speak to a database of this name, and to the one from before afterwards."""
    shared = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = os.environ["DULY_CLONE"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = shared
        del os.environ["DULY_CLONE"]


def officer(username: str) -> Actor:
    """Somebody by the name they sign in with."""
    return people.actor(people.officer_called(username) or "", on=today())


@dataclass
class Program:
    """A program with a token."""

    secret: str
    ref: str
    by: Actor

    @property
    def headers(self) -> dict[str, str]:
        """What it sends with everything."""
        return {"Authorization": f"Bearer {self.secret}"} if self.secret else {}

    def get(self, address: str, **headers: str) -> HttpResponse:
        """Ask for something under /api/v1."""
        return Client(raise_request_exception=False).get(f"/api/v1{address}", headers=self.headers | _named(headers))

    def post(self, address: str, body: Any = None, *, key: str | None = "", **headers: str) -> HttpResponse:
        """Have something done, with a new key unless one is given; None sends none."""
        keyed = {} if key is None else {"Idempotency-Key": key or str(uuid.uuid4())}
        sent = {"data": json.dumps({} if body is None else body), "content_type": "application/json"}
        return Client(raise_request_exception=False).post(f"/api/v1{address}", headers=self.headers | keyed | _named(headers), **sent)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def program(username: str, *scopes: str) -> Program:
    """A program of somebody's, for these scopes or all there are."""
    by = officer(username)
    made, secret = tokens.make(name="a test", scopes=scopes or tuple(SCOPES), days=1, by=by)
    return Program(secret, made.ref, by)


@pytest.fixture
def of(offices) -> Callable[..., Program]:
    """Makes a program of somebody's."""
    return program
