"""What the ledger asks the scheme."""

from duly.primitives.power import Power

CLOSE = Power("periods.close", "close a month of the ledger", (("asked by you", "yes/no"),))
