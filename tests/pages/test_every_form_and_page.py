"""Every page of both offices, walked once: its HTML, what it loads, and every string of a published list of naughty ones through every box for text.

By day each form is sent a few drawings from the list, all its boxes at once, so that nearly every string is used somewhere and each form meets strings
of each kind; `make nightly` sends every string through every box. DULY_SEED repeats a drawing.
"""

import csv
import gzip
import io
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import transaction

from duly.core.confidentiality import actions as confidentiality
from duly.core.lists.guard import guarded
from duly.core.record.models import StoredEvent
from tests.access.office import GIVEN
from tests.access.test_access import LINES, Door
from tests.access.test_access import door as door
from tests.conformance.conftest import cases as cases
from tests.faults.sizes import NIGHTLY, SEED, size
from tests.pages.drawn import Answered, Drawing, drawing
from tests.pages.forms import Form, kind_of, links, values, words
from tests.pages.walking import EYES, NO_PAGE
from tests.pages.walking import walked as walked
from tests.proofs.conftest import database_of_its_own as database_of_its_own
from tools.browser import MENDED_BY, find

RUNS_AS_A_FORMULA = (
    '=HYPERLINK("http://evil.example","Pay")',
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|x",
    "\t=1+1",
)
LONG_IS = 60
DRAWN = 3
FOLLOWED = 50
NOT_TEXT = ("day", "days", "date", "starts", "ends", "last", "week", "by", "form_key")


@pytest.fixture(scope="module")
def naughty(cases: Path) -> list[str]:
    return [one for one in json.loads((cases / "naughty-strings" / "blns.json").read_text(encoding="utf-8")) if one]


def test_the_html_of_every_page_is_sound(walked):
    assert len(walked.loads) > 60, "the walk sees its pages"
    assert walked.wrong == []


def test_no_page_loads_more_script_and_style_than_100_kb_compressed(walked):
    files = {address: Path(finders.find(address.removeprefix(settings.STATIC_URL))) for every in walked.loads.values() for address in every}
    weighs = {address: len(gzip.compress(path.read_bytes(), 6)) for address, path in files.items()}
    pages = {page: sum(weighs[one] for one in every) for page, every in walked.loads.items()}

    assert min(pages.values()) > 10_000, "styles and scripts are found"
    assert {page: bytes_ for page, bytes_ in pages.items() if bytes_ >= 100_000} == {}


def test_no_link_of_any_page_leads_nowhere(door, walked):
    """Of links to one kind of page one is followed by whoever was shown it; by day a few are drawn. Whoever may not read the record is told why there."""
    kinds = {kind_of(link): (address, one.who, link) for address, one in walked.pages.items() if one.stands for link in links(one.html)}
    followed = kinds.values() if NIGHTLY else random.Random(f"{SEED} links").sample(sorted(kinds.values()), FOLLOWED)
    answers = {one: door.ask(one[1], "GET", one[2]).status_code for one in followed}

    told_why = {one for one, status in answers.items() if status == 403 and one[2].startswith("/record/")}
    wrong = {one: status for one, status in answers.items() if status not in (200, 302) and one not in told_why}
    assert wrong == {}, f"seed {SEED}, of {len(kinds)}"


@pytest.fixture(scope="module")
def marked(door) -> Answered:
    """The page of a case that is privileged as a whole."""
    with transaction.atomic():
        confidentiality.mark(
            door.office.case, paper=door.office.case, mark="privileged", because="It is advice.", by=door.office["casework-manager"]
        )
        page = door.ask("investigator", "GET", f"/cases/{door.office.case}/")
        transaction.set_rollback(True)
    return Answered("investigator", page.wsgi_request.path, page.content.decode(), dict(page.headers))


@pytest.fixture
def drawn() -> Iterator[Drawing]:
    program = find()
    if program is None:
        words = f"No Chromium here, so this browser test was not run. Mend it with: {MENDED_BY}"
        pytest.fail(words) if os.environ.get("CI") == "true" else pytest.skip(words)
    with drawing(program) as window:
        yield window


