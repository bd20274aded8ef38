"""A page as axe sees it."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOK = """
only => {
    const seen = new Map();
    for (const row of document.querySelectorAll("tbody > tr")) {
        const make = row.outerHTML.replace(/>[^<]+/g, ">").replace(/ (?!class=|type=|role=)([-a-z]+)="[^"]+"/g, " $1");
        seen.set(make, (seen.get(make) || 0) + 1);
        row.toggleAttribute("data-like-others", seen.get(make) > 3);
    }
    return axe.run({exclude: [["[data-like-others]"]]}, {runOnly: only, resultTypes: ["violations"], preload: false});
}"""
"""Axe's look at a page. Of table rows made alike, tag for tag and attribute for attribute, it is shown three: each costs as much as the first."""


def found_by_axe(page: Page) -> list[str]:
    """Each fault of a page, drawn as wide as its window is now: the rule, what it asks, and the first place it is broken at."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")  # drawn at this size, and noticed
    found = page.evaluate(LOOK, RULES)
    return [f"{one['id']}, {one['help']}, {one['nodes'][0]['target']}" for one in found["violations"]]
