"""Every page that holds data, at a desk and on a narrow screen: accessible, never wider than the screen, no complaint of the browser's."""

import pytest

from duly.office.practice.invented.files import background
from tests.journeys import the_week

pytestmark = pytest.mark.browser

PAGES = {
    "Payments Officer": [
        "/",
        "/delegation/",
        "/delegation/try/?power=exceptions.decide&choice=pay+entitled&amount=100.00&amount-over-agreed=0.00&made-by-you=yes",
        "/people/",
        "/me/preferences/",
        "/me/second-step/",
        "/me/sessions/",
        "/me/tokens/",
        "/api/v1/",
        "/sign-out/",
        "/imports/",
        "/imports/IM-0001/",
        "/imports/IM-0042/",
        "/imports/new/",
        "/imports/deadlines/",
        "/imports/missing/?week=2026-W45",
        "/imports/missing/?week=2026-W46&state=Not+sent",
        "/exceptions/?week=2026-W45",
        "/exceptions/?week=2026-W45&show=decided",
        "/exceptions/?week=2026-W45&show=all&why=407&sort=-claimed_pence",
        "/exceptions/?week=2026-W45&show=stuck",
        "/exceptions/?week=2026-W44&show=decided",
        "/exceptions/?week=2026-W40",
        "/tolerance/",
        "/runs/",
        "/runs/HC-2026-W45/",
        "/runs/HC-2026-W45/file/",
        "/runs/HC-2026-W45/remittances/PR-301/",
        "/providers/",
        "/providers/PR-301/",
        "/providers/PR-301/account/",
        "/providers/PR-301/position/",
        "/people/P-104801/position/",
        "/positions/PR-301/",
        "/positions/PR-301/?as-at=100&week=2026-W45",
        "/contracts/",
        "/contracts/C-4401/",
        "/care/",
        "/care/P-104801/",
        "/care/put-forward/",
        "/rates/",
        "/rates/find/?contract=C-4401&service=home-care&on=2/11/2026&minutes=30",
        "/rates/holidays/",
        "/rates/batches/",
        "/rates/batches/new/",
        "/packages/",
        "/invoices/",
        "/remittances/",
        "/alerts/",
        "/views/",
        "/bank-answers/",
        "/payments-lock/",
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
    "Senior Officer": [
        "/",
        "/runs/HC-2026-W45/approve/",
        "/tolerance/?look=To+look+at",
        "/retention/",
        "/retention/propose/",
    ],
    "Head of Corporate Casework": ["/retention/", "/evidence/case/PSO-2026-00001/"],
    "Executive Assistant": [
        "/",
        "/post/",
        "/post/?state=all",
        "/post/P-26-00001/",
        "/post/register/",
        "/post/key/",
        "/post/missed/",
        "/post/held-back/",
        "/cases/",
        "/cases/PSO-2026-00001/",
        "/submissions/",
        "/letters/",
    ],
    "Investigator": ["/submissions/new/?case=PSO-2026-00001", "/letters/new/?decision=DN-26-00001"],
    "Assistant Casework Manager": ["/cases/new/?item=P-26-00002"],
    "Ombudsman": ["/cases/PSO-2026-00001/", "/submissions/S-26-00001/", "/letters/L-26-00001/"],
}
SHOWN = {
    ("Payments Officer", "/"): "home",
    ("Payments Officer", "/exceptions/?week=2026-W45"): "exceptions",
    ("Payments Officer", "/imports/IM-0042/"): "import",
    ("Payments Officer", "/providers/PR-301/position/"): "position",
    ("Senior Officer", "/runs/HC-2026-W45/approve/"): "approve",
    ("Senior Officer", "/tolerance/?look=To+look+at"): "tolerance",
}
"""The pictures of docs/roles."""
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
        if (post, address) in SHOWN:
            desk.picture_for_the_roles(SHOWN[post, address])


@pytest.mark.parametrize("post", REFUSED)
def test_pages_that_refuse(desk, post):
    desk.sit(post)
    for address, status in REFUSED[post].items():
        desk.go(address, answers=status)


@pytest.mark.parametrize("post", DARK)
def test_pages_at_a_desk_in_the_dark(desk, post):
    desk.dark = True
    desk.sit(post)
    for address in DARK[post]:
        desk.go(address)


def test_pages_on_paper_and_in_colours_of_somebodys_own(desk):
    """On paper there is no navigation and nothing is cut off; in forced colours what is a button, a field or a state still looks like one."""
    desk.sit("Payments Officer")
    for address in ("/exceptions/?week=2026-W45&show=all", "/providers/PR-301/position/", "/runs/HC-2026-W45/", "/imports/IM-0042/"):
        desk.open(address)
        desk.page.set_viewport_size({"width": 718, "height": 1046})  # A4 within its margins
        desk.page.emulate_media(media="print")
        assert desk.page.locator("nav[aria-label=Main]:visible, .facets:visible, .pager:visible, .park:visible").count() == 0, (
            f"{address} prints its navigation"
        )
        assert desk.page.locator("h1").is_visible()
        assert desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is cut off on paper"
        desk.picture(f"{address} on paper", whole=True)
        desk.page.emulate_media(media="screen", forced_colors="active")
        assert desk.page.evaluate(EDGELESS) == [], f"{address}: what has no edge in forced colours"
        desk.picture(f"{address} in forced colours")
        desk.page.emulate_media(media="screen", forced_colors="none")


def test_a_filter_fills_its_row_and_an_item_stands_in_columns(desk):
    """What is said of links in general must not take hold of those that are drawn in their own way."""
    desk.sit("Executive Assistant")
    desk.open("/post/?state=all")
    desk.page.set_viewport_size({"width": 1440, "height": 900})

    drawn = desk.page.evaluate(DRAWN)

    assert drawn == {"count-at-the-end": True, "icon-beside-title": True, "when-at-the-end": True}


DRAWN = """() => {
    const box = one => document.querySelector(one).getBoundingClientRect();
    const near = (a, b) => Math.abs(a - b) <= 16;
    return {
        "count-at-the-end": near(box(".facets .facet-count").right, box(".facets").right),
        "icon-beside-title": near(box(".item .item-icon").top, box(".item .item-title").top),
        "when-at-the-end": near(box(".item .item-when").right, box(".item").right),
    };
}"""
"""Where the count of the first filter stands, and the parts of the first item."""
EDGELESS = """() => Array.from(document.querySelectorAll("main button, main .button, main .tag, main input:not([type=hidden]), main select, main textarea"))
    .filter(one => one.offsetParent && !["radio", "checkbox"].includes(one.type))
    .filter(one => { const drawn = getComputedStyle(one); return drawn.borderTopStyle === "none" || parseFloat(drawn.borderTopWidth) === 0; })
    .map(one => one.outerHTML.slice(0, 80))"""
"""Buttons, fields and words of state that nothing is drawn round."""


def test_somebody_who_lives_in_a_home_and_a_corrected_file_of_contracts(desk):
    desk.sit("Payments Officer")
    desk.open(f"/care/{the_week.resident()}/")
    desk.says("Stays in care homes", "Away")
    desk.look("stays in care homes")
    contracts = next(sent for sent in background(the_week.council()) if sent.kind == "contracts")
    rows = contracts.content.decode().splitlines(keepends=True)
    desk.open("/imports/new/?kind=contracts")
    desk.type("Who sent it", "Commissioning")
    desk.page.get_by_label("The file replaces it: show me what changes first").check()
    desk.hand_over("contracts-corrected.csv", (rows[0] + rows[1].replace(",7.2,", ",7.9,")).encode())
    desk.press("Take in this file")
    desk.says("What the file changes", "clause 7.2 → 7.9", "Changed 1")
    desk.look("a corrected file of contracts")


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


def test_a_corrected_file_is_looked_at_taken_in_and_undone(desk):
    visits = "visit_ref,provider,person,service,carer,starts,ends\n{}"
    first = "X-1,PR-301,P-1,home-care,W-1,2026-11-24 08:30,2026-11-24 09:00\nX-2,PR-301,P-1,home-care,W-1,2026-11-25 08:30,\n"
    desk.sit("Payments Officer")
    for how, row in (
        ("The file adds to it", first),
        ("The file replaces it: show me what changes first", first.splitlines()[0].replace("09:00", "09:15")),
    ):
        desk.open("/imports/new/")
        desk.choose("What is in the file", "Visits")
        desk.type("Who sent it", "PR-301")
        desk.page.get_by_label(how).check()
        desk.hand_over("visits.csv", visits.format(row).encode())
        desk.press("Take in this file")
    desk.look("what a corrected file changes")
    desk.says("ends 2026-11-24 09:00 GMT \u2192 2026-11-24 09:15 GMT")
    desk.press("Take it in, and replace")
    desk.look("a corrected file taken in")
    desk.type("Why it is undone", "The first was right.")
    desk.press("Undo this import")
    desk.look("an import undone")
    desk.says("Its rows are known no longer.")


def test_pages_of_the_rate_book(desk):
    desk.sit("Payments Officer")
    desk.open("/rates/?on=any")
    ref = desk.page.locator("td a[href^='/rates/']").first.inner_text()
    contract = desk.page.locator("td", has_text="C-").first.inner_text()
    desk.go(f"/rates/{ref}/")
    desk.open("/rates/batches/new/")
    desk.press("Put these rates forward")
    desk.look("nothing put forward")
    desk.type("Where the rates come from", "Cabinet, 2 March 2027")
    desk.hand_over("award.csv", award(contract))
    desk.press("Put these rates forward")
    desk.look("rates put forward")
    desk.says("You put these rates forward, so someone else must adopt them.")
    batch = desk.page.url.removeprefix(desk.base)
    desk.sit("Senior Officer")
    desk.open(batch)
    desk.press("Adopt these rates")
    desk.look("rates adopted")
    desk.go("/rates/RU-1/")
    desk.open(f"/rates/find/?contract={contract}&service=live-in-of-ours&on=5/4/2027&unit=night&zone=rural")
    desk.says("£91.50 a night: rate RU-1 (zone rural), from 1 April 2027.")
    desk.open(f"/rates/find/?contract={contract}&service=live-in-of-ours&on=soon", answers=422)
    desk.look("asked for no day")


def award(contract: str) -> bytes:
    """Two rates for a service the contract has not had."""
    head = "rate_ref,contract,service,from,to,rate,unit,day_type,zone"
    rows = [f"RU-{n},{contract},live-in-of-ours,2027-04-01,,9{n}.50,night,{day},rural" for n, day in ((1, ""), (2, "saturday"))]
    return "\n".join([head, *rows, ""]).encode()
