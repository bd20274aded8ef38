"""Every page of both offices asked for once, through the eyes of somebody whose forms differ: what their tests look at."""

from dataclasses import dataclass, field
from zlib import crc32

import pytest
from django.db import transaction
from django.http import HttpResponse

from tests.access.office import done_first
from tests.access.policy import NOBODY
from tests.access.test_access import LINES, Door
from tests.faults.sizes import NIGHTLY
from tests.pages.drawn import Answered
from tests.pages.forms import Form, forms, loads, read

EYES = {
    "council": ("payments-officer", "senior-officer", "group-manager", "finance-releaser"),
    "casework": ("executive-assistant", "assistant-casework-manager", "casework-manager", "investigator", "ombudsman"),
}
NO_PAGE = {
    "/sign-in/again/",
    "/sign-in/code/",
    "/sign-in/passkey/",
    "/sign-in/organisation/",
    "/sign-in/organisation/back/",
    "/desks/",
    "/me/second-step/again/",
    "/me/second-step/app/remove/",
    "/me/second-step/codes/",
    "/me/second-step/codes/file/",
    "/me/passkeys/again/",
    "/me/passkeys/<int:pk>/",
    "/me/passkeys/<int:pk>/remove/",
    "/box/",
    "/components/",
    "/components/<slug:name>/",
    "/record/<uuid:event_id>/proof/",
    "/health",
    "/post/held-back/<str:ref>/content/",
    "/post/<str:ref>/original/",
    "/post/<str:ref>/attachments/<int:number>/",
    "/letters/<str:ref>/pdf/",
    "/letters/<str:ref>/paper/<str:document>/",
    "/letters/packs/<str:ref>/pdf/",
    "/cases/take-over/<str:ref>/faults.csv",
}
"""What is no page for whoever is at a desk: files, parts of a page, and steps of signing in, which tests/signin opens in a browser."""


def looked_at(address: str) -> tuple[str, ...]:
    """Through whose eyes a page is walked: whose forms differ."""
    look = LINES[address].look
    both = [post for wing in EYES.values() for post in wing if post in look]
    if NOBODY in look:
        return (NOBODY,)
    return tuple(both) if NIGHTLY else (both[crc32(address.encode()) % len(both)],)


@dataclass
class Walk:
    """Every form of every page, once, with through whose eyes it was seen; what is wrong with any page's HTML; and what pages load."""

    forms: dict[tuple, tuple[str, Form]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    loads: dict[str, set[str]] = field(default_factory=dict)
    pages: dict[str, Answered] = field(default_factory=dict)


@pytest.fixture(scope="module")
def walked(door: Door) -> Walk:
    walk = Walk()
    for address, line in LINES.items():
        if (address.startswith("/api/v1/") and address != "/api/v1/") or not line.look:
            continue
        for who in looked_at(address):
            page, stands = _asked(door, who, address)
            if page.status_code == 200 and page.content[:9].lower() == b"<!doctype":  # not a file, nor a part of a page
                tree, wrong = read(page.content.decode())
                walk.wrong += [f"{address} as {who}: {one}" for one in wrong]
                walk.loads[address] = loads(tree)
                walk.pages[address] = Answered(who, page.wsgi_request.get_full_path(), page.content.decode(), dict(page.headers), stands)
                for one in forms(tree, page.wsgi_request.path):
                    walk.forms.setdefault(one.kind, (who, one))
    return walk


def _asked(door: Door, who: str, address: str) -> tuple[HttpResponse, bool]:
    """The page, or what it is when there is something to show; and whether what it shows stays."""
    page = door.ask(who, "GET", door.office.address(address))
    does = done_first(address) if page.status_code == 404 else None
    if does is None:
        return page, True
    with transaction.atomic():
        page = door.ask(who, "GET", door.office.address(address, does(door.office)))
        transaction.set_rollback(True)
    return page, False
