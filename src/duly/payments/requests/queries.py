"""What payments are asked for, and how each stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from duly.core.record.queries import private_words
from duly.payments.requests.models import PaymentRequest
from duly.payments.requests.states import RequestState

ERASED = "[erased]"


@dataclass(frozen=True)
class RequestSeen:
    """One payment that is asked for, in pence. `asked_by` is an officer's reference."""

    ref: str
    version: int
    state: str
    source_ref: str
    amount_pence: int
    due: date
    asked_on: date
    asked_by: str
    payee: str
    purpose: str


def request(ref: str) -> RequestSeen:
    """One payment request. An unknown one is `PaymentRequest.DoesNotExist`."""
    return _seen([PaymentRequest.objects.get(ref=ref)])[0]


def requests(*, limit: int = 2000) -> tuple[RequestSeen, ...]:
    """Every payment request, the first due first."""
    return _seen(PaymentRequest.objects.order_by("due", "pk")[:limit])


def standing_for(source_ref: str) -> RequestSeen | None:
    """The request for a thing that was not refused, or None."""
    found = PaymentRequest.objects.filter(source_ref=source_ref).exclude(state=RequestState.REFUSED)
    return next(iter(_seen(found)), None)


def _seen(rows: Iterable[PaymentRequest]) -> tuple[RequestSeen, ...]:
    held = list(rows)
    words = private_words({row.told_by for row in held})
    own = ("ref", "version", "state", "source_ref", "amount_pence", "due", "asked_on", "asked_by")
    return tuple(
        RequestSeen(
            **{name: getattr(row, name) for name in own},
            **{name: words.get(row.told_by, {}).get(name, ERASED) for name in ("payee", "purpose")},
        )
        for row in held
    )
