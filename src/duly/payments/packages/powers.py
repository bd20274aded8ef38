"""What the scheme is asked about packages."""

from duly.primitives.power import Power

ADD_PERSON = Power("packages.add_person", "enter a person")
COMMISSION = Power("packages.commission", "commission a package line", (("days back-dated", "number"),))
END_LINE = Power("packages.end_line", "end a package line", (("days back-dated", "number"),))
PLAN_CALL = Power("packages.plan_call", "plan a weekly call", (("days back-dated", "number"),))
SIGN_OPENING = Power("packages.sign_opening", "sign an opening position", (("signed before", "yes/no"),))
TAKE_IN = Power("packages.take_in", "take in a file of packages", (("kind", "word"),))
READ = Power("payments.read", "read payments, with the names of those who receive care")
