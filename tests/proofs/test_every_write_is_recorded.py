"""T3: every address of ours by every method, every form of every page, and the commands: whatever is written is told of by an event of whoever asked.

Each request is taken back, so that all are of one office. What a request wrote is asked of the database and not of the page."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver
from lxml import html

from duly.casework.flow import clock_on_case
from duly.cli import exits
from duly.core.people.models import Officer
from duly.core.record.clock import today
from duly.office.practice.people import DESKS
from duly.payments.banking import queries as banking
from tests.faults.sizes import NIGHTLY, SCALE, SEED, size
from tests.house.test_pages_name_their_power import addresses
from tests.looked_before import everybody_has_looked
from tests.proofs import ground

pytestmark = pytest.mark.slow
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
REQUESTS, PAGES, FORMS = size(1, 20_000), size(60, 5_000), size(60, 5_000)
OF_CASEWORK = (
    "post",
    "cases",
    "clocks",
    "chasing",
    "compliance",
    "submissions",
    "reviews",
    "decisions",
    "referrals",
    "advice",
    "letters",
    "directory",
    "calls",
    "enquiries",
    "tasks",
    "instructions",
    "risk",
    "involvement",
    "commissioned",
)
NOT_OURS_TO_ASK = ("sign-out", "desks/sit")
"""They end or change who is asking."""


class Watched:
    """An office, and what is written in it while it is asked."""

    def __init__(self, refs: dict[str, str]):
        self.refs, self.told = refs, Counter()
        self.kept = ground.everything_kept()
        self.clients = {username: self.at_desk(username) for *_, username, _ in DESKS}
        self.officers = dict(Officer.objects.values_list("username", "ref"))

    def at_desk(self, username: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(Officer.objects.get(username=username), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    def asked(self, username: str, method: str, address: str, form: dict[str, Any] | None = None) -> Any:
        """Ask, see that nothing was written but what its own events tell of, and take it back. Gives the answer."""
        with transaction.atomic(), taken_back():
            before, rows = events(), self.rows_written()
            answer = self.clients[username].generic(method, address) if form is None else self.clients[username].post(address, form)
            written = events()[len(before) :]
            self.told["requests"] += 1
            assert answer.status_code < 500 or address == "/health", (method, address, username, answer.status_code)
            for action, actor in written:
                assert actor in (self.officers[username], "system"), (method, address, username, action, actor)
            if written:
                self.told["wrote"] += 1
                self.told["events"] += len(written)
            elif self.rows_written() != rows:  # written, and taken back again when it was refused
                assert ground.everything_kept() == self.kept, (method, address, username)
        return answer

    def rows_written(self) -> int:
        """How many rows of kept tables this transaction has written so far, those it took back among them."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables"
                " WHERE schemaname || '.' || relname = ANY (%s) OR relname = ANY (%s)",
                [list(self.kept), list(self.kept)],
            )
            return int(cursor.fetchone()[0])

    def addresses(self) -> list[str]:
        """Every address, with the references of this office."""
        found = []
        for address, _ in addresses(get_resolver().url_patterns):
            if not address.startswith(NOT_OURS_TO_ASK):
                section = address.split("/")[0]
                ref = self.refs.get(section, "X-1")
                for part, said in {
                    "<int:assessed_id>": self.refs["held"],
                    "<int:number>": "1",
                    "<uuid:event_id>": self.refs["event"],
                    "<str:kind>": "run",
                    "<path:ref>": self.refs["runs"],
                    "<str:provider>": "V-1",
                    "<str:line_ref>": "L-1",
                    "<str:week>": ground.WEEK,
                    "<slug:name>": "components",
                    "<slug:code>": "acknowledgement",
                    "<str:document>": "D-000001",
                    "<str:copy>": "1",
                    "<str:verb>": "issue",
                    "<str:rules>": "risk",
                    "<str:ref>": ref,
                    "<str:post>": "ombudsman",
                }.items():
                    address = address.replace(part, said)
                assert "<" not in address, address
                found.append(f"/{address}")
        return found


