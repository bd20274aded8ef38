"""The gallery in a real browser: no accessibility fault, no refused style or script, nothing wider than the screen.

With DULY_SCREENSHOTS set to a folder, the pictures are left there to be looked at.
"""

import functools
import gzip
import http.server
import os
import re
import threading
from pathlib import Path

import pytest
from django.conf import settings

from duly.ui.environment import environment
from duly.ui.frame import Link, Progress
from duly.ui.gallery import pages
from tools.browser import FLAGS, find

STATIC = Path(__file__).parent.parent / "static"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
CHROMIUM = find()
NAMES = sorted(pages())
DONE = Progress("Checking 2,000 lines", 2000, 2000, finished=True, next=Link("See the exceptions", "#exceptions"))


def render(name: str, **look: str) -> str:
    template, context = pages(**look)[name]
    return environment().get_template(template).render(context)


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_style_attribute_and_no_script_of_its_own(name):
    html = render(name)

    assert " style=" not in html
    assert "<style" not in html
    assert html.count("<script") == html.count("<script src=")


@pytest.mark.parametrize("name", NAMES)
def test_no_two_things_on_a_page_share_an_id(name):
    ids = re.findall(r'\bid="([^"]+)"', render(name))

    assert sorted(ids) == sorted(set(ids))


def test_what_a_page_loads_weighs_less_than_a_hundred_kilobytes_compressed():
    loaded = [STATIC / "duly" / name for name in ("duly.css", "duly.js", "desk.js", "box.js", "beside.js", "htmx.min.js")]
    weight = sum(len(gzip.compress(path.read_bytes())) for path in loaded)
    weight += sum(path.stat().st_size for path in (STATIC / "duly" / "fonts").glob("*.woff2"))

    assert weight < 100_000


class _Pages(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        if self.path.startswith(settings.STATIC_URL):
            self.path = "/" + self.path.removeprefix(settings.STATIC_URL)
            return super().do_GET()
        if self.path.startswith("/components/progress"):
            return self.answer(environment().from_string("{{ ui.progress(job) }}").render(job=DONE))
        if self.path.startswith("/box/"):
            return self.answer('<div role="group"><a class="box-line" role="option" id="box-1-1" href="/post">Triage the post</a></div>')
        _, name, theme, density = self.path.split("?")[0].split("/")
        return self.answer(render(name, theme=theme, density=density))

    def answer(self, html):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Pages, directory=str(STATIC)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser():
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield made
        made.close()


@pytest.fixture
def open_page(browser, address):
    opened = []

    def _open(name, width=1440, height=900, theme="light", density="compact", **more):
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        opened.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"{address}/{name}/{theme}/{density}", wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        return page

    yield _open
    for context in opened:
        context.close()


def keep(page, name):
    folder = os.environ.get("DULY_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=not name.endswith("1440"))


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 320])
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_no_accessibility_fault_and_fits(open_page, name, theme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(name, width=width, theme=theme)
    keep(page, f"{name}-{theme}-{width}")
    if name == "components":
        keep(page, f"{name}-{theme}-{width}-whole")
    found = Axe().run(page, options={"resultTypes": ["violations"]})

    assert page.complaints == []
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_the_dark_theme_follows_the_machine(open_page):
    page = open_page("exceptions", theme="", color_scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(13, 21, 24)"


@pytest.mark.browser
def test_j_and_k_move_only_inside_the_list(open_page):
    page = open_page("exceptions")
    focused = "document.activeElement.textContent"

    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.tagName") == "BODY"

    page.get_by_role("link", name="C Iqbal").focus()
    page.keyboard.press("j")
    assert page.evaluate(focused) == "E Carr"
    page.keyboard.press("k")
    assert page.evaluate(focused) == "C Iqbal"
    page.keyboard.press("x")
    assert page.get_by_label("Tick C Iqbal").is_checked()


@pytest.mark.browser
def test_a_number_chooses_and_a_refused_choice_stays_refused(open_page):
    page = open_page("exceptions")

    page.locator("input[value=agreed]").focus()
    page.keyboard.press("2")
    assert page.locator("input[value=delivered]").is_checked()
    page.keyboard.press("3")
    assert page.locator("input[value=delivered]").is_checked()


@pytest.mark.browser
def test_control_k_opens_the_box_and_a_question_mark_shows_the_keys(open_page):
    page = open_page("post")

    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "combobox"
    page.get_by_role("option", name="Triage the post").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-activedescendant')") == "box-1-1"
    page.keyboard.press("Escape")
    assert page.locator("dialog.box").is_hidden()


@pytest.mark.browser
def test_the_error_summary_takes_focus(open_page):
    page = open_page("components")

    assert page.evaluate("document.activeElement.classList.contains('govuk-error-summary')")


@pytest.mark.browser
def test_a_second_press_sends_nothing(open_page):
    page = open_page("exceptions")

    blocked = page.evaluate(
        """() => { const form = document.querySelector('form[method=post]');
             form.addEventListener('submit', (e) => e.preventDefault());
             form.requestSubmit();
             const second = new Event('submit', {cancelable: true, bubbles: true});
             return !form.dispatchEvent(second) && form.dataset.sent; }"""
    )

    assert blocked == "yes"


@pytest.mark.browser
def test_progress_asks_for_itself_until_finished(open_page):
    page = open_page("components")

    page.get_by_role("link", name="See the exceptions").wait_for(timeout=5000)
    assert page.complaints == []


@pytest.mark.browser
def test_a_page_prints(open_page):
    page = open_page("components")
    page.emulate_media(media="print")
    keep(page, "components-print")

    assert not page.locator("header .bar").is_visible()
    assert page.locator("h1").is_visible()
