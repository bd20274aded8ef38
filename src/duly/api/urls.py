"""Addresses of the API: /api/v1 and then as the page's."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from duly.api import alerts, office
from duly.api.door import Door, Reading, Token
from duly.api.wrapping import wrapped

ABOUT = """What the pages of Duly show and do, for programs: the same lists with the same filters, the same actions, and the same sentences when
something is refused. A token (made at /me/tokens/) acts for its officer, and never does more than the delegation scheme lets that officer do.

Money is pounds and pence as text ("52853.79"), never a number with a fraction; days are ISO 8601; weeks are ISO weeks (2026-W45).
What changes anything carries an Idempotency-Key, and is done once for it. What is done to a record that has versions carries its ETag in If-Match."""

door = Door(
    title="Duly",
    version="1",
    description=ABOUT,
    auth=Token(),
    parser=Reading(),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api-v1",
)
door.add_router("", office.router)
door.add_router("", alerts.router)
if "casework" in settings.DULY_WINGS:
    from duly.api import (
        adjudicated,
        advice,
        asked,
        casework,
        clocks,
        closing,
        front,
        instructions,
        letters,
        reviews,
        risk,
        signing,
        standing,
        taking_over,
    )

    for router in (*signing.routers(), *front.ahead()):
        door.add_router("", router)
    door.add_router("", closing.router)
    door.add_router("", taking_over.router)
    door.add_router("", asked.router)
    door.add_router("", casework.router)
    door.add_router("", letters.router)
    door.add_router("", clocks.router)
    door.add_router("", adjudicated.router)
    door.add_router("", advice.router)
    door.add_router("", instructions.router)
    door.add_router("", risk.router)
    door.add_router("", reviews.router)
    door.add_router("", standing.router)
    for router in front.routers():
        door.add_router("", router)
if "payments" in settings.DULY_WINGS:
    from duly.api import payments

    for router in payments.routers():
        door.add_router("", router)


@require_safe
def description(request: HttpRequest) -> JsonResponse:
    """The description of everything that can be asked, as OpenAPI 3.1. It tells nothing of what is kept here."""
    return JsonResponse(_described(), json_dumps_params={"ensure_ascii": False, "indent": 1})


@cache
def _described() -> dict[str, Any]:
    """Made once: it is the same until Duly starts again, and takes a second to make."""
    return dict(door.get_openapi_schema(path_prefix="api/v1/"))


description.asks = ()  # type: ignore[attr-defined]  # read by the house test: anybody may see it, as it tells of nobody


def patterns() -> list[Any]:
    """Every address, for the site."""
    urls, _, _ = door.urls
    offered = sorted((one for one in urls if getattr(one, "name", "") != "api-root"), key=_what_is_known_first)
    return wrapped([path("openapi.json", description), *offered])


def _what_is_known_first(pattern: Any) -> tuple[bool, ...]:
    """Before an address that takes a reference come those with a word in that place, such as `new` or `signatories`, whoever offered them first."""
    return tuple(part.startswith("<") for part in str(pattern.pattern).split("/"))


urlpatterns = patterns()
