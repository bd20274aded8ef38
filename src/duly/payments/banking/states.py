"""The life of a bank file. Voiding takes two people; a voided file's serial stays burnt."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class FileState(StrEnum):
    """Where a bank file is."""

    ISSUED = "issued"
    VOID_ASKED = "void asked"
    VOIDED = "voided"


STEPS = Steps(
    Step("ask to void", FileState.ISSUED, FileState.VOID_ASKED),
    Step("keep", FileState.VOID_ASKED, FileState.ISSUED),
    Step("void", FileState.VOID_ASKED, FileState.VOIDED),
)


class LockState(StrEnum):
    """Where the lock on payments is. While there is none, or it is unlocked, payments go."""

    LOCKED = "locked"
    RECONCILED = "reconciled"
    UNLOCK_ASKED = "unlock asked"
    UNLOCKED = "unlocked"


LOCK_STEPS = Steps(
    Step("reconcile", LockState.LOCKED, LockState.RECONCILED),
    Step("ask to unlock", LockState.RECONCILED, LockState.UNLOCK_ASKED),
    Step("turn down", LockState.UNLOCK_ASKED, LockState.RECONCILED),
    Step("unlock", LockState.UNLOCK_ASKED, LockState.UNLOCKED),
    Step("lock again", LockState.RECONCILED, LockState.LOCKED),
    Step("lock again", LockState.UNLOCK_ASKED, LockState.LOCKED),
)


class MissingState(StrEnum):
    """Where a missing file is."""

    HELD = "held"
    SETTLE_ASKED = "settle asked"
    SETTLED = "settled"


MISSING_STEPS = Steps(
    Step("ask to settle", MissingState.HELD, MissingState.SETTLE_ASKED),
    Step("keep held", MissingState.SETTLE_ASKED, MissingState.HELD),
    Step("settle", MissingState.SETTLE_ASKED, MissingState.SETTLED),
)


class OverrideState(StrEnum):
    """Where a request to hand a file over unwitnessed is."""

    ASKED = "asked"
    REFUSED = "refused"
    GIVEN = "given"


OVERRIDE_STEPS = Steps(
    Step("give", OverrideState.ASKED, OverrideState.GIVEN),
    Step("turn down", OverrideState.ASKED, OverrideState.REFUSED),
    Step("ask again", OverrideState.REFUSED, OverrideState.ASKED),
)
