"""What this room asks the scheme about."""

from duly.primitives.power import Power

KEEP = Power("disputes.keep", "write down what a provider disputes, and answer it")
PASS_ON = Power("disputes.pass_on", "pass a dispute on to the ombudsman")
