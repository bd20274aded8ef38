"""Judging weeks, deciding what was held, and looking at what was let through."""

from duly.payments.validation.actions.deciding import Outcome, decide, decide_together, take_back
from duly.payments.validation.actions.judging import judge
from duly.payments.validation.actions.looking import look

__all__ = ["Outcome", "decide", "decide_together", "judge", "look", "take_back"]
