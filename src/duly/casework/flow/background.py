"""What the background worker does for casework by the clock."""

from procrastinate.contrib.django import app

from duly.casework.flow.arriving import escalate

EVERY_MINUTE = "* * * * *"


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="duly.escalate_post_alerts", queueing_lock="duly.escalate_post_alerts")
def escalate_post_alerts(timestamp: int) -> None:
    """Send alerts to post that nobody acknowledged in time to the next post on the ladder."""
    escalate()
