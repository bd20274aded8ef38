"""The life of a token."""

from enum import StrEnum

from duly.primitives.steps import Step, Steps


class TokenState(StrEnum):
    """Whether a token works, apart from its day of expiry."""

    LIVE = "live"
    REVOKED = "revoked"


STEPS = Steps(Step("revoke", TokenState.LIVE, TokenState.REVOKED))
