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
