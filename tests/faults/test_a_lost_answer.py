"""F3: the answer to COMMIT is lost; whoever asked sees an error and asks again, at once and four hundred days later. Nothing is doubled, nothing lost."""

import random
import re
import tempfile
from collections import Counter
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from duly.casework import flow as casework
from duly.casework.correspondence.models import Item
from duly.casework.examples.post import MORNING, as_mail
from duly.core.calendar.actions import load_holidays
from duly.core.record.clock import today
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused
from tests.faults.cutting import Line
from tests.faults.operations import ALL, APPROVE, CHAIN, DRAFT, ISSUE, PREPARE, Case, Operation, an_office
from tests.faults.sizes import NIGHTLY, SCALE, SEED, size
from tests.faults.truths import untrue

pytestmark = pytest.mark.slow
CUTS = size(50, 5_000)
DECIDE = next(one for one in CHAIN if one.name == "decide an exception")
JUDGE = next(one for one in CHAIN if one.name == "judge a week")
ADD = next(one for one in CHAIN if one.name == "add a provider")


def _register(case: Case) -> None:
    """An e-mail of the case's own, registered."""
    arrival = MORNING[0]
    named = f"Message-ID: <{case.n}@post.example>".encode()
    mail = re.sub(rb"(?im)^Message-ID:.*$", named, as_mail(arrival, sent_on=today()))
    casework.register_post(f"{case.n}-{arrival.name}", mail, received_on=today(), by=ALL)


REGISTER = Operation("register an item", "post.registered", lambda c: "%", _register)
CUT = [DRAFT, APPROVE, ISSUE, DECIDE, REGISTER]


@pytest.fixture
def line(commits):
    """The application's connection goes through a line that can be cut."""
    there = Path(connection.settings_dict["HOST"]) / f".s.PGSQL.{connection.settings_dict['PORT'] or 5432}"
    if not there.exists():
        pytest.skip("the server is not on a socket of this machine")
    with tempfile.TemporaryDirectory(prefix="cut-") as folder:
        before = dict(connection.settings_dict)
        made = Line(Path(folder), str(there))
        connection.close()
        connection.settings_dict.update(HOST=folder, PORT="5432")
        yield made
        connection.close()
        connection.settings_dict.update(HOST=before["HOST"], PORT=before["PORT"])
        made.close()


def with_its_answer_lost(line: Line, operation: Operation, case: Case) -> None:
    """Do it; the answer to its COMMIT never comes."""
    before = line.cut
    connection.ensure_connection()
    line.armed.set()
    with pytest.raises((OperationalError, InterfaceError)):
        operation.act(case)
    connection.close()
    assert line.cut == before + 1


def asked_again(operation: Operation, case: Case) -> str:
    try:
        operation.act(case)
    except Refused:
        return "refused"
    return "done"


def kept(operation: Operation, case: Case, before: int, observer: psycopg.Connection) -> bool:
    """Whether what was asked for was kept, once the server has finished with whoever is gone."""
    backends = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'duly' AND datname = current_database() AND pid <> %s"
    mine = operation.told(case)  # opens our own connection again
    for _ in range(2000):
        if observer.execute(backends, [connection.connection.info.backend_pid]).fetchone() == (0,):
            break
    mine = operation.told(case)
    assert mine - before in (0, 1)
    return mine > before


def test_nothing_is_doubled_and_nothing_lost(line, commits, server, counted, monkeypatch):
    an_office()
    load_holidays(years=range(2024, 2030), by=SYSTEM)
    JUDGE.act(Case(0))
    chance, lost, late, n = random.Random(SEED), Counter(), 0, 0
    with psycopg.connect(server.owner_of(commits), autocommit=True) as observer:
        while sum(lost.values()) < CUTS:
            case = Case(n)
            n += 1
            for operation in (ADD, DRAFT, PREPARE, APPROVE, ISSUE, DECIDE, REGISTER):
                if operation not in CUT:
                    for step in [operation] if operation is not ADD else CHAIN[1:5]:
                        step.act(case)
                    continue
                before = operation.told(case)
                with_its_answer_lost(line, operation, case)
                done = kept(operation, case, before, observer)
                lost[operation.name] += 1
                if operation.again == "another" and done:
                    assert operation.told(case) - before == 1
                    continue
                with monkeypatch.context() as later:
                    if chance.random() < 0.5 and operation in (APPROVE, ISSUE):
                        late += 1
                        later.setattr("duly.core.record.clock.timezone.now", lambda now=timezone.now: now() + timedelta(days=400))
                    answer = asked_again(operation, case)
                assert answer == ("done" if not done or operation.again == "same" else "refused")
                assert operation.told(case) - before == 1, operation.name
        assert untrue(server.owner_of(commits)) == []

    assert Item.objects.count() == lost["register an item"]
    assert SCALE < 0.1 or sum(lost.values()) >= (5_000 if NIGHTLY and SCALE >= 1 else 50)
    assert SCALE < 0.1 or late > 0
    told = " / ".join(f"{name} {many}" for name, many in sorted(lost.items()))
    counted("F3 lost answers", cuts=sum(lost.values()), doubled=0, lost=0, asked_again_after_400_days=late, of=told)
