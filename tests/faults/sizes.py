"""How much of each test is done: a size that fits everyday tests, and the full size with DULY_NIGHTLY=1 (times DULY_NIGHTLY_SCALE)."""

import os

NIGHTLY = os.environ.get("DULY_NIGHTLY") == "1"
SCALE = float(os.environ.get("DULY_NIGHTLY_SCALE", "1"))
SEED = int(os.environ.get("DULY_SEED", "20261122"))
"""What every choice by chance is drawn from; told with every count, so that a failure can be had again."""


def size(everyday: int, nightly: int) -> int:
    """How many now. The nightly size is scaled, but never below the everyday one unless the scale itself is below a tenth."""
    if not NIGHTLY:
        return everyday
    least = everyday if SCALE >= 0.1 else 1
    return max(least, round(nightly * SCALE))
