"""Every default is told in one place: the rules or the page that hold it, or why it is fixed in the program."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.urls import resolve

import duly.casework
from duly.casework.flow import EVERY_DEFAULT, RULE_SETS
from duly.casework.flow.defaults import FIXED, HELD, NO_SOURCE
from duly.casework.screens.laid_down.pages import ELSEWHERE

CASEWORK = Path(duly.casework.__file__).parent
SAYS_SO = re.compile(r"(?i)\ba (?:configurable )?default\b|\bdefaults (?:of|that|an office|for|to verify|are)|\bare defaults\b")
ASIDE = (
    "tests/",
    "migrations/",
    "screens/",
    "flow/defaults.py",
    "flow/rule_sets.py",
    "examples/",
    "laid_down.py",
    "governing.py",
    "ruleset.py",
)
"""Where it is told of defaults, and none stands."""


@pytest.mark.parametrize("one", EVERY_DEFAULT, ids=lambda one: one.what[:40])
def test_each_is_held_by_rules_or_by_a_page_or_says_why_it_is_fixed(one):
    assert bool(one.held_by) is not bool(one.because)
    if one.held_by.startswith("/"):
        assert one.held_by in {url for _, url in ELSEWHERE}
        assert resolve(one.held_by)
    elif one.held_by:
        assert one.held_by in RULE_SETS


def test_the_list_is_of_all_that_calls_itself_a_default_and_of_nothing_else():
    files = {
        name: path.read_text(encoding="utf-8")
        for path in CASEWORK.rglob("*.py")
        if not any(part in (name := path.relative_to(CASEWORK).as_posix()) for part in ASIDE)
    }
    listed = {one.module for one in EVERY_DEFAULT if one.module}

    assert sorted(name for name, text in files.items() if SAYS_SO.search(text) and name not in listed) == []
    assert sorted(listed - files.keys()) == []


def test_each_mark_of_no_source_in_the_domain_is_told_of_by_its_place():
    places = [found[1] for one in NO_SOURCE if (found := re.search(r"\((C?\d[\d.]*)\)$", one.what))]

    assert places == ["C50", "3.2", "3.3", "3.4", "3.6", "3.10", "3.12", "2.1"]
    assert {one.held_by for one in HELD} >= RULE_SETS.keys(), "no set of rules is left out"
    assert not any(one.held_by for one in FIXED)


@pytest.mark.django_db
def test_the_page_of_rules_tells_them_all(at_desk):
    shown = " ".join(unescape(at_desk("head-of-casework").get("/rules/").content.decode()).split())

    assert [one.what for one in EVERY_DEFAULT if one.what not in shown] == []
    assert shown.count("Fixed in the program, because") == sum(bool(one.because) for one in EVERY_DEFAULT)