@pytest.mark.browser
def test_how_a_case_is_marked_stands_at_the_head_of_every_sheet(marked, drawn):
    drawn.draw(marked)
    sheets = drawn.sheets()

    assert len(sheets) > 1
    assert [n for n, words in enumerate(sheets) if "Legal professional privilege" not in words] == []


@pytest.mark.browser
def test_every_page_of_casework_is_accessible_and_fits_screen_and_paper(walked, drawn):
    """By day each page of casework is narrow, and looked at narrow in the dark or at a desk in the light, turn about; by night every page is both."""
    chosen = {address: one for address, one in walked.pages.items() if NIGHTLY or one.who not in EYES["council"]}
    wrong: list[str] = []
    for n, (address, one) in enumerate(chosen.items()):
        wrong += [
            f"{address} as {one.who}, {fault}" for fault in drawn.faults(address, one, "both" if NIGHTLY else ("narrow", "desk")[n % 2])
        ]

    assert len(chosen) > 100
    assert not wrong, "\n".join(wrong)


def test_no_page_of_casework_is_forgotten(walked):
    pages = {address for address, line in LINES.items() if line.look & set(EYES["casework"]) and not address.startswith("/api/v1/")}

    assert sorted(pages - walked.pages.keys() - NO_PAGE) == [], "what is shown there is seen by none of these tests"
    assert sorted(NO_PAGE & walked.pages.keys()) == []


def drawings(form: Form, strings: list[str]) -> Iterator[dict[str, str]]:
    """What is typed into the boxes of a form, time after time: every string in every box by night."""
    drawn = random.Random(f"{SEED} {form.kind}")
    if NIGHTLY:
        for n in range(size(DRAWN, len(strings))):
            yield {name: strings[(n + 7 * place) % len(strings)] for place, name in enumerate(form.texts)}
        return
    for _ in range(DRAWN):
        yield {name: drawn.choice(strings) for name in form.texts}


def test_no_string_in_any_box_breaks_a_page_and_each_comes_back_as_typed(door, walked, naughty, record_property):
    assert len(walked.forms) > 30, "the walk finds its forms"
    wrong, sent = [], 0
    for who, form in walked.forms.values():
        for typed in drawings(form, naughty):
            sent += 1
            answer = door.ask(who, form.way.upper(), form.action, dict(form.rest) | typed)
            wrong += [f"{form.way} {form.action} as {who}: {found}" for found in faults(answer, form.action, typed)]

    if NIGHTLY:
        record_property("counted", f"N1 naughty strings: {len(walked.forms)} forms sent {sent:,} times; seed {SEED}")
    assert not wrong, f"seed {SEED}, {sent} sent:\n" + "\n".join(wrong[:40])


def faults(answer, action: str, typed: dict[str, str]) -> Iterator[str]:
    """What is wrong with a page that answers what was typed."""
    if answer.status_code >= 500:
        yield f"{answer.status_code} for {typed!r}"
    elif ("html" in answer["Content-Type"] and answer.status_code < 300) or answer.status_code == 422:
        page = answer.content.decode()
        yield from (
            f"{string!r} stands there as it was typed, not escaped" for string in typed.values() if "<" in string and string in page
        )
        if answer.status_code == 422:
            held = values(page, action)
            for name, string in typed.items():
                if name in held and held[name] not in ("", string) and lines(held[name]) != lines(string) and name not in NOT_TEXT:
                    yield f"{name}: {string!r} came back as {held[name]!r}"


def lines(text: str) -> str:
    """Text whatever its line breaks, and without those a browser drops."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def free_text(form: dict) -> list[str]:
    """The boxes of a rightly filled form that hold words: what they say is for people, and nothing reads it."""
    return [
        name
        for name in form
        if name.rpartition("-")[2] in ("because", "note", "title", "words", "name", "next_action", "spoke_to", "asked_by", "source")
    ]


WITH_WORDS = [address for address in GIVEN if address not in ("/me/tokens/",) and not address.startswith("/api/")]
"""Pages' forms: an API takes no form, and answers no page on which words could come back."""


