"""The right-first-time checks as their panel shows them, and as points of a return to begin from."""

from collections.abc import Sequence
from typing import Any

from duly.casework.submissions.rules import CheckResult
from duly.ui.frame import Check, Link

STATES = {"fails": "failed", "warns": "warning", "passes": "passed"}
SHOWN_PASSED = 4


def found(results: Sequence[CheckResult]) -> tuple[Check, ...]:
    """Everything found, the gravest first, each with the way to its paragraph."""
    return tuple(
        Check(
            one.says,
            STATES[one.level],
            f"{result.says}." if n == 0 else "",
            Link("Go to it", f"#p{one.paragraph}") if one.paragraph else None,
        )
        for result in results
        for n, one in enumerate(result.findings)
    )


def passed(results: Sequence[CheckResult]) -> tuple[tuple[Check, ...], tuple[Check, ...]]:
    """Checks that pass: the first few, and the rest, which are folded away."""
    told = tuple(Check(one.says, "passed") for one in results if one.level == "passes")
    return told[:SHOWN_PASSED], told[SHOWN_PASSED:]


def as_points(results: Sequence[CheckResult]) -> list[dict[str, Any]]:
    """Each thing that fails as a point of a return, to be kept, put otherwise or rubbed out."""
    return [
        {"reason": result.reason, "paragraph": one.paragraph or None, "words": one.says}
        for result in results
        for one in result.findings
        if one.level == "fails"
    ]
