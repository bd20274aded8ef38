"""Alerts stand until their person acknowledges them, which is recorded; nobody is told of the same twice."""

import uuid
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.db.models import ProtectedError

from duly.core.alerts import queries
from duly.core.alerts.actions import News, acknowledge, raise_all
from duly.core.alerts.models import Acknowledgement, Alert
from duly.core.record import queries as record
from duly.primitives.actor import Actor

pytestmark = pytest.mark.django_db
TOM, ADA = Actor("O-1", "Tom", ()), Actor("O-2", "Ada", ())
AT = datetime(2026, 11, 9, 9, tzinfo=UTC)


def told(officer: str, name: str = "import.refused IM-0001 1", **more) -> News:
    return News(officer, name, "A file was refused", "/imports/IM-0001/", AT, words="It had three faults.", **more)


def test_an_alert_stands_until_its_own_person_acknowledges_it_and_others_see_who_did():
    raise_all([told("O-1"), told("O-2"), told("O-1")])
    raise_all([told("O-1")])
    mine = queries.alerts("O-1")[0].id

    assert queries.standing("O-1") == queries.standing("O-2") == 1
    assert acknowledge([mine], officer=ADA) == 0, "another's alert is not one's own to put away"
    assert acknowledge([mine, mine], officer=TOM) == 1
    assert acknowledge([mine], officer=TOM) == 0
    raise_all([told("O-1")])

    assert (queries.standing("O-1"), queries.standing("O-2")) == (0, 1)
    assert [who for who, _ in queries.alerts("O-2")[0].others] == ["O-1"]
    assert queries.alerts("O-1")[0].acknowledged_at is not None


def test_putting_away_is_one_entry_that_says_who_and_what():
    raise_all([told("O-1", "import.refused IM-0001 1"), told("O-1", "run.reopened R-1 4")])

    acknowledge([one.id for one in queries.alerts("O-1")], officer=TOM)

    entry = record.history("alerts of a person", "O-1")[0]
    assert entry.sentence == "O-1 acknowledged 2: import.refused IM-0001 1, run.reopened R-1 4."


def test_what_is_for_now_comes_first_and_what_was_put_away_last():
    raise_all([told("O-1", "a 1 1"), told("O-1", "b 1 1", urgency="now"), told("O-1", "c 1 1", urgency="now")])
    acknowledge([one.id for one in queries.alerts("O-1") if one.name == "c 1 1"], officer=TOM)

    assert [one.name for one in queries.alerts("O-1")] == ["b 1 1", "a 1 1", "c 1 1"]


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"name": "twice"}, "an_alert_is_raised_once_for_a_person"),
        ({"urgency": "whenever"}, "alert_urgency_is_known"),
        ({"words": ""}, "alert_says_what_happened"),
    ],
)
def test_the_database_refuses_what_an_alert_may_not_be(changed, constraint):
    row = {"officer": "O-1", "name": "new", "title": "T", "urgency": "now", "words": "W", "url": "/", "happened_at": AT, "raised_at": AT}
    Alert.objects.create(**row | {"name": "twice"})

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Alert.objects.create(**row | changed)


def test_an_acknowledgement_needs_its_entry_and_neither_it_nor_its_alert_goes_away():
    raise_all([told("O-1")])
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Acknowledgement.objects.create(alert=Alert.objects.get(), at=AT, made_by=uuid.uuid4())
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    acknowledge([Alert.objects.get().pk], officer=TOM)

    with pytest.raises(ProtectedError):
        Alert.objects.get().delete()
    with pytest.raises(Exception, match=r"permission denied|may not|never|kept"), transaction.atomic():
        Acknowledgement.objects.update(at=datetime(2027, 1, 1, tzinfo=UTC))
