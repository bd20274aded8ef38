"""What banking asks the scheme."""

from duly.primitives.power import Power

RELEASE = Power(
    "files.release",
    "release a payment run to the bank",
    (("total", "pence"), ("prepared by you", "yes/no"), ("approved by you", "yes/no")),
)
VOID = Power("files.void", "void a bank file", (("total", "pence"), ("asked by you", "yes/no")))
HAND_OVER = Power("files.download", "take a bank file away to the bank", (("total", "pence"),))
ADOPT_ACCOUNT = Power("paying-account.adopt", "say which account payments are made from")
TAKE_IN = Power("answers.take_in", "take in what the bank answers")
DEAL_WITH = Power("answers.deal_with", "deal with an answer of the bank that matches nothing")
OVERRIDE = Power(
    "files.override",
    "let a bank file go that no witness has seen",
    (
        ("total", "pence"),
        ("asked by you", "yes/no"),
        ("prepared by you", "yes/no"),
        ("approved by you", "yes/no"),
        ("released by you", "yes/no"),
    ),
)
RECONCILE = Power("payments.reconcile", "reconcile payments after a restore")
UNLOCK = Power("payments.unlock", "unlock payments", (("asked by you", "yes/no"),))
SETTLE = Power("missing-files.settle", "settle a missing bank file", (("total", "pence"), ("asked by you", "yes/no")))
