"""What this room asks the scheme about."""

from duly.primitives.power import Power

MAKE = Power("letters.make", "make a letter")
APPROVE = Power("letters.approve", "approve a letter", (("prepared by you", "yes/no"),))
SIGN_FOR = Power("letters.sign_for", "sign a letter on behalf of a principal", (("principal", "word"), ("prepared by you", "yes/no")))
SEND = Power("letters.send", "send a letter")
ACKNOWLEDGE = Power("letters.acknowledge", "acknowledge post in the standard words")
COMMISSION = Power("letters.commission", "have a letter made in another format")
INK = Power("letters.ink", "print a letter to be signed in ink, and match what was signed")
