"""What the scheme is asked about judging, about deciding what was held, and about looking at what was let through."""

from duly.primitives.power import Power

JUDGE = Power("validation.judge", "judge a week's claims")
DECIDE = Power(
    "exceptions.decide",
    "decide an exception",
    (("choice", "word"), ("amount", "pence"), ("amount over agreed", "pence"), ("made by you", "yes/no")),
)
"""`choice` is "pay entitled", "pay delivered", "pay claimed", "hold" or "pay another amount". `amount` is what the choice would pay for the week, `amount over agreed` how far that is
above what the contract pays. `made by you` says whether the judgement was made by the person deciding."""
LOOK = Power("tolerance.look", "look at what a contract let through", (("finding", "word"), ("amount", "pence")))
"""`finding` is "fair" or "not fair", `amount` what was let through. That whoever judged may not look is no matter for the scheme."""
