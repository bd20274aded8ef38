"""What a page asks the scheme, said beside it so that a test can walk every address and find it."""

from collections.abc import Callable
from typing import TypeVar

Page = TypeVar("Page", bound=Callable)


def asks(*powers: str) -> Callable[[Page], Page]:
    """Mark a page function with the codes of the powers it asks for. With none, any signed-in person may see it and it changes nothing."""

    def mark(page: Page) -> Page:
        page.asks = powers  # type: ignore[attr-defined]  # read by the house test that walks the addresses
        return page

    return mark
