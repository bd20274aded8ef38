"""Why not: posting and closing."""

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.payments.ledger import powers
from duly.payments.ledger.models import Journal, Period
from duly.payments.ledger.queries import PeriodSeen, period_closed
from duly.payments.ledger.states import STEPS
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_post(key: str, period: str) -> Refusal | None:
    """The refusal, "already-posted" or "period-closed", of a journal under this key in this month."""
    return first(_already_posted(key), _closed(period))


def why_not_ask_to_close(period: Period | PeriodSeen | None, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who asks for a month to be closed."""
    return first(STEPS.why_not("ask", period.state if period else "open"), _beyond_your_powers(False, by))


def why_not_withdraw(period: Period | PeriodSeen, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would leave a month open after all."""
    return first(STEPS.why_not("withdraw", period.state), _beyond_your_powers(period.asked_by == by.ref, by))


def why_not_close(period: Period | PeriodSeen, *, by: Actor) -> Refusal | None:
    """The refusal of somebody who would close a month: it needs two people."""
    return first(
        STEPS.why_not("close", period.state),
        _you_asked(period, by),
        _beyond_your_powers(period.asked_by == by.ref, by),
    )


def _already_posted(key: str) -> Refusal | None:
    if Journal.objects.filter(key=key).exists():
        return Refusal("already-posted", f"{key} is in the ledger already, and is posted once.")
    return None


def _closed(period: str) -> Refusal | None:
    if period_closed(period):
        return Refusal("period-closed", f"{period} is closed. Post it in a month that is open.")
    return None


def _you_asked(period: Period | PeriodSeen, by: Actor) -> Refusal | None:
    if period.asked_by == by.ref:
        return Refusal("your-own", "You asked for this month to be closed, so someone else must close it.")
    return None


def _beyond_your_powers(asked_by_you: bool, by: Actor) -> Refusal | None:
    return why_not(powers.CLOSE, {"asked by you": asked_by_you}, actor=by, on=today())
