"""What one program put in and another lets stand or takes back: batches of rates, and imports."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Router, Schema

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.payments.paying import Because
from duly.api.payments.records import TAKES_IN, Import, get_import
from duly.api.request import LetIn
from duly.api.shapes import Nothing, Ref
from duly.payments import flow
from duly.payments.packages.powers import READ
from duly.payments.rates import queries as rates
from duly.payments.rates.queries import BatchSeen

router = Router()
TAG = "Rates"


class Batch(Schema):
    """Rates put forward together: they price nothing until somebody else adopts them."""

    ref: str
    title: str
    state: str
    rates: int
    sha256: str
    from_import: str
    put_forward_by: str
    put_forward_at: str
    settled_by: str
    settled_at: str | None


@offer(router, "GET", "/rates/batches/{ref}/", gives=Batch, scope="read:payments", sees=READ, tag=TAG)
def get_batch(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One batch of rates put forward, and what became of it."""
    return _told(_find(ref))


@offer(router, "POST", "/rates/batches/{ref}/adopt/", gives=Batch, scope="approve:payments", sees=READ, asks=("rates.adopt",), tag=TAG)
def adopt_batch(request: LetIn, ref: Ref, body: Nothing, key: Key) -> dict[str, Any]:
    """Adopt a batch that somebody else put forward, whole."""
    return _settled(request, ref, key, lambda: flow.adopt_rates(ref, by=request.actor))


@offer(router, "POST", "/rates/batches/{ref}/withdraw/", gives=Batch, scope="write:payments", sees=READ, asks=("rates.withdraw",), tag=TAG)
def withdraw_batch(request: LetIn, ref: Ref, body: Because, key: Key) -> dict[str, Any]:
    """Withdraw a batch that nobody has adopted."""
    return _settled(request, ref, key, lambda: flow.withdraw_rates(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/rates/batches/{ref}/take-back/", gives=Batch, scope="approve:payments", sees=READ, asks=("rates.adopt",), tag=TAG)
def take_batch_back(request: LetIn, ref: Ref, body: Because, key: Key) -> dict[str, Any]:
    """Take an adopted batch back, as new knowledge, where nothing stands on it."""
    return _settled(request, ref, key, lambda: flow.take_rates_back(ref, because=body.because, by=request.actor))


@offer(router, "POST", "/imports/{ref}/undo/", gives=Import, scope="write:payments", sees=READ, asks=TAKES_IN, tag="Imports")
def undo_import(request: LetIn, ref: Ref, body: Because, key: Key) -> dict[str, Any]:
    """Undo a wrong import, as new knowledge, where no later one stands upon it."""
    get_import(request, ref)

    def undo() -> str:
        flow.undo_import(ref, because=body.because, by=request.actor)
        return ref

    told: dict[str, Any] = get_import(request, once(request, key, undo))
    return told


def _settled(request: LetIn, ref: str, key: Any, act: Callable[[], BatchSeen]) -> dict[str, Any]:
    _find(ref)
    return _told(_find(once(request, key, lambda: act().ref)))


def _find(ref: str) -> BatchSeen:
    try:
        return rates.batch(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no batch {ref}.") from None


def _told(one: BatchSeen) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "title": one.title,
        "state": str(one.state),
        "rates": one.rates,
        "sha256": one.sha256,
        "from_import": one.import_ref,
        "put_forward_by": one.put_forward_by,
        "put_forward_at": one.put_forward_at.isoformat(),
        "settled_by": one.settled_by,
        "settled_at": one.settled_at.isoformat() if one.settled_at else None,
    }
