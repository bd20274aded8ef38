"""What this room asks the scheme about."""

from duly.primitives.power import Power

OF_THE_CASE = (
    *("office", "subject", "stage", "formal interviews", "public interest", "settled guidance"),
    *("concerns members", "doubt about stopping", "fault without injustice"),
)
"""Facts somebody says of a case. Until they do, no rule that looks at one holds."""

SIGN = Power(
    "submissions.sign",
    "sign this decision",
    (
        ("remedy", "pence"),
        ("mp asked", "yes/no"),
        ("changes an earlier decision", "yes/no"),
        ("prepared by you", "yes/no"),
        ("kind", "word"),
        ("earlier decision was yours", "yes/no"),
        ("office", "word"),
        ("subject", "word"),
        ("stage", "word"),
        ("formal interviews", "number"),
        ("public interest", "yes/no"),
        ("settled guidance", "yes/no"),
        ("concerns members", "yes/no"),
        ("doubt about stopping", "yes/no"),
        ("fault without injustice", "yes/no"),
    ),
    unsaid=OF_THE_CASE,
)
WITHDRAW = Power("decisions.withdraw", "withdraw a decision", (("remedy", "pence"),))
CONFIRM = Power("decisions.confirm", "confirm a decision that was looked at again", (("signed by you", "yes/no"),))
CORRECT = Power("decisions.correct", "correct the code of a decision")
