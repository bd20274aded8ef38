"""Judging weeks, deciding what was held, and looking at what was let through."""

from duly.payments.validation.actions.deciding import decide
from duly.payments.validation.actions.judging import judge
from duly.payments.validation.actions.looking import look

__all__ = ["decide", "judge", "look"]
