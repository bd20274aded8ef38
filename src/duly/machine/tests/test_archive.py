"""The database's log kept file by file: whole or not at all, never over another, found again or refused by name."""

import gzip
import os
import subprocess
from pathlib import Path

import pytest

from duly.machine import archive
from duly.machine.archive import Segment, line_of, missing, newest_timeline, prune, segments
from duly.machine.home import Home
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.tests.tools import ask, eventually

PROGRAMS = Path(archive.__file__).parent


def keep(path: Path, folder: Path, name: str = "000000010000000000000007") -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", PROGRAMS / archive.KEEP, path, name, folder], capture_output=True, text=True)


def fetch(into: Path, *folders: Path, name: str = "000000010000000000000007") -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", PROGRAMS / archive.FETCH, name, into, *folders], capture_output=True, text=True)


def kept(folder: Path, *names: str) -> None:
    for name in names:
        (folder / f"{name}.gz").write_bytes(gzip.compress(b"x"))


def test_a_file_is_kept_whole_once_and_never_over_another(tmp_path):
    folder, file = tmp_path / "a folder's", tmp_path / "file"
    folder.mkdir()
    file.write_bytes(os.urandom(1000))
    (folder / ".making-000000010000000000000007").write_bytes(b"what a crash left")

    assert keep(file, folder).returncode == 0
    assert keep(file, folder).returncode == 0
    first = file.read_bytes()
    file.write_bytes(b"other")
    again = keep(file, folder)

    assert again.returncode == 1
    assert "is there already and holds something else" in again.stderr
    assert os.listdir(folder) == ["000000010000000000000007.gz"]
    assert gzip.decompress((folder / "000000010000000000000007.gz").read_bytes()) == first


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    (tmp_path / "file").write_bytes(b"x")

    refused = keep(tmp_path / "file", tmp_path / "gone")

    assert (refused.returncode, (tmp_path / "gone").exists()) == (1, False)
    assert "is not there" in refused.stderr


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this machine has no /dev/full")
def test_what_there_is_no_room_for_leaves_nothing_half_kept(tmp_path):
    (tmp_path / "file").write_bytes(os.urandom(100_000))
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / ".making-000000010000000000000007").symlink_to("/dev/full")

    assert keep(tmp_path / "file", tmp_path / "kept").returncode == 1
    assert os.listdir(tmp_path / "kept") == []


def test_a_file_is_fetched_from_where_it_is_whole(tmp_path):
    one, other, into = tmp_path / "one", tmp_path / "other", tmp_path / "into"
    one.mkdir()
    other.mkdir()
    assert fetch(into, one, other).returncode == 1
    (one / "000000010000000000000007.gz").write_bytes(gzip.compress(b"whole")[:-3])
    damaged = fetch(into, one, other)
    assert (damaged.returncode, "is damaged" in damaged.stderr) == (126, True)
    (other / "000000010000000000000007").write_bytes(b"whole")

    assert fetch(into, one, other).returncode == 0
    assert into.read_bytes() == b"whole"


def test_a_segment_is_named_as_postgresql_names_it():
    assert Segment.holding("0/3000028", 1).name == "000000010000000000000003"
    assert Segment.holding("1A/FF000000", 2).name == "000000020000001A000000FF"
    assert Segment.named("000000020000001A000000FF") == Segment.holding("1A/FF000000", 2)
    assert Segment.named("00000002.history") is None


def test_a_gap_is_named_and_a_restored_line_is_followed_where_it_left(tmp_path):
    kept(tmp_path, *(f"0000000100000000000000{n:02X}" for n in range(3, 8)), *(f"0000000200000000000000{n:02X}" for n in (5, 6, 8)))
    (tmp_path / "00000002.history.gz").write_bytes(gzip.compress(b"1\t0/5000100\tbefore 2026-11-22 01:00:00+00\n"))
    start = Segment(3, 1)

    assert newest_timeline(tmp_path) == 2
    assert missing(start, line_of(1, tmp_path), segments(tmp_path)) is None
    assert line_of(2, tmp_path)[1] == 0x5000100
    assert missing(start, line_of(2, tmp_path), segments(tmp_path)).name == "000000020000000000000007"
    assert prune(tmp_path, before=Segment(6, 1))[0] == 4
    assert [one.number for one in segments(tmp_path)] == [6, 6, 7, 8]


def test_a_path_is_one_word_of_the_command():
    assert archive.in_a_shell(Path('/a b/"c"/$d/50%')) == '"/a b/\\"c\\"/\\$d/50%%"'


def test_a_server_keeps_its_log_where_it_is_told_and_a_missing_disk_is_said(home, monkeypatch):
    monkeypatch.setenv(archive.SWITCH, "on")
    said = []
    with EmbeddedPostgres.running(home, say=said.append) as server:
        ask(server, "CREATE TABLE t AS SELECT 1 AS n")
        name = ask(server, "SELECT pg_walfile_name(pg_switch_wal())")
        assert eventually(lambda: (home.root / "backups" / "wal" / f"{name}.gz").exists())
    monkeypatch.setenv(archive.FOLDER, str(home.root.parent / "not there"))

    with EmbeddedPostgres.running(home, say=said.append) as server:
        assert ask(server, "SELECT n FROM t") == 1

    assert [sentence for sentence in said if "is not there: until it is" in sentence]
    assert not (home.root.parent / "not there").exists()


def test_nothing_is_kept_in_tests_that_did_not_ask(home: Home):
    with EmbeddedPostgres.running(home) as server:
        assert ask(server, "SELECT current_setting('archive_mode')") == "off"
    assert not (home.root / "backups").exists()
