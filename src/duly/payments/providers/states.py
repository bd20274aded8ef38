"""The life of a change of where a provider is paid: asked for by one person, proved by a call back, confirmed by another."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class ChangeState(StrEnum):
    """Where a change of account is."""

    PROPOSED = "proposed"
    CALLED_BACK = "called back"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


WAITING = (ChangeState.PROPOSED, ChangeState.CALLED_BACK)
"""States in which a change waits for somebody; a provider has one such change at most."""

STEPS = Steps(
    Step("record a call", ChangeState.PROPOSED, ChangeState.CALLED_BACK),
    Step("confirm", ChangeState.CALLED_BACK, ChangeState.CONFIRMED),
    Step("refuse", ChangeState.PROPOSED, ChangeState.REFUSED),
    Step("refuse", ChangeState.CALLED_BACK, ChangeState.REFUSED),
    Step("withdraw", ChangeState.PROPOSED, ChangeState.WITHDRAWN),
    Step("withdraw", ChangeState.CALLED_BACK, ChangeState.WITHDRAWN),
)
