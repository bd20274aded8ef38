"""Every page that holds data, at a desk and on a narrow screen: accessible, never wider than the screen, no complaint of the browser's."""

import pytest

pytestmark = pytest.mark.browser

PAGES = {
    "Payments Officer": [
        "/",
        "/delegation/",
        "/delegation/try/?power=exceptions.decide&choice=pay+entitled&amount=100.00&amount-over-agreed=0.00&made-by-you=yes",
        "/people/",
        "/me/second-step/",
        "/sign-out/",
        "/imports/",
        "/imports/IM-0001/",
        "/imports/IM-0036/",
        "/imports/new/",
        "/exceptions/?week=2026-W45",
        "/exceptions/?week=2026-W45&show=decided",
        "/exceptions/?week=2026-W45&show=all&why=407&sort=-claimed_pence",
        "/exceptions/?week=2026-W45&show=stuck",
        "/exceptions/?week=2026-W44&show=decided",
        "/exceptions/?week=2026-W40",
        "/runs/",
        "/runs/HC-2026-W45/",
        "/runs/HC-2026-W45/approve/",
        "/runs/HC-2026-W45/file/",
        "/runs/HC-2026-W45/remittances/PR-301/",
        "/providers/",
        "/providers/PR-301/",
        "/contracts/",
        "/contracts/C-4401/",
        "/care/",
        "/care/P-104801/",
        "/rates/",
        "/rates/find/?contract=C-4401&service=home-care&on=2/11/2026&minutes=30",
        "/rates/batches/",
        "/rates/batches/new/",
    ],
    "Internal Auditor": [
        "/",
        "/health/",
        "/health/?state=alarm",
        "/record/",
        "/record/?did=run.approved",
        "/record/?about=HC-2026-W45",
        "/retention/",
        "/evidence/provider/PR-301/",
        "/evidence/run/HC-2026-W45/",
    ],
    "Senior Officer": ["/retention/", "/retention/propose/"],
    "Head of Corporate Casework": ["/retention/", "/evidence/case/PSO-2026-00001/"],
    "Executive Assistant": [
        "/",
        "/post/",
        "/post/?state=all",
        "/post/P-26-00001/",
        "/post/register/",
        "/cases/",
        "/cases/PSO-2026-00001/",
        "/submissions/",
        "/letters/",
    ],
    "Investigator": ["/submissions/new/?case=PSO-2026-00001", "/letters/new/?decision=DN-26-00001"],
    "Assistant Casework Manager": ["/cases/new/?item=P-26-00002"],
    "Ombudsman": ["/cases/PSO-2026-00001/", "/submissions/S-26-00001/", "/letters/L-26-00001/"],
}
REFUSED = {
    "Payments Officer": {"/nowhere/": 404, "/runs/HC-1999-W01/": 404, "/exceptions/?week=1999": 404},
    "Ombudsman": {"/record/": 403, "/retention/": 403},
}
DARK = {
    "Payments Officer": ["/", "/exceptions/?week=2026-W45&show=decided", "/runs/HC-2026-W45/", "/imports/new/"],
    "Executive Assistant": ["/post/?state=all", "/submissions/S-26-00001/"],
}


def test_signing_in(desk):
    desk.go("/sign-in/")
    desk.type("Username", "nobody")
    desk.press("Sign in")
    desk.look("sign-in refused")
    desk.go("/desks/")


@pytest.mark.parametrize("post", PAGES)
def test_every_page_of_a_desk(desk, post):
    desk.sit(post)
    for address in PAGES[post]:
        desk.go(address)


@pytest.mark.parametrize("post", REFUSED)
def test_pages_that_refuse(desk, post):
    desk.sit(post)
    for address, status in REFUSED[post].items():
        desk.go(address, answers=status)


@pytest.mark.parametrize("post", DARK)
def test_pages_in_the_dark(desk, post):
    desk.page.emulate_media(color_scheme="dark")
    desk.sit(post)
    for address in DARK[post]:
        desk.go(address)


def test_pages_behind_a_link_and_forms_sent_empty(desk):
    desk.sit("Payments Officer")
    desk.go("/exceptions/?week=2026-W45&show=trimmed")
    desk.follow("How it was worked out")
    desk.look("explained")
    desk.go("/imports/new/")
    desk.press("Take in this file")
    desk.look("nothing handed over")
    desk.go("/runs/")
    desk.page.locator("#id_week").fill("next week")
    desk.press("Draft the run")
    desk.look("no such week")
    desk.go("/record/?about=HC-2026-W45")
    desk.page.locator("tbody a").first.press("Enter")
    desk.look("an entry of the record")