@contextmanager
def taken_back() -> Iterator[None]:
    mark = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(mark)


def events() -> list[tuple[str, str]]:
    """What every event of the record tells of, and by whom, in the order they were written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT action, convert_from(body, 'UTF8')::jsonb -> 'actor' ->> 'ref' FROM audit.event ORDER BY recorded_at")
        return cursor.fetchall()


def forms_of(answer: Any, address: str, chance: random.Random) -> list[tuple[str, dict[str, Any]]]:
    """Every form of a page that changes something, filled in as somebody in a hurry would: (where it goes, what it says)."""
    if "html" not in answer.headers.get("Content-Type", "") or not answer.content:
        return []
    found = []
    for form in html.fromstring(answer.content).forms:
        goes = form.get("action") or address
        if form.method != "POST" or goes.strip("/").startswith(NOT_OURS_TO_ASK):
            continue
        said: dict[str, Any] = {}
        for field in form.iter("input", "select", "textarea"):
            name, kind = field.get("name"), field.get("type", field.tag)
            if not name or kind in ("submit", "file"):
                continue
            if field.tag == "select":
                said[name] = chance.choice([option.get("value", "") for option in field.iter("option")] or [""])
            elif kind in ("radio", "checkbox"):
                if kind == "checkbox" or name not in said or chance.random() < 0.5:
                    said[name] = field.get("value", "on")
            else:
                said[name] = field.get("value") or (field.text or "").strip() or chance.choice(["A reason.", f"{today():%d/%m/%Y}", "12"])
        found.append((goes, said))
    return found


def pages_read(office: Watched, chance: random.Random) -> list[tuple[str, str]]:
    """Who reads which page: so many, by chance, each by somebody of the wing it is of; and first one whose form writes whatever stands in it."""
    wings = {username: wing for _, wing, *_, username, _ in DESKS}
    found = [
        (name, address)
        for address in office.addresses()
        for name, wing in wings.items()
        if (address.split("/")[1] in OF_CASEWORK) == (wing == "casework")
    ]
    manager = next(username for _, _, post, _, username, _ in DESKS if post == "casework-manager")
    return [(manager, "/post/watch/"), *chance.sample(found, min(PAGES, len(found)))]


@pytest.fixture(scope="module")
def office(database_of_its_own) -> Iterator[Watched]:
    """Both offices in the middle of their work, and a reference of each kind of thing."""
    with database_of_its_own():
        people = ground.desks()
        ground.facts_in(people)
        ground.judged_week(people)
        refs = {
            "runs": ground.a_prepared_run(people),
            "held": str(ground.the_held_line()),
            "providers": "V-1",
            "positions": "V-1",
            "contracts": "C-1",
        }
        refs |= {"care": "P-1", "rates": "R-1", "imports": "IM-0001", "cases": ground.a_case(people), "post": ground.an_item(people, 1)}
        refs |= {
            "submissions": ground.put_up(people, ground.a_case(people, 2)).ref,
            "letters": ground.a_letter(people, ground.a_case(people, 3)),
        }
        refs["clocks"] = clock_on_case(refs["cases"], rule="foi", began=today(), by=people["investigator"]).ref
        ground.a_recommendation(people, refs["cases"], ground.an_issue(people, refs["cases"]))
        refs["chasing"] = "CH-26-00001"
        review = ground.a_review(people, 7)
        refs |= {"reviews": review.ref, "decisions": review.decision_ref, "referrals": ground.a_referral(people, refs["cases"])}
        refs["advice"] = ground.an_advice(people, refs["cases"])
        refs["directory"] = ground.an_entry(people)
        refs["calls"], refs["tasks"] = ground.a_call(people, refs["directory"])
        refs["enquiries"] = ground.an_enquiry(people)
        refs["risk"] = refs["cases"]
        refs["involvement"], refs["commissioned"] = ground.brought_in(people, refs["cases"])
        refs["instructions"] = ground.an_instruction(people, refs["directory"], refs["cases"])
        everybody_has_looked(people)
        with connection.cursor() as cursor:
            cursor.execute("SELECT event_id FROM audit.event LIMIT 1")
            refs["event"] = str(cursor.fetchone()[0])
            cursor.execute("SET default_transaction_isolation = 'repeatable read'")  # what asks to read one moment finds it so
        yield Watched(refs)


def test_whatever_is_written_is_told_of_by_who_asked(office, record_property):
    chance, tried, forms = random.Random(SEED), Counter(), []
    names = [username for *_, username, _ in DESKS]
    everything = [(method, address, name) for address in office.addresses() for method in METHODS for name in names]
    each_once = [(method, address, chance.choice(names)) for address in office.addresses() for method in ("POST",)]
    chosen = (each_once + chance.sample(everything, len(everything)))[: max(REQUESTS, len(each_once) if SCALE >= 0.1 else 1)]
    for method, address, name in chosen:
        answer = office.asked(name, method, address)
        tried[method] += 1
        if method == "GET" and answer.status_code == 200:
            forms += [(name, *form) for form in forms_of(answer, address, chance)]
    for name, address in pages_read(office, chance):
        forms += [(name, *form) for form in forms_of(office.asked(name, "GET", address), address, chance)]
    before, by_address = office.told["wrote"], {goes: (name, goes, said) for name, goes, said in forms}
    filled = 0
    for name, goes, said in [*by_address.values(), *chance.choices(forms, k=FORMS)][:FORMS]:
        office.asked(name, "POST", goes, said)
        filled += 1
    by_form = office.told["wrote"] - before

    assert SCALE < 0.1 or (filled == FORMS and by_form > 0)
    assert SCALE < 0.1 or tried["POST"] >= len(each_once)
    scaled = f", nightly x {SCALE:g}" if NIGHTLY else ""
    record_property(
        "counted",
        f"T3 writes: {office.told['requests']:,} requests to {len(office.addresses())} addresses by {len(METHODS)} methods, {filled:,} forms filled in of"
        f" which {by_form:,} wrote; {office.told['events']:,} events, each of who asked; nothing else written; seed {SEED}{scaled}",
    )


def test_whatever_a_command_writes_is_told_of_by_whom_it_was_given(database_of_its_own, duly, tmp_path, record_property):
    with database_of_its_own():
        people = ground.desks()
        ground.facts_in(people)
        (tmp_path / "visits.csv").write_text(ground.VISITS)
        (tmp_path / "invoices.csv").write_text(ground.INVOICES)
        officers = dict(Officer.objects.values_list("username", "ref"))
        run = f"HC-{ground.WEEK}"
        given = [
            ("tom", "import", "visits", tmp_path / "visits.csv"),
            ("tom", "import", "invoices", tmp_path / "invoices.csv"),
            ("tom", "judge", "--week", ground.WEEK),
            ("tom", "run", "draft", "--week", ground.WEEK, "--pays-on", f"{date(2026, 11, 13)}"),
            ("tom", "run", "prepare", run),
            ("joan", "run", "approve", run, "--seen", "{digest}"),
            ("femi", "run", "issue", run),
        ]
        from duly.payments.runs import queries as run_queries

        for username, *words in given:
            before = events()
            said = [run_queries.run(run).content_sha256 if word == "{digest}" else word for word in words]
            code, _, wrong = duly(*said, "--as", username)
            assert code in (exits.DONE, exits.NEEDS_A_PERSON), (words, wrong)
            written = events()[len(before) :]
            assert written, words
            assert {actor for _, actor in written} <= {officers[username], "system"}, words
        assert len(banking.files(run)) == 1
    record_property("counted", f"T3 commands: {len(given)} that write, each told of by whom it was given; seed none")
