"""What should never be so in the log, and how it is told."""

from duly.core.log.stored import Connection

AGAIN_AFTER = "10 minutes"


class LogFault(Exception):
    """The log is not as it was left. The message is a sentence; nothing is signed."""


def raise_alarm(connection: Connection, says: str) -> None:
    """Keep an alarm where the office sees it; the same one again only after a while."""
    connection.execute(
        "INSERT INTO audit.alarm (says) SELECT %(says)s WHERE NOT EXISTS"
        " (SELECT FROM audit.alarm WHERE says = %(says)s AND at > clock_timestamp() - %(again)s::interval)",
        {"says": says, "again": AGAIN_AFTER},
    )
