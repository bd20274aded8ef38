"""What the scheme is asked about rates."""

from duly.primitives.power import Power

SET = Power("rates.set", "set a rate", (("days back-dated", "number"), ("rises by percent", "number")))
TAKE_IN = Power("rates.take_in", "take in a file of rates")
