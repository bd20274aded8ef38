"""`duly requests`, `duly disputes` and `duly payment-requests`: what is asked for and what is disputed, listed and one by one."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying
from duly.primitives.money import sterling

requests = typer.Typer(help="Evidence that was asked for on cases.", no_args_is_help=True)
disputes = typer.Typer(help="What providers dispute.", no_args_is_help=True)
payments = typer.Typer(help="Payments asked for from outside the weekly runs.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Ref = Annotated[str, typer.Argument(help="Its reference, such as ER-26-00001, DP-26-00001 or PQ-26-00001.")]
EVIDENCE = ("ref", "case_ref", "issue_ref", "what", "asked_of", "asked_on", "due", "answered_on", "state")
DISPUTED = ("ref", "provider", "about", "amount", "words", "raised_on", "state", "case_ref")
PAID = ("ref", "payee", "amount", "due", "purpose", "source_ref", "state")


@requests.command("list")
def list_requests(
    waiting: Annotated[bool, typer.Option("--waiting", help="Only what is still to come.")] = False, as_json: Json = False
) -> int:
    """List evidence that was asked for, the first due first."""
    with open_office():
        from duly.casework.investigation.queries import requests as every

        found = [_row(one, EVIDENCE) for one in every(waiting=waiting)]
    Saying(as_json).rows("Evidence asked for", EVIDENCE, found)
    return exits.DONE


@requests.command("show")
def show_request(ref: Ref, as_json: Json = False) -> int:
    """Say how one request for evidence stands."""
    with open_office():
        from duly.casework.investigation.queries import request

        told = _one(request, ref, EVIDENCE)
    Saying(as_json).facts(told)
    return exits.DONE


@disputes.command("list")
def list_disputes(as_json: Json = False) -> int:
    """List what is disputed, the oldest first."""
    with open_office():
        from duly.payments.disputes.queries import disputes as every

        found = [_row(one, DISPUTED) for one in every()]
    Saying(as_json).rows("Disputes", DISPUTED, found)
    return exits.DONE


@disputes.command("show")
def show_dispute(ref: Ref, as_json: Json = False) -> int:
    """Say how one dispute stands, and the case it became."""
    with open_office():
        from duly.payments.disputes.queries import dispute

        told = _one(dispute, ref, DISPUTED)
    Saying(as_json).facts(told)
    return exits.DONE


@payments.command("list")
def list_payments(as_json: Json = False) -> int:
    """List payments that are asked for, the first due first."""
    with open_office():
        from duly.payments.requests.queries import requests as every

        found = [_row(one, PAID) for one in every()]
    Saying(as_json).rows("Payment requests", PAID, found)
    return exits.DONE


@payments.command("show")
def show_payment(ref: Ref, as_json: Json = False) -> int:
    """Say how one payment request stands, and what it comes of."""
    with open_office():
        from duly.payments.requests.queries import request

        told = _one(request, ref, PAID)
    Saying(as_json).facts(told)
    return exits.DONE


def _one(find: Callable[[str], Any], ref: str, names: tuple[str, ...]) -> dict[str, Any]:
    from django.core.exceptions import ObjectDoesNotExist

    try:
        return dict(zip(names, _row(find(ref), names), strict=True))
    except ObjectDoesNotExist:
        raise Stop(exits.INVALID, f"There is no {ref}.") from None


def _row(one: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(
        sterling(one.amount_pence) if name == "amount" else "" if (value := getattr(one, name)) is None else value for name in names
    )
