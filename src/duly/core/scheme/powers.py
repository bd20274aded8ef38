"""What this room asks itself: who may arrange for others, and who may propose and adopt a scheme."""

from duly.primitives.power import Power

ARRANGE = Power("scheme.arrange", "say who is away, who stands in and whose authority is suspended", (("for yourself", "yes/no"),))
PROPOSE = Power("scheme.propose", "propose a scheme of delegation")
ADOPT = Power("scheme.adopt", "adopt or withdraw a proposed scheme of delegation", (("proposed by you", "yes/no"),))
