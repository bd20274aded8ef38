"""Where a home is, and how private."""

import os
import socket
import stat

import pytest

from duly.machine.credentials import Credentials, save_superuser_password, superuser_password
from duly.machine.fault import MachineFault
from duly.machine.home import Home
from duly.machine.identity import Identity

me = Identity("me", os.geteuid(), os.getegid())
stranger = Identity("stranger", 4_000_000, 4_000_000)


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


def test_duly_home_names_the_home(monkeypatch, tmp_path):
    monkeypatch.setenv("DULY_HOME", str(tmp_path / "here"))

    assert Home.find().root == tmp_path / "here"


def test_an_ordinary_user_keeps_the_home_in_the_project(monkeypatch):
    monkeypatch.delenv("DULY_HOME", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    found = Home.find().root

    assert found.name == "var"
    assert (found.parent / "pyproject.toml").is_file()


def test_root_keeps_the_home_in_var_lib_named_after_the_project(monkeypatch):
    monkeypatch.delenv("DULY_HOME", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    found = Home.find().root

    assert str(found.parent) == "/var/lib/duly"
    assert len(found.name.rsplit("-", 1)[1]) == 8


def test_a_home_is_made_private(home, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: me.uid or 1000)

    home.make_root()

    assert mode(home.root) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="about root's home")
def test_roots_home_can_be_passed_through_but_not_looked_into_and_all_in_it_is_private(home):
    home.make(stranger)

    assert mode(home.root) == 0o711
    assert {mode(path) for path in home.root.iterdir()} == {0o700}


def test_a_home_that_postgres_cannot_reach_is_refused_and_nothing_is_opened_for_it(home):
    home.root.mkdir(mode=0o700)

    with pytest.raises(MachineFault, match=f"stranger, who runs PostgreSQL, cannot enter {home.root}"):
        home.make(stranger)

    assert mode(home.root) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_somebody_elses_home_is_refused(home):
    home.root.mkdir()
    os.chown(home.root, 65534, 65534)

    with pytest.raises(MachineFault, match="belongs to another user"):
        home.make(me)


def test_a_home_with_a_long_path_still_has_a_short_private_socket_folder(home):
    long = Home(home.root / ("long" * 40))

    long.make_socket_folder(me)

    try:
        assert mode(long.socket) == 0o700
        with socket.socket(socket.AF_UNIX) as door:
            door.bind(str(long.socket / ".s.PGSQL.5432"))
        (long.socket / ".s.PGSQL.5432").unlink()
    finally:
        long.socket.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_socket_folder_somebody_else_made_first_is_refused(home):
    home.make(me)
    home.socket.mkdir()
    os.chown(home.socket, 65534, 65534)

    with pytest.raises(MachineFault, match="somebody else made it"):
        home.make_socket_folder(me)


def test_a_link_in_place_of_the_socket_folder_is_not_followed(home, tmp_path):
    home.make(me)
    home.socket.symlink_to(tmp_path)

    with pytest.raises(MachineFault, match="somebody else made it"):
        home.make_socket_folder(me)


def test_credentials_of_two_databases_and_the_superuser_are_kept_side_by_side(home):
    home.make(me)
    duly = Credentials("duly", "/run/x", 5432, passwords={"duly_app": "one"})
    other = Credentials("other", "db.example", 5433, sslmode="require", passwords={"other_app": "two"})

    duly.save(home)
    save_superuser_password(home, "three")
    other.save(home)

    assert Credentials.load(home, "duly") == duly
    assert Credentials.load(home, "other") == other
    assert superuser_password(home) == "three"
    assert Credentials.load(home, "none") is None
    assert mode(home.credentials) == 0o600


def test_credentials_do_not_show_passwords_when_printed():
    assert "secret" not in repr(Credentials("duly", "h", 5432, passwords={"duly_app": "secret"}))
