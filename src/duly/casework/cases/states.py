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
BREACH = "misfiling"
"""What the record and the clocks call a breach, of whatever kind: the first that were kept were of papers filed wrongly, and what was written stays."""
FILED_WRONGLY, SENT_WRONGLY, SENT_ON_WRONGLY = "filed wrongly", "sent wrongly", "sent on wrongly"
LOST, OPENED, OTHERWISE = "lost", "opened without need", "otherwise"
BREACH_KINDS = {
    FILED_WRONGLY: "A paper filed to the wrong case",
    SENT_WRONGLY: "A letter sent to the wrong person or address",
    SENT_ON_WRONGLY: "Post sent on to the wrong body",
    LOST: "A paper or a file lost",
    OPENED: "A restricted case opened by somebody who should not have",
    OTHERWISE: "Personal data told, changed or lost in another way",
}
"""How personal data is breached. The first begins by moving the paper; whoever finds one of the others notes it."""
NOTED_KINDS = {kind: words for kind, words in BREACH_KINDS.items() if kind != FILED_WRONGLY}
UNLIKELY = "unlikely"
RISKS = {UNLIKELY: "A risk to anybody is unlikely", "risk": "A risk to somebody", "high": "A high risk to somebody"}
"""How the risk to the people whose data it is may be judged, as UK GDPR, articles 33(1) and 34(1), tell cases apart."""
TAKEN_BACK, JUDGED, CLOSED = ("taken back", "cannot be taken back"), "risk assessed", "closed"
PEOPLE = ("people told", "people need not be told")
REGULATOR = ("regulator told", "regulator need not be told")
"""Either ends the clock of a breach, and one is enough."""
EITHER = (TAKEN_BACK, PEOPLE, REGULATOR)
"""Steps of which one is enough. What was not done may be done later after all; what was done was done."""
BREACH_STEPS = (*TAKEN_BACK, JUDGED, *PEOPLE, *REGULATOR, "lesson recorded", CLOSED)
"""What is done about a breach, in order."""


def steps_left(done: Collection[str]) -> tuple[str, ...]:
    """The steps of a breach that are not done, of two of which one is enough both or none."""
    settled = {step for pair in EITHER if {*pair} & {*done} for step in pair}
    return tuple(one for one in BREACH_STEPS if one not in done and one not in settled)


def after_all(done: Collection[str]) -> tuple[str, ...]:
    """What may still be done of which it was said that it could not, or need not be."""
    return tuple(does for does, not_needed in EITHER if not_needed in done and does not in done)


def step_may_be_done(step: str, done: Collection[str]) -> bool:
    """Whether a step of a breach may be done: it is left, it is done after all, or the risk is judged again before the breach is closed."""
    return step in steps_left(done) or step in after_all(done) or (step == JUDGED and CLOSED not in done)


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
