"""Where the database is and as whom we speak to it."""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from duly.machine.credentials import Credentials
from duly.machine.home import Home

OWNER_DSN = "DULY_OWNER_DSN"
"""Set for set-up's own processes only: the connection string of the database's owner. Pages and workers never have it."""

CLONE = "DULY_CLONE"
"""The name of a copy of the installation's database to use instead, with the same roles: how tests that commit keep apart."""


def database() -> dict[str, Any]:
    """Django's settings for the database: as the application, or as the owner during set-up. Empty-handed before set-up."""
    owner = os.environ.get(OWNER_DSN)
    known = credentials()
    if owner:
        given = conninfo_to_dict(owner) | {"dbname": known.dbname if known else name()}
    elif known:
        given = conninfo_to_dict(known.dsn("app"))
    else:
        given = {"dbname": name(), "host": "/nowhere-until-set-up"}
    return {
        "ENGINE": "duly.site.postgres",
        "HOST": given.get("host", ""),
        "PORT": given.get("port", ""),
        "NAME": os.environ.get(CLONE, given["dbname"]),
        "USER": given.get("user", ""),
        "PASSWORD": given.get("password", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "application_name": "duly",
            **{key: given[key] for key in ("sslmode", "sslrootcert") if given.get(key)},
        },
    }


def name() -> str:
    """The database's name in this installation."""
    return os.environ.get("DULY_DATABASE", "duly")


def credentials() -> Credentials | None:
    """What set-up wrote down about this installation's database, or None before set-up."""
    return Credentials.load(Home.find(), name())


def dsn_of(duty: str) -> str:
    """The connection string of a role that signs in (app, seq or audit_ro), to the database in use here. RuntimeError before set-up."""
    known = credentials()
    if known is None:
        raise RuntimeError("The database has not been prepared: run duly setup.")
    return make_conninfo(known.dsn(duty), dbname=os.environ.get(CLONE, known.dbname))


def role_names() -> dict[str, str]:
    """The database's roles by duty: app, seq, audit_ro and audit_owner."""
    known = credentials()
    if known is None:
        raise RuntimeError("The database has not been prepared: run duly setup.")
    return {duty: known.role(duty) for duty in ("app", "seq", "audit_ro", "audit_owner")}
