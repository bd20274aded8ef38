"""`duly import` of the council's own files: looked at, replacing, undone; and which kinds may."""

import json

import pytest

from duly.cli import exits, importing
from duly.payments import flow
from duly.payments.providers.queries import provider_names


def test_every_kind_has_a_command_and_those_that_replace_are_those_the_flow_replaces():
    assert set(importing.KINDS) == set(flow.IMPORTS)
    assert set(importing.CORRECTED) == set(flow.CORRECTED)


def test_a_file_of_providers_is_looked_at_replaces_and_is_undone(people, duly, tmp_path):
    first, right = tmp_path / "providers.csv", tmp_path / "corrected.csv"
    first.write_text("provider,name\nV-97,Quilbank Care\n")
    right.write_text("provider,name\nV-97,Quillbank Care\n")
    assert duly("import", "providers", first, "--as", "tom")[0] == exits.DONE

    code, wrote, _ = duly("import", "providers", right, "--replaces", "--preview", "--as", "tom", "--json")
    assert (code, json.loads(wrote)[0]["fields"]) == (exits.DONE, "name: Quilbank Care > Quillbank Care")
    assert provider_names()["V-97"] == "Quilbank Care"

    code, wrote, _ = duly("import", "providers", right, "--replaces", "--as", "tom", "--json")
    second = json.loads(wrote)[0]["import"]
    assert (code, provider_names()["V-97"]) == (exits.DONE, "Quillbank Care")
    assert duly("import", "undo", second, "--because", "It was right.", "--as", "tom")[0] == exits.DONE
    assert provider_names()["V-97"] == "Quilbank Care"


@pytest.mark.parametrize("kind", ["bank-answers", "residential-period"])
def test_a_kind_that_never_replaces_has_no_such_option(people, duly, tmp_path, kind):
    code, wrote, said = duly("import", kind, tmp_path / "x.csv", "--replaces", "--as", "tom")

    assert (code, wrote) == (exits.USAGE, "")
    assert "--replaces" in said
