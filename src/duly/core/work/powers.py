"""What this room asks the scheme about."""

from duly.primitives.power import Power

KEEP = Power("work.keep", "give somebody a task, and finish, put off or drop one")
