"""The file of a case as at a moment: what was on it, what a decider could see, and where its paper is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.correspondence import actions as post
from duly.casework.files import actions, queries
from duly.casework.files.models import Movement
from duly.core.confidentiality import actions as confidentiality
from duly.core.record import sight
from duly.core.record.clock import now, today
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
CLERK, MANAGER, HEAD = "executive-assistant", "casework-manager", "head-of-casework"


@pytest.fixture
def case(item, office):
    by = office[MANAGER]
    return flow.open_case_from(
        item.ref, title="A pension stopped", complainant="Mrs Example", body="Northmere Council", owner=by.ref, by=by
    ).ref


@pytest.fixture
def later_letter(case, office, mail):
    """Another letter, put with the case after `then`."""
    then = now()
    ref = flow.register_post(
        "b.eml",
        mail("More", "One thing more.", "<b@x>"),
        received_on=today() - timedelta(days=3),
        why_late="It lay with reception",
        by=office[CLERK],
    ).ref
    post.triage(ref, way="direct", direct_to="Team", next_action="Read it", owner=office[MANAGER].ref, by=office[CLERK])
    cases.link_item(case, item_ref=ref, by=office[CLERK])
    cases.move(case, step="investigate", by=office[MANAGER])
    return then, ref


def test_the_file_as_at_a_moment_has_what_the_record_knew_then_whatever_day_it_is_of(case, later_letter):
    then, ref = later_letter

    before, after = queries.as_at(case, then), queries.as_at(case, now())
    assert ref not in [one.ref for one in before.papers]
    assert ref in [one.ref for one in before.came_later]  # received three days ago, and on this file only since
    assert ref in [one.ref for one in after.papers]
    assert (before.stage, after.stage) == ("assessment", "investigation")
    first = next(one for one in before.papers if one.kind == "post item")
    assert next(one for one in after.papers if one.ref == first.ref).later == 0
    assert queries.as_at(case, then - timedelta(days=400)).papers == ()


def test_the_file_as_at_an_entry_ends_with_that_entry(case, later_letter):
    view = queries.as_at(case, now())
    for n, entry in enumerate(view.happened):
        told = queries.as_at_entry(case, entry.event_id)
        assert told is not None
        assert told.happened[-1].event_id == entry.event_id
        assert len(told.happened) == n + 1
    other = next(one for one in queries.as_at(case, now()).happened)
    assert queries.as_at_entry(case, other.event_id) is not None
    with pytest.raises(Exception, match="matching query"):
        queries.as_at_entry("PSO-1999-00001", other.event_id)


def test_a_paper_file_goes_out_comes_back_and_is_overdue(case, office):
    by, earlier = office[CLERK], today() - timedelta(days=10)
    actions.move(case, way="store", where="Shelf 12", moved_on=earlier, by=by)
    actions.move(case, way="out", where="Counsel", moved_on=earlier, due_back=today() - timedelta(days=1), by=by)
    assert [(one.where, one.overdue) for one in queries.out()] == [("Counsel", True)]
    assert queries.out(overdue=True)
    for refused, code in (
        ({"way": "out", "where": "Ada", "moved_on": today()}, "out-already"),
        ({"way": "back", "where": "Shelf", "moved_on": earlier - timedelta(days=1)}, "before-the-last"),
        ({"way": "back", "where": " ", "moved_on": today()}, "no-place"),
        ({"way": "back", "where": "Shelf", "moved_on": today() + timedelta(days=1)}, "in-the-future"),
        ({"way": "back", "where": "Shelf", "moved_on": today(), "due_back": today()}, "due-back"),
        ({"way": "lost", "where": "Shelf", "moved_on": today()}, "unknown-way"),
        ({"way": "back", "where": "Shelf", "moved_on": today(), "holder": "O-9"}, "not-an-officer"),
        ({"way": "back", "where": "Shelf", "moved_on": today(), "volume": 2}, "not-out"),
    ):
        with pytest.raises(Refused) as stopped:
            actions.move(case, **refused, by=by)
        assert stopped.value.refusal.code == code
    actions.move(case, way="back", where="Shelf 12", moved_on=today(), by=by)
    assert queries.out() == ()
    assert "Counsel" in " ".join(one.sentence for one in queries.as_at(case, now()).happened)
    with pytest.raises(Refused) as stopped:
        actions.move(case, way="out", where="Ada", moved_on=today(), by=office[HEAD])
    assert stopped.value.refusal.code.startswith("scheme-")


def test_a_paper_file_is_kept_with_its_case(case, office):
    actions.move(case, way="store", where="Shelf 12", moved_on=today(), by=office[CLERK])
    confidentiality.restrict(case, officers=(office[HEAD].ref,), because="A colleague", by=office[HEAD])
    with sight.seen_as(office[CLERK].ref):
        assert queries.volumes(case) == ()
    with sight.seen_as(office[HEAD].ref):
        assert len(queries.volumes(case)) == 1


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"way": "lost"}, "a_movement_says_how_and_where"),
        ({"where": ""}, "a_movement_says_how_and_where"),
        ({"volume": 0}, "a_movement_says_how_and_where"),
        ({"way": "back", "due_back": today() + timedelta(days=9)}, "only_what_is_out_is_due_back_later"),
        ({"way": "out", "due_back": today() - timedelta(days=9)}, "only_what_is_out_is_due_back_later"),
        ({"place": 1}, "a_volume_moves_one_step_at_a_time"),
    ],
)
def test_the_database_refuses_a_movement_that_cannot_be(case, office, wrong, name):
    actions.move(case, way="store", where="Shelf 12", moved_on=today(), by=office[CLERK])
    row = {"case_ref": case, "volume": 1, "place": 2, "way": "out", "where": "Ada", "moved_on": today()} | wrong
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Movement.objects.create(**row, made_by="00000000-0000-7000-8000-000000000000")
