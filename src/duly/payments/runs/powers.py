"""What runs ask the scheme."""

from duly.primitives.power import Power

DRAFT = Power("runs.draft", "draft a payment run")
PREPARE = Power("runs.prepare", "prepare a payment run", (("total", "pence"),))
APPROVE = Power(
    "runs.approve",
    "approve a payment run",
    (("total", "pence"), ("prepared by you", "yes/no"), ("you changed a payee in it", "yes/no")),
)
VOID = Power("runs.void", "void a payment run", (("total", "pence"),))
