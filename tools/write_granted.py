#!/usr/bin/env python3
"""Writes who may do what in the database, as set-up leaves it on a new server: src/duly/core/record/granted.txt, to which start-up holds every database."""

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))


def main() -> int:
    """Set up a new database in a folder of its own, read it as the application, and write the lines."""
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="duly-granted-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        os.environ |= {"DULY_HOME": f"{folder}/home", "DULY_SECRET_KEY": "for this one minute", "PYTHONPATH": str(ROOT / "src")}
        import psycopg

        from duly.cli.opening import set_up_database
        from duly.core.record import granted
        from duly.machine.home import Home
        from duly.machine.postgres import EmbeddedPostgres
        from duly.site.database import credentials

        with EmbeddedPostgres.running(Home.find()):
            set_up_database()
            known = credentials()
            assert known is not None
            with psycopg.connect(known.dsn("app")) as connection, connection.cursor() as cursor:
                found = granted.lines(cursor, known.dbname)
    granted.release(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
