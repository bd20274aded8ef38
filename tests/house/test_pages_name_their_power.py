"""Every page of ours names the powers it asks for. Default is deny: an address that says nothing is a fault."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, get_resolver, path

from duly.office.powers import READ_RECORD
from duly.primitives.power import POWERS
from duly.ui.asks import asks, reads


def addresses(patterns: list[Any], before: str = "") -> Iterator[tuple[str, Callable]]:
    """Every address and its page, other people's pages left out."""
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if pattern.callback.__module__.startswith(("duly.", __name__)):
                yield address, pattern.callback
        else:
            yield from addresses(pattern.url_patterns, address)


def faults(patterns: list[Any]) -> list[str]:
    """Every address whose page names no powers, names one that no room declares, or changes something while asking for none."""
    found = []
    for address, page in addresses(patterns):
        asked = getattr(page, "asks", None)
        if asked is None:
            found.append(f"/{address} does not say which powers it asks for.")
            continue
        found += [f"/{address} asks for {code}, which no room declares." for code in asked if code not in POWERS]
        does = [code for code in asked if not code.endswith(".read")]
        if not does and changes_something(page):
            found.append(f"/{address} changes something and asks for no power.")
    return found


def changes_something(page: Callable) -> bool:
    """Whether a page calls what takes `by=`, as every action and every step of a flow does. A why_not takes it too and changes nothing."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(page))))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and "by" in {word.arg for word in node.keywords}]
    return any(not ast.unparse(call.func).split(".")[-1].startswith("why_not") for call in calls)


def test_every_page_names_its_powers():
    assert faults(get_resolver().url_patterns) == []


def silent(request): ...


@asks("nobody.declared.this")
def mistaken(request): ...


@asks()
def careless(request):
    actions.approve(request, by=request.actor)  # noqa: F821  # only read, never run


@asks()
def sound(request):
    return checks.why_not_approve(request, by=request.actor)  # noqa: F821  # only read, never run


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (silent, "/planted/ does not say which powers it asks for."),
        (login_required(silent), "/planted/ does not say which powers it asks for."),
        (mistaken, "/planted/ asks for nobody.declared.this, which no room declares."),
        (careless, "/planted/ changes something and asks for no power."),
        (reads(READ_RECORD)(careless), "/planted/ changes something and asks for no power."),
    ],
)
def test_a_page_at_fault_is_found(page, says):
    assert faults([path("planted/", page)]) == [says]


def test_a_page_that_only_shows_may_ask_for_nothing():
    assert faults([path("planted/", sound)]) == []
