"""How a recommendation is complied with."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class ComplianceState(StrEnum):
    """Where following a recommendation stands."""

    DUE = "due"
    PARTIAL = "partial"
    MET = "met"
    MET_LATE = "met late"
    REFUSED = "refused"
    UNMET = "unmet"


OPEN = (ComplianceState.DUE, ComplianceState.PARTIAL)
MET = (ComplianceState.MET, ComplianceState.MET_LATE)
FAILED = (ComplianceState.REFUSED, ComplianceState.UNMET)
"""Non-compliance, which is a ground for a public report. What was refused or not done may be done late after all."""
JUDGED = tuple(one for one in ComplianceState if one is not ComplianceState.DUE)
"""What somebody said how it was complied with, and may be put right where that was not so."""
STEPS = Steps(
    *(Step("note part of it", one, ComplianceState.PARTIAL) for one in OPEN),
    *(Step("satisfy", one, ComplianceState.MET) for one in OPEN),
    *(Step("satisfy late", one, ComplianceState.MET_LATE) for one in (*OPEN, *FAILED)),
    *(Step("note a refusal", one, ComplianceState.REFUSED) for one in OPEN),
    *(Step("say it was not done", one, ComplianceState.UNMET) for one in OPEN),
    *(Step(f"put right as {after}", one, after) for one in JUDGED for after in ComplianceState),
)
BECAME = ("satisfied", "partial", "refused", "unmet", "nothing yet")
"""What is so of it after all: "nothing yet" is that it is still to be done."""
VERBS = {"satisfied": "satisfy", "partial": "note part of it", "refused": "note a refusal", "unmet": "say it was not done"}
"""What is pressed, by the verb of the lifecycle; "satisfied" after the day is "satisfy late"."""
