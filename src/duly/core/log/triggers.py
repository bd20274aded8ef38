"""The triggers of the log that start-up must find in force, by table of the schema `audit`."""

TRIGGERS: dict[str, tuple[str, ...]] = {
    "event": ("queue_events",),
    "pending": ("queue_kept", "sequenced"),
    "leaf": ("follow_on", "leaf_kept"),
    "tile": ("tile_grows", "tile_kept"),
    "tree_state": ("tree_grows", "tree_kept"),
    "checkpoint": ("of_the_tree", "checkpoint_kept"),
    "cosignature": ("cosignature_kept",),
    "mark": ("marks_its_event", "mark_kept"),
    "mark_kept": ("mark_kept_kept",),
    "alarm": ("alarm_kept",),
}
"""All are ENABLE ALWAYS. Those of `event` are besides the record's own."""
