"""What the background worker does for casework by the clock."""

from procrastinate.contrib.django import app

from duly.casework.flow.arriving import escalate, tell_of_the_urgent
from duly.casework.flow.dating_again import date_again_if_changed
from duly.casework.flow.fetching import take_post_in
from duly.casework.flow.involving import tell_of_the_late
from duly.casework.flow.reading import lapse_instructions
from duly.casework.flow.risking import look_over_risk

EVERY_MINUTE = "* * * * *"
EVERY_NIGHT = "10 0 * * *"
BEFORE_WORK = "30 5 * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="duly.escalate_post_alerts", queueing_lock="duly.escalate_post_alerts")
def escalate_post_alerts(timestamp: int) -> None:
    """Tell of urgent post that nobody has come to yet, and send alerts that nobody acknowledged in time to the next post on the ladder."""
    tell_of_the_urgent()
    escalate()


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="duly.take_post_in", queueing_lock="duly.take_post_in", lock="duly.take_post_in")
def take_post_in_by_the_minute(timestamp: int) -> None:
    """Take in what came to the mailbox and the folder that the settings name. One at a time, so that no mail is fetched by two."""
    take_post_in()


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="duly.date_clocks_again", queueing_lock="duly.date_clocks_again", lock="duly.date_clocks_again")
def date_clocks_again(timestamp: int) -> None:
    """Date open clocks again, and what goes by them, once bank holidays have changed."""
    date_again_if_changed()


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="duly.lapse_instructions", queueing_lock="duly.lapse_instructions")
def lapse_standing_instructions(timestamp: int) -> None:
    """Write down which standing instructions ran out or were not reviewed in time."""
    lapse_instructions()


@app.periodic(cron=BEFORE_WORK)
@app.task(name="duly.look_over_risk", queueing_lock="duly.look_over_risk")
def look_over_risk_by_night(timestamp: int) -> None:
    """Make due the risk of cases on which nothing was done, whose review was missed, or whose post was flagged by hand; tell a post above of what is late."""
    look_over_risk()
    tell_of_the_late()
