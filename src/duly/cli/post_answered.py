"""`duly post acknowledge` and `forward`: by mail, or on paper with the next print pack."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


def acknowledge(
    item: Annotated[str, typer.Argument(help="The item, such as P-26-00001.")],
    postal: Annotated[str, typer.Option(help="The postal address of whoever wrote on paper, its lines parted by commas.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Acknowledge an item in the standard words: by mail, or on paper in the next print pack."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.flow import acknowledge as acknowledged

        try:
            letter = acknowledged(item, postal=postal, by=acting(who))
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no item {item}.") from None
    Saying(as_json).facts({"item": item, "letter": letter.ref, "to": letter.to_name, "goes by": letter.channel, "state": letter.state})
    return exits.DONE


def forward(
    item: Annotated[str, typer.Argument(help="The item, such as P-26-00001.")],
    to: Annotated[str, typer.Option(help="Who it is meant for.")],
    because: Annotated[str, typer.Option(help="Why it is not for us.")],
    address: Annotated[str, typer.Option(help="Their mail address.")] = "",
    postal: Annotated[
        str, typer.Option(help="Or their postal address, its lines parted by commas: it then goes in the next print pack.")
    ] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Send misdirected post on, and keep the exact bytes that were sent."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.correspondence.queries import forwarding_of
        from duly.casework.flow import forward_by_post, forward_post

        if bool(address) == bool(postal):
            raise Stop(exits.INVALID, "Give --address or --postal: one of the two.")
        whom, by = {"to_name": to, "because": because}, acting(who)
        try:
            if postal:
                letter = forward_by_post(item, postal=postal, **whom, by=by)
                Saying(as_json).facts({"item": item, "to": to, "letter": letter.ref, "goes": "in the next print pack"})
                return exits.DONE
            forward_post(item, to_address=address, **whom, by=by)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no item {item}.") from None
        proof = forwarding_of(item)
    Saying(as_json).facts(
        {"item": item, "to": to, "message_id": proof.message_id if proof else "", "sha256": proof.sha256 if proof else ""}
    )
    return exits.DONE
