"""The demonstration's advice to and from Operations, about invented people and bodies."""

from typing import Any

WAIT: dict[str, Any] = {
    "asker": "Investigations, second team",
    "question": "May we wait for the trust's own review before we put our provisional view to the parties?",
    "subjects": ("time limits", "parallel reviews"),
}
WAIT_ANSWERED = "Yes, for four weeks, if both parties are told in writing and the clock is not stopped for it."
AGAIN: dict[str, Any] = {
    "asker": "Investigations, second team",
    "question": "The trust's review has no end date. May we go on waiting for it?",
    "subjects": ("time limits", "parallel reviews"),
}
AGAIN_ANSWERED = "No. Put the provisional view now, and say in it what the review may still change."
WAIT_WITHDRAWN = "A review without an end date was not thought of: nobody is to wait for one any longer."

RECORDS: dict[str, Any] = {
    "asker": "The Casework Manager",
    "question": "Do the hospital's call logs for June still exist, and who holds them?",
    "subjects": ("records", "call logs"),
}
RECORDS_ANSWERED = "They do, with the trust's switchboard contractor, who keeps them for eighteen months."

OPEN: dict[str, Any] = {
    "asker": "External Affairs",
    "question": "How many complaints about discharge from hospital did we uphold last year, and may the figure be quoted?",
    "subjects": ("figures", "discharge"),
}
