"""Housekeeping of the desk, once a night, by whichever worker is there."""

from procrastinate.contrib.django import app

from duly.core.desk.actions import clear_away

AT_NIGHT = "10 3 * * *"


@app.periodic(cron=AT_NIGHT)
@app.task(name="duly.clear_desks", queueing_lock="duly.clear_desks")
def clear_desks(timestamp: int) -> None:
    """Throw away the drafts nobody came back to, and presences that are over."""
    clear_away()
