"""Where the tests of a package begin (tests/stages.py): at what was done once and kept, with nothing of another test's, and only when it is asked for."""

import pytest

from duly.casework import flow
from duly.casework.correspondence.models import Item
from duly.core.people.models import Officer
from duly.core.record.clock import today
from duly.core.record.queries import how_many


@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_does_is_gone_for_the_next(office, mail, time):
    assert Item.objects.count() == 0
    flow.register_post("complaint.eml", mail(), received_on=today(), by=office["executive-assistant"])
    assert Item.objects.count() == 1


def test_who_asks_for_no_stage_finds_nobody(db):
    assert (Officer.objects.count(), how_many()) == (0, 0)


@pytest.mark.django_db
def test_nor_does_who_is_only_marked():
    assert Officer.objects.count() == 0


def test_who_asks_again_finds_everybody_in_post(office):
    assert Officer.objects.count() == len(office)
    assert all(actor.posts == (post,) for post, actor in office.items())
