"""What this room asks the scheme about."""

from duly.primitives.power import Power

FOLLOW = Power("compliance.follow", "follow recommendations, and say whether they were complied with")
ASK_PAYMENT = Power("compliance.ask_payment", "ask that a financial remedy be paid", (("amount", "pence"),))
"""Asked by the corridor between the wings."""
