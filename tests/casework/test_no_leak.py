"""Nothing of a case reaches anybody who may not see it: every list, search, export and count of the wing, random people, random cases.

Who may see what is said here by an oracle of its own, in plain Python over the rows, which knows neither the scoped managers nor the policies.
"""

import json
import random
import re
from datetime import timedelta

import pytest

from duly.casework import flow
from duly.casework.correspondence import actions as post
from duly.casework.files import actions as files
from duly.casework.submissions import actions as submissions
from duly.core.alerts import queries as alerts
from duly.core.alerts.actions import News, raise_all
from duly.core.confidentiality import actions
from duly.core.confidentiality.models import Named, Opening, Restriction, Wall
from duly.core.contacts import actions as contacts
from duly.core.contacts.states import VERIFIED
from duly.core.people.models import Officer
from duly.core.record.actions import take_number
from duly.core.record.clock import now, today
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.core.tokens.actions import make as make_token
from duly.core.tokens.powers import MAKE
from duly.core.work import actions as work
from duly.office.powers import READ_RECORD
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db
SEED, CASES = 20261122, 7
MANAGER, CLERK, MAKER = "casework-manager", "executive-assistant", "assistant-casework-manager"
ASKED_AS = ("executive-assistant", "casework-manager", "head-of-casework", "investigator")
LISTS = ("/cases/", "/post/", "/submissions/", "/letters/", "/tasks/", "/calls/", "/clocks/")
OTHERS = ("/", "/search/?q={word}", "/box/?q={word}", "/record/", "/alerts/", "/retention/")
FORMS = ("", "?format=csv", "?format=json")
PROGRAMS = (
    "/api/v1/cases/",
    "/api/v1/find/cases/",
    "/api/v1/post/",
    "/api/v1/submissions/",
    "/api/v1/letters/",
    "/api/v1/tasks/",
    "/api/v1/calls/",
    "/api/v1/clocks/",
)
ONE = ("/cases/{case}/", "/cases/{case}/file/", "/cases/{case}/access/", "/post/{item}/", "/submissions/{submission}/", "/evidence/case/{case}/", "/tasks/{task}/", "/calls/{call}/", "/clocks/{clock}/", "/submissions/new/?case={case}", "/api/v1/cases/{case}/file/", "/api/v1/submissions/{submission}/checks/", "/record/?about={case}")  # fmt: skip


def oracle(officer: str, case_ref: str) -> bool:
    """Whether this officer may see this case."""
    for wall in Wall.objects.all():
        if wall.superseded_by is None and (wall.officer, wall.case_ref) == (officer, case_ref):
            return False
    if not any(one.superseded_by is None and one.case_ref == case_ref for one in Restriction.objects.all()):
        return True
    named = {(one.officer, one.case_ref) for one in Named.objects.all() if one.superseded_by is None}
    opened = {(one.officer, one.case_ref) for one in Opening.objects.all() if one.opened_at <= now() < one.until}
    return (officer, case_ref) in named | opened


@pytest.fixture
def world(office, mail):
    """Seven cases, each with post, a submission, a task, a call, a clock and a paper file, and words that nothing else has; kept from people at random."""
    by, chance, made = office[MANAGER], random.Random(SEED), []
    house = [
        (power.code, Row(f"{n}.{m}", post, (), "All."))
        for n, power in enumerate((MAKE, READ_RECORD), 1)
        for m, post in enumerate(ASKED_AS, 1)
    ]
    adopt(office="Both offices", number=1, title="House rules", starts=today(), rules=house, by=SYSTEM)
    for sequence in (
        "cases_case_number",
        "correspondence_item_number",
        "submissions_submission_number",
        "clocks_clock_number",
        "work_task_number",
        "contacts_call_number",
    ):
        for _ in range(chance.randint(50, 90)):
            take_number(sequence)  # pages say how the first of each is written
    for n in range(CASES):
        word = f"zq{n}{''.join(chance.choices('bcdfghjklm', k=6))}"
        item = flow.register_post(
            f"{word}.eml", mail(f"About {word}", f"{word} happened.", f"<{word}@x>"), received_on=today(), by=office[CLERK]
        ).ref
        post.triage(item, way="allocate", direct_to="Team", next_action=f"Read {word}", owner=by.ref, by=by)
        case = flow.open_case_from(
            item, title=f"The {word} affair", complainant=f"Mrs {word}", body="Northmere Council", owner=by.ref, by=by
        ).ref
        paper = submissions.draft(
            case, kind="decision", ask=f"Decide {word}", remedy_pence=100, mp_interest=False, paragraphs=(f"It was {word}.",), by=by
        ).ref
        task = work.make(what=f"Ring about {word}", owner=by.ref, about=case, due=today() + timedelta(days=3), by=by).ref
        call = contacts.log_call(at=now(), caller=f"Mr {word}", case_ref=case, verified=VERIFIED[0], gist=f"Of {word}", by=by).ref
        clock = flow.clock_on_case(case, rule="foi", began=today(), by=by).ref
        files.move(case, way="store", where=f"Shelf {word}", moved_on=today(), by=by)
        raise_all(
            News(office[name].ref, f"told {item}", "Post to see now", f"/post/{item}/", now(), "now", words=f"{item}: {word}")
            for name in ASKED_AS
        )
        made.append({"case": case, "word": word, "item": item, "submission": paper, "task": task, "call": call, "clock": clock})
    everybody = sorted(office)
    for one in made:
        if chance.random() < 0.6:
            actions.restrict(
                one["case"], officers=tuple(office[p].ref for p in chance.sample(everybody, 2)), because=f"Why {one['word']}", by=by
            )
        for who in chance.sample(everybody, 2):
            if chance.random() < 0.5 and office[who].ref != office["ombudsman"].ref:
                keeper = next((p for p in ("ombudsman", "head-of-casework", MANAGER) if oracle(office[p].ref, one["case"])), None)
                if keeper:
                    actions.wall(one["case"], officer=office[who].ref, because=f"He knows {one['word']}", by=office[keeper])
    shut = [one["case"] for one in made if not oracle(by.ref, one["case"])]
    for case in shut[:1]:
        if actions.checks.why_not_break(case, reason="deadline", because="The court wants it tonight", by=by) is None:
            actions.break_glass(case, reason="deadline", because="The court wants it tonight", by=by)
    return made


