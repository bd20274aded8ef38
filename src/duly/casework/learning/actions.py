"""Noting lessons."""

from duly.casework.learning import checks
from duly.casework.learning.events import LessonNoted
from duly.casework.learning.models import Lesson
from duly.casework.learning.queries import LessonSeen
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def note(*, came_of: str, words: str, told_to: str, by: Actor) -> LessonSeen:
    """Note what was learnt of something (its reference), and to whom it is told."""
    with unit_of_work() as record:
        stop_if(checks.why_not_note(words=words, told_to=told_to, by=by))
        said = {"came_of": came_of, "words": words.strip(), "told_to": told_to.strip()}
        ref = f"LN-{today():%y}-{take_number('learning_lesson_number'):04d}"
        event = record.write(LessonNoted(ref=ref, version=1, **said), by=by)
        row = Lesson.objects.create(ref=ref, noted_by=by.ref, noted_on=today(), made_by=event, **said)
    return LessonSeen.of(row)
