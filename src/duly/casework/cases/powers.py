"""What this room asks the scheme about."""

from duly.primitives.power import Power

OPEN = Power("cases.open", "open a case")
LINK = Power("cases.link", "link post to a case")
MOVE = Power("cases.move", "move a case on", (("step", "word"),))
PARTY = Power("cases.name_party", "name the parties to a case")
