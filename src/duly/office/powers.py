"""Powers the office's own desks ask about."""

from duly.primitives.power import Power

READ_RECORD = Power("record.read", "read the record")
READ_HEALTH = Power("health.read", "see how everything stands, and the alarms")
TAKE_EVIDENCE = Power("evidence.take", "take an evidence pack out of the office", (("kind", "word"),))
UNLOCK_SIGN_IN = Power("sign-in.unlock", "see the sign-in log, and unlock somebody's sign-in")
