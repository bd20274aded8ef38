"""Who runs PostgreSQL: never root."""

import os
import pwd
import shutil
from concurrent.futures import ThreadPoolExecutor

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


def test_commands_begun_in_the_same_second_make_the_system_user_once(monkeypatch, tmp_path):
    users = tmp_path / "users"
    users.write_text("")
    useradd = tmp_path / "useradd"
    useradd.write_text(f"#!/bin/sh\nsleep 0.2\necho made >> {users}\n")
    useradd.chmod(0o755)

    def found() -> identity.Identity | None:
        lines = users.read_text().splitlines()
        return identity.Identity("duly-postgres", 990 - len(lines), 990) if lines else None

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(identity, "_system_user", found)
    monkeypatch.setattr(identity, "USERS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name, path: str(useradd))
    with ThreadPoolExecutor(4) as commands:
        told = list(commands.map(lambda _: who_runs_postgres(), range(4)))

    assert users.read_text() == "made\n"
    assert {one.uid for one in told} == {989}
