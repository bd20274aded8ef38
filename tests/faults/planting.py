"""Tests that leave the book wrong: run by `test_the_books_are_asked`, which looks how they end. Never found on their own."""

import psycopg
import pytest
from django.db import connection

from tests.faults.test_the_books_are_asked import A_JOURNAL, OFF


def plant(server, name):
    with psycopg.connect(server.owner_of(name)) as owner:
        owner.execute(OFF + A_JOURNAL)


def test_commits_and_plants(commits, server):
    plant(server, commits)


def test_commits_and_does_not(commits):
    pass


@pytest.mark.breaks_the_books("on purpose")
def test_commits_plants_and_is_excused(commits, server):
    plant(server, commits)


@pytest.fixture
def shared_as_owner(server, db):
    plant(server, connection.settings_dict["NAME"])


def test_rolls_back_and_sees_a_planted_row(shared_as_owner):
    pass


def test_drops_a_copy_of_its_own(server):
    name = server.clone()
    plant(server, name)
    server.drop(name)
