"""What files ask the scheme about."""

from duly.primitives.power import Power

MOVE = Power("files.move", "note where the paper file of a case went")
