"""What was done for a key is found again, by whoever sends it again; somebody else's, or another body, is refused; and no key is ever forgotten."""

import uuid

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from duly.core.once.actions import once
from duly.core.once.models import FormDone
from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db

ANN, BEA = Actor("O-0001", "Ann"), Actor("O-0002", "Bea")
BODY, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def sent():
    """Sends with a key, and counts what was really done."""
    key, done = uuid.uuid4(), []

    def send(*, by=ANN, path="/a/", body=BODY, answer="/done/"):
        def act():
            done.append(body)
            return answer, "given"

        return once(key, path=path, body_sha256=body, act=act, by=by)

    return send, done


def test_what_is_sent_twice_is_done_once_and_answered_twice(sent):
    send, done = sent

    assert (send(), send(), done) == (("/done/", "given"), ("/done/", None), [BODY])


@pytest.mark.parametrize("other", [{"by": BEA}, {"path": "/b/"}, {"body": OTHER}])
def test_a_key_that_comes_with_something_else_is_refused(sent, other):
    send, done = sent
    send()

    with pytest.raises(Refused) as refused:
        send(**other)

    assert (refused.value.refusal.code, done) == ("another-body", [BODY])


def test_what_was_refused_is_not_remembered(sent):
    send, done = sent

    assert (send(answer=""), send()) == (("", "given"), ("/done/", "given"))
    assert done == [BODY, BODY]


def test_a_digest_is_a_sha256():
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        FormDone.objects.create(key=uuid.uuid4(), sent_by="O-1", path="/", body_sha256="short", answer="/", at=now())

    assert "form_digest_is_a_sha256" in str(caught.value)


@pytest.mark.parametrize("statement", ["UPDATE once_formdone SET key = key", "DELETE FROM once_formdone", "TRUNCATE once_formdone"])
def test_a_form_that_was_done_stays_done_whoever_asks(server, statement):
    with psycopg.connect(server.owner_of(connection.settings_dict["NAME"])) as owner, pytest.raises(psycopg.IntegrityError) as caught:
        owner.execute(statement)

    assert caught.value.diag.constraint_name == "form_done_stays_done"
