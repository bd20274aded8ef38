"""What this room asks the scheme about."""

from duly.primitives.power import Power

SIGN = Power(
    "submissions.sign",
    "sign this decision",
    (("remedy", "pence"), ("mp asked", "yes/no"), ("changes an earlier decision", "yes/no"), ("prepared by you", "yes/no")),
)
