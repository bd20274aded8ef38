"""Pages that were asked for once, drawn in a browser: at a desk in the light, and 320 pixels wide in the dark.

Nothing is served: what the office answered, its headers with it, is handed to the browser, and styles and scripts come from their files.
"""

import io
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
from pypdf import PdfReader

from tests.seen_by_axe import found_by_axe
from tools.browser import FLAGS

SITE = "http://duly.localhost"
DESK, NARROW = (1440, 900), (320, 640)
CUT = """() => [...document.querySelectorAll("main *")]
    .filter(one => one.offsetParent && getComputedStyle(one).overflowX === "visible" && one.getBoundingClientRect().right > innerWidth + 1)
    .filter(one => { for (let up = one.parentElement; up; up = up.parentElement) if (getComputedStyle(up).overflowX !== "visible") return false; return true; })
    .map(one => one.outerHTML.slice(0, 80)).slice(0, 2)"""

A4, ACROSS = {"width": 718, "height": 1046}, {"width": 1032, "height": 703}
"""A sheet within its margins, upright and across."""
WRONG_ON_PAPER = """() => {
    const shown = one => one.offsetParent !== null && getComputedStyle(one).visibility === "visible" && one.getBoundingClientRect().width > 1;
    const screens = "nav:not(.crumbs), .bar, .facets, .pager, .park, .list-tools, button, .button, summary, kbd, select, textarea, input:not([type=hidden])";
    return [
        ...[...document.querySelectorAll(screens)].filter(shown).map(one => "printed: " + one.outerHTML.slice(0, 80)),
        ...[...document.querySelectorAll("main *")].filter(shown)
            .filter(one => one.getBoundingClientRect().right > innerWidth + 1).map(one => "cut off: " + one.outerHTML.slice(0, 80)),
    ].slice(0, 3);
}"""


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
        """What is wrong with a page: what the browser complains of, what is too wide, what is wrong on paper, and what axe finds "narrow", at a "desk" or "both"."""
        self.draw(one)
        for size in ("narrow", "desk") if look != "narrow" else ("narrow",):
            self.resize(narrow=size == "narrow")
            yield from (f"{size}: {fault}" for fault in self.too_wide())
            if look in (size, "both"):
                yield from (f"{size}: {fault}" for fault in found_by_axe(self.page))
            self._picture(f"{called}-{size}")
        yield from (f"on paper: {fault}" for fault in self.on_paper())
        yield from self.complaints
        self.complaints.clear()

    def on_paper(self) -> list[str]:
        """What is wrong with the page that is open when it is printed: what is only for a screen, and what the sheet cuts off."""
        self.page.emulate_media(media="print", color_scheme="light")
        self.page.set_viewport_size(A4)
        if self.page.evaluate("getComputedStyle(document.body).page") == "wide":
            self.page.set_viewport_size(ACROSS)
        wrong: list[str] = self.page.evaluate(WRONG_ON_PAPER)
        self.page.emulate_media(media="screen")
        return wrong

    def sheets(self) -> list[str]:
        """What each sheet says of the page that is open, printed."""
        printed = PdfReader(io.BytesIO(self.page.pdf(prefer_css_page_size=True)))
        return [sheet.extract_text() for sheet in printed.pages]

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
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_context(locale="en-GB", timezone_id="Europe/London").new_page()
        yield Drawing(page)
        browser.close()
