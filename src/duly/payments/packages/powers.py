"""What the scheme is asked about packages."""

from duly.primitives.power import Power

ADD_PERSON = Power("packages.add_person", "enter a person")
COMMISSION = Power("packages.commission", "commission a package line", (("days back-dated", "number"),))
PROPOSE = Power("packages.propose", "put a package line forward", (("days back-dated", "number"),))
APPROVE = Power("packages.approve", "approve a package line put forward", (("put forward by you", "yes/no"), ("days back-dated", "number")))
END_LINE = Power("packages.end_line", "end a package line", (("days back-dated", "number"),))
PLAN_CALL = Power("packages.plan_call", "plan a weekly call", (("days back-dated", "number"),))
SIGN_OPENING = Power("packages.sign_opening", "sign an opening position", (("signed before", "yes/no"),))
TAKE_IN = Power("packages.take_in", "take in a file of packages", (("kind", "word"),))
SAY_DIED = Power("packages.say_died", "say that somebody died", (("said before", "yes/no"),))
INTERRUPT = Power("packages.interrupt", "say that somebody's care is interrupted", (("days back-dated", "number"),))
READ = Power("payments.read", "read payments, with the names of those who receive care")
