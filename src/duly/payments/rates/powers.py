"""What the scheme is asked about rates."""

from duly.primitives.power import Power

SET = Power("rates.set", "set a rate", (("days back-dated", "number"), ("rises by percent", "number")))
TAKE_IN = Power("rates.take_in", "take in a file of rates")
PUT_FORWARD = Power("rates.put_forward", "put rates forward to be adopted")
ADOPT = Power(
    "rates.adopt",
    "adopt rates put forward",
    (("put forward by you", "yes/no"), ("days back-dated", "number"), ("rises by percent", "number")),
)
WITHDRAW = Power("rates.withdraw", "withdraw rates put forward", (("put forward by you", "yes/no"),))
