"""What this room asks the scheme about."""

from duly.primitives.power import Power

OPEN = Power("cases.open", "open a case")
LINK = Power("cases.link", "link post to a case")
MOVE = Power("cases.move", "move a case on", (("step", "word"),))
NOT_SAID = (
    *("outcome", "office", "subject", "formal interviews", "public interest", "settled guidance"),
    *("concerns members", "doubt about stopping", "fault without injustice"),
)
"""Facts of a closing that somebody says: how it is to end, and what was said of the case. Until they do, no rule that looks at one holds."""

CLOSE = Power(
    "cases.close",
    "close a case",
    (
        ("outcome", "word"),
        ("stage", "word"),
        ("remedy", "pence"),
        ("decided", "yes/no"),
        ("decided by you", "yes/no"),
        ("yours", "yes/no"),
        ("mp asked", "yes/no"),
        ("office", "word"),
        ("subject", "word"),
        ("formal interviews", "number"),
        ("public interest", "yes/no"),
        ("settled guidance", "yes/no"),
        ("concerns members", "yes/no"),
        ("doubt about stopping", "yes/no"),
        ("fault without injustice", "yes/no"),
    ),
    unsaid=NOT_SAID,
)
PARTY = Power("cases.name_party", "name the parties to a case")
PLAN = Power("cases.plan", "say what comes next on a case")
TIE = Power("cases.tie", "link, merge and split cases")
MISFILED = Power("cases.misfiled", "move a paper that was filed to the wrong case, note a breach of personal data, and deal with it")
TAKE_OVER = Power("cases.take_over", "take cases over from the system that was used before")
HAND_OVER = Power("cases.hand_over", "hand cases over to somebody else")
WITHDRAW = Power("cases.withdraw", "take in that a complaint is withdrawn, or that this is taken back")
CARRY_ON = Power("cases.carry_on", "decide who may carry on a complaint after a death")
