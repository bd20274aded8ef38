"""What this room asks the scheme about."""

from duly.primitives.power import Power

WRITE = Power("wordings.write", "write a standard letter")
ADOPT = Power("wordings.adopt", "adopt a standard letter, and say until when it may be used", (("written by you", "yes/no"),))
