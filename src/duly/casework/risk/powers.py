"""What this room asks the scheme about."""

from duly.primitives.power import Power

ASSESS = Power("risk.assess", "assess the risk of a case, or confirm an assessment")
LOOK = Power("risk.look", "say that one has looked at the register of risk")
