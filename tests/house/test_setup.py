"""Setting up: what cannot be used is refused in one sentence, and the lock names no address."""

import os
import re
import subprocess
import sys
import tomllib

import pytest

from tests.house.plan import ROOT
from tools import bootstrap, browser


@pytest.fixture
def without_browser(monkeypatch, tmp_path):
    """A machine on which no Chromium is found, and none can be installed."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    monkeypatch.delenv("DULY_CHROMIUM", raising=False)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(browser, "install", lambda: None)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_a_supported_python_is_used(version):
    assert bootstrap.why_not_python(version) == ""


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 15)])
def test_another_python_is_refused_in_a_sentence(version):
    assert bootstrap.why_not_python(version).startswith("Duly needs Python 3.11 to 3.14, and python3 here is 3.")


def test_the_pythons_of_set_up_are_those_of_the_project():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]

    assert wanted == f">={bootstrap.OLDEST[0]}.{bootstrap.OLDEST[1]},<{bootstrap.NEWEST[0]}.{bootstrap.NEWEST[1] + 1}"


def test_a_user_without_venv_is_told_the_command(monkeypatch):
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)

    with pytest.raises(SystemExit) as stopped:
        bootstrap.make_venv()

    assert (
        stopped.value.code == "duly: This Python cannot make environments: as root, run 'apt-get install -y python3-venv', then this again."
    )


def test_root_without_venv_installs_it(monkeypatch):
    ran = []
    monkeypatch.setattr(bootstrap.os, "geteuid", lambda: 0)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(bootstrap.subprocess, "run", lambda command, **_: ran.append(command) or subprocess.CompletedProcess(command, 0))

    bootstrap.add_debian_venv()

    assert [command[:2] for command in ran] == [["apt-get", "update"], ["apt-get", "install"]]
    assert ran[1][-1] == "python3-venv"


def test_a_linked_environment_is_left_alone(monkeypatch, tmp_path):
    (tmp_path / "theirs").mkdir()
    (tmp_path / ".venv").symlink_to(tmp_path / "theirs")
    monkeypatch.setattr(bootstrap, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / ".venv" / "duly-stamp")

    bootstrap.main()

    assert list((tmp_path / "theirs").iterdir()) == []


def test_setting_up_twice_does_nothing_the_second_time(monkeypatch, tmp_path):
    did = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "duly-stamp")
    for step in ("make_venv", "install", "join"):
        monkeypatch.setattr(bootstrap, step, lambda step=step: did.append(step))

    bootstrap.main()
    bootstrap.main()

    assert did == ["make_venv", "install", "join"]


def test_only_what_has_changed_is_done_again(monkeypatch, tmp_path):
    did = []
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    monkeypatch.setattr(bootstrap, "STAMP", tmp_path / "duly-stamp")
    monkeypatch.setattr(bootstrap, "works", lambda python: True)
    for step in ("make_venv", "install", "join"):
        monkeypatch.setattr(bootstrap, step, lambda step=step: did.append(step))
    (tmp_path / "duly-stamp").write_text(bootstrap.stamp().split("\n")[0] + "\nanother lock", encoding="utf-8")

    bootstrap.main()

    assert did == ["install", "join"]


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-peers.lock", "tools/uv.lock.txt"])
def test_a_lock_has_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", text.strip())

    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r"https?:|--index|--find-links|file:", text) == []


def test_the_locks_hold_everything_the_project_names():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]

    assert names([*project["project"]["dependencies"], *groups["dev"]]) - locked("requirements.lock").keys() == set()
    assert names(groups["peers"]) - locked("requirements-peers.lock").keys() == set()


def test_what_both_locks_hold_they_hold_alike():
    ours, peers = locked("requirements.lock"), locked("requirements-peers.lock")

    assert {name: peers[name] for name in ours.keys() & peers.keys()} == {name: ours[name] for name in ours.keys() & peers.keys()}


def names(lines: list[str]) -> set[str]:
    return {re.match(r"[\w-]+", line)[0].lower() for line in lines}


def locked(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w-]+)==(\S+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def test_set_up_needs_nothing_but_the_standard_library():
    for tool in ("bootstrap", "browser"):
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", f"import runpy; runpy.run_path('tools/{tool}.py')"], cwd=ROOT, capture_output=True
        )

        assert done.returncode == 0, done.stderr.decode()


def test_what_python_compiled_is_kept_by_every_process_of_the_suite():
    """Whatever the machine's own habit: a hundred processes are started, and most of a second or two of each would go into compiling it all again."""
    asked = "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True).stdout

    assert said.strip() == f"False {os.environ['PYTHONPYCACHEPREFIX']}"


def test_a_browser_that_is_named_and_starts_is_used(monkeypatch, tmp_path):
    chromium = tmp_path / "chromium"
    chromium.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    chromium.chmod(0o755)
    monkeypatch.setenv("DULY_CHROMIUM", str(chromium))

    assert browser.find() == str(chromium)


def test_a_browser_that_does_not_start_is_not_used(monkeypatch, tmp_path):
    chromium = tmp_path / "chromium"
    chromium.write_text("#!/bin/sh\necho a library is missing >&2; exit 127\n", encoding="utf-8")
    chromium.chmod(0o755)
    monkeypatch.setenv("DULY_CHROMIUM", str(chromium))

    assert browser.find() is None


def test_playwrights_own_browser_is_found(without_browser, tmp_path):
    kept = tmp_path / "chromium_headless_shell-1200" / "chrome-linux"
    kept.mkdir(parents=True)
    (kept / "headless_shell").write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    (kept / "headless_shell").chmod(0o755)

    assert browser.find() == str(kept / "headless_shell")


def test_without_a_browser_the_tests_not_run_are_named_with_what_mends_it(without_browser, capsys):
    assert browser.main() == 0

    said = capsys.readouterr().out
    assert "NOT RUN" in said
    assert "src/duly/ui/tests/test_gallery.py" in said
    assert browser.MENDED_BY in said


def test_without_a_browser_it_fails_under_ci(without_browser, monkeypatch):
    monkeypatch.setenv("CI", "true")

    assert browser.main() == 1
