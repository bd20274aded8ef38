"""What this room asks the scheme about."""

from duly.primitives.power import Power

KEEP = Power("chases.keep", "chase what was asked for, and send the next step")
ADOPT = Power("chases.adopt", "adopt a version of a ladder of chases")
