"""What banking asks the scheme."""

from duly.primitives.power import Power

RELEASE = Power(
    "files.release",
    "release a payment run to the bank",
    (("total", "pence"), ("prepared by you", "yes/no"), ("approved by you", "yes/no")),
)
VOID = Power("files.void", "void a bank file", (("total", "pence"), ("asked by you", "yes/no")))
HAND_OVER = Power("files.download", "take a bank file away to the bank", (("total", "pence"),))
