"""What the record says of findings and recommendations. Reasons, actions and names may tell of people, and are private."""

from dataclasses import dataclass
from datetime import date

from duly.primitives.event import Event, private


@dataclass(frozen=True)
class ScaleAdopted(Event):
    code = "severity-scale.adopted"
    subject = "severity scale"
    says = "Version {version} of the scale of severity was adopted, from {starts:day}: {bands:list}. {because}"
    ref: str
    version: int
    starts: date
    bands: tuple[str, ...]
    because: str = private()


@dataclass(frozen=True)
class IssueAdjudicated(Event):
    """`ref` is the issue's; `version` counts the findings on it. `scale` is the number of the scale its level was held to."""

    code = "adjudication.found"
    subject = "adjudication"
    says = (
        "Finding {version} on {ref} of {case_ref} is {outcome}, at level {level}: {remedy_pence:pounds} beside a loss of {loss_pence:pounds}. "
        "Standard: {standard} What happened: {happened} Fault: {why_fault} Injustice: {why_injustice} Remedy: {why_remedy} {why_outside}"
    )
    ref: str
    version: int
    case_ref: str
    outcome: str
    level: int
    remedy_pence: int
    loss_pence: int
    scale: int
    evidence: tuple[str, ...]
    standard: str = private()
    happened: str = private()
    why_fault: str = private()
    why_injustice: str = private()
    why_remedy: str = private()
    why_outside: str = private()


@dataclass(frozen=True)
class Recommended(Event):
    code = "recommendation.made"
    subject = "recommendation"
    says = "{ref} of {case_ref} ({kind}, {amount_pence:pounds}) is for {body}, by {due:day}: {action} Proof: {proof}"
    ref: str
    version: int
    case_ref: str
    issue_ref: str
    kind: str
    ours: str
    amount_pence: int
    due: date
    body: str = private()
    action: str = private()
    proof: str = private()


@dataclass(frozen=True)
class RecommendationWithdrawn(Event):
    code = "recommendation.withdrawn"
    subject = "recommendation"
    says = "{ref} is withdrawn: {because}"
    ref: str
    version: int
    because: str = private()
