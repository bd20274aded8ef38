"""What an officer should know, as the page of alerts has it: listed, and acknowledged."""

from typing import Any

from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.core.alerts import actions, queries
from duly.core.people import queries as people
from duly.office.screens.alerts.pages import ALERTS, AlertRow

router = Router()
TAG = "The office"


class Acknowledging(Schema):
    """Which alerts: the keys of rows of the list."""

    alerts: list[int] = Field(
        max_length=actions.MOST_AT_ONCE, description="Keys of one's own alerts; those of others are left as they are."
    )


class Standing(Schema):
    """What is left."""

    to_acknowledge: int = Field(description="How many alerts still stand.")


def _rows(request: LetIn, asked: Any) -> list[AlertRow]:
    names = people.names()
    return [AlertRow.of(one, names) for one in queries.alerts(request.actor.ref)]


offer_list(
    router,
    "/alerts/",
    ALERTS,
    _rows,
    name="list_alerts",
    says="Every alert of the token's officer, those that stand first.",
    tag=TAG,
    scope="read:desk",
)


@offer(router, "POST", "/alerts/acknowledge/", gives=Standing, scope="write:desk", tag=TAG)
def acknowledge_alerts(request: LetIn, body: Acknowledging, key: Key) -> dict[str, Any]:
    """Acknowledge alerts of the token's officer, as one entry of the record. What was acknowledged before is left as it is."""
    known = [one for one in body.alerts if 0 < one < 2**63]

    def acknowledge() -> str:
        actions.acknowledge(known, officer=request.actor)
        return request.actor.ref

    once(request, key, acknowledge)
    return {"to_acknowledge": queries.standing(request.actor.ref)}
