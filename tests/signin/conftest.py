"""A real installation served in this process, two officers who sign in by password, and a browser."""

import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler

import duly.office.powers  # noqa: F401  (the scheme below speaks of its powers)
from duly.core.people import actions as people
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.primitives.actor import SYSTEM
from tests.journeys.conftest import Desk, chromium  # noqa: F401  (a fixture)

PASSWORD = "a long enough password"
OFFICERS = (
    ("tom", "Tom Example", "payments-officer", "Payments Officer"),
    ("grace", "Grace Example", "head-of-payments", "Head of Payments"),
)


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *args):
        pass


@pytest.fixture
def office(commits) -> dict[str, str]:
    """Tom, a Payments Officer, and Grace, who heads Payments: their references by username."""
    from duly.core.record.clock import today

    cache.clear()
    refs, starts = {}, today()
    for username, name, post, title in OFFICERS:
        people.make_post(code=post, title=title, office="Northmere Council", wing="payments", by=SYSTEM)
        refs[username] = people.add_officer(username=username, name=name, email=f"{username}@example.org", password=PASSWORD, by=SYSTEM)
        people.give_post(refs[username], post=post, starts=starts, by=SYSTEM)
    rules = [
        ("record.read", Row("1.1", "head-of-payments", (), "The Head of Payments reads the record.")),
        ("sign-in.unlock", Row("1.2", "head-of-payments", (), "The Head of Payments unlocks sign-in.")),
    ]
    adopt(office="Northmere Council", number=1, title="Delegation scheme", starts=starts, rules=rules, by=SYSTEM)
    return refs


@pytest.fixture
def address(office) -> Iterator[str]:
    """Where the installation is served."""
    with make_server("127.0.0.1", 0, WSGIHandler(), server_class=WSGIServer, handler_class=Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.fixture
def desk(chromium, address) -> Iterator[Desk]:  # noqa: F811  (the fixture above)
    """A browser window. What was wrong with any page it was shown fails the test at its end, all of it together."""
    context = chromium.new_context(locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    page.set_default_timeout(20_000)
    window = Desk(page, address, [])
    page.on("console", window.hear)
    page.on("response", window.fetch)
    page.on("pageerror", lambda error: window.complaints.append(f"{page.url}: {error}"))
    yield window
    context.close()
    assert not window.complaints, "\n".join(window.complaints)


def sign_in(desk: Desk, username: str, password: str = PASSWORD) -> None:
    """Sign in by password."""
    desk.page.goto(desk.base + "/sign-in/")
    desk.type("Username", username)
    desk.type("Password", password)
    desk.press("Sign in")
