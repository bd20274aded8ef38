"""What a submission says, why one is returned, and the checks that read it before anybody signs: values in, values out."""

from duly.casework.submissions.rules.checking import CHECKS, CheckResult, Finding, counted, run
from duly.casework.submissions.rules.paper import Evidence, Paper, ToAnswer
from duly.casework.submissions.rules.reasons import KINDS, REASONS
from duly.casework.submissions.rules.text import content_sha256, paragraphs_of

__all__ = (
    "CHECKS",
    "KINDS",
    "REASONS",
    "CheckResult",
    "Evidence",
    "Finding",
    "Paper",
    "ToAnswer",
    "content_sha256",
    "counted",
    "paragraphs_of",
    "run",
)
