"""What this room asks the scheme about."""

from duly.primitives.power import Power

KEEP = Power("clocks.keep", "start, stop and end clocks")
EXTEND = Power("clocks.extend", "give a clock more time", (("added", "number"),))
REDATE = Power("clocks.redate", "date open clocks again after the bank holidays changed")
ADOPT = Power("clocks.adopt", "adopt a version of a clock's rule", (("moves open clocks", "yes/no"),))
