"""What this room asks the scheme about."""

from duly.primitives.power import Power

MAKE = Power("letters.make", "make a letter")
APPROVE = Power("letters.approve", "approve a letter", (("prepared by you", "yes/no"),))
SEND = Power("letters.send", "send a letter")
