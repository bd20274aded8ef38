"""What this room asks the scheme about."""

from duly.primitives.power import Power

PUT_UP = Power("submissions.put_up", "prepare and put up a submission")
REVIEW = Power(
    "submissions.review",
    "review a submission",
    (("remedy", "pence"), ("mp asked", "yes/no"), ("prepared by you", "yes/no")),
)
SET_RULES = Power("submissions.set_rules", "adopt rules of submissions")
