"""What this room asks the scheme about."""

from duly.primitives.power import Power

ASSESS = Power("risk.assess", "assess the risk of a case, or confirm an assessment")
LOOK = Power("risk.look", "say that one has looked at the register of risk")
INVOLVE = Power("risk.involve", "bring somebody higher into a case")
ANSWER = Power("risk.answer", "answer what one is asked about a case")
COMMISSION = Power("risk.commission", "commission a piece of work on a case")
REPORT = Power("risk.report", "say that a commissioned piece of work is done")
SET_RULES = Power("risk.set_rules", "adopt rules of risk")
