"""Every page that holds data, at a desk and on a narrow screen: accessible, never wider than the screen, no complaint of the browser's."""

import pytest

pytestmark = pytest.mark.browser

PAGES = {
    "Payments Officer": [
        "/",
        "/delegation/",
        "/delegation/try/?power=exceptions.decide&choice=pay+entitled&amount=100.00&amount-over-agreed=0.00&made-by-you=yes",
        "/people/",
        "/imports/",
        "/imports/new/",
        "/exceptions/?week=2026-W45",
        "/runs/",
        "/runs/HC-2026-W45/",
        "/providers/",
        "/providers/PR-301/",
        "/rates/",
    ],
    "Internal Auditor": ["/record/", "/record/?did=run.approved"],
    "Executive Assistant": ["/", "/post/?state=all", "/cases/", "/submissions/", "/letters/"],
    "Ombudsman": ["/cases/PSO-2026-00001/", "/submissions/S-26-00001/", "/letters/L-26-00001/"],
}


@pytest.mark.parametrize("size", ["desk", "narrow"])
def test_pages_are_accessible_and_fit(desk, size):
    window = desk(size)
    window.page.goto(window.base + "/sign-in/")
    window.look("sign-in")
    window.page.goto(window.base + "/desks/")
    window.look("desks")
    for post, addresses in PAGES.items():
        window.sit(post)
        for address in addresses:
            window.go(address)