def hidden_and_shown(world, officer):
    shown = [one for one in world if oracle(officer, one["case"])]
    return [one for one in world if one not in shown], shown


def told_of(one: dict[str, str], text: str) -> list[str]:
    """Which of a case's words or references stand in an answer."""
    return [value for value in one.values() if re.search(rf"(?<![\w-]){re.escape(value)}(?![\w-])", text)]


def test_no_list_search_export_count_page_or_error_tells_of_what_may_not_be_seen(world, office, client):
    asked = 0
    kept = 0
    for name in ASKED_AS:
        officer = office[name]
        hidden, shown = hidden_and_shown(world, officer.ref)
        kept += len(hidden)
        assert (
            alerts.standing(officer.ref) == len(alerts.alerts(officer.ref)) == len(shown)
        )  # told before they were kept from it, and no longer
        client.force_login(Officer.objects.get(ref=officer.ref), backend="allauth.account.auth_backends.AuthenticationBackend")
        token = {"HTTP_AUTHORIZATION": f"Bearer {make_token(name='leaks', scopes=('read:casework',), days=9, by=officer)[1]}"}

        def answer(address: str, token=token) -> str:
            got = client.get(address, **(token if address.startswith("/api/") else {}))
            return f"{got.status_code} {got.content.decode()}"

        for address in [f"{page}{form}" for page in LISTS for form in FORMS] + list(PROGRAMS):
            text, asked = answer(address), asked + 1
            assert text.startswith("200"), (address, text[:300])
            assert not [(address, found) for one in hidden if (found := told_of(one, text))]
            if address.startswith(("/cases/", "/api/v1/cases/", "/api/v1/find/", "/api/v1/post/")):
                assert all(told_of(one, text) for one in shown), address
        for address in every_page_without_a_name() if name == ASKED_AS[0] else ():
            text, asked = answer(address), asked + 1
            assert not text.startswith("5"), address
            assert not [(name, address, found) for one in hidden if (found := told_of(one, text))]
        for one in world:
            for address in OTHERS:
                if "{word}" not in address and one is not world[0]:
                    continue
                text, asked = answer(address.format(**one)), asked + 1
                told = [
                    found
                    for other in hidden
                    if (
                        found := told_of(
                            other,
                            text.replace(f"q={one['word']}", "").replace(f'value="{one["word"]}"', "").replace(f"“{one['word']}”", ""),
                        )
                    )
                ]
                assert not told, (name, address, told)
        for one in hidden:
            nothing = {key: re.sub(r"\d(?=\D*$)", "9", re.sub(r"(\d+)$", lambda m: "9" * len(m[1]), value)) for key, value in one.items()}
            for address in ONE:
                there, absent, asked = answer(address.format(**one)), answer(address.format(**nothing)), asked + 1
                for key in one:
                    there, absent = there.replace(one[key], "X"), absent.replace(nothing[key], "X")
                assert _words(there) == _words(absent), (name, address)
        counted = json.loads(answer("/api/v1/find/cases/")[4:])
        assert counted["total"] == len(shown)
        assert f"{len(shown)} newest first" in answer("/cases/")
    assert kept > 5  # or nothing was tried
    assert asked > 150


def _words(text: str) -> str:
    """An answer without what differs each time it is asked for."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|data-at="[^"]*"', "", text)
    return re.sub(r'"reference": ?"[^"]*"', "", text)


def every_page_without_a_name() -> list[str]:
    """Every address of the wing that names nothing: its lists, and whatever a new room lists."""
    from duly.casework.screens import urls

    return sorted({f"/{route}" for route in _lists(urls.urlpatterns)} - set(LISTS))


def _lists(patterns, before: str = "") -> list[str]:
    found = []
    for one in patterns:
        route = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            found += _lists(one.url_patterns, route)
        elif "<" not in route and not route.endswith(("step/", "asked/", "acting/")):
            found.append(route)
    return found
