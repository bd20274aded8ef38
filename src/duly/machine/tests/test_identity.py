"""Who runs PostgreSQL: never root."""

import os
import pwd
import shutil

import pytest

from duly.machine import identity
from duly.machine.fault import MachineFault
from duly.machine.identity import who_runs_postgres


def test_an_ordinary_user_runs_it_as_themself(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert who_runs_postgres().uid == 1000


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may make users")
def test_root_runs_it_as_a_system_user_that_cannot_sign_in():
    found = who_runs_postgres()

    assert found.name == "duly-postgres"
    assert found.uid != 0
    assert pwd.getpwnam(found.name).pw_shell == "/usr/sbin/nologin"


def test_a_machine_on_which_the_system_user_cannot_be_made_says_what_to_do(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(identity, "_system_user", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda name, path: None)

    with pytest.raises(MachineFault, match="no useradd to make the user duly-postgres"):
        who_runs_postgres()
