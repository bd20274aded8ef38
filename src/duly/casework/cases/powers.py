"""What this room asks the scheme about."""

from duly.primitives.power import Power

OPEN = Power("cases.open", "open a case")
LINK = Power("cases.link", "link post to a case")
MOVE = Power("cases.move", "move a case on", (("step", "word"),))
PARTY = Power("cases.name_party", "name the parties to a case")
PLAN = Power("cases.plan", "say what comes next on a case")
TIE = Power("cases.tie", "link, merge and split cases")
MISFILED = Power("cases.misfiled", "move a paper that was filed to the wrong case, and deal with the breach")
TAKE_OVER = Power("cases.take_over", "take cases over from the system that was used before")
HAND_OVER = Power("cases.hand_over", "hand cases over to somebody else")
WITHDRAW = Power("cases.withdraw", "take in that a complaint is withdrawn, or that this is taken back")
CARRY_ON = Power("cases.carry_on", "decide who may carry on a complaint after a death")
