"""What the scheme is asked about contracts."""

from duly.primitives.power import Power

MAKE = Power("contracts.make", "enter a contract")
AGREE_TERMS = Power("contracts.agree_terms", "agree a contract's terms", (("days back-dated", "number"), ("trim limit", "pence")))
TAKE_IN = Power("contracts.take_in", "take in a file of contracts and terms")
