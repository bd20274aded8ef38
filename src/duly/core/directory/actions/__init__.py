"""The verbs of the directory: entering and telling, markers, and a death."""

from duly.core.directory.actions.dying import record_death, undo_death
from duly.core.directory.actions.entries import end_detail, end_role, enter, give_role, merge, part, tell
from duly.core.directory.actions.markers import hand_marker_on, lift_marker, place_marker, review_marker

__all__ = [
    "end_detail",
    "end_role",
    "enter",
    "give_role",
    "hand_marker_on",
    "lift_marker",
    "merge",
    "part",
    "place_marker",
    "record_death",
    "review_marker",
    "tell",
    "undo_death",
]
