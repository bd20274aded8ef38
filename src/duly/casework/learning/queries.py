"""What was learnt."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from duly.casework.learning.models import Lesson


@dataclass(frozen=True)
class LessonSeen:
    """One lesson."""

    ref: str
    came_of: str
    words: str
    told_to: str
    noted_by: str
    noted_on: date

    @classmethod
    def of(cls, row: Lesson) -> "LessonSeen":
        """From its row."""
        return cls(**{name: getattr(row, name) for name in cls.__annotations__})


def came_of(refs: Collection[str]) -> tuple[str, ...]:
    """The references of the lessons that came of any of these, the first first."""
    return tuple(Lesson.objects.filter(came_of__in=set(refs)).order_by("pk").values_list("ref", flat=True))


def lessons(*, came_of: str = "") -> tuple[LessonSeen, ...]:
    """Every lesson, or those of one thing, the newest first."""
    found = Lesson.objects.order_by("-pk")
    return tuple(LessonSeen.of(row) for row in (found.filter(came_of=came_of) if came_of else found))
