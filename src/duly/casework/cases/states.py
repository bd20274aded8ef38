"""The life of a case. What was decided on it, and what was sent, are facts of the rooms ahead."""

from collections.abc import Collection
from enum import StrEnum

from duly.primitives.steps import Step, Steps


class Stage(StrEnum):
    """How far a case has come."""

    ASSESSMENT = "assessment"
    INVESTIGATION = "investigation"
    CLOSED = "closed"


PARTIES = ("complainant", "aggrieved", "representative", "body", "member of parliament")
"""What somebody may be to a case."""

PARTY_KINDS = {
    "complainant": ("person", "body"),
    "aggrieved": ("person", "body"),
    "representative": ("person", "body"),
    "body": ("body",),
    "member of parliament": ("person",),
}
"""Which kinds of entry of the directory may be each. `sql/parties_fit.sql` says the same to the database."""

LINKED, MERGED = "linked with", "merged into"
TIES = (LINKED, MERGED)
"""How one case may be tied to another."""

MATTERS = ("withdrawing", "closing", "disclosing")
"""What joint complainants each agree to, or let another of them decide: taking the complaint back, ending it undecided, telling one alone."""
HOW = ("letter", "e-mail", "telephone", "in person", "through a representative")
"""How a withdrawal or an agreement reached us."""
CARRIERS = ("personal representative", "family member", "nobody")
"""Who may carry on after a complainant's death: by the grant, or found suitable by the office; or nobody may."""
TAKE_BACK_DAYS = 28
"""Days from its receipt in which a withdrawal may be taken back. A configurable default, to be set by the office that adopts it."""

BREACH_HOURS = 72
"""Hours from becoming aware of a breach in which the regulator is told, where it must be: UK GDPR, article 33(1). The clock keeps the last whole day in them."""
BREACH_STEPS = ("taken back", "risk assessed", "people told", "regulator told", "regulator need not be told", "lesson recorded")
"""What is done about a paper that was filed to the wrong case, in order."""
REGULATOR = ("regulator told", "regulator need not be told")
"""Either ends the clock of a breach, and one is enough. Who was not told may be told later after all; who was told was told."""


def steps_left(done: Collection[str]) -> tuple[str, ...]:
    """The steps of a breach that are not done, of the two about the regulator both or none."""
    settled = bool({*REGULATOR} & {*done})
    return tuple(one for one in BREACH_STEPS if one not in done and not (settled and one in REGULATOR))


def step_may_be_done(step: str, done: Collection[str]) -> bool:
    """Whether a step of a breach may be done: it is left, or the regulator is told after all."""
    after_all = step == "regulator told" and step not in done and "regulator need not be told" in done
    return after_all or step in steps_left(done)


STALE_DAYS = 14
"""Days without anything done after which an open case is stale. A configurable default."""
AGED_DAYS = 182
"""Days after which an open case is aged. A configurable default."""

STAYS, GOES, BOTH = "stays", "goes", "both"
WITH_A_SPLIT = (STAYS, GOES, BOTH)
"""What may become of a clock when its case is split: it runs on here, there, or on both."""
FOUND = ("upheld", "partly upheld", "not upheld")
"""Outcomes that say what was decided. The list is the office's own, adopted with its triage rules; of these the program knows what they mean."""
WITHDRAWN_OUTCOME, NOBODY_OUTCOME = "withdrawn", "nobody carries on"
NOT_RECORDED = "not recorded"
"""What a case ended with that was closed in the system used before, or before anybody kept it."""
BEFORE_OURS = 0
"""The number of the rules of a closing that was not made under any of ours."""
MOVES = ("investigate",)
"""Steps that are a press of a button. To close says how it ended, and to open again says why."""

STEPS = Steps(
    Step("investigate", Stage.ASSESSMENT, Stage.INVESTIGATION),
    Step("close", Stage.ASSESSMENT, Stage.CLOSED),
    Step("close", Stage.INVESTIGATION, Stage.CLOSED),
    Step("reopen", Stage.CLOSED, Stage.INVESTIGATION),
)
