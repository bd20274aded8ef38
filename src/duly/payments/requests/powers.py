"""What this room asks the scheme about."""

from duly.primitives.power import Power

SETTLE = Power("payment_requests.settle", "accept, refuse and note as paid a payment asked for", (("amount", "pence"),))
