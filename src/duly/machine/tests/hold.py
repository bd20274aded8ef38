"""A command for tests: use the home's server until standard input ends."""

import os
import sys
from pathlib import Path

import psycopg

from duly.machine.home import Home
from duly.machine.postgres import EmbeddedPostgres

home = Home(Path(sys.argv[1]))
with EmbeddedPostgres.running(home) as server:
    with psycopg.connect(server.superuser_dsn(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")  # IF NOT EXISTS alone lets two make it at once, and one fail
        connection.execute("CREATE TABLE IF NOT EXISTS said (word text)")
    print(f"ready as user {os.geteuid()}", flush=True)
    sys.stdin.read()
    with psycopg.connect(server.superuser_dsn(), autocommit=True) as connection:
        connection.execute("INSERT INTO said VALUES ('bye')")
