"""A page as a browser reads it: its forms, what stands in them, and what is wrong with its HTML."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element

import html5lib
import lxml.html

HTML = "{http://www.w3.org/1999/xhtml}"
TEXT = {"text", "search", "email", "tel", "url", "password", "number", "date", "time", ""}
OF_THE_FRAME = ("/desk/park/", "/desk/resume/")
"""Forms that stand on every page: they are walked on one of them."""


@dataclass(frozen=True)
class Form:
    """Where a form goes and how, its boxes for text, and what else it sends as it stands."""

    action: str
    way: str
    texts: tuple[str, ...]
    rest: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = field(default=())

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """The same for the same form about another thing."""
        return self.way, "/".join(part for part in self.action.split("/") if not any(letter.isdigit() for letter in part)), self.texts


def read(page: str) -> tuple[Element, list[str]]:
    """A page as a browser reads it, and what is wrong with its HTML: what the standard calls an error, and what only a careful reader sees."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"))
    tree = parser.parse(page)
    wrong = [f"line {place[0]}: {code} {told or ''}".strip() for place, code, told in parser.errors]
    return tree, [*wrong, *_said_twice(tree), *_labels(tree), *_headings(tree), *_inline(tree)]


def _said_twice(tree: Element) -> Iterator[str]:
    counted = Counter(box.get("id") for box in tree.iter() if box.get("id"))
    yield from (f"the id {name!r} is given {times} times" for name, times in counted.items() if times > 1)


def _labels(tree: Element) -> Iterator[str]:
    """Labels that name nothing, other names for what is not there, and boxes that nothing names."""
    ids = {box.get("id") for box in tree.iter() if box.get("id")}
    for box in tree.iter():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for named in (box.get(name) or "").split():
                if named not in ids:
                    yield f"{name}={named!r} names nothing on the page"
    labelled = {label.get("for") for label in tree.iter(f"{HTML}label")} | {
        inner.get("id", id(inner)) for label in tree.iter(f"{HTML}label") for inner in label.iter()
    }
    for box in tree.iter():
        typed_in = box.tag in (f"{HTML}textarea", f"{HTML}select") or (
            box.tag == f"{HTML}input" and box.get("type", "") not in ("hidden", "submit", "button", "image")
        )
        named = box.get("aria-label") or box.get("aria-labelledby") or box.get("id", id(box)) in labelled
        if typed_in and not named:
            yield f"nothing names the box {box.get('name')!r}"


def _headings(tree: Element) -> Iterator[str]:
    levels = [int(box.tag[-1]) for box in tree.iter() if isinstance(box.tag, str) and re.fullmatch(rf"{re.escape(HTML)}h[1-6]", box.tag)]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of the first level"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"a heading of level {after} comes straight after one of level {before}"


def _inline(tree: Element) -> Iterator[str]:
    for box in tree.iter():
        if box.get("style") is not None:
            yield f"a style attribute on {str(box.tag).removeprefix(HTML)}"
        if box.tag == f"{HTML}script" and not box.get("src") and box.get("type") != "application/json":
            yield "a script in the page"
        yield from (f"{name} on {str(box.tag).removeprefix(HTML)}" for name in box.attrib if name.startswith("on"))


def loads(tree: Element) -> set[str]:
    """The addresses of a page's styles and scripts."""
    styles = {box.get("href", "") for box in tree.iter(f"{HTML}link") if box.get("rel") == "stylesheet"}
    return styles | {box.get("src", "") for box in tree.iter(f"{HTML}script") if box.get("src")}


def forms(tree: Element, address: str) -> Iterator[Form]:
    """Every form of a page that has a box for text."""
    for found in tree.iter(f"{HTML}form"):
        texts, rest, files = [], [], []
        for box in found.iter():
            name = box.get("name", "")
            if not name or box.get("disabled") is not None or name == "csrfmiddlewaretoken":
                continue
            if box.tag == f"{HTML}textarea" or (box.tag == f"{HTML}input" and box.get("type", "") in TEXT):
                texts.append(name)
            elif box.tag == f"{HTML}select":
                options = [one.get("value", "") for one in box.iter(f"{HTML}option")]
                rest.append((name, next((one for one in options if one), "")))
            elif box.get("type") == "file":
                files.append(name)
            elif box.get("type") in ("hidden", "radio", "checkbox") and name not in dict(rest):
                rest.append((name, box.get("value", "on")))
        if texts:
            action = (found.get("action") or address).split("?")[0]
            yield Form(action, found.get("method", "get").lower(), tuple(dict.fromkeys(texts)), tuple(rest), tuple(files))


def values(page: str, action: str) -> dict[str, str]:
    """What stands in every box for text of the forms that go to one address: other forms of the page have boxes of the same names."""
    found = {}
    for form in lxml.html.document_fromstring(page).iter("form"):
        if (form.get("action") or action).split("?")[0] == action:
            for box in form.iter("textarea", "input"):
                if box.tag == "textarea":
                    found[box.get("name", "")] = box.text or ""
                elif box.get("type", "") in TEXT:
                    found[box.get("name", "")] = box.get("value", "")
    return found


def words(page: str) -> str:
    """What a page says, its line breaks and spaces drawn together."""
    return " ".join(lxml.html.document_fromstring(page).text_content().split())


def links(page: str) -> Iterator[str]:
    """Where a page leads within the site, each once: not what is a part of itself."""
    hrefs = [str(one.get("href")).split("#")[0] for one in lxml.html.document_fromstring(page).iter("a")]
    yield from dict.fromkeys(href for href in hrefs if href.startswith("/") and not href.startswith("//"))


def kind_of(link: str) -> str:
    """The same for links to the same page about other things, whatever they ask it."""
    path, _, asks = link.partition("?")
    parts = "/".join("*" if any(letter.isdigit() for letter in part) else part for part in path.split("/"))
    return f"{parts}?{','.join(sorted(one.split('=')[0] for one in asks.split('&') if one))}"
