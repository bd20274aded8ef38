"""Payments asked for from outside the runs, and what providers dispute, for programs."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Pounds, Ref
from duly.payments.disputes import queries as disputes
from duly.payments.packages.powers import READ
from duly.payments.requests import queries as requests
from duly.payments.screens.asked_for.pages import DISPUTES, REQUESTS
from duly.primitives.money import plain_pounds

router = Router()
OFFERED: dict[str, Any] = {"scope": "read:payments", "sees": READ}

says = "Every payment asked for from outside the weekly runs, the first due first."
offer_list(
    router,
    "/payment-requests/",
    REQUESTS,
    lambda request, asked: requests.requests(),
    name="list_payment_requests",
    says=says,
    tag="Runs",
    **OFFERED,
)
says = "What providers dispute, the newest first."
offer_list(
    router, "/disputes/", DISPUTES, lambda request, asked: disputes.disputes(), name="list_disputes", says=says, tag="Providers", **OFFERED
)


class PaymentRequest(Schema):
    """A payment that is asked for. `source_ref` is what it comes of, such as a recommendation that is followed."""

    ref: str
    version: int
    state: str
    source_ref: str
    amount_pounds: Pounds
    due: date
    asked_on: date
    asked_by: str
    payee: str
    purpose: str


class Dispute(Schema):
    """What a provider disputes. `case_ref` is the case it became, and empty until then."""

    ref: str
    version: int
    state: str
    provider: str
    about: str
    amount_pounds: Pounds
    raised_on: date
    case_ref: str
    words: str


@offer(router, "GET", "/payment-requests/{ref}/", gives=PaymentRequest, tag="Runs", **OFFERED)
def get_payment_request(request: LetIn, ref: Ref) -> Any:
    """One payment that is asked for."""
    return _told(requests.request, ref, PaymentRequest)


@offer(router, "GET", "/disputes/{ref}/", gives=Dispute, tag="Providers", **OFFERED)
def get_dispute(request: LetIn, ref: Ref) -> Any:
    """One dispute."""
    return _told(disputes.dispute, ref, Dispute)


def _told(find: Callable[[str], Any], ref: str, of: type[Schema]) -> dict[str, Any]:
    try:
        seen = find(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no {ref}.") from None
    same = {name: getattr(seen, name) for name in of.__annotations__ if name != "amount_pounds"}
    return same | {"amount_pounds": plain_pounds(seen.amount_pence)}
