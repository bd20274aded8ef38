"""Pages that were asked for once, drawn in a browser: at a desk in the light, and 320 pixels wide in the dark.

Nothing is served: what the office answered, its headers with it, is handed to the browser, and styles and scripts come from their files.
"""

import mimetypes
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, Route, sync_playwright

from tests.seen_by_axe import found_by_axe

SITE = "http://duly.localhost"
DESK, NARROW = (1440, 900), (320, 640)
CUT = """() => [...document.querySelectorAll("main *")]
    .filter(one => one.offsetParent && getComputedStyle(one).overflowX === "visible" && one.getBoundingClientRect().right > innerWidth + 1)
    .filter(one => { for (let up = one.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return false; return true; })
    .map(one => one.outerHTML.slice(0, 80)).slice(0, 2)"""


@dataclass(frozen=True)
class Answered:
    """A page as it was answered to somebody, and where. `stands` is whether what it shows is there still: not where it was done for the page alone."""

    who: str
    path: str
    html: str
    headers: Mapping[str, str]
    stands: bool = True


class Drawing:
    """A browser window in which saved pages are drawn. `complaints` are what the browser said about any of them."""

    def __init__(self, page: Page):
        self.page, self.complaints = page, list[str]()
        self.now: Answered | None = None
        page.route("**/*", self._hand_over)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def draw(self, one: Answered) -> None:
        """Open a page as it was answered."""
        self.now = one
        self.page.goto(SITE + one.path, wait_until="load")

    def faults(self, called: str, one: Answered, look: str) -> Iterator[str]:
        """What is wrong with a page: what the browser complains of, whether it is too wide when narrow, and what axe finds "narrow", at a "desk" or "both"."""
        self.draw(one)
        for size in ("narrow", "desk") if look != "narrow" else ("narrow",):
            self.resize(narrow=size == "narrow")
            yield from (f"{size}: {fault}" for fault in self.too_wide())
            if look in (size, "both"):
                yield from (f"{size}: {fault}" for fault in found_by_axe(self.page))
            self._picture(f"{called}-{size}")
        yield from self.complaints
        self.complaints.clear()

    def resize(self, *, narrow: bool) -> None:
        """A desk's window in the light, or a narrow one in the dark."""
        width, height = NARROW if narrow else DESK
        self.page.emulate_media(color_scheme="dark" if narrow else "light")
        self.page.set_viewport_size({"width": width, "height": height})

    def too_wide(self) -> list[str]:
        """How much wider than its window the page is, and what sticks out."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [f"{wide} pixels too wide: {self.page.evaluate(CUT)}"] if wide > 0 else []

    def _hand_over(self, route: Route) -> None:
        asked = urlsplit(route.request.url)
        if route.request.is_navigation_request() and self.now:
            return route.fulfill(status=200, headers=dict(self.now.headers), body=self.now.html)
        found = finders.find(asked.path.removeprefix(settings.STATIC_URL)) if asked.path.startswith(settings.STATIC_URL) else None
        if found:
            return route.fulfill(path=found, content_type=mimetypes.guess_type(str(found))[0] or "")
        return route.fulfill(status=204)  # what a page asks for by itself later, it is asked for elsewhere

    def _picture(self, called: str) -> None:
        folder = os.environ.get("DULY_SCREENSHOTS")
        if folder:
            name = re.sub(r"[^a-z0-9]+", "-", called.lower()).strip("-")
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=called.endswith("narrow"))


@contextmanager
def drawing(program: str) -> Iterator[Drawing]:
    """One browser and one window, for as long as pages are drawn."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
        page = browser.new_context(locale="en-GB", timezone_id="Europe/London").new_page()
        yield Drawing(page)
        browser.close()
