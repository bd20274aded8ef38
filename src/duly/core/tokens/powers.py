"""What the scheme is asked about tokens."""

from duly.primitives.power import Power

MAKE = Power("tokens.make", "make a token for a program to act with", (("days it lasts", "number"), ("reads only", "yes/no")))
REVOKE = Power("tokens.revoke", "revoke somebody else's token")
