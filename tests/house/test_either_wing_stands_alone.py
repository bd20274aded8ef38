"""Each wing works without the other: every address of the site imports, the first pages answer, and the other's commands say that they are not here."""

import os
import subprocess
import sys

import pytest

from duly.cli import exits
from duly.cli.main import app, code_of
from duly.cli.wings import OF, why_not_here
from duly.office.practice.people import appoint
from tests.house.plan import ROOT


@pytest.fixture(scope="module")
def asked(server, django_db_setup, django_db_blocker):
    """What a site of each wing wrote of its first pages, by wing. Both are asked at the same time."""
    from django.db import connection

    shared, own = connection.settings_dict["NAME"], server.clone()
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = own
        try:
            appoint(wings=("casework", "payments"))
        finally:
            connection.close()
            connection.settings_dict["NAME"] = shared
    environment = os.environ | {"DULY_CLONE": own, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "tests.house.one_wing"]
    processes = {
        wing: subprocess.Popen(
            command, env=environment | {"DULY_WINGS": wing}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
        )
        for wing in OF
    }
    told = {wing: process.communicate()[0].splitlines() for wing, process in processes.items()}
    server.drop(own)
    return told


@pytest.mark.parametrize("wing", OF)
def test_every_address_of_one_wing_imports_and_its_first_pages_answer(asked, wing):
    *wrong, counted = asked[wing]

    assert wrong == []
    assert int(counted.removesuffix(" pages")) > 20


@pytest.mark.parametrize(("wing", "command"), [("casework", ["run", "list"]), ("payments", ["cases", "list"])])
def test_a_command_of_the_other_wing_says_that_it_is_not_here(monkeypatch, capsys, wing, command):
    monkeypatch.setenv("DULY_WINGS", wing)

    assert code_of(command) == exits.CONFLICT
    assert f"so there is nothing for duly {command[0]} to do: DULY_WINGS is {wing}." in capsys.readouterr().err


def test_a_frozen_folder_is_judged_anywhere(monkeypatch):
    monkeypatch.setenv("DULY_WINGS", "casework")

    assert why_not_here(["judge", "--inputs", "folder"]) == ""
    assert why_not_here(["judge", "--week", "2026-W45"]).startswith("There is no payments office here")


def test_every_command_of_a_wing_is_one():
    known = {one.name for one in (*app.registered_commands, *app.registered_groups)}

    assert {name for commands in OF.values() for name in commands} <= known
