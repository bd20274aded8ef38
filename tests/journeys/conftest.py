"""A practice copy really served, and a real browser at its desks.

The practice copy is played once a session; each test is served a copy of its database by its own server. With DULY_SCREENSHOTS set to a folder,
pictures are left there.
"""

import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from duly.cli.serving import children
from tools.browser import find

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver keeps a loop running in this thread; nothing of ours runs in it
WIDTHS = {"desk": (1440, 900), "narrow": (320, 700)}
STARTING_SECONDS = 60


@pytest.fixture(scope="session")
def played(server, django_db_setup, django_db_blocker) -> Iterator[str]:
    """The name of a database in which the practice copy's week and morning have been worked."""
    from django.db import connection

    from duly.office.practice.play import play

    shared, own = connection.settings_dict["NAME"], server.clone()
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = own
        play(say=lambda words: None)
        connection.close()
        connection.settings_dict["NAME"] = shared
    yield own
    server.drop(own)


@pytest.fixture
def site(server, played) -> Iterator[str]:
    """The address of a server on a copy of the played database, with a worker beside it."""
    own, port = server.clone(of=played), free_port()
    environment = {**os.environ, "DULY_CLONE": own, "DULY_PRACTICE": "1"}
    running = [subprocess.Popen(child.argv, env={**environment, **child.env}) for child in children(port)]
    try:
        wait_for(f"http://localhost:{port}/desks/", running[0])
        yield f"http://localhost:{port}"
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)
        server.drop(own)


@dataclass
class Desk:
    """A browser at one desk, and what was wrong with any page it saw."""

    page: object
    base: str
    name: str
    complaints: list[str]

    def go(self, address: str) -> None:
        """Open an address of the site, and hold the page to what every page must be."""
        answer = self.page.goto(self.base + address)
        if answer.status != 200:
            self.complaints.append(f"{address} answered {answer.status}")
        self.look(address)

    def look(self, called: str) -> None:
        """Look for what no page may have: an accessibility fault, anything wider than the screen, a complaint of the browser's."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
        where = f"{self.page.url} at {self.name}"
        self.complaints += [f"{where}: {v['id']}, {v['help']}, {v['nodes'][0]['target']}" for v in found.response["violations"]]
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.complaints.append(f"{where}: {wide} pixels too wide")
        self.picture(called)

    def picture(self, called: str) -> None:
        """Leave a picture, where pictures are wanted."""
        folder = os.environ.get("DULY_SCREENSHOTS")
        if folder:
            name = re.sub(r"[^a-z0-9]+", "-", called.lower()).strip("-") or "home"
            self.page.screenshot(path=str(Path(folder) / f"{name}-{self.name}.png"))

    def sit(self, post: str) -> None:
        """Sign in as the holder of a post, by one click."""
        self.page.goto(self.base + "/desks/")
        self.page.get_by_role("button", name=post, exact=True).click()
        self.page.wait_for_url(self.base + "/")


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium. Where there is none the tests that need it are named as not run; under CI=true that fails."""
    program = find()
    if program is None:
        words = "No Chromium here, so this browser test was not run. Mend it with: sudo apt-get install -y chromium"
        pytest.fail(words) if os.environ.get("CI") == "true" else pytest.skip(words)
    from playwright.sync_api import sync_playwright

    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def desk(chromium, site) -> Iterator[Callable[[str], Desk]]:
    """Opens a browser window of a size: "desk" (1440×900) or "narrow" (320 px)."""
    opened: list = []
    windows: list[Desk] = []

    def open_window(size: str = "desk") -> Desk:
        width, height = WIDTHS[size]
        context = chromium.new_context(viewport={"width": width, "height": height}, locale="en-GB", timezone_id="Europe/London")
        opened.append(context)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(f"{page.url}: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.set_default_timeout(20_000)
        windows.append(Desk(page, site, size, complaints))
        return windows[-1]

    yield open_window
    for context in opened:
        context.close()
    complaints = [c for window in windows for c in window.complaints]
    assert not complaints, "\n".join(complaints)


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen) -> None:
    """Wait until the address answers; fail at once when its process has ended."""
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"The server ended with {process.returncode} before it answered.")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"{address} did not answer in {STARTING_SECONDS} seconds.")
