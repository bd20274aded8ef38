"""Every address, by GET and by POST, asked for real as somebody of each post and as somebody not signed in, against the policy table.

Every address and way is asked of everybody in `make nightly`. By day each is asked of somebody not signed in and of one post on each side of its
line, turn about by address, so that every post meets every part of the site. What hangs on how somebody stands to a case is in tests/access/relations.txt,
which DULY_RELATIONS=write writes anew, for the difference to be read.
"""

import json
import os
import re
import uuid
from collections.abc import Iterator
from html import unescape
from zlib import crc32

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from duly.core.confidentiality import actions as confidentiality
from duly.core.people.models import Officer
from duly.core.record.queries import how_many
from duly.core.tokens import actions as tokens
from duly.core.tokens.rules import SCOPES
from duly.office.finding.verbs import DO
from duly.office.practice.people import DESKS
from tests.access import (
    given,  # noqa: F401  (fills GIVEN)
    relations,
    walled,
)
from tests.access.office import GIVEN, Form, Office
from tests.access.policy import NOBODY, POSTS, TABLE, WHO, Line, read
from tests.looked_before import everybody_has_looked
from tests.proofs.conftest import database_of_its_own  # noqa: F401  (a fixture)

NIGHTLY = os.environ.get("DULY_NIGHTLY") == "1"
WRITE = os.environ.get("DULY_RELATIONS") == "write"
LINES = {line.address: line for line in read(TABLE.read_text(encoding="utf-8"))}
API = "/api/v1/"
NO_PASSWORD = {"/sign-in/again/", "/me/second-step/again/", "/me/passkeys/again/"}
"""What asks whoever is signed in for what they sign in with: the practice offices' people have nothing to show, and are told so."""
ANY_ANSWER = {"/health"}
"""A word for whoever watches from outside; 503 is its word for an alarm."""


def addresses() -> list[str]:
    """Every address of the URLconf, once."""
    return list(dict.fromkeys(f"/{address}" for address, _ in _patterns(get_resolver().url_patterns)))


