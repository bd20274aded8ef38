"""The home's own PostgreSQL: closed to others, and up again after every kind of killing."""

import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from duly.machine.fault import MachineFault
from duly.machine.leftovers import living_in
from duly.machine.postgres import EmbeddedPostgres
from duly.machine.tests.tools import ask, eventually, postmaster


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def as_postgres_runs(home):
    """Options to start a process as the server's user: PostgreSQL believes only its own user's processes."""
    return {"user": home.postgres.stat().st_uid} if os.geteuid() == 0 else {}


def test_a_wrong_password_is_refused(server):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.superuser_dsn(), password="guess")


def test_no_password_is_refused(server):
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(host=str(server.home.socket), user="duly_superuser", dbname="postgres")


def test_passwords_are_kept_by_scram(server):
    assert ask(server, "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = 'duly_superuser'")


def test_no_tcp_port_is_open(server):
    pids = {str(pid) for pid in living_in(server.home.postgres)}
    sockets = set()
    for pid in pids:
        with suppress(FileNotFoundError):  # a worker of the server's own may end while it is looked at
            sockets |= {os.readlink(f"/proc/{pid}/fd/{number}") for number in os.listdir(f"/proc/{pid}/fd")}
    listening = {
        f"socket:[{line.split()[9]}]"
        for table in ("/proc/net/tcp", "/proc/net/tcp6")
        if os.path.exists(table)
        for line in Path(table).read_text().splitlines()[1:]
    }

    assert sockets
    assert not sockets & listening


def test_data_and_socket_are_private_to_the_user_that_runs_postgres(server):
    user = os.stat(f"/proc/{postmaster(server.home)}").st_uid

    for folder in (server.home.postgres, server.home.socket):
        assert mode(folder) == 0o700
        assert folder.stat().st_uid == user
    assert mode(server.home.credentials) == 0o600
    assert user != 0


def test_the_cluster_is_utf8_builtin_c_with_checksums_and_utc(server):
    found = ask(
        server,
        """SELECT concat_ws(' ', pg_encoding_to_char(encoding), datlocprovider, datlocale,
                  current_setting('data_checksums'), current_setting('timezone'))
             FROM pg_database WHERE datname = 'template1'""",
    )

    assert found == "UTF8 b C.UTF-8 on UTC"


def test_a_refused_row_leaves_no_values_in_the_log(server):
    with pytest.raises(psycopg.errors.CheckViolation):
        ask(server, "CREATE TABLE t (n int CONSTRAINT small CHECK (n < 5)); INSERT INTO t VALUES (12345678)")

    log = (server.home.logs / "postgresql.log").read_text()

    assert "small" in log
    assert "12345678" not in log


def test_postgres_programs_beside_the_server_work(server):
    dumped = server.programs.run("pg_dump", "--schema-only", server.superuser_dsn())

    assert dumped.returncode == 0
    assert "PostgreSQL database dump complete" in dumped.stdout


def test_killing_the_postmaster_loses_nothing_committed(home):
    with EmbeddedPostgres.running(home) as server:
        ask(server, "CREATE TABLE kept AS SELECT 42 AS answer")
        os.kill(postmaster(home), signal.SIGKILL)
        assert eventually(lambda: not server.alive())

        server.revive()

        assert ask(server, "SELECT answer FROM kept") == 42


def test_a_server_that_is_ending_and_answers_nobody_is_started_again_once_it_has_ended(home, monkeypatch):
    with EmbeddedPostgres.running(home) as server:
        ended = server._process
        asked = []

        def ends_when_asked_again():
            asked.append(ended.poll())
            if len(asked) == 2:
                os.kill(postmaster(home), signal.SIGKILL)
            return False

        with monkeypatch.context() as patched:
            patched.setattr(server, "alive", ends_when_asked_again)
            assert not server._still_serving(10)
        server.revive()

        assert asked[0] is None
        assert ask(server, "SELECT 42") == 42


def test_killing_the_command_stops_the_server_and_the_next_command_starts_it(home, command):
    killed = command()
    assert killed.said().startswith("ready")

    killed.kill()

    assert eventually(lambda: not living_in(home.postgres), seconds=5)
    following = command()
    assert following.said().startswith("ready")
    assert following.left() == 0


def test_a_command_started_while_the_killed_ones_server_is_still_leaving_waits_for_it(home, command):
    killed = command()
    killed.said()
    leaving = postmaster(home)
    os.kill(leaving, signal.SIGSTOP)  # as a long checkpoint would, this keeps it from leaving at once
    killed.kill()

    following = command()

    with pytest.raises(subprocess.TimeoutExpired):
        following.process.wait(1)
    assert postmaster(home) == leaving
    os.kill(leaving, signal.SIGCONT)
    assert following.said().startswith("ready")
    assert following.left() == 0


def test_a_terminated_command_stops_the_server(home, command):
    terminated = command()
    terminated.said()

    terminated.process.terminate()

    assert eventually(lambda: not living_in(home.postgres), seconds=5)


