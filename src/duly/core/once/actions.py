"""Doing a form once: the key its page gave it is kept with what it did, in one transaction, for ever."""

import uuid
from collections.abc import Callable

from django.db import connection

from duly.core.once.models import FormDone
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused

IN_FLIGHT = Refusal("in-flight", "This form was sent a moment ago and is still being done. Look at the page again in a second or two.")
ANOTHER_BODY = Refusal("another-body", "This form was sent before, with something else in it. Nothing was done; open the page again.")


def once(key: uuid.UUID, *, path: str, body_sha256: str, act: Callable[[], tuple[str, object]], by: Actor) -> tuple[str, object | None]:
    """Do a form, unless it was done: gives where the answer leads, and what `act` gave, or None when it was done before.

    `act` gives where its answer leads, or "" when it refused and nothing is to be remembered. Refused: "in-flight", "another-body".
    """
    with unit_of_work():
        if not _alone(key):
            raise Refused(IN_FLIGHT)
        known = FormDone.objects.filter(key=key).first()
        if known is not None:
            if (known.sent_by, known.path, known.body_sha256) != (by.ref, path, body_sha256):
                raise Refused(ANOTHER_BODY)
            return known.answer, None
        answer, given = act()
        if answer:
            FormDone.objects.create(key=key, sent_by=by.ref, path=path, body_sha256=body_sha256, answer=answer, at=now())
        return answer, given


def _alone(key: uuid.UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended('form ' || %s, 0))", [str(key)])
        return bool(cursor.fetchone()[0])
