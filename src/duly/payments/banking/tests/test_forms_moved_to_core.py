"""An installation whose payments kept what was done once finds every key of it in core, and no form can be done again."""

from pathlib import Path

import psycopg
import pytest
from django.db import connection

from duly.payments import banking

pytestmark = pytest.mark.django_db

SQL = Path(banking.__file__).parent / "sql"
KEY = "7d0c5a52-4b0c-4d9a-9a35-2f1d1b2c3d4e"


def test_the_keys_kept_by_the_payments_go_to_core(server):
    with psycopg.connect(server.owner_of(connection.settings_dict["NAME"])) as owner:
        owner.execute("CREATE TABLE banking_formdone (LIKE once_formdone INCLUDING ALL)")
        owner.execute((SQL / "forms.sql").read_text(encoding="utf-8"))
        owner.execute(f"INSERT INTO banking_formdone VALUES ('{KEY}', 'O-0001', '/runs/', repeat('a', 64), '/done/', now())")

        owner.execute((SQL / "forms_move.sql").read_text(encoding="utf-8"))

        kept = owner.execute("SELECT sent_by, path, answer FROM once_formdone WHERE key = %s", [KEY]).fetchall()
        left = owner.execute("SELECT to_regclass('banking_formdone'), to_regproc('banking_form_stays')").fetchone()
        owner.rollback()

    assert (kept, left) == ([("O-0001", "/runs/", "/done/")], (None, None))
