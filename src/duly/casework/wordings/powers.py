"""What this room asks the scheme about."""

from duly.primitives.power import Power

SET_RULES = Power("wordings.set_rules", "adopt which paragraphs letters may not go without")
WRITE = Power("wordings.write", "write a standard letter")
ADOPT = Power("wordings.adopt", "adopt a standard letter, and say until when it may be used", (("written by you", "yes/no"),))
