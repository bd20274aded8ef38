"""One week and one morning in the practice copy, done through the same actions a person uses. Done once: a second time only counts what is there."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from duly.core.people import queries as people
from duly.core.record import queries as record
from duly.core.record.clock import today
from duly.office.practice.people import appoint


def play(*, say: Callable[[str], None]) -> dict[str, Any]:
    """Appoint everybody, do the work of each wing in use, and give the figures of what was done."""
    if not people.everyone_in_post(on=today()):
        say("Appointing the people of two invented offices …")
        desks = appoint(wings=settings.DULY_WINGS)
        if "payments" in settings.DULY_WINGS:
            from duly.office.practice import council

            council.work_a_week(desks, say=say)
        if "casework" in settings.DULY_WINGS:
            say("Registering a morning's post, and signing one letter …")
            from duly.office.practice import ombudsman

            ombudsman.work_a_morning(desks)
    return summary()


def summary() -> dict[str, Any]:
    """The figures of the practice copy as they stand."""
    figures: dict[str, Any] = {}
    if "payments" in settings.DULY_WINGS:
        from duly.office.practice import council

        figures |= council.figures()
    if "casework" in settings.DULY_WINGS:
        from duly.office.practice import ombudsman

        figures |= ombudsman.figures()
    figures["events written"] = record.how_many()
    return figures
