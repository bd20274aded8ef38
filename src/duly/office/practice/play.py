"""The council's weeks and the ombudsman's morning in the practice copy, done through the same actions a person uses. Done once: a second time only counts what is there."""

from collections.abc import Callable
from typing import Any

from django.conf import settings

from duly.core.people import queries as people
from duly.core.record import queries as record
from duly.core.record.clock import today
from duly.office.practice.letterbox.planted import NOT_AS_PLANTED
from duly.office.practice.people import appoint


def play(
    *, say: Callable[[str], None], size: str = "full", seal: Callable[[], object] | None = None, caseload: bool = True
) -> dict[str, Any]:
    """Appoint everybody, do the work of each wing in use, and give the figures of what was done.

    `size` is that of both offices, "small" or "full"; `seal` has the record sealed and witnessed, without which no bank file is handed over;
    without `caseload` the ombudsman's office has its morning's work only.
    """
    if not people.everyone_in_post(on=today()):
        say("Appointing the people of two invented offices …")
        desks = appoint(wings=settings.DULY_WINGS)
        if "payments" in settings.DULY_WINGS:
            from duly.office.practice import council
            from duly.office.practice.invented import SIZES

            council.work(SIZES[size], desks, say=say, seal=seal)
        if "casework" in settings.DULY_WINGS:
            say("Registering a morning's post, and signing one letter …")
            from duly.office.practice import ombudsman, second_scheme

            desks = second_scheme.adopt_second(desks)
            ombudsman.work_a_morning(desks)
            if caseload:
                ombudsman.work_the_weeks(size, desks, say=say)
    return summary()


def summary() -> dict[str, Any]:
    """The figures of the practice copy as they stand."""
    figures: dict[str, Any] = {}
    if "payments" in settings.DULY_WINGS:
        from duly.office.practice import figures as of_the_council

        figures |= of_the_council.figures()
    if "casework" in settings.DULY_WINGS:
        from duly.office.practice import ombudsman

        told = ombudsman.figures()
        wrong = [*figures.get(NOT_AS_PLANTED, ()), *told.get(NOT_AS_PLANTED, ())]
        figures |= told | ({NOT_AS_PLANTED: wrong} if wrong else {})
    figures["events written"] = record.how_many()
    return figures