@pytest.mark.parametrize("address", WITH_WORDS)
def test_what_is_kept_is_kept_as_typed(door, naughty, address):
    line, drawn = LINES[address], random.Random(f"{SEED} {address}")
    with transaction.atomic():
        given, form = GIVEN[address](door.office)
        names = free_text(form)
        for string in (naughty if NIGHTLY else drawn.sample(naughty, 2)) if names else ():
            if len(string) <= LONG_IS and string.strip():
                wrong = kept_otherwise(door, door.office.address(address, given), sorted(line.send), form, names, string)
                assert not wrong, wrong
        transaction.set_rollback(True)


def kept_otherwise(door: Door, address: str, posts: list[str], form: dict, names: list[str], string: str) -> str:
    """What is wrong with how a string was kept, or nothing. It is sent by the first post that may."""
    for who in posts:
        with transaction.atomic():
            before = set(StoredEvent.objects.values_list("event_id", flat=True).order_by("-recorded_at")[:1])
            client = door.clients[who]
            client.cookies["sessionid"] = door.sessions[who]
            sent = {name: value() if callable(value) else value for name, value in (form | dict.fromkeys(names, string)).items()}
            answer = client.post(address, sent)
            told = [] if answer.status_code != 302 else texts_since(before)
            shown = client.get(answer.headers["Location"]).content.decode() if answer.status_code == 302 else ""
            transaction.set_rollback(True)
        if answer.status_code >= 500:
            return f"{who} at {address}: {answer.status_code} for {string!r}"
        if answer.status_code == 302:
            if "<" in string and string in shown:
                return f"{who} at {address}: {string!r} is shown unescaped"
            kept = string.strip() in told or " ".join(string.split()) in words(shown)
            return "" if kept else f"{who} at {address}: {string!r} was not kept as typed, but {told}"
    return ""


def texts_since(before: set) -> list[str]:
    """Every text in what was recorded since, private words too."""
    found: list[str] = []
    for event in StoredEvent.objects.select_related("payload").order_by("-recorded_at", "-event_id")[:4]:
        if event.event_id in before:
            break
        payload = getattr(event, "payload", None)
        found += _texts(json.loads(bytes(event.body)))
        found += _texts(json.loads(bytes(payload.content))) if payload is not None else []
    return found


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []


def test_no_cell_of_any_list_runs_as_a_formula(door):
    """Words that a spreadsheet would run are typed wherever they can be, and then every list is asked for as CSV."""
    cells = harmless = 0
    with transaction.atomic():
        for n, address in enumerate(one for one in GIVEN if not one.startswith("/api/")):
            string = RUNS_AS_A_FORMULA[n % len(RUNS_AS_A_FORMULA)]
            with transaction.atomic():
                try:
                    given, form = GIVEN[address](door.office)
                except Exception:  # what another form of this walk did stands in its way
                    transaction.set_rollback(True)
                    continue
            for who in sorted(LINES[address].send)[:1]:
                client = door.clients[who]
                client.cookies["sessionid"] = door.sessions[who]
                sent = {
                    name: value() if callable(value) else value for name, value in (form | dict.fromkeys(free_text(form), string)).items()
                }
                client.post(door.office.address(address, given), sent)
        for address, line in LINES.items():
            if line.look and not address.startswith("/api/"):
                who = next((post for post in ("group-manager", "head-of-casework") if post in line.look), "")
                answer = door.ask(who, "GET", door.office.address(address) + "?format=csv") if who else None
                if answer is not None and answer["Content-Type"].startswith("text/csv"):
                    for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))):
                        cells += len(row)
                        harmless += sum(cell.startswith("'") for cell in row)
                        assert [cell for cell in row if guarded(cell) != cell and not cell.startswith("'")] == [], address
        transaction.set_rollback(True)

    assert cells > 300
    assert harmless, "what was typed is in none of the lists, so that nothing was seen to be made harmless"
