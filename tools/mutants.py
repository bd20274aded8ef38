#!/usr/bin/env python3
"""Takes every constraint and every trigger of the database away in turn, and asks whether any test notices.

First each is taken from a copy of the database and the one forbidden write is tried again that `tests/faults/test_every_constraint.py` tries: no
answer, or another's, is a mutant killed. What that cannot ask (triggers whose rules are a room's own) is taken from the template by conftest
(DULY_DROP) and the tests of its room are run until one fails, those first that name what it refuses with. NOT NULL is left out: a missing value is
not a rule of ours but a column's type.

    make mutants                      every one of them
    make mutants ARGS="--only runs"   those whose name has this in it (a regular expression)
    make mutants ARGS=--rooms         all of them by the tests of their rooms too, which takes hours
    make mutants ARGS=--list          write tests/faults/constraints.txt again
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
LIST = ROOT / "tests" / "faults" / "constraints.txt"
HEADING = "Every constraint and trigger of our tables. Written by tools/mutants.py --list; read by tests/faults/test_every_constraint.py."
ROOMS = {
    "audit": ("src/duly/core/record", "src/duly/core/log", "src/duly/core/retention", "tests/tampering"),
    "banking": (
        *(f"src/duly/payments/banking/tests/test_{name}.py" for name in ("what_the_database_refuses", "voiding", "the_lock")),
        "src/duly/payments/banking",
        "tests/faults/test_at_one_moment.py",
    ),
    "runs": (
        "src/duly/payments/runs",
        *(f"src/duly/payments/banking/tests/test_{name}.py" for name in ("what_the_database_refuses", "answers", "the_lock")),
        "src/duly/payments/banking",
        "tests/faults/test_the_claim_race.py",
    ),
    "ledger": ("src/duly/payments/ledger", "src/duly/payments/banking"),
    "dispatch": ("tests/casework/test_letters.py",),
}
"""Where else than in the room's own folder its rules are tried; what is likeliest to notice comes first."""


def main() -> int:
    """Print each survivor and the count; exit 1 when there is any."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--only", default="")
    asked.add_argument("--rooms", action="store_true")
    asked.add_argument("--list", action="store_true")
    given = asked.parse_args()
    with ExitStack() as stack:
        dsn = _a_database(stack)
        import psycopg

        from tests.faults.every_constraint import live

        with psycopg.connect(dsn, autocommit=False) as connection:
            everything = live(connection)
            connection.rollback()
            if given.list:
                LIST.write_text("\n".join([HEADING, *(one.called for one in everything), ""]), encoding="utf-8")
                print(f"{len(everything)} written to {LIST.relative_to(ROOT)}")
                return 0
            chosen = [one for one in everything if re.search(given.only, one.called)]
            killed, left = _by_what_each_forbids(connection, chosen, everything)
            by_rooms = [(one, _refuses_with(connection, one)) for one in (chosen if given.rooms else left)]
    print(f"{len(killed)} of {len(chosen)} were missed by the write they forbid; {len(left)} are for the tests of their rooms.", flush=True)
    survivors = [one for one, names in by_rooms if not _noticed_by_its_room(one, names)]
    for one in survivors:
        print(f"SURVIVED {one.called}: {one.says}")
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout.strip()
    print(f"mutants: {len(chosen) - len(survivors)} killed of {len(chosen)}, {time.strftime('%Y-%m-%d')}, commit {commit}")
    return 1 if survivors else 0


def _a_database(stack: ExitStack) -> str:
    """A server in a folder that goes away, with a database set up on it; the owner's connection string."""
    home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="duly-mutants-", ignore_cleanup_errors=True))) / "home"
    home.parent.chmod(0o755)
    os.environ |= {"DULY_HOME": str(home), "DULY_DATABASE": "duly", "DULY_TESTING": "1", "DJANGO_SETTINGS_MODULE": "duly.site.settings"}
    os.environ.setdefault("DULY_SECRET_KEY", "tests only: nothing is signed with this anywhere else")
    from psycopg.conninfo import make_conninfo

    from duly.machine.home import Home
    from duly.machine.postgres import EmbeddedPostgres
    from duly.machine.roles import prepare

    found = Home(home)
    owner = stack.enter_context(EmbeddedPostgres.running(found)).superuser_dsn()
    prepare(owner, "duly", found)
    environment = os.environ | {"DULY_OWNER_DSN": owner, "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-m", "duly.site.setup"], env=environment, check=True)
    import django

    django.setup()
    from duly.core.record import sight  # when Django is set up

    sight.this_process_sees_everything("it acts for the office, as a command does")
    return make_conninfo(owner, dbname="duly")


def _by_what_each_forbids(connection, chosen, everything):
    """Takes each away in a transaction, tries what it forbade, and puts it back. Gives those missed and those this cannot ask about."""
    from tests.faults.every_constraint import refused_by

    killed, left = [], []
    for one in chosen:
        if not one.wanted or refused_by(connection, one, everything, without=True) == one.wanted:
            left.append(one)
        else:
            killed.append(one)
    return killed, left


def _refuses_with(connection, one) -> set[str]:
    """The names a trigger gives when it refuses, as its function has them and as refusals do; a constraint's own."""
    if one.kind != "trigger":
        return {one.name}
    asked = "SELECT p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE t.tgrelid = %s::regclass AND t.tgname = %s"
    (body,) = connection.execute(asked, [one.of, one.name]).fetchone()
    names = set(re.findall(r"(?i)constraint\s*=\s*'([^']+)'", body))
    return names | {name.replace("_", "-") for name in names}


def _tests_of(one, names: set[str]) -> list[list[str]]:
    """The tests of its room: first the files that name what it refuses with, the shortest of them first, then everything."""
    label = "audit" if one.schema == "audit" else one.table.split("_")[0]
    folders = ROOMS.get(label) or next(ROOT.glob(f"src/duly/*/{label}")).relative_to(ROOT).as_posix()
    folders = [folder for folder in ((folders,) if isinstance(folders, str) else folders) if (ROOT / folder).exists()]
    files = {file for folder in folders for file in ([ROOT / folder] if folder.endswith(".py") else (ROOT / folder).rglob("test_*.py"))}
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    naming = sorted((len(text), str(file.relative_to(ROOT))) for file, text in texts.items() if any(name in text for name in names))
    return [*([[name for _, name in naming]] if naming else []), folders]


def _noticed_by_its_room(one, names: set[str]) -> bool:
    """Whether a test of its room fails without it."""
    began = time.monotonic()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DULY_")} | {"DULY_DROP": one.called}
    for tests in _tests_of(one, names):
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "--tb=line", *tests],
            cwd=ROOT,
            env=environment | {"PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
        )
        if done.returncode:
            break
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR", "/", "E "))]
    how = f"({time.monotonic() - began:.0f} s, {' '.join(tests[:2])}) {(failed or [''])[0][:140]}"
    print(f"{'killed  ' if done.returncode == 1 else 'SURVIVED'} {one.called} {how}", flush=True)
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main())
