"""What the scheme is asked about evidence."""

from duly.primitives.power import Power

TAKE_IN = Power("evidence.take_in", "take in a file of visits, occupancy or attendance")
SET_DEADLINE = Power("evidence.set_deadline", "say by when files are sent")
