"""Run in a process of its own, with DULY_HOME set: `python -m tests.faults_of_machine.office STEP…` does the steps and prints what each found.

The installation it works in is a real one, made and opened as the command does it, so that nothing of the tests' own server is involved.
"""

import json
import sys
from contextlib import nullcontext
from datetime import UTC, datetime

from duly.cli.main import code_of
from duly.cli.opening import open_office, set_up_database
from duly.machine.home import Home
from duly.machine.postgres import EmbeddedPostgres


def set_up() -> None:
    set_up_database()


def week() -> str:
    """A council's week, judged, its run prepared and approved by another. Gives the run."""
    from duly.payments import flow
    from duly.payments.runs import queries
    from tests.proofs import ground

    people = ground.desks()
    ground.facts_in(people)
    ground.judged_week(people)
    run = ground.a_prepared_run(people)
    return flow.approve_run(run, seen_sha256=queries.run(run).content_sha256, by=people["senior-officer"]).ref


def issue() -> str:
    """The approved run's bank file: its reference; or, where that is refused, why."""
    from duly.payments import flow
    from duly.payments.runs import queries
    from duly.primitives.refusal import Refused

    try:
        return flow.issue_run(queries.runs()[0].ref, by=_called("femi")).ref
    except Refused as refused:
        return refused.refusal.code


def decide() -> None:
    """What the week's one held line-week is paid, decided by the Group Manager."""
    from duly.payments.validation import actions
    from tests.proofs import ground

    actions.decide(ground.the_held_line(), choice="pay_entitled", reason_code="as-contract", by=_called("rhona"))


def more() -> str:
    """A little more work. Gives the reference of what was made."""
    from duly.payments.providers import actions

    return actions.add_provider(name=f"Later Homecare {datetime.now(UTC):%H%M%S%f}", by=_called("tom")).ref


def figures() -> dict:
    """What is there: digests of every kept table, the book, the files, the lock."""
    from duly.core.record import queries as record
    from duly.payments.banking import queries as banking
    from duly.payments.ledger import queries as ledger
    from tests.proofs import ground

    lock = getattr(banking, "payments_lock", lambda: None)()
    return {
        "kept": ground.everything_kept(),
        "events": record.how_many(),
        "total": ledger.total(),
        "bank": ledger.bank_balance(),
        "files": [(one.ref, one.serial, one.sha256, one.total_pence) for one in banking.files()],
        "locked": lock is not None,
    }


def moment() -> str:
    """The time by the database's own clock, and then a moment's rest, so that what follows is certainly after it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        at = cursor.fetchone()[0].astimezone(UTC).isoformat()
        cursor.execute("SELECT pg_sleep(0.05)")
    return at


def drop() -> None:
    """What a superuser's slip does."""
    import psycopg

    from duly.site.database import name

    with psycopg.connect(EmbeddedPostgres(Home.find()).superuser_dsn(name()), autocommit=True) as connection:
        connection.execute("DROP TABLE runs_runline CASCADE")


def backup() -> int:
    return code_of(["backup", "--json"])


def backup_incremental() -> int:
    return code_of(["backup", "--incremental", "--json"])


def checkpoint() -> int:
    return code_of(["record", "checkpoint", "--json"])


def verify() -> int:
    return code_of(["record", "verify", "--quiet", "--json"])


def _called(username: str):
    from duly.core.people import queries
    from duly.core.record.clock import today

    return queries.actor(queries.officer_called(username), on=today())


STEPS = {
    one.__name__: one for one in (set_up, week, decide, more, figures, moment, drop, backup, backup_incremental, issue, checkpoint, verify)
}


def main(names: list[str]) -> None:
    if names[0] == "set_up":
        set_up()
        names = names[1:]
    with open_office() if names else nullcontext():
        for name in names:
            found = STEPS[name]()
            print(f"= {json.dumps([name, found])}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
