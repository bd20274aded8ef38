"""The tables of the log keep what is in them, whoever asks: the sequencer may only add to the tree, the application only marks."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from duly.core.log import actions, queries
from duly.core.log.triggers import TRIGGERS
from duly.core.people.events import OfficerAdded
from duly.core.record.actions import unit_of_work
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db
SHA = "a" * 64


def test_ground():
    with connection.cursor() as cursor:
        cursor.execute("SELECT size FROM audit.tree_state")
        assert cursor.fetchone() == (0,)
