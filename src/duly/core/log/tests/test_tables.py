"""The tables of the log keep what is in them, whoever asks: the sequencer may only add to the tree, the application only marks."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db
SHA = "a" * 64


def test_ground():
    with connection.cursor() as cursor:
        cursor.execute("SELECT size FROM audit.tree_state")
        assert cursor.fetchone() == (0,)
