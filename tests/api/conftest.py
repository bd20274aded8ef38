"""Programs at the desks of the small practice office: a copy of it that commits, and a token for whoever asks."""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.tokens import actions as tokens
from duly.core.tokens.rules import SCOPES
from duly.primitives.actor import Actor


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