def test_leftover_lock_files_naming_a_living_stranger_do_not_stop_a_start(home, command):
    first = command()
    first.said()
    os.kill(postmaster(home), signal.SIGSTOP)  # so that it cannot tidy up when its command is killed
    pid_file = (home.postgres / "postmaster.pid").read_text()
    os.kill(postmaster(home), signal.SIGKILL)
    first.kill()
    stranger = subprocess.Popen(["sleep", "60"], **as_postgres_runs(home))
    (home.postgres / "postmaster.pid").write_text(pid_file.replace(pid_file.split()[0], str(stranger.pid), 1))
    (home.socket / ".s.PGSQL.5432.lock").write_text(f"{stranger.pid}\n")

    following = command()

    assert following.said().startswith("ready")
    assert following.left() == 0
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_zombies_number_in_the_lock_file_does_not_stop_a_start(home, command):
    first = command()
    first.said()
    assert first.left() == 0
    zombie = subprocess.Popen(["true"], **as_postgres_runs(home))
    assert eventually(lambda: " Z " in Path(f"/proc/{zombie.pid}/stat").read_text())
    (home.postgres / "postmaster.pid").write_text(f"{zombie.pid}\n{home.postgres}\n1\n5432\n{home.socket}\n\n0 0\n")

    following = command()

    assert following.said().startswith("ready")
    assert following.left() == 0
    zombie.wait()


def test_a_killed_initdb_leaves_a_home_that_starts(home, command):
    killed = command()
    assert eventually(lambda: list(home.root.glob(".making-postgres-*/data/global")))
    killed.kill()
    assert not home.postgres.exists()

    following = command()

    assert following.said().startswith("ready")
    assert not list(home.root.glob(".making-*"))
    assert following.left() == 0


def test_two_commands_share_one_server_and_the_first_waits_for_the_second(home, command):
    first = command()
    first.said()
    second = command()
    second.said()
    server = postmaster(home)

    first.leave()

    with pytest.raises(subprocess.TimeoutExpired):
        first.process.wait(0.5)
    assert postmaster(home) == server
    assert second.left() == 0
    assert first.process.wait(10) == 0
    assert not living_in(home.postgres)


def test_commands_started_together_share_one_server(home, command):
    together = [command() for _ in range(4)]

    said = [one.said() for one in together]
    assert [words for words in said if not words.startswith("ready")] == []

    assert all(one.process.stdin.close() is None for one in together)
    assert [one.process.wait(20) for one in together] == [0, 0, 0, 0]
    assert not living_in(home.postgres)


def test_a_server_that_cannot_start_says_its_last_words(home):
    server = EmbeddedPostgres(home)
    server.start()
    server.stop()
    with (home.postgres / "postgresql.auto.conf").open("a") as settings:
        settings.write("shared_buffers = 'plenty'\n")
    began = time.monotonic()

    with pytest.raises(MachineFault, match=r"ended while starting; its log ends: .*contains errors"):
        server.start()

    assert time.monotonic() - began < 10


def test_a_server_that_does_not_answer_in_time_is_stopped_again(home):
    with pytest.raises(MachineFault, match="did not answer within 0 s; its log ends:"):
        EmbeddedPostgres(home).start(wait_seconds=0)

    assert not living_in(home.postgres)


def test_data_of_another_version_is_refused(home):
    server = EmbeddedPostgres(home)
    home.postgres.mkdir()
    (home.postgres / "PG_VERSION").write_text("17\n")

    with pytest.raises(MachineFault, match="holds data of PostgreSQL 17; this Duly runs PostgreSQL 18"):
        server.start()


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's own tests are this test")
def test_an_ordinary_user_runs_it_as_themself(home, command, ordinary):
    os.chown(home.root.parent, ordinary["user"], ordinary["group"])

    theirs = command(**ordinary)

    assert theirs.said() == f"ready as user {ordinary['user']}"
    assert os.stat(f"/proc/{postmaster(home)}").st_uid == ordinary["user"]
    assert {mode(home.root), mode(home.postgres), mode(home.socket)} == {0o700}
    assert not home.binaries.exists()
    theirs.process.kill()
    assert eventually(lambda: not living_in(home.postgres), seconds=5)
    following = command(**ordinary)
    assert following.said().startswith("ready")
    assert following.left() == 0


def test_only_the_main_thread_may_start_a_server(home):
    script = (
        "import sys, threading; from pathlib import Path; from duly.machine.home import Home\n"
        "from duly.machine.postgres import EmbeddedPostgres\n"
        "server = EmbeddedPostgres(Home(Path(sys.argv[1])))\n"
        "threading.Thread(target=server.start).start()"
    )

    done = subprocess.run([sys.executable, "-c", script, str(home.root)], capture_output=True, text=True)

    assert "can only be started from the main thread" in done.stderr
    assert not home.postgres.exists()