def _patterns(patterns: list, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, pattern
        else:
            yield from _patterns(pattern.url_patterns, address)


def test_the_table_names_every_address_and_nothing_else():
    known = addresses()

    assert sorted(set(known) - set(LINES)) == [], "these addresses stand nowhere in tests/access/policy.txt"
    assert sorted(set(LINES) - set(known)) == [], "these lines name no address"
    assert sorted(set(GIVEN) - set(LINES)) == []


class Door:
    """Both offices, and somebody of every post at a desk and with a token."""

    def __init__(self) -> None:
        self.office = Office()
        self.clients = {NOBODY: Client(raise_request_exception=False)}
        self.sessions: dict[str, str] = {}
        self.tokens: dict[str, str] = {NOBODY: ""}
        self.wrote = False
        """Whether the newest asking left anything in the record, before it was undone."""
        for _, _, post, _, username, _ in DESKS:
            client = Client(raise_request_exception=False)
            client.force_login(Officer.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend")
            self.clients[post], self.sessions[post] = client, client.cookies["sessionid"].value
            _, self.tokens[post] = tokens.make(name="a test", scopes=tuple(SCOPES), days=1, by=self.office[post])
        everybody_has_looked(self.office.people)

    def ask(self, who: str, way: str, address: str, form: Form | None = None, *, rightly: bool = False) -> HttpResponse:
        """Ask, and leave everything as it was. What is sent rightly to the API has a key, and is done to whatever stands."""
        client = self.clients[NOBODY if address.startswith(API) and address != API else who]  # a token is all that a program has
        if who in self.sessions and client is self.clients[who]:
            client.cookies["sessionid"] = self.sessions[who]
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if address.startswith(API) and who != NOBODY else {}
        sent = {name: value() if callable(value) else value for name, value in (form or {}).items()}
        body = json.dumps(sent) if rightly and headers else "{}"  # a page is sent a form, with its files
        if rightly and headers:
            headers |= {"Idempotency-Key": str(uuid.uuid4()), "If-Match": "*"}
        with transaction.atomic():
            before = how_many() if way == "POST" else 0
            answer = (
                client.generic("POST", address, body.encode(), "application/json", headers=headers) if headers and way == "POST" else None
            )
            answer = answer or (client.get(address, headers=headers) if way == "GET" else client.post(address, sent))
            self.wrote = way == "POST" and how_many() != before
            transaction.set_rollback(True)
        return answer


@pytest.fixture(scope="module")
def door(database_of_its_own) -> Iterator[Door]:  # noqa: F811
    with database_of_its_own():
        yield Door()


def asked(line: Line, way: str) -> list[str]:
    """Who is asked: everybody by night; by day somebody not signed in, and one of each side, turn about by address."""
    if NIGHTLY:
        return list(WHO)
    may = line.look if way == "GET" else line.send
    turn = crc32(f"{way} {line.address}".encode())
    if not may and turn % 4:
        return [NOBODY]  # there is nothing here for anybody: every fourth such address is asked of a post too
    sides = [[post for post in POSTS if post in may], [post for post in POSTS if post not in may]]
    return [NOBODY, *(side[turn % len(side)] for side in sides if side)]


def sentence(answer: HttpResponse) -> str:
    """Why a page or an answer of the API refuses: the first red words at the top, or what is the matter."""
    if "json" in answer["Content-Type"]:
        told = json.loads(answer.content)
        return str(told.get("detail") or told.get("because", ""))
    if "html" not in answer["Content-Type"]:
        return ""
    shown = re.search(r'<div class="note note--red" role="alert">(.*?)</div>', answer.content.decode(), re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", shown[1])).split()) if shown else ""


def let_in(line: Line, way: str, who: str, answer: HttpResponse, *, sent_rightly: bool) -> str:
    """What is wrong with an answer to somebody who may; nothing where all is well."""
    status = answer.status_code
    if status in (401, 405) or (status == 403 and line.address not in NO_PASSWORD) or to_sign_in(answer):
        return f"{who} may {way}, and was refused with {status}: {sentence(answer)}"
    if sent_rightly and status not in (200, 201, 202, 302):
        return f"{who} may send this, and was answered {status}: {sentence(answer)}"
    return ""


def kept_out(line: Line, way: str, who: str, answer: HttpResponse, *, sent_rightly: bool, wrote: bool = False) -> str:
    """What is wrong with an answer to somebody who may not; nothing where all is well."""
    status = answer.status_code
    nothing_there = not (line.look if way == "GET" else line.send)
    if who == NOBODY:
        right = turned_away(answer) or status in (401, 405)
    elif nothing_there:
        right = status in (403, 405) or (line.address.startswith("/people/sign-in/") and status == 404)
    elif sent_rightly or way == "GET":
        theirs = status == 409 and sentence(answer).startswith("You ")  # who did the step before is told that first
        right = status == 403 or theirs or (status == 404 and line.address.startswith("/evidence/"))
    else:
        right = status >= 302  # what the form lacks is said before who may send it, and nothing may be asked of nothing
    if wrote:
        return f"{who} may not {way}, and something was written"
    if not right:
        return f"{who} may not {way}, and was answered {status}"
    if status in (401, 403, 405, 409) and len(sentence(answer).split()) < 4:
        return f"{who} was refused with {status} and not told why: {sentence(answer)!r}"
    return ""


def to_sign_in(answer: HttpResponse) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/?next=")


def turned_away(answer: HttpResponse) -> bool:
    """To the door, or to the first page, which shows nobody anything."""
    return answer.status_code == 302 and (answer.headers["Location"] == "/" or answer.headers["Location"].startswith("/sign-in/"))


def part_of(address: str) -> str:
    """The part of the site an address is of; of what is for programs, the part of the site it has beside it."""
    return f"api/{address.removeprefix(API).split('/')[0]}" if address.startswith(API) else address.split("/")[1]


@pytest.mark.parametrize("part", sorted({part_of(address) for address in LINES}))
def test_everybody_is_answered_as_the_table_says(door, part):
    wrong: list[str] = []
    for address, line in LINES.items():
        if part_of(address) != part:
            continue
        for way in ("GET", "POST"):
            with transaction.atomic():
                wrong += [f"{way} {address}: {found}" for found in faults(door, line, way)]
                transaction.set_rollback(True)

    assert not wrong, "\n".join(wrong)


def faults(door: Door, line: Line, way: str) -> Iterator[str]:
    """What is wrong at one address, asked in one way."""
    rightly = way == "POST" and line.address in GIVEN
    words, form = GIVEN[line.address](door.office) if rightly else ({}, {"nothing": "that was asked for"})
    address = door.office.address(line.address, words)
    for who in asked(line, way):
        answer = door.ask(who, way, address, form, rightly=rightly)
        if answer.status_code >= 500 and line.address not in ANY_ANSWER:
            yield f"{who} was answered {answer.status_code}"
        elif who in (line.look if way == "GET" else line.send):
            yield from filter(None, [let_in(line, way, who, answer, sent_rightly=rightly)])
        else:
            yield from filter(None, [kept_out(line, way, who, answer, sent_rightly=rightly, wrote=door.wrote)])


@pytest.mark.parametrize("wing", ["casework", "payments"])
def test_everything_the_command_box_offers_leads_to_a_page(door, wing):
    whose = next(post for _, of, post, *_ in DESKS if of == wing)
    client = door.clients[whose]
    client.cookies["sessionid"] = door.sessions[whose]

    answers = {verb.url: client.get(verb.url, follow=True) for verb in DO if verb.wing in (wing, "")}

    assert {url: answer.status_code for url, answer in answers.items() if answer.status_code != 200} == {}


def test_what_is_wrong_with_an_answer_is_seen():
    line, told = (
        LINES["/runs/<str:ref>/approve/"],
        HttpResponse('<div class="note note--red" role="alert">No post you hold may.</div>', status=403),
    )
    said = {
        "seen": kept_out(line, "GET", "investigator", HttpResponse("a page"), sent_rightly=False),
        "sent": kept_out(line, "POST", "auditor", HttpResponse("done"), sent_rightly=True),
        "written": kept_out(line, "POST", "auditor", told, sent_rightly=False, wrote=True),
        "no word": kept_out(line, "GET", "investigator", HttpResponse("", status=403), sent_rightly=False),
        "not let in": let_in(line, "GET", "auditor", told, sent_rightly=False),
        "not done": let_in(line, "POST", "senior-officer", HttpResponse("", status=409), sent_rightly=True),
    }

    assert [what for what, found in said.items() if not found] == []
    assert kept_out(line, "GET", "investigator", told, sent_rightly=False) == ""


def test_no_address_tells_whoever_is_walled_off_from_a_case_of_it(door):
    office, wrong, asked = door.office, [], 0
    with transaction.atomic():
        confidentiality.wall(office.case, officer=office[walled.WALLED].ref, because="It is about him.", by=office[walled.BY])
        for line in LINES.values():
            if walled.WALLED in line.look and (NIGHTLY or line.address.startswith(walled.ONLY)):
                asked += 1
                wrong += walled.faults(door, office.address(line.address))
        transaction.set_rollback(True)

    assert asked > 20
    assert not wrong, "\n".join(wrong)


def chosen(every: list[tuple[str, str]], nth: int) -> list[tuple[str, str]]:
    """By night and for the table every address is asked by every relation; by day each page by one, turn about, and every third form."""
    if NIGHTLY or WRITE:
        return every
    many = len(relations.RELATIONS)
    return [one for one in every if crc32(" ".join(one).encode()) % (many if one[0] == "GET" else 3 * many) == nth]


def test_what_is_answered_hangs_on_how_one_stands_to_the_case_as_the_table_says(door):
    every = list(relations.addresses(LINES))
    found: dict[tuple[str, str], dict[str, str]] = {one: {} for one in every}
    for nth, relation in enumerate(relations.RELATIONS):
        for one, told in relations.answers(door, chosen(every, nth), relation):
            found[one][relation] = told
    if WRITE:
        head = relations.TABLE.read_text(encoding="utf-8").partition("\n\n")[0]
        relations.TABLE.write_text(f"{head}\n\n{relations.written(found)}", encoding="utf-8")
    table = relations.read()

    assert sorted(table.keys() ^ set(every)) == [], "these stand only in one of tests/access/policy.txt and tests/access/relations.txt"
    wrong = {(*one, how): told for one, answers in found.items() for how, told in answers.items() if told != table[one][how]}
    assert wrong == {}, "what is answered is not what tests/access/relations.txt says"


def test_nothing_of_a_case_is_shown_or_done_that_is_kept_from_whoever_asks():
    table = relations.read()

    kept = {(*asked, relation): told[relation] for asked, told in table.items() for relation in ("restricted", "walled off")}
    assert {asked: told for asked, told in kept.items() if told not in ("nothing", "refused")} == {}
    assert {told["own"] for told in table.values()} & {"shown", "done"} == {"shown", "done"}
