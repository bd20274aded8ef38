"""The passwords of the database's roles, kept in one file that only its owner can read."""

import fcntl
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.private_files import open_privately, write_privately


@dataclass(frozen=True)
class Credentials:
    """How to reach one database, and the password of each role that may.

    `host` is a name, an address or a socket's folder; `sslmode` and `sslrootcert` are libpq's, empty when not set.
    """

    dbname: str
    host: str
    port: int
    sslmode: str = ""
    sslrootcert: str = ""
    passwords: dict[str, str] = field(default_factory=dict, repr=False)

    def role(self, duty: str) -> str:
        """The full name of a role by its duty: `app`, `seq`, `audit_ro` or `audit_owner`."""
        return f"{self.dbname}_{duty}"

    def dsn(self, duty: str) -> str:
        """The connection string of the role with this duty; KeyError for one that cannot sign in."""
        given = {
            "host": self.host,
            "port": str(self.port),
            "dbname": self.dbname,
            "user": self.role(duty),
            "password": self.passwords[self.role(duty)],
            "sslmode": self.sslmode,
            "sslrootcert": self.sslrootcert,
        }
        return make_conninfo(**{name: value for name, value in given.items() if value})

    @classmethod
    def load(cls, home: Home, dbname: str) -> "Credentials | None":
        """What was saved for this database in this home, or None."""
        found = _read(home.credentials).get("databases", {}).get(dbname)
        return None if found is None else cls(dbname=dbname, **found)

    def save(self, home: Home) -> None:
        """Keep these beside those of the home's other databases."""
        kept = asdict(self)
        dbname = kept.pop("dbname")

        def put(everything: dict[str, Any]) -> None:
            everything.setdefault("databases", {})[dbname] = kept

        _change(home, put)


def superuser_password(home: Home) -> str | None:
    """The password of the home's own PostgreSQL superuser, or None when none was made yet."""
    return _read(home.credentials).get("superuser_password")


def save_superuser_password(home: Home, password: str) -> None:
    """Keep the password of the home's own PostgreSQL superuser; never that of a server elsewhere."""
    _change(home, lambda everything: everything.update(superuser_password=password))


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except ValueError as broken:
        raise MachineFault(f"{path} is not readable as JSON: restore it from a backup.") from broken


def _change(home: Home, change: Callable[[dict[str, Any]], object]) -> None:
    with _one_writer(home):
        everything = _read(home.credentials)
        change(everything)
        write_privately(home.credentials, json.dumps(everything, indent=2, sort_keys=True) + "\n")


@contextmanager
def _one_writer(home: Home) -> Iterator[None]:
    home.make_root()  # with DATABASE_URL a home may hold nothing but credentials
    with open_privately(home.root / "credentials.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
