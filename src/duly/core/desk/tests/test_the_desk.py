"""What lies on a person's desk: kept as it was typed, nobody else's, and gone when it is done with."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django import app

from duly.core.desk import actions, queries
from duly.core.desk.models import Draft, Parked, Preferences, Presence, SavedView
from duly.core.desk.queries import Liking
from duly.core.desk.rules import HERE_FOR, kept_fields, ours
from duly.core.record.clock import now
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_even_when_it_is_wrong_and_each_saving_is_a_version():
    actions.keep_draft("/exceptions/", "line 7", {"amount": ["nonsense"], "note": [""]}, officer="O-0001")
    kept = actions.keep_draft("/exceptions/", "line 7", {"amount": ["12..5"], "note": ["x"]}, officer="O-0001")
    assert kept.version == 2
    assert queries.drafts("O-0001", "/exceptions/")[0].fields == {"amount": ["12..5"], "note": ["x"]}


def test_a_draft_is_nobody_elses_and_goes_when_it_is_sent():
    actions.keep_draft("/exceptions/", "line 7", {"note": ["mine"]}, officer="O-0001")
    assert queries.drafts("O-0002", "/exceptions/") == ()
    actions.drop_draft("/exceptions/", "line 7", officer="O-0002")
    assert len(queries.drafts("O-0001", "/exceptions/")) == 1
    actions.drop_draft("/exceptions/", "line 7", officer="O-0001")
    assert queries.drafts("O-0001", "/exceptions/") == ()


@pytest.mark.parametrize("name", ["password", "account_number", "sort_code", "csrfmiddlewaretoken", "form_key", "code", "iban"])
def test_what_proves_who_one_is_or_is_sealed_is_never_kept_in_a_draft(name):
    assert kept_fields({name: ["x"], "note": ["y"]}) == {"note": ["y"]}


def test_a_draft_too_long_to_keep_says_so_and_the_last_one_stays():
    actions.keep_draft("/a/", "f", {"note": ["short"]}, officer="O-0001")
    with pytest.raises(Refused, match="too long to be kept"):
        actions.keep_draft("/a/", "f", {"note": ["x" * 200_001]}, officer="O-0001")
    assert queries.drafts("O-0001", "/a/")[0].fields == {"note": ["short"]}


@pytest.mark.parametrize("address", ["//evil.example/", "/\\evil.example", "https://evil.example/", "", "exceptions/", "/a b", "/a\n"])
def test_only_an_address_of_ours_is_parked_or_drafted(address):
    assert not ours(address)
    with pytest.raises(Refused):
        actions.park(address, "x", {}, officer="O-0001")
    with pytest.raises(Refused):
        actions.keep_draft(address, "f", {}, officer="O-0001")


def test_work_is_taken_up_where_it_was_left_the_last_put_aside_first():
    actions.park("/runs/", "Runs", {"scroll": 10}, officer="O-0001")
    actions.park("/exceptions/?row=5", "Exceptions", {"scroll": 700, "focus": "row-5"}, officer="O-0001")
    back = actions.resume(officer="O-0001")
    assert (back.address, back.place) == ("/exceptions/?row=5", {"scroll": 700, "focus": "row-5"})
    assert [one.address for one in queries.parked("O-0001")] == ["/runs/"]


def test_nobody_resumes_somebody_elses_work():
    actions.park("/runs/", "Runs", {}, officer="O-0001")
    assert actions.resume(officer="O-0002", which=queries.parked("O-0001")[0].id) is None
    assert len(queries.parked("O-0001")) == 1


def test_an_address_is_parked_once_and_the_tenth_pushes_out_the_oldest():
    for n in range(10):
        actions.park(f"/runs/{n}/", str(n), {}, officer="O-0001")
    actions.park("/runs/9/", "again", {"scroll": 3}, officer="O-0001")
    kept = queries.parked("O-0001")
    assert [one.title for one in kept] == ["again", "8", "7", "6", "5", "4", "3", "2", "1"]


def test_a_view_is_a_list_under_a_name_of_ones_own():
    actions.save_view("/exceptions/", "Hours over", "?why=401&sort=-variance", officer="O-0001")
    actions.save_view("/exceptions/", "Hours over", "why=402", officer="O-0001")
    (view,) = queries.views("O-0001", "/exceptions/")
    assert (view.name, view.address) == ("Hours over", "/exceptions/?why=402")
    actions.drop_view(view.id, officer="O-0002")
    assert queries.views("O-0001")
    actions.drop_view(view.id, officer="O-0001")
    assert not queries.views("O-0001")


def test_a_view_needs_a_name_and_there_are_thirty_at_most():
    with pytest.raises(Refused, match="Give the view a name"):
        actions.save_view("/runs/", "  ", "", officer="O-0001")
    for n in range(30):
        actions.save_view("/runs/", f"view {n}", "", officer="O-0001")
    with pytest.raises(Refused, match="30 views already"):
        actions.save_view("/runs/", "one more", "", officer="O-0001")
    actions.save_view("/runs/", "view 3", "state=draft", officer="O-0001")


def test_two_people_at_one_thing_see_each_other_until_three_silences():
    assert actions.be_here("/runs/HC-2026-W45/", officer="O-0001", name="Tom Ashby", writing=True) == ()
    (seen,) = actions.be_here("/runs/HC-2026-W45/", officer="O-0002", name="Sam Reyes", writing=False)
    assert (seen.name, seen.writing) == ("Tom Ashby", True)
    Presence.objects.filter(officer="O-0001").update(seen_at=now() - HERE_FOR)
    assert queries.others("O-0002", "/runs/HC-2026-W45/") == ()


def test_keys_are_ones_own_and_one_key_does_one_thing():
    actions.like(Liking(theme="dark", keymap={"j": "n", "x": ""}), officer="O-0001", known="jkx1")
    assert queries.liking("O-0001").keymap == {"j": "n", "x": ""}
    assert queries.liking("O-0002") == Liking()
    with pytest.raises(Refused, match="k cannot do both what j and what k does"):
        actions.like(Liking(keymap={"j": "k"}), officer="O-0001", known="jkx1")
    actions.like(Liking(keymap={"j": "k", "k": "j"}), officer="O-0001", known="jkx1")
    with pytest.raises(Refused, match="not one key"):
        actions.like(Liking(keymap={"j": "Enter"}), officer="O-0001", known="jkx1")
    with pytest.raises(Refused, match="q is not a key that does anything"):
        actions.like(Liking(keymap={"q": "z"}), officer="O-0001", known="jkx1")


def test_old_drafts_are_cleared_away_at_night_and_new_ones_are_not():
    actions.keep_draft("/a/", "old", {}, officer="O-0001")
    actions.keep_draft("/a/", "new", {}, officer="O-0001")
    Draft.objects.filter(form="old").update(saved_at=now() - timedelta(days=61))
    app.tasks["duly.clear_desks"].func(timestamp=0)
    assert [one.form for one in queries.drafts("O-0001", "/a/")] == ["new"]


@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: Preferences.objects.create(officer="O-1", theme="pink"), "theme_is_known"),
        (lambda: Preferences.objects.create(officer="O-1", density="dense"), "density_is_known"),
        (lambda: Preferences.objects.create(officer="O-1", text="huge"), "text_size_is_known"),
        (lambda: [Draft.objects.create(officer="O-1", page="/", form="f", fields={}, saved_at=now()) for _ in "ab"], "one_draft_of_a_form"),
        (
            lambda: [Parked.objects.create(officer="O-1", address="/", title="t", parked_at=now()) for _ in "ab"],
            "an_address_is_parked_once",
        ),
        (lambda: [SavedView.objects.create(officer="O-1", page="/", name="n") for _ in "ab"], "one_view_of_a_name"),
        (lambda: [Presence.objects.create(officer="O-1", name="n", about="/", seen_at=now()) for _ in "ab"], "one_presence_of_a_person"),
    ],
)
def test_the_database_refuses_nonsense(make, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        make()


def test_a_view_is_renamed_by_its_own_person_to_a_name_that_is_free():
    for name in ("Short", "Long"):
        actions.save_view("/runs/", name, "state=draft", officer="O-1")
    short = next(one for one in queries.views("O-1") if one.name == "Short")

    actions.rename_view(short.id, "Mine", officer="O-2")
    with pytest.raises(Refused, match="already"):
        actions.rename_view(short.id, "Long", officer="O-1")
    with pytest.raises(Refused, match="up to 60 letters"):
        actions.rename_view(short.id, " ", officer="O-1")
    actions.rename_view(short.id, " Shorter ", officer="O-1")

    assert [one.name for one in queries.views("O-1")] == ["Long", "Shorter"]


def test_what_was_not_picked_is_kept_beside_and_is_no_draft():
    actions.keep_beside("/contracts/C-1/", {"Last day, theirs": ["30/11/2026"], "Account number": ["12345678"]}, officer="O-1")

    (kept,) = queries.kept_beside("O-1")
    assert (kept.form, kept.fields) == ("/contracts/C-1/", {"Last day, theirs": ["30/11/2026"]})
    assert queries.drafts("O-1", "/contracts/C-1/") == ()
    assert queries.all_drafts("O-1") == ()
