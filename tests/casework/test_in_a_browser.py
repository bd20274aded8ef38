"""Casework by keys alone in a real browser, after a morning's work. What every page must be is asked in tests/pages."""

import threading
from datetime import timedelta
from statistics import median
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.correspondence import queries as post
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.rules import codes
from duly.core.contacts import actions as contacts
from duly.core.contacts import queries as calls
from duly.core.directory import actions as directory
from duly.core.people.models import Officer
from duly.core.record.clock import now, today
from duly.office.practice.letterbox.inventing import invent
from duly.office.practice.letterbox.mailing import as_mail
from duly.office.practice.letterbox.planted import OFFICES
from tests.casework.drawer import GIST, log_a_call
from tests.casework.office import people_the_office
from tests.journeys.counting import counting
from tools.browser import FLAGS, find

pytestmark = [pytest.mark.browser, pytest.mark.commits, pytest.mark.slow]

EXTRA = ("The council has sent its file. I should like to see it before you decide.", "Second letter about Northmere Council")
LETTERS, UNUSUAL = 10, 2
A_LETTER_MS = 2000
"""How much of a letter's twelve seconds the system may take: it is a tenth of that, and more on a machine that does other things besides."""


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def morning(commits, outbox, mail):
    """A committed morning, with a second submission ready to sign and somebody in the directory: who opens which address, by name."""
    office = people_the_office(today() - timedelta(days=200))
    told = flow.demo(by_post=office)
    third = _put_up(office, told.case_ref, "remedy", 150_000)
    flow.pass_as_ready(
        third.ref,
        seen_sha256=third.text.sha256,
        ticked=codes("remedy"),
        despite="It is short.",
        by=office["assistant-casework-manager"],
    )
    entry = directory.enter(kind="person", name="Mrs Ruth Hartley", phone="01632 960417", by=office["casework-manager"]).ref
    cases.name_party(told.case_ref, entry_ref=entry, role="complainant", by=office["casework-manager"])
    contacts.log_call(at=now(), about=entry, verified="known voice", gist="Asked when.", flags=["distress"], by=office["investigator"])
    return {"case": ("investigator", f"/cases/{told.case_ref}/"), "box-paper": ("ombudsman", f"/submissions/{third.ref}/box/")}


@pytest.fixture
def inbox(commits, outbox, mail):
    """Ten letters of the practice office's inbox, as they came, registered and not triaged."""
    office = people_the_office(today() - timedelta(days=200))
    letters = [one for one in invent(OFFICES["small"], today=today()) if one.way == "e-mail"][:LETTERS]
    for one in letters:
        late = {"received_on": one.received_on, "why_late": "It is practice.", "by": office["executive-assistant"]}
        flow.register_post(one.file_name, as_mail(one), **late)
    return letters


@pytest.fixture
def address(commits):
    with make_server("127.0.0.1", 0, WSGIHandler(), handler_class=_Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def test_a_call_is_logged_and_a_paper_in_the_box_asked_about_by_keys_alone(morning, address):
    from playwright.sync_api import sync_playwright

    program = find()
    if not program:
        pytest.skip("no Chromium on this machine")
    wrong, cookies = [], {post: _signed_in(post) for post, _ in morning.values()}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        keys = log_a_call(_open(browser, address, cookies, *morning["case"], wrong))
        paper = _open(browser, address, cookies, *morning["box-paper"], wrong)
        paper.keyboard.press("q")
        asking = paper.evaluate("[document.activeElement.id, document.querySelector('input[name=answer]:checked').value]")
        browser.close()

    assert not wrong, "\n\n".join(wrong)
    assert asking == ["id_because", "ask"]
    assert keys["to find the record"] <= 8
    assert keys["beside the words themselves"] <= 6
    (call,) = calls.calls(limit=1)
    assert (call.caller, call.gist, call.flags) == ("Mrs Ruth Hartley", GIST, ("distress",))


def test_ten_letters_are_triaged_in_three_keys_each_at_the_most_where_nothing_is_unusual(inbox, address, record_property):
    """What the system does in the twelve seconds of a letter: the rest is reading. The third letter is one whose suggestion is wrong."""
    from playwright.sync_api import sync_playwright

    program = find()
    if not program:
        pytest.skip("no Chromium on this machine")
    assert post.by_state()["registered"] == len(inbox) == LETTERS
    wrong, refs, keys, waited = [], [], [], []
    cookies = {"executive-assistant": _signed_in("executive-assistant")}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = _open(browser, address, cookies, "executive-assistant", "/post/", wrong)
        for n in range(LETTERS):
            refs.append(page.locator("form[data-triage]").get_attribute("action").split("/")[2])
            with counting(page) as spent, page.expect_navigation():
                for key in ("1", *"ser", "Enter") if n == UNUSUAL else ("Enter",):
                    page.keyboard.press(key)
            keys.append(len(spent.keys))
            assert spent.clicks == []
            waited.append(page.evaluate("(({responseEnd}) => responseEnd)(performance.getEntriesByType('navigation')[0])"))
        browser.close()

    usual = [spent for n, spent in enumerate(keys) if n != UNUSUAL]
    record_property(
        "counted", f"K1 triage: {LETTERS} letters, {median(usual):g} keys each; the pages took {sum(waited) / 1000:.1f} s of them all"
    )
    assert not wrong, "\n\n".join(wrong)
    assert post.by_state()["registered"] == 0, "each is done"
    assert len(set(refs)) == LETTERS
    assert post.item(refs[UNUSUAL]).direct_to == "Service complaints", "a team by its first letters"
    assert max(usual) <= 3
    assert keys[UNUSUAL] <= 7
    assert sum(waited) / LETTERS < A_LETTER_MS


def _signed_in(post):
    client = Client()
    client.force_login(Officer.objects.get(username=post), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies["sessionid"].value


def _open(browser, address, cookies, post, path, wrong):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    context.add_cookies([{"name": "sessionid", "value": cookies[post], "url": address}])
    page = context.new_page()
    page.on("console", lambda said: wrong.append(f"{page.url}: {said.text}") if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    answer = page.goto(f"{address}{path}", wait_until="load")
    if answer.status != 200:
        wrong.append(f"{path} answered {answer.status}")
    return page


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
