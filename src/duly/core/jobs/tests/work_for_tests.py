"""Work that the tests ask for: it keeps a document at its end, so that doing it twice would be seen."""

import time
from typing import Any

from duly.core.documents import actions as documents
from duly.core.jobs.actions import ask_for
from duly.core.jobs.work import Progress, work
from duly.primitives.refusal import Refusal, Refused


@work("tests.count")
def count(progress: Progress, *, steps: int, seconds_a_step: float) -> dict[str, Any]:
    """Count slowly, keep a document, and say how many there were."""
    kept = documents.keep(name="counted.txt", content=b"counted", by=progress.by)
    for n in range(steps):
        progress.say(n, steps, "counting")
        time.sleep(seconds_a_step)
    progress.say(steps, steps, "counted")
    return {"document": kept.ref}


@work("tests.ask")
def ask(progress: Progress) -> dict[str, Any]:
    """Ask for more work."""
    return {"asked": ask_for("tests.count", title="Count after", by=progress.by, steps=1, seconds_a_step=0)}


@work("tests.refuse")
def refuse(progress: Progress) -> None:
    """Be refused, after writing something."""
    documents.keep(name="refused.txt", content=b"refused", by=progress.by)
    raise Refused(Refusal("no", "There is nothing to count."))


@work("tests.break")
def fall(progress: Progress) -> None:
    """Make a mistake, after writing something."""
    documents.keep(name="broken.txt", content=b"broken", by=progress.by)
    raise ZeroDivisionError
