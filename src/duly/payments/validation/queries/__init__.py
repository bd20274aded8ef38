"""What was judged, what is due, what was held and why, and what was let through."""

from duly.payments.validation.as_at import LineWeekKnown, line_weeks_at, line_weeks_of_person_at
from duly.payments.validation.causes import SEVERITIES, rule_of, severity_of, title_of
from duly.payments.validation.changes import Change
from duly.payments.validation.explain import Explanation, called, is_by_night, sentences
from duly.payments.validation.queries.became import Became, became
from duly.payments.validation.queries.due import DueLine, due_digests, due_lines
from duly.payments.validation.queries.explaining import ChangesSeen, NoEarlierJudgement, changes_since, explanation
from duly.payments.validation.queries.judgements import (
    JudgementSummary,
    WeekPriced,
    current_judgement_ref,
    judgements,
    judgements_of,
    newest_week,
    summary,
    weeks_priced_with,
)
from duly.payments.validation.queries.let_through import (
    LettingSeen,
    LookSeen,
    NotFair,
    found_not_fair,
    how_many_to_look_at,
    letting,
    lettings,
)
from duly.payments.validation.queries.matters import (
    DecisionSeen,
    assessed_line,
    assessed_of,
    decided_last,
    decision_on,
    decision_seen,
    decisions_before,
    decisions_by,
    keep_still,
    line_week_of,
    matter_sha256,
)
from duly.payments.validation.queries.stopped import REFUSED, ExceptionSeen, LeftOut, exceptions, how_many_undecided, left_out

__all__ = [
    "REFUSED",
    "SEVERITIES",
    "Became",
    "Change",
    "ChangesSeen",
    "DecisionSeen",
    "DueLine",
    "ExceptionSeen",
    "Explanation",
    "JudgementSummary",
    "LeftOut",
    "LettingSeen",
    "LineWeekKnown",
    "LookSeen",
    "NoEarlierJudgement",
    "NotFair",
    "WeekPriced",
    "assessed_line",
    "assessed_of",
    "became",
    "called",
    "changes_since",
    "current_judgement_ref",
    "decided_last",
    "decision_on",
    "decision_seen",
    "decisions_before",
    "decisions_by",
    "due_digests",
    "due_lines",
    "exceptions",
    "explanation",
    "found_not_fair",
    "how_many_to_look_at",
    "how_many_undecided",
    "is_by_night",
    "judgements",
    "judgements_of",
    "keep_still",
    "left_out",
    "letting",
    "lettings",
    "line_week_of",
    "line_weeks_at",
    "line_weeks_of_person_at",
    "matter_sha256",
    "newest_week",
    "rule_of",
    "sentences",
    "severity_of",
    "summary",
    "title_of",
    "weeks_priced_with",
]
