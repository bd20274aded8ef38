"""What the scheme is asked about invoices."""

from duly.primitives.power import Power

TAKE_IN = Power("invoices.take_in", "take in a file of invoices")
