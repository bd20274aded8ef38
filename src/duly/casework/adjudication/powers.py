"""What this room asks the scheme about."""

from duly.primitives.power import Power

ADJUDICATE = Power(
    "adjudication.find",
    "find on an issue of a case, and recommend what is to be done",
    (("remedy", "pence"), ("outside its band", "yes/no")),
)
ADOPT = Power("adjudication.adopt_scale", "adopt a scale of severity and remedy")
