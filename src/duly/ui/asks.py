"""What a page asks of the person before it: the powers it will use, named where the page is written."""

from collections.abc import Callable
from typing import TypeVar

Page = TypeVar("Page", bound=Callable[..., object])


def asks(*codes: str) -> Callable[[Page], Page]:
    """Name the powers a page asks about. With none, any signed-in person may open it.

    It only says so; the page's actions do the asking. A test walks every address and refuses a page that says nothing.
    """

    def mark(page: Page) -> Page:
        page.asks = codes  # type: ignore[attr-defined]  # a mark on the function, read by the test
        return page

    return mark
