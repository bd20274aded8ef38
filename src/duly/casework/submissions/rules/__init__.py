"""What a submission says, why one is returned, and the checks that read it before anybody signs: values in, values out."""

from duly.casework.submissions.rules.checking import CHECKS, CheckResult, Finding, counted, failing, run
from duly.casework.submissions.rules.checklists import Checklists, codes
from duly.casework.submissions.rules.circumstances import NOTHING_SAID, Said
from duly.casework.submissions.rules.complexity import Complexity, complexity
from duly.casework.submissions.rules.paper import Adjudicated, Evidence, Paper, ToAnswer, Withdrawn
from duly.casework.submissions.rules.reasons import KINDS, PROPOSED, REASONS, REMARKS
from duly.casework.submissions.rules.returning import Given, Point, left_as_it_was, missed
from duly.casework.submissions.rules.text import content_sha256, paragraphs_of

__all__ = (
    "CHECKS",
    "KINDS",
    "NOTHING_SAID",
    "PROPOSED",
    "REASONS",
    "REMARKS",
    "Adjudicated",
    "CheckResult",
    "Checklists",
    "Complexity",
    "Evidence",
    "Finding",
    "Given",
    "Paper",
    "Point",
    "Said",
    "ToAnswer",
    "Withdrawn",
    "codes",
    "complexity",
    "content_sha256",
    "counted",
    "failing",
    "left_as_it_was",
    "missed",
    "paragraphs_of",
    "run",
)
