"""The pages of docs/roles name addresses, commands, tests and pictures that exist."""

import re
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve
from typer.main import get_command

from duly.cli.main import app
from tests.house.plan import ROOT

ROLES = sorted((ROOT / "docs" / "roles").glob("*.md"))
IN_PLACE_OF = {
    "RUN": "HC-2026-W45",
    "PROVIDER": "PR-301",
    "PERSON": "P-1",
    "CONTRACT": "C-1",
    "RATE": "R-1",
    "INVOICE": "I-1",
    "LINE": "L-1",
    "POST": "ombudsman",
}
STANDS_FOR = re.compile(r"(?<=/)[A-Z]{3,}(?=/)")


def addresses(text: str) -> list[str]:
    """The addresses a page names, with something in the place of what stands for any. `/api/v1/…` is a whole family."""
    named = re.findall(r"`(?:GET |POST )?(/[^`\s…]*)(…?)[^`]*`", text)
    return [STANDS_FOR.sub(lambda found: IN_PLACE_OF.get(found[0], found[0]), address) for address, _ in named]


def commands(text: str) -> list[list[str]]:
    """The commands a page names: `duly run approve` as its words."""
    return [words.split() for words in re.findall(r"`duly ([a-z][a-z -]*)", text)]


def nowhere(address: str) -> bool:
    """Whether there is no page at an address."""
    try:
        resolve(address.split("?")[0].split("#")[0])
    except Resolver404:
        return True
    return False


def unknown(words: list[str]) -> bool:
    """Whether `duly` does not know a command."""
    here = get_command(app)
    for word in words:
        if not hasattr(here, "commands"):
            return False  # the rest are its arguments
        if word not in here.commands:
            return True
        here = here.commands[word]
    return False


@pytest.mark.parametrize("page", ROLES, ids=lambda page: page.stem)
def test_every_address_command_test_and_picture_of_a_role_exists(page: Path):
    text = page.read_text(encoding="utf-8")

    assert len(addresses(text)) > 8
    assert [address for address in addresses(text) if nowhere(address)] == []
    assert [" ".join(words) for words in commands(text) if unknown(words)] == []
    assert [link for link in re.findall(r"\]\(([^)#]+)", text) if not (page.parent / link).exists()] == []


def test_what_does_not_exist_is_found():
    assert nowhere("/nowhere/at/all/")
    assert unknown(["run", "forgive"])
    assert addresses("`/runs/RUN/file/` and `POST /api/v1/…`") == ["/runs/HC-2026-W45/file/", "/api/v1/"]


def test_the_pictures_of_the_roles_are_small_few_and_all_shown():
    kept = sorted((ROOT / "docs" / "roles" / "pictures").glob("*.png"))
    shown = {link for page in ROLES for link in re.findall(r"!\[[^\]]*\]\(pictures/([^)]+)\)", page.read_text(encoding="utf-8"))}

    assert {picture.name for picture in kept} == shown
    assert len(kept) <= 12
    assert [picture.name for picture in kept if picture.stat().st_size > 250_000] == []


def said_twice(text: str) -> set[str]:
    """Requirements that a page both shows and says are not here yet. What is missing "in part" may stand in both."""
    shown, _, missing = text.partition("## Not here yet")
    shown, missing = (re.sub(r"[CP]\d+ in part", "", part, flags=re.IGNORECASE) for part in (shown, missing))
    return set(re.findall(r"\b[CP]\d+\b", shown)) & {one.upper() for one in re.findall(r"\b[cp]\d+\b", missing, re.IGNORECASE)}


@pytest.mark.parametrize("page", ROLES, ids=lambda page: page.stem)
def test_no_duty_is_both_shown_and_said_to_be_missing(page: Path):
    assert said_twice(page.read_text(encoding="utf-8")) == set()


def test_a_duty_that_is_both_is_noticed():
    assert said_twice("| Assess (C22) |\n## Not here yet\n\nRisk (c22); themes (c41).") == {"C22"}
    assert said_twice("| Notes (P61) |\n## Not here yet\n\nNotes (P61 in part).") == set()
