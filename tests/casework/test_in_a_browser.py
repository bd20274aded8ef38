"""The casework pages in a real browser, after a morning's work: nothing inaccessible, nothing refused, nothing wider than the screen.

Pages that the journeys look at are left to them.

With DULY_SCREENSHOTS set to a folder, the pictures are left there to be looked at.
"""

import os
import threading
from datetime import timedelta
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.examples import post as example_post
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.rules import codes
from duly.core.contacts import actions as contacts
from duly.core.contacts import queries as calls
from duly.core.directory import actions as directory
from duly.core.people.models import Officer
from duly.core.record.clock import now, today
from tests.casework.drawer import GIST, log_a_call
from tests.casework.office import people_the_office
from tests.seen_by_axe import found_by_axe
from tools.browser import find

pytestmark = [pytest.mark.browser, pytest.mark.commits, pytest.mark.slow]

WIDTHS = (1440, 320)
EXTRA = ("The council has sent its file. I should like to see it before you decide.", "Second letter about Northmere Council")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def morning(commits, outbox, mail):
    """A committed morning, with more post waiting and a second submission ready to sign: addresses by name."""
    office = people_the_office(today() - timedelta(days=200))
    told = flow.demo(by_post=office)
    waiting = example_post.MORNING[1:6]
    for n, arrival in enumerate(waiting):
        content = example_post.as_mail(arrival, sent_on=today() - timedelta(days=n + 30))
        flow.register_post(arrival.name, content, received_on=today(), by=office["executive-assistant"])
    _put_up(office, told.case_ref, "report", 60_000)
    third = _put_up(office, told.case_ref, "remedy", 150_000)
    flow.pass_as_ready(
        third.ref,
        seen_sha256=third.text.sha256,
        ticked=codes("remedy", today()),
        despite="It is short.",
        by=office["assistant-casework-manager"],
    )
    draft = flow.make_letter(
        told.decision_ref, template="decision-upheld", to_address="ruth.hartley@post.example", fields={}, by=office["investigator"]
    )
    entry = directory.enter(kind="person", name="Mrs Ruth Hartley", phone="01632 960417", by=office["casework-manager"]).ref
    cases.name_party(told.case_ref, entry_ref=entry, role="complainant", by=office["casework-manager"])
    contacts.log_call(at=now(), about=entry, verified="known voice", gist="Asked when.", flags=["distress"], by=office["investigator"])
    case = told.case_ref
    return {
        "directory": ("ombudsman", "/directory/"),
        "entry": ("casework-manager", f"/directory/{entry}/"),
        "call-new": ("investigator", f"/calls/new/?about={entry}"),
        "tasks": ("investigator", "/tasks/"),
        "standards": ("executive-assistant", "/post/standards/"),
        "under-standards": ("executive-assistant", "/post/standards/items/"),
        "case": ("casework-manager", f"/cases/{case}/"),
        "risk": ("casework-manager", "/risk/"),
        "agenda": ("casework-manager", "/risk/agenda/"),
        "risk-of-a-case": ("casework-manager", f"/risk/{case}/"),
        "involvement": ("head-of-casework", "/involvement/"),
        "commissioned": ("head-of-casework", "/commissioned/"),
        "advice": ("investigator", "/advice/"),
        "advice-new": ("investigator", f"/advice/new/?about={case}"),
        "reviews": ("casework-manager", "/reviews/"),
        "decision": ("casework-manager", f"/decisions/{told.decision_ref}/"),
        "clocks": ("casework-manager", "/clocks/"),
        "chasing": ("casework-manager", "/chasing/"),
        "compliance": ("casework-manager", "/compliance/"),
        "box": ("ombudsman", "/submissions/boxes/ombudsman/"),
        "box-paper": ("ombudsman", f"/submissions/{third.ref}/box/"),
        "delegation-persons": ("casework-manager", "/delegation/persons/"),
        "letter-draft": ("investigator", f"/letters/{draft.ref}/"),
    }


@pytest.fixture
def address(morning):
    with make_server("127.0.0.1", 0, WSGIHandler(), handler_class=_Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_every_page_fits_is_accessible_and_breaks_no_rule_of_its_own(morning, address):
    from playwright.sync_api import sync_playwright

    program = find()
    if not program:
        pytest.skip("no Chromium on this machine")
    wrong, cookies = [], {post: _signed_in(post) for post, _ in morning.values()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for width in WIDTHS:
            desks = {}
            for name, (post, path) in morning.items():
                page = desks[post] = _go(desks.get(post) or _sit(browser, address, cookies[post], width, wrong), address, path, wrong)
                _keep(page, f"{name}-{width}")
                wrong += [f"{name} at {width}: {fault}" for fault in found_by_axe(page)]
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wrong.append(f"{name} at {width} is wider than the screen")
        keys = log_a_call(_open(browser, address, cookies["investigator"], morning["case"][1], 1440, wrong))
        paper = _open(browser, address, cookies["ombudsman"], morning["box-paper"][1], 1440, wrong)
        paper.keyboard.press("q")
        asking = paper.evaluate("[document.activeElement.id, document.querySelector('input[name=answer]:checked').value]")
        browser.close()

    assert not wrong, "\n\n".join(wrong)
    assert asking == ["id_because", "ask"]
    assert keys["to find the record"] <= 8
    assert keys["beside the words themselves"] <= 6
    (call,) = calls.calls(limit=1)
    assert (call.caller, call.gist, call.flags) == ("Mrs Ruth Hartley", GIST, ("distress",))


def _signed_in(post):
    client = Client()
    client.force_login(Officer.objects.get(username=post), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value


def _open(browser, address, cookie, path, width, wrong):
    return _go(_sit(browser, address, cookie, width, wrong), address, path, wrong)


def _sit(browser, address, cookie, width, wrong):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="light")
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    page = context.new_page()
    page.on("console", lambda said: wrong.append(f"{page.url}: {said.text}") if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    return page


def _go(page, address, path, wrong):
    answer = page.goto(f"{address}{path}", wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")
    if answer.status != 200:
        wrong.append(f"{path} answered {answer.status}")
    return page


def _keep(page, name):
    folder = os.environ.get("DULY_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=not name.endswith("1440"))


def _put_up(office, case_ref, kind, remedy_pence):
    seen = submissions.draft(
        case_ref,
        kind=kind,
        ask="Recommend a further remedy",
        remedy_pence=remedy_pence,
        mp_interest=False,
        paragraphs=EXTRA,
        by=office["investigator"],
    )
    return submissions.put_up(seen.ref, by=office["investigator"])
