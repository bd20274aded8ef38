"""What a page asks the scheme, said beside it so that a test can walk every address and find it."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver

from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.power import Power
from duly.ui.pages import show

Page = TypeVar("Page", bound=Callable[..., HttpResponse])


def asks(*powers: str) -> Callable[[Page], Page]:
    """Mark a page function with the codes of the powers its actions ask for. With none, any signed-in person may see it and it changes nothing."""

    def mark(page: Page) -> Page:
        page.asks = powers  # type: ignore[attr-defined]  # read by the house test that walks the addresses
        return page

    return mark


def reads(power: Power) -> Callable[[Page], Page]:
    """Show a page only to people the scheme allows this power, which must be one without facts. Others are told why not (403)."""
    if power.facts:
        raise ValueError(f"{power.code} looks at facts, so the page's own action must ask it.")

    def guard(page: Page) -> Page:
        @wraps(page)
        def asked(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            refusal = why_not(power, {}, actor=request.actor, on=today())  # type: ignore[attr-defined]  # put there by the site
            if refusal is not None:
                return show(request, "ui/refused.html", title="Not for your post", refusal=refusal)
            return page(request, *args, **named)

        also = (code for code in getattr(page, "asks", ()) if code != power.code)
        asked.asks = (power.code, *also)  # type: ignore[attr-defined]  # read by the house test
        return asked  # type: ignore[return-value]  # the same signature, wrapped

    return guard


def within(power: Power, patterns: Sequence[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """A wall round a wing: none of these addresses answers anybody whom the scheme does not allow to read there, not even with a refusal's page."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            within(power, pattern.url_patterns)
        elif power.code not in getattr(pattern.callback, "read_with", ()):
            pattern.callback = reads(power)(pattern.callback)
            pattern.callback.read_with = (power.code,)  # type: ignore[attr-defined]  # so that a second time changes nothing
    return list(patterns)
