"""Every check held against a paper, in the order they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from duly.casework.submissions.rules.adjudicated import FOUND
from duly.casework.submissions.rules.answering import ANSWERS, EVIDENCE
from duly.casework.submissions.rules.dating import DATES, OWNED
from duly.casework.submissions.rules.findings import Check, Finding, Level
from duly.casework.submissions.rules.naming import NAMES, REFERENCES
from duly.casework.submissions.rules.paper import Paper
from duly.casework.submissions.rules.remedy import BAND, SAME
from duly.casework.submissions.rules.standing import HEARD, OUTCOME, RISK
from duly.casework.submissions.rules.wording import AUTHORITY, PLACEHOLDERS, SENTENCES

CHECKS: tuple[Check, ...] = (
    SAME,
    BAND,
    OUTCOME,
    EVIDENCE,
    ANSWERS,
    HEARD,
    RISK,
    NAMES,
    REFERENCES,
    DATES,
    OWNED,
    AUTHORITY,
    PLACEHOLDERS,
    SENTENCES,
)


@dataclass(frozen=True)
class CheckResult:
    """What one check came to: its gravest level, its heading or what passed, and everything it found. `reason` is what a return would be coded."""

    code: str
    level: Level
    says: str
    findings: tuple[Finding, ...]
    reason: str


def run(paper: Paper) -> tuple[CheckResult, ...]:
    """Hold every check against a paper: those that fail first, then those that warn, then those that pass."""
    checks = (
        CHECKS if paper.adjudicated is None else (*CHECKS, FOUND)
    )  # there is nothing to hold it to before anything is found on the case
    told = [_result(check, paper) for check in checks]
    return tuple(sorted(told, key=lambda one: ("fails", "warns", "passes").index(one.level)))


def failing(results: Sequence[CheckResult]) -> tuple[str, ...]:
    """Codes of the checks that fail."""
    return tuple(one.code for one in results if one.level == "fails")


def counted(results: tuple[CheckResult, ...]) -> str:
    """How many checks pass, as the page says it."""
    return f"{sum(one.level == 'passes' for one in results)} of {len(results)} checks pass"


def _result(check: Check, paper: Paper) -> CheckResult:
    found = check.find(paper)
    if not found:
        return CheckResult(check.code, "passes", check.passes(paper), (), check.reason)
    level: Level = "fails" if any(one.level == "fails" for one in found) else "warns"
    return CheckResult(check.code, level, check.heading, found, check.reason)
