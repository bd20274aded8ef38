"""Opening the office for one command: its database running, its settings safe, and somebody acting."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from duly.cli import exits
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.our_own import our_own
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.roles import prepare
from duly.site.database import OWNER_DSN, credentials, name

if TYPE_CHECKING:
    from duly.primitives.actor import Actor


class Stop(Exception):
    """The command ends here, with this exit code and sentence."""

    def __init__(self, code: int, says: str):
        super().__init__(says)
        self.code = code


@contextmanager
def open_office() -> Iterator[None]:
    """The database running and Django ready, as the application. `Stop` where nothing has been set up, or a setting is unsafe."""
    known = credentials()
    if known is None:
        raise Stop(exits.CONFLICT, "Nothing has been set up here yet. Run: duly setup (or duly demo for a practice copy).")
    home = Home.find()
    running = EmbeddedPostgres.running(home) if known.host == str(home.socket) else nullcontext()
    with running:
        start_django()
        from duly.site.startup import unsafe

        found = unsafe()
        if found:
            raise Stop(exits.CONFLICT, "Duly will not start:\n" + "\n".join(f"  {sentence}" for sentence in found))
        yield


def start_django() -> None:
    """Make Django ready in this process, once: a second time would begin its log again on whatever standard error is by then."""
    import django
    from django.apps import apps

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duly.site.settings")
    if not apps.ready:
        django.setup()
    from duly.core.record import sight

    sight.this_process_sees_everything("the command trusts the machine (ADR 0011)")


def set_up_database() -> None:
    """Prepare roles and schema: on the server DATABASE_URL names, else on our own. Safe to run again."""
    home = Home.find()
    external = os.environ.get("DATABASE_URL")
    running = nullcontext(None) if external else EmbeddedPostgres.running(home)
    with running as server:
        owner = external or server.superuser_dsn()
        prepare(owner, name(), home)
        migrated = subprocess.run(
            our_own("duly.site.setup"), env={**os.environ, OWNER_DSN: owner}, capture_output=True, text=True, check=False
        )
        if migrated.returncode != 0:
            raise MachineFault(f"The database's tables could not be brought up to date:\n{migrated.stderr.strip()[-2000:]}")


def acting(username: str) -> "Actor":
    """The person a command acts as, by the name they sign in with: `--as`, or DULY_AS. `Stop` when nobody is named or known."""
    from duly.core.people import queries
    from duly.core.record.clock import today

    named = username or os.environ.get("DULY_AS", "")
    if not named:
        raise Stop(exits.USAGE, "Say who is acting: --as NAME, the name you sign in with (or set DULY_AS).")
    found = queries.officer_called(named)
    if found is None:
        raise Stop(exits.USAGE, f"Nobody signs in as {named}.")
    return queries.actor(found, on=today())
