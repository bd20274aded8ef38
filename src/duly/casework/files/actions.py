"""Noting where a paper file went."""

from datetime import date

from django.db import connection

from duly.casework.cases import queries as cases
from duly.casework.files import checks, queries
from duly.casework.files.events import PaperFileMoved
from duly.casework.files.models import Movement
from duly.casework.files.queries import VolumeSeen
from duly.core.record.actions import unit_of_work
from duly.core.record.queries import next_version
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def move(
    case_ref: str, *, volume: int = 1, way: str, where: str, holder: str = "", moved_on: date, due_back: date | None = None, by: Actor
) -> VolumeSeen:
    """Note that a volume of a case's paper file was put away, went out or came back. An unknown case is `Case.DoesNotExist`."""
    cases.case(case_ref)
    with unit_of_work() as record:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('paper file ' || %s, 0))", [case_ref])
        known = queries.volume(case_ref, volume)
        stop_if(checks.why_not_move(known, way=way, where=where, holder=holder, moved_on=moved_on, due_back=due_back, by=by))
        said = {"way": way, "holder": holder, "moved_on": moved_on, "where": where.strip()}
        due = due_back.isoformat() if due_back else ""
        version = next_version("paper file", case_ref)
        event = record.write(PaperFileMoved(ref=case_ref, version=version, volume=volume, due_back=due, **said), by=by)
        Movement.objects.create(case_ref=case_ref, volume=volume, place=version, due_back=due_back, made_by=event, **said)
    found = queries.volume(case_ref, volume)
    assert found is not None  # it has just moved
    return found
