"""What an office lays down for its reviews, as data with a number and a day from which it holds: grounds, time, validity, reasons for refusing."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from duly.primitives.refusal import Refusal

ASKERS = ("complainant", "representative", "body", "ourselves")
MOST = 40


@dataclass(frozen=True)
class ReviewRules:
    """`grounds`, `validity` and `refusals` are sentences by code. `asking` is the clock's rule that says until when a review may be asked for, by who
    asks (nothing: at any time). `not_reviewable` are kinds of decision. `direct_reports` says that who answers to the decider is not independent.
    """

    number: int
    grounds: Mapping[str, str]
    validity: Mapping[str, str]
    refusals: Mapping[str, str]
    asking: Mapping[str, str]
    not_reviewable: tuple[str, ...] = ()
    direct_reports: bool = True
    tell_within_days: int = 5

    def as_data(self) -> dict[str, Any]:
        """As it is kept, and as files say it."""
        kept = asdict(self)
        del kept["number"]
        return kept | {"not_reviewable": list(self.not_reviewable)}


FIRST = ReviewRules(
    number=1,
    grounds={
        "facts": "It relied on facts that are not accurate",
        "new": "There is new and relevant information that was not available before",
        "overlooked": "It overlooked or misunderstood parts of the complaint or the evidence",
        "method": "The way it was reached was not fair or not thorough",
    },
    validity={
        "ours": "It is about a decision of ours, and not about the body or our service",
        "says-why": "It says what is wrong with the decision, and not only that it is not agreed with",
        "not-done": "It raises something that no earlier review answered",
    },
    refusals={
        "late": "Out of time, with no good reason",
        "no-ground": "No ground on which a decision may be looked at again",
        "answered": "An earlier review answered it",
        "service": "It is a complaint about our service: passed on as that",
        "not-reviewable": "Decisions of this kind are not reviewed",
    },
    asking={"complainant": "review-request", "representative": "review-request", "body": "review-request"},
    not_reviewable=("report",),
)
"""In force until an office adopts its own. The first three grounds are the Parliamentary Ombudsman's; a month to ask, and that published reports are
not reviewed, are the Local Government and Social Care Ombudsman's; the fourth ground, the validity questions and five days to tell people are nobody's:
defaults to be settled by the office."""


def rule_set(number: int, data: Mapping[str, Any]) -> ReviewRules:
    """Rules as kept or as a file says them."""
    known = dict(data)
    return ReviewRules(number=number, **known | {"not_reviewable": tuple(known.get("not_reviewable", ()))})


def why_not_rules(data: Any) -> Refusal | None:
    """The refusal, "rules", with what is wrong with rules as a file says them, or None."""
    try:
        made = rule_set(1, data)
        tables = (made.grounds, made.validity, made.refusals, made.asking)
        texts = [(str(code), said) for table in tables for code, said in table.items()]
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        return Refusal("rules", f"It cannot be read as grounds, validity, refusals and asking: {error}.")
    wrong = (
        (not made.grounds, "There must be a ground."),
        (not made.refusals, "There must be a reason for refusing."),
        (any(not isinstance(said, str) or not said.strip() or len(code) > MOST for code, said in texts), "Every code needs its words."),
        (bool(set(made.asking) - set(ASKERS)), f"Who asks is one of {', '.join(ASKERS)}."),
        (not isinstance(made.tell_within_days, int) or made.tell_within_days < 0, "Days to tell people in are a whole number."),
        (not isinstance(made.direct_reports, bool), "direct_reports is true or false."),
    )
    return next((Refusal("rules", says) for is_so, says in wrong if is_so), None)
