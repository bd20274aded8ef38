"""A practice copy really served, and a real browser at its desks.

The practice copy is played once, and its pages are served by the same processes throughout; each module begins from a fresh copy of its database.
With DULY_SCREENSHOTS set to a folder, pictures are left there; with DULY_PICTURES=yes those of docs/roles are taken again.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response

from tests.faults.sizes import NIGHTLY
from tests.journeys.serving import Serving
from tests.seen_by_axe import found_by_axe
from tools.browser import FLAGS, find

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver keeps a loop running in this thread; nothing of ours runs in it
SIZES = {"desk": (1440, 900), "narrow": (320, 256)}
"""A desk's screen by day; and 320 pixels in the dark, which is also what 400 per cent of 1280 by 1024 leaves."""
PICTURES = Path(__file__).resolve().parents[2] / "docs" / "roles" / "pictures"
FRAMED = {"width": 1200, "height": 720}


@pytest.fixture(scope="session")
def played(server, django_db_setup, django_db_blocker) -> Iterator[str]:
    """The name of a database in which the practice copy's week and morning have been worked."""
    from django.db import connection

    from duly.office.practice.play import play

    shared, own = connection.settings_dict["NAME"], server.clone()
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = own
        play(say=lambda words: None, size="small", caseload=False)
        connection.close()
        connection.settings_dict["NAME"] = shared
    yield own
    server.drop(own)


@pytest.fixture(scope="session")
def serving(server, played) -> Iterator[Serving]:
    """Who serves, for as long as there are journeys."""
    found = Serving(server, played)
    yield found
    found.stop()


@pytest.fixture(scope="module")
def site(serving) -> Iterator[str]:
    """The address of a server on a copy of the played database, with a worker, a sequencer and a witness beside it."""
    address = serving.begin()
    yield address
    serving.end()


@dataclass
class Desk:
    """A browser at one desk, and what was wrong with any page it saw."""

    page: Page
    base: str
    complaints: list[str]
    dark: bool = False
    sessions: dict[str, list] = field(default_factory=dict)

    def sit(self, post: str) -> None:
        """Sign in as the holder of a post, by one click; a second time, come back to the session that was begun."""
        if post in self.sessions:
            self.page.context.add_cookies(self.sessions[post])
            self.page.goto(self.base + "/")
            if self.page.url == self.base + "/":  # it has not been ended since
                return
        self.page.goto(self.base + "/desks/")
        self.page.get_by_role("button", name=post, exact=True).press("Enter")
        self.page.wait_for_url(self.base + "/")
        self.sessions[post] = [one for one in self.page.context.cookies() if one["name"] in ("sessionid", "csrftoken")]

    def go(self, address: str, *, answers: int = 200) -> None:
        """Open an address of the site, and look at it: by night at both sizes, by day at one of them, turn about by address."""
        self.open(address, answers=answers)
        self.look(address, *(() if NIGHTLY else (tuple(SIZES)[crc32(address.encode()) % 2],)))

    def open(self, address: str, *, answers: int = 200) -> None:
        """Open an address of the site: a page that was looked at as it stands, a step before or in the walk of every page."""
        answer = self.page.goto(self.base + address)
        if answer is None or answer.status != answers:
            self.complaints.append(f"{address} answered {answer.status if answer else 'nothing'}, not {answers}")

    def look(self, called: str, *sizes: str) -> None:
        """Look at both sizes or these, the narrow one in the dark, for what no page may have: an accessibility fault, anything wider than the screen, a
        complaint of the browser's."""
        for size in sizes or ("narrow", "desk"):
            width, height = SIZES[size]
            self.page.emulate_media(color_scheme="dark" if size == "narrow" or self.dark else "light")
            self.page.set_viewport_size({"width": width, "height": height})
            self.complaints += [f"{self.page.url} at {width}: {fault}" for fault in self._faults()]
            self.picture(f"{called}-{size}", whole=size == "narrow")

    def press(self, button: str) -> None:
        """Press a button that sends something, by key, and wait for the page that answers."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).press("Enter")

    def follow(self, link: str) -> None:
        """Follow the first link of this name, by key."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link, exact=True).first.press("Enter")

    def type(self, label: str, words: str) -> None:
        """Type into a box, over what it holds."""
        box = self.page.get_by_label(label, exact=True)
        box.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(words)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def hand_over(self, name: str, content: bytes) -> None:
        """Put a file into the form's box for one."""
        self.page.get_by_label("File", exact=True).set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})

    def press_though_refused(self, button: str, *, answers: int) -> None:
        """Send the form of a button that is switched off, as somebody might who knows how."""
        with self.page.expect_navigation() as sent:
            self.page.locator("[data-refused]", has_text=button).evaluate("button => button.closest('form').submit()")
        if sent.value.status != answers:
            self.complaints.append(f"{self.page.url} answered {sent.value.status}, not {answers}")

    def says(self, *words: str) -> None:
        """The page says each of these, whatever stands between the lines."""
        said = " ".join(self.page.locator("main").inner_text().split())
        for some in words:
            assert some in said, f"{self.page.url} does not say {some!r}; it says: {said}"

    def refused(self, sentence: str) -> None:
        """A switched-off button or choice stands on the page with this sentence."""
        shown = self.page.locator(".refusal").all_inner_texts()
        assert any(sentence in one for one in shown), f"{self.page.url} refuses only: {shown}"

    def _faults(self) -> list[str]:
        """What axe finds, and how far the page is too wide."""
        faults = found_by_axe(self.page)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [*faults, *([f"{wide} pixels too wide"] if wide > 0 else [])]

    def hear(self, said: ConsoleMessage) -> None:
        """An error in the browser's console is a complaint. A page that refuses is not one; what a page could not fetch is, below."""
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            self.complaints.append(f"{self.page.url}: {said.text}")

    def fetch(self, answer: Response) -> None:
        """Something a page asked for and did not get is a complaint."""
        if answer.status >= 400 and not answer.request.is_navigation_request():
            self.complaints.append(f"{self.page.url}: {answer.url} answered {answer.status}")

    def picture(self, called: str, *, whole: bool = False) -> None:
        """Leave a picture, where pictures are wanted: of what is on the screen, or of the whole page."""
        folder = os.environ.get("DULY_SCREENSHOTS")
        if folder:
            name = re.sub(r"[^a-z0-9]+", "-", called.lower()).strip("-")
            self.page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=whole)

    def picture_for_the_roles(self, called: str) -> None:
        """With DULY_PICTURES=yes, take the picture that docs/roles shows."""
        if os.environ.get("DULY_PICTURES") == "yes":
            PICTURES.mkdir(exist_ok=True)
            self.page.set_viewport_size(FRAMED)
            self.page.screenshot(path=str(PICTURES / f"{called}.png"))


@pytest.fixture(scope="module")
def chromium():
    """A running Chromium. Where there is none the tests that need it are named as not run; under CI=true that fails."""
    program = find()
    if program is None:
        words = "No Chromium here, so this browser test was not run. Mend it with: sudo apt-get install -y chromium"
        pytest.fail(words) if os.environ.get("CI") == "true" else pytest.skip(words)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def desk(chromium, site) -> Iterator[Desk]:
    """A browser window at a desk. What was wrong with any page it was shown fails the test at its end, all of it together."""
    context = chromium.new_context(locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.set_default_timeout(20_000)
    window = Desk(page, site, [])
    page.on("console", window.hear)
    page.on("response", window.fetch)
    page.on("pageerror", lambda error: window.complaints.append(f"{page.url}: {error}"))
    yield window
    context.close()
    assert not window.complaints, "\n".join(window.complaints)
