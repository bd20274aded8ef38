"""The program itself: over the network, killed, raced, and asked badly."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from duly.primitives.note import Verifier, cosigned_at
from duly.witness.tests.growing import Log

SOURCE = str(Path(__file__).resolve().parents[3])
DIES_ONCE_IT_IS_KEPT = """
import os, signal
from contextlib import contextmanager
from duly.witness import store
whole = store.Store.whole
@contextmanager
def then_die(self):
    before = self._db.total_changes
    with whole(self):
        yield
    if self._db.total_changes > before:
        os.kill(os.getpid(), signal.SIGKILL)
store.Store.whole = then_die
from duly.witness.__main__ import main
main()
"""


class Running:
    """A witness in a process of its own, in a folder of its own."""

    def __init__(self, folder: Path, log: Log):
        self.folder, self.log = folder, log
        self.trust = ("--trust", log.signer.verifier_key())
        self.process: subprocess.Popen | None = None

    def start(self, *how: str) -> "Running":
        (self.folder / "address").unlink(missing_ok=True)
        arguments = ["--store", str(self.folder), *self.trust]
        self.process = subprocess.Popen(
            [sys.executable, *(how or ("-m", "duly.witness")), *arguments],
            env={**os.environ, "PYTHONPATH": SOURCE},
            stderr=subprocess.DEVNULL,
        )
        ends = time.monotonic() + 20
        while not (self.folder / "address").exists():
            assert self.process.poll() is None
            assert time.monotonic() < ends
            time.sleep(0.02)
        return self

    @property
    def netloc(self) -> str:
        return urlsplit((self.folder / "address").read_text().strip()).netloc

    def post(self, path: str, body: bytes) -> tuple[int, str]:
        connection = http.client.HTTPConnection(self.netloc, timeout=10)
        try:
            connection.request("POST", path, body)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def raw(self, *parts: bytes) -> bytes:
        host, port = self.netloc.split(":")
        with socket.create_connection((host, int(port)), timeout=15) as connection:
            for part in parts:
                connection.sendall(part)
            connection.shutdown(socket.SHUT_WR)
            found = b""
            while more := connection.recv(65536):
                found += more
        return found

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def running(tmp_path, log):
    found = Running(tmp_path / "store", log)
    found.folder.mkdir(mode=0o700)
    yield found
    found.kill()


def test_its_own_key_is_made_once_and_is_for_its_user_alone(running):
    key = running.start().folder / "key"
    first = key.read_text()
    mode = key.stat().st_mode & 0o777
    running.kill()

    running.start()

    assert mode == 0o600
    assert key.read_text() == first
    assert str(Verifier.read((running.folder / "key.pub").read_text().strip())).startswith("duly-witness-")


def test_it_says_how_far_it_has_seen(running, log):
    running.start().post("/add-checkpoint", log.asks(0))

    told = json.loads(running.raw(b"GET /health HTTP/1.0\r\n\r\n").split(b"\r\n\r\n")[1])

    assert told["status"] == "well"
    assert [(one["origin"], one["size"]) for one in told["logs"]] == [("test/log", 3)]


def test_a_size_cosigned_is_not_forgotten_when_it_is_killed_before_it_answers(running, log):
    running.start("-c", DIES_ONCE_IT_IS_KEPT)
    with pytest.raises((http.client.HTTPException, OSError)):
        running.post("/add-checkpoint", log.asks(0))
    assert running.process.wait(10) == -signal.SIGKILL
    running.start("-c", DIES_ONCE_IT_IS_KEPT)
    with pytest.raises((http.client.HTTPException, OSError)):
        running.post("/add-mark", log.mark(4).encode())

    running.start()

    assert running.post("/add-checkpoint", log.asks(0)) == (409, "3\n")
    assert running.post("/add-checkpoint", log.asks(3))[0] == 200
    assert running.post("/add-mark", log.mark(4, what="another").encode()) == (409, "4\n")


def test_of_clients_that_race_one_grows_it_and_no_two_histories_are_signed(running, log):
    other = Log(log.origin, salt="changed ").grow(60)
    other.signer = log.signer
    log.grow(57)
    running.start()
    answers: list[tuple[Log, int, int]] = []

    def push(history: Log) -> None:
        old = 0
        for size in range(1, 61):
            status, body = running.post("/add-checkpoint", history.asks(min(old, size), size))
            answers.append((history, size, status))
            old = size if status == 200 else int(body) if status == 409 else old

    racing = [threading.Thread(target=push, args=(one,)) for one in (log, other, log, other)]
    for one in racing:
        one.start()
    for one in racing:
        one.join()

    assert {status for *_, status in answers} <= {200, 400, 409, 422}
    assert len({id(history) for history, _, status in answers if status == 200}) == 1


def test_a_key_written_in_its_file_is_believed_from_then_on(running, log, tmp_path):
    known, later = tmp_path / "keys", Log("later/log").grow(2)
    running.trust = ("--trust-file", str(known), "--trust", log.signer.verifier_key(), "--origin", "an/older/name")
    running.start()
    assert running.post("/add-checkpoint", later.asks(0))[0] == 404
    assert running.post("/add-checkpoint", log.asks(0))[0] == 404

    known.write_text(f"nonsense\n{later.signer.verifier_key()}\n")

    assert running.post("/add-checkpoint", later.asks(0))[0] == 200


def test_a_line_it_signed_is_by_the_key_it_shows(running, log):
    _, line = running.start().post("/add-checkpoint", log.asks(0))

    seen = cosigned_at(log.note() + line, Verifier.read((running.folder / "key.pub").read_text().strip()))

    assert abs(seen - time.time()) < 60


@pytest.mark.parametrize(
    ("sent", "says"),
    [  # each with the status that answers it
        (b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n\r\n", b" 411 "),
        (b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", b" 411 "),
        (b"POST /add-mark HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b" 411 "),
        (b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 65537\r\n\r\n", b" 413 "),
        (b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n", b" 413 "),
        (b"GET http://[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b" 400 "),
        (b"GET /nothing HTTP/1.0\r\n\r\n", b" 404 "),
        (b"BREW /coffee HTTP/1.0\r\n\r\n", b" 501 "),
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.0\r\n\r\n", b" 414 "),
        (b"\x00 \xff HTTP/x\r\n\r\n", b"Bad request"),
    ],
)
def test_what_is_no_fit_request_is_refused(ready, sent, says):
    assert says in ready.raw(sent).split(b"\r\n")[0]


def test_it_runs_from_the_files_its_keeper_is_told_to_copy(tmp_path):
    guide = (Path(SOURCE).parent / "docs" / "witness.md").read_text(encoding="utf-8")
    copies = [
        line.replace("/usr/local/lib/duly-witness", str(tmp_path)) for line in guide.splitlines() if line.startswith(("mkdir ", "cp "))
    ]
    subprocess.run(" && ".join(copies), shell=True, check=True, cwd=Path(SOURCE).parent)

    done = subprocess.run(
        [sys.executable, "-m", "duly.witness", "--help"],
        env={"PYTHONPATH": str(tmp_path / "src")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert "--trust VERIFIER_KEY" in done.stdout


def test_it_takes_nothing_of_dulys_but_hashes_and_notes():
    taken = {
        line.split()[1]
        for file in (Path(SOURCE) / "duly" / "witness").glob("*.py")
        for line in file.read_text().splitlines()
        if line.startswith("from duly.")
    }

    assert {one for one in taken if not one.startswith("duly.witness")} == {"duly.primitives.merkle", "duly.primitives.note"}


def test_a_request_cut_short_is_not_acted_on(ready):
    assert ready.raw(b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nold 0\n") == b""


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    found = Running(tmp_path_factory.mktemp("store"), Log().grow(3)).start()
    yield found
    found.kill()
