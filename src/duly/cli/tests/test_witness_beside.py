"""A practice copy runs a witness beside itself; a real installation names one elsewhere, and none is run for it."""

import pytest

from duly.cli import serving
from duly.machine.home import Home


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path)


def test_a_practice_copy_runs_one_that_believes_its_own_log(monkeypatch, home):
    monkeypatch.setattr(serving, "practice_copy", lambda: True)
    monkeypatch.delenv("DULY_WITNESS", raising=False)

    (child,) = serving.witness_beside_us(home)

    assert child.name == "witness"
    assert list(child.argv)[-6:] == [
        "-m",
        "duly.witness",
        "--store",
        str(home.root / "witness"),
        "--trust-file",
        str(home.root / "log.pub"),
    ]


@pytest.mark.parametrize(("practice", "named"), [(False, ""), (False, "https://audit.example KEY"), (True, "https://audit.example KEY")])
def test_nobody_else_does(monkeypatch, home, practice, named):
    monkeypatch.setattr(serving, "practice_copy", lambda: practice)
    monkeypatch.setenv("DULY_WITNESS", named)

    assert serving.witness_beside_us(home) == []
