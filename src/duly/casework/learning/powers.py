"""What this room asks the scheme about."""

from duly.primitives.power import Power

NOTE = Power("lessons.note", "note a lesson and to whom it is told")
