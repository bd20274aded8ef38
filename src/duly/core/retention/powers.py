"""What this room asks the scheme about."""

from duly.primitives.power import Power

READ = Power("retention.read", "see legal holds and disposal lists")
HOLD = Power("retention.hold", "place and lift legal holds")
PROPOSE = Power("retention.propose", "propose what is to be erased")
APPROVE = Power(
    "retention.approve", "approve a disposal list and have it carried out", (("events", "number"), ("proposed by you", "yes/no"))
)

ALL = (READ, HOLD, PROPOSE, APPROVE)
