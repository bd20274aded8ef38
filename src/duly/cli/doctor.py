"""`duly doctor`: what is here, what is missing, and what each missing thing is for."""

import os
import shutil
import sys
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying
from duly.machine.fault import MachineFault
from duly.machine.home import Home

OPTIONAL = (
    (("chromium", "chromium-browser", "google-chrome"), "browser tests", "apt-get install chromium"),
    (("node",), "rebuilding the style sheet; the built one is in the repository", "apt-get install nodejs npm"),
    (("tesseract",), "reading scanned letters, when that comes", "apt-get install tesseract-ocr"),
)


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Data as JSON.")] = False) -> int:
    """Look at this machine and this installation. Exit 0 when it can run, 6 when it cannot; something optional missing is only said."""
    say = Saying(as_json)
    found = [
        ("python", "ok", f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"),
        ("home", "ok", str(Home.find().root)),
    ]
    well, stands = True, []
    try:
        with open_office():
            from duly.core.record import queries

            found.append(("database", "ok", "answers, and its settings and guards are safe"))
            from duly.office.health.whole import readings

            found.append(("record", "ok", f"{queries.how_many():,} events"))
            from duly.core.vault.queries import what_is_missing

            found.append(
                ("keys", "wrong" if (lost := what_is_missing()) else "ok", lost or "every key that seals account details is there")
            )
            stands = [
                (one.code, "ok" if one.state == "well" else one.state, f"{one.found}. {one.says} {one.next_step}".strip())
                for one in readings()
                if one.code != "disk"
            ]
    except (Stop, MachineFault) as wrong:
        well = False
        found.append(("database", "wrong", str(wrong)))
    found.append(
        ("server", "ok", "DATABASE_URL names one for set-up" if os.environ.get("DATABASE_URL") else "the one that comes with Duly")
    )
    for names, use, remedy in OPTIONAL:
        path = next((p for p in map(shutil.which, names) if p), None)
        found.append((names[0], "ok" if path else "missing", path or f"optional, for {use}: {remedy}"))
    found += stands
    free = shutil.disk_usage(Home.find().root if Home.find().root.exists() else "/").free // 1_000_000_000
    found.append(("disk", "ok" if free >= 2 else "low", f"{free} GB free"))
    say.rows("Duly on this machine", ("what", "state", "detail"), found)
    return exits.DONE if well else exits.CONFLICT
