"""The officer's commonest pages at the council's full size, asked of the server by one person after another's turn: how long the server takes, of a hundred times.

Decide an exception (task 10 of the targets), open the workbench, decide like ones together (11), a provider's position (12), take up what was put aside (13) and the
approval page of a run (17). Django's
own client asks, with no network and no browser between, on the practice copy's council as `duly demo` makes it. What a form changes is rolled back each time; what a
page only shows is not, for the counts of its navigation are kept for a minute, and taking that back would have them counted anew each time. The
figure is the 95th part in a hundred, in milliseconds.
"""

import itertools
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from benchmarks.figures import Row, apart
from benchmarks.record import an_office

TIMES = 100
CHANGES = ("10:", "11:", "13:")
"""The tasks that send a form."""
SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


def measured(size: str = "full") -> tuple[list[Row], list[str]]:
    """A row a page, in a process with a database of its own."""
    told = apart("benchmarks.pages:here", size)["told"]
    return [Row(**row) for row in told["rows"]], told["lines"]


def here(size: str) -> dict[str, Any]:
    """The same in this process: rows and lines as plain values."""
    with an_office():
        from django.conf import settings

        from duly.cli.opening import start_django

        start_django()
        settings.DEMO = True  # nobody is asked for a second step, as in the practice copy
        settings.ALLOWED_HOSTS = ["testserver"]
        from duly.office.practice.play import play

        play(say=lambda words: None, size=size)
        rows, lines = pages()
    return {"rows": [asdict(row) for row in rows], "lines": lines}


def pages() -> tuple[list[Row], list[str]]:
    """Each page, measured."""
    from duly.payments.packages.queries import people_known
    from duly.payments.providers.queries import provider_names
    from duly.payments.runs.queries import runs
    from duly.payments.validation import queries as judged
    from duly.primitives.period import week_name

    newest = runs()[0]
    week, providers = newest.week, itertools.cycle(sorted(provider_names()))
    waiting = [one.assessed_id for one in judged.exceptions(week, only_undecided=True)]
    held = itertools.cycle(waiting)
    tom, joan = at_desk("tom"), at_desk("joan")
    bench = f"/exceptions/?week={week_name(week)}&show=all"

    def decide() -> Any:
        return tom.post(bench, {"row": str(next(held)), "choice": "hold", "reason": "51", "note": "asked", "seen": ""})

    alike = _most_alike(judged.exceptions(week, only_undecided=True))
    ticked = urlencode({"week": week_name(week), "line": alike}, doseq=True)

    def decide_together() -> Any:
        return tom.post(f"/exceptions/together/?{ticked}", {"line": alike, "choice": "hold", "reason": "51", "note": "asked"})

    def park_and_resume() -> Any:
        tom.post("/desk/park/", {"address": bench, "title": "Exceptions", "place": "{}"})
        return tom.post("/desk/resume/", {})

    asked: list[tuple[str, Callable[[], Any], float | None]] = [
        ("the workbench of a week, an exception open", lambda: tom.get(f"{bench}&row={next(held)}"), None),
        ("10: an exception decided", decide, None),
        (f"11: {len(alike)} alike decided together", decide_together, None),
        ("12: a provider's position statement", lambda: tom.get(f"/providers/{next(providers)}/position/"), 300.0),
        ("13: put aside, and taken up again", park_and_resume, 1_000.0),
        ("17: the approval page of a run", lambda: joan.get(f"/runs/{newest.ref}/approve/"), None),
    ]
    rows, lines = (
        [],
        [f"the council: {len(people_known()):,} people, {len(waiting):,} exceptions in the week, {newest.line_count:,} lines in the run"],
    )
    for what, ask, goal in asked:
        row, line = _one(what, ask, goal)
        rows.append(row)
        lines.append(line)
    return rows, lines


def _most_alike(waiting: Sequence[Any]) -> list[int]:
    """The lines of one rule of which most wait, at most twenty."""
    from duly.payments.validation.queries import rule_of

    by_rule: dict[Any, list[int]] = {}
    for one in waiting:
        by_rule.setdefault(rule_of(one.codes), []).append(one.assessed_id)
    return max(by_rule.values(), key=len, default=[])[:20]


def at_desk(username: str) -> Any:
    """Somebody signed in."""
    from django.test import Client

    from duly.core.people.models import Officer

    client = Client()
    client.force_login(Officer.objects.get(username=username), backend=SIGNED_IN)
    return client


def _one(what: str, ask: Callable[[], Any], goal: float | None) -> tuple[Row, str]:
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    took, statuses = [], set()
    shows = not what.startswith(CHANGES)
    for n in range(TIMES + 3):
        with nullcontext() if shows else transaction.atomic():
            began = time.perf_counter()
            answer = ask()
            if n >= 3:  # the first few find nothing warm
                took.append((time.perf_counter() - began) * 1_000)
            if not shows:
                transaction.set_rollback(True)
        statuses.add(answer.status_code)
    if statuses - {200, 302}:
        raise AssertionError(f"{what}: answered {sorted(statuses)}")
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        ask()
        transaction.set_rollback(True)
    at_95 = statistics.quantiles(took, n=100, method="inclusive")[94]
    line = f"{what}: median {statistics.median(took):,.0f} ms, 95 in 100 within {at_95:,.0f} ms, {len(queries)} questions of the database"
    return Row(what, "Duly", figure=round(at_95, 1), unit="ms", goal=goal, note=line), line
