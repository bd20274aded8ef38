"""Why a job may not be asked for now."""

from duly.core.jobs.queries import unfinished
from duly.primitives.refusal import Refusal


def why_not_ask_for(*, queueing_lock: str) -> Refusal | None:
    """The refusal, with code "already-asked", when a job under the same lock is waiting or running."""
    other = unfinished(queueing_lock)
    if other is None:
        return None
    return Refusal("already-asked", f"This was already asked for, as {other.ref} ({other.title}), and has not finished.")
