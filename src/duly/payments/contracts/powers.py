"""What the scheme is asked about contracts."""

from duly.primitives.power import Power

MAKE = Power("contracts.make", "enter a contract")
AGREE_TERMS = Power("contracts.agree_terms", "agree a contract's terms", (("days back-dated", "number"), ("trim limit", "pence")))
TAKE_IN = Power("contracts.take_in", "take in a file of contracts and terms")
PUT_IN_FORCE = Power("contracts.put_in_force", "say when a contract may be paid under", (("days back-dated", "number"),))
EMBARGO = Power("contracts.embargo", "place an embargo on a contract", (("days back-dated", "number"),))
LIFT = Power("contracts.lift_embargo", "lift an embargo on a contract", (("placed by you", "yes/no"), ("days back-dated", "number")))
