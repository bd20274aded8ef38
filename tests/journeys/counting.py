"""Counting what a person's hands did, as the browser itself noticed it, so that a budget of keys and clicks is kept and not claimed.

    with counting(desk.page) as spent:
        desk.page.keyboard.press("1")
        desk.page.keyboard.press("Enter")
    assert spent.keys == ["1", "Enter"] and spent.clicks == 0

A chord such as Alt R is one key; a modifier alone is none; a key held down counts once. Text that came by no key counts a key a letter, and a box that a
script changed behind the keyboard's back (`select_option`, `check`) fails the test: inside the block use `page.keyboard` and `page.mouse`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page

_LISTENS = """
(() => {
  if (window.dulyCounts) return;
  window.dulyCounts = true;
  const read = () => JSON.parse(sessionStorage.getItem("duly-counts") || "null");
  const note = (what, value) => {
    const now = read();
    if (!now) return;
    now[what].push(value);
    sessionStorage.setItem("duly-counts", JSON.stringify(now));
  };
  let pressed = false;
  addEventListener("keydown", event => {
    if (!event.isTrusted || event.repeat || /^(Shift|Control|Alt|Meta)$/.test(event.key)) return;
    pressed = true;
    note("keys", (event.ctrlKey ? "Ctrl " : "") + (event.altKey ? "Alt " : "") + (event.metaKey ? "Meta " : "") + event.key);
  }, true);
  addEventListener("keyup", () => { pressed = false; }, true);
  addEventListener("mousedown", event => { if (event.isTrusted) note("clicks", (event.target.innerText || event.target.name || "").trim().slice(0, 40)); }, true);
  addEventListener("input", event => {
    if (!event.isTrusted) note("unseen", event.target.name || event.target.tagName);
    else if (!pressed && event.inputType === "insertText") for (const letter of event.data || "") note("keys", letter);
  }, true);
})();
"""


@dataclass
class Spent:
    """What was pressed and clicked, in order. A click is what was clicked on, in words."""

    keys: list[str] = field(default_factory=list)
    clicks: list[str] = field(default_factory=list)


@contextmanager
def counting(page: Page) -> Iterator[Spent]:
    """Count keys and clicks from here to the end of the block, over every page that comes between. Read them after the block."""
    spent = Spent()
    page.add_init_script(_LISTENS)
    page.evaluate(_LISTENS)
    page.evaluate("sessionStorage.setItem('duly-counts', JSON.stringify({keys: [], clicks: [], unseen: []}))")
    yield spent
    page.wait_for_load_state()
    found = page.evaluate(
        "(() => { const all = sessionStorage.getItem('duly-counts'); sessionStorage.removeItem('duly-counts'); return JSON.parse(all); })()"
    )
    assert not found["unseen"], f"Changed by no key and no click, so nothing was counted: {found['unseen']}"
    spent.keys, spent.clicks = found["keys"], found["clicks"]
