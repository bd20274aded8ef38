"""Saying no in one sentence: one refusal greys the button, stops the action and answers the auditor."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """Why something may not be done. `because` is a whole sentence; `rule` names the scheme's rule, if one decided it."""

    code: str
    because: str
    rule: str = ""


class Refused(Exception):
    """An action stopped by a refusal. Nothing was written."""

    def __init__(self, refusal: Refusal):
        super().__init__(refusal.because)
        self.refusal = refusal


def first(*refusals: Refusal | None) -> Refusal | None:
    """The first refusal there is, in the order given, or None when nothing stands in the way."""
    return next((refusal for refusal in refusals if refusal is not None), None)


def stop_if(refusal: Refusal | None) -> None:
    """Raise `Refused` when there is a refusal."""
    if refusal is not None:
        raise Refused(refusal)
