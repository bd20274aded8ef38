"""Every table says how it is kept, and the database keeps it so."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model
from django.test.utils import isolate_apps

from duly.core.record.guards import Guard, guard_of
from duly.site.database import role_names
from tests.house.plan import place

KEPT_BY_THE_RECORD_ITSELF = {"record.StoredEvent", "record.Payload"}

EXEMPT = {
    "confidentiality.Paper": "a view: nothing is ever written to it",
    "once.FormDone": "which forms and calls were sent, so that none is done twice: what each did is recorded by the action it called",
    "directory.Words": (
        "private words of an event, beside them so that they can be looked for: they are taken away when that event's words are erased"
    ),
    "jobs.Job": "progress of background work, not a decision: what the work decides is recorded by the rooms that do it",
    "jobs.JobProgress": "progress of background work, not a decision",
    "refusals.RefusalCount": (
        "counts of what the database refused: nothing was changed, so there is nothing to record, and what refused it is rolled back"
    ),
    "alerts.Alert": "news of what the record or a room already tells: it decides nothing, and that somebody acknowledged it is recorded",
    "desk.Preferences": "how one person likes their own pages: it decides nothing",
    "desk.Draft": "what somebody has typed and not yet sent: it decides nothing, and is thrown away when sent",
    "desk.Parked": "where somebody was when they were interrupted: it decides nothing",
    "desk.SavedView": "a list's filters under a name of one's own: it decides nothing",
    "desk.Presence": "who has a page open this minute: it decides nothing",
    "people.Officer": "sign-in: passwords and the time of the last sign-in change without a decision; posts held are recorded",
    "people.SignIn": (
        "the sign-in log: only ever added to, by a trigger of its own; a try at signing in decides nothing, and an unlocking is recorded"
    ),
    "tokens.LastUse": ("the minute a token was last used, so that one nobody uses is seen; what it was used to change is recorded"),
    "vault.WrappedKey": "wrapping of keys: rotation changes how they are wrapped, and is an event; the database lets nothing else change or go",
}
"""Every table of ours that may change without the record's knowing, with the reason. To add one is a decision; write it in docs/adr."""

TRIGGERS = {
    "lifecycle": {"note_insert", "note_update", "next_version", "kept"},
    "facts": {"note_insert", "note_update", "only_superseded", "kept"},
    "lines": {"note_insert", "kept"},
}
CHANGED_BY_THE_APPLICATION = {"lifecycle": None, "facts": {"superseded_by"}, "lines": set()}
"""The columns it may change in a row that is there; None is every column."""


def ours() -> list[type[Model]]:
    """Every model of a room."""
    return [model for model in apps.get_models(include_auto_created=True) if place(model.__module__).room]


def unguarded(models: list[type[Model]]) -> list[str]:
    """The models that do not say how they are kept."""
    return sorted(m._meta.label for m in models if guard_of(m) is None and m._meta.label not in KEPT_BY_THE_RECORD_ITSELF)


def unkept(table: str, guard: Guard, app: str) -> list[str]:
    """What the database lacks, or allows too much of, for a table to be kept as its guard says."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'A' AND tgrelid = %s::regclass", [f'"{table}"'])
        always = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT word FROM unnest(ARRAY['DELETE', 'TRUNCATE']) word WHERE has_table_privilege(%s, %s::regclass, word)",
            [app, f'"{table}"'],
        )
        removed_by = {word.lower() for (word,) in cursor.fetchall()}
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')",
            [f'"{table}"', app],
        )
        changed = {name for (name,) in cursor.fetchall()}
    allowed = CHANGED_BY_THE_APPLICATION[guard.kind]
    return [
        *(f"{table} lacks its trigger {name}." for name in sorted(TRIGGERS[guard.kind] - always)),
        *(f"The application may {word} {table}." for word in sorted(removed_by)),
        *(f"The application may change {table}.{name}." for name in sorted(set() if allowed is None else changed - allowed)),
    ]


def test_every_model_names_its_guard():
    assert unguarded(ours()) == []


@isolate_apps("duly.core.people")
def test_a_model_without_a_guard_is_found():
    class Note(Model):
        class Meta:
            app_label = "people"

    assert unguarded([Note]) == ["people.Note"]


def test_the_exemptions_are_these_and_no_others():
    assert {m._meta.label: g.reason for m in ours() if (g := guard_of(m)) and g.kind == "exempt"} == EXEMPT


@pytest.mark.django_db
def test_every_guard_is_in_the_database():
    app = role_names()["app"]
    kept = [(m._meta.db_table, g) for m in ours() if m._meta.managed and (g := guard_of(m)) and g.kind != "exempt"]

    assert kept
    assert [fault for table, guard in kept for fault in unkept(table, guard, app)] == []


@pytest.mark.django_db
def test_a_table_without_its_guards_is_found():
    faults = unkept("people_officer", Guard("lines"), role_names()["app"])

    assert "people_officer lacks its trigger kept." in faults
    assert "The application may delete people_officer." in faults
    assert "The application may change people_officer.name." in faults
