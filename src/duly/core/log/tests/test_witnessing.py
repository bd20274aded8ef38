"""Asking a witness: what it signs is held to its key, and whatever else happens is one sentence."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from duly.core.log import witnessing
from duly.core.log.witnessing import BESIDE, Conflict, Mark, MarkRefused, WitnessAt, WitnessFault, unprotected, witness_beside, witnesses
from duly.machine.home import Home
from duly.primitives.note import Signer, cosigned_at
from duly.witness.tests.growing import Log


@pytest.fixture(scope="module")
def log() -> Log:
    return Log().grow(3)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    return Home(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def witness(log, home):
    with witness_beside(log.signer.verifier_key(), home) as found:
        yield found


def answering(status: int, body: bytes):
    """A server that answers everything in one way. Gives a witness's address there, and what stops it."""

    class Always(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST

        def log_message(self, *_): ...

    server = HTTPServer(("127.0.0.1", 0), Always)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return WitnessAt(f"http://127.0.0.1:{server.server_address[1]}", Signer.new("w").witness_key()), server.shutdown


def test_a_checkpoint_is_cosigned_and_a_wrong_size_is_told(witness, log):
    line = witness.add_checkpoint(0, (), log.note())

    assert cosigned_at(log.note() + line, witness.verifier)
    assert witness.add_checkpoint(0, (), log.note()) == Conflict(3)
    log.grow(5)
    assert cosigned_at(log.note() + witness.add_checkpoint(3, log.proof(3), log.note()), witness.verifier)


def test_marks_are_kept_and_read_back(witness, log):
    assert witness.high_water(log.origin, "bank file") is None
    for number in (1, 2, 3, 5):
        witness.keep_mark(log.mark(number, pence=number * 100))
    witness.keep_mark(log.mark(5, pence=500))

    assert [(mark.number, mark.pence) for mark in witness.marks(log.origin, "bank file")] == [(1, 100), (2, 200), (3, 300), (5, 500)]
    assert [mark.number for mark in witness.marks(log.origin, "bank file", 3)] == [5]
    assert witness.high_water(log.origin, "bank file") == Mark(5, log.mark(5).split("\n")[4], 500)


def test_a_mark_that_may_not_be_is_refused_with_the_highest_number(witness, log):
    witness.keep_mark(log.mark(9, name="another row"))

    with pytest.raises(MarkRefused, match="a higher one: 9") as refused:
        witness.keep_mark(log.mark(9, name="another row", pence=1))

    assert refused.value.highest == 9


def test_a_witness_that_does_not_know_us_says_so(witness):
    stranger = Log("another/log").grow()

    for ask in (
        lambda: witness.add_checkpoint(0, (), stranger.note()),
        lambda: witness.keep_mark(stranger.mark(1)),
        lambda: witness.marks("another/log", "bank file"),
    ):
        with pytest.raises(WitnessFault, match="refused with 404: No such log is known here"):
            ask()


@pytest.mark.parametrize(("status", "body"), [(200, b""), (200, b"\xff"), (200, b"x" * 3000), (409, b"many"), (500, b"oh"), (302, b"")])
def test_whatever_else_is_answered_is_a_fault_in_a_sentence(log, status, body):
    strange, stop = answering(status, body)

    try:
        for ask in (
            lambda: strange.add_checkpoint(0, (), log.note()),
            lambda: strange.keep_mark(log.mark(1)),
            lambda: strange.keep_key(log.hands_over_to(log.signer)),
            lambda: strange.high_water(log.origin, "bank file"),
        ):
            with pytest.raises(WitnessFault, match=r"^The witness w .+\.|: "):
                ask()
    finally:
        stop()


def test_what_another_signed_is_not_taken_for_the_witnesss(witness, log):
    impostor = WitnessAt(witness.url, Signer.new(witness.name).witness_key())

    with pytest.raises(WitnessFault, match="something else than its cosignature"):
        impostor.add_checkpoint(witness.add_checkpoint(0, (), log.note()).size, (), log.note())
    with pytest.raises(WitnessFault, match="without its signature"):
        impostor.keep_mark(log.mark(1, name="impostor"))


def test_a_witness_that_is_silent_is_not_waited_for_long(log, monkeypatch):
    monkeypatch.setattr(witnessing, "PATIENCE_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        never = WitnessAt(f"http://127.0.0.1:{silent.getsockname()[1]}", Signer.new("w").witness_key())

        with pytest.raises(WitnessFault, match="did not answer within"):
            never.add_checkpoint(0, (), log.note())
        assert "did not answer" in never.why_not_well()


def test_a_witness_that_is_gone_cannot_be_reached(log):
    gone, stop = answering(200, b"")
    stop()
    nobody = WitnessAt("http://127.0.0.1:1", gone.verifier_key)

    with pytest.raises(WitnessFault, match=r"cannot be reached at http://127\.0\.0\.1:1"):
        nobody.keep_mark(log.mark(1))


def test_a_new_key_is_believed_when_both_sign(home, tmp_path):
    log, new = Log().grow(2), Signer.new("test/log")
    with witness_beside(log.signer.verifier_key(), Home(tmp_path)) as witness:
        witness.keep_key(log.hands_over_to(new))

        assert isinstance(witness.add_checkpoint(0, (), log.note(None, new)), str)
        with pytest.raises(WitnessFault, match="403"):
            witness.keep_key(log.hands_over_to(Signer.new("test/log")))


def test_one_beside_is_used_again_while_it_runs_and_gone_afterwards(tmp_path):
    home, log = Home(tmp_path), Log()
    with witness_beside(log.signer.verifier_key(), home) as first, witness_beside("not looked at", home) as second:
        assert first == second
        assert first.beside
        assert first.why_not_well() == ""

    assert first.why_not_well().startswith("The witness")
    assert "not yet protection" in BESIDE


def test_a_checkpoint_that_only_a_witness_beside_has_cosigned_is_said_to_protect_nobody(monkeypatch):
    beside, audit = Signer.new("beside").witness_key(), Signer.new("audit").witness_key()
    monkeypatch.setenv("DULY_WITNESS", f"http://127.0.0.1:9 {beside}, https://audit.example {audit}")

    assert unprotected(["beside"]) == BESIDE
    assert unprotected(["beside", "audit"]) == ""
    assert unprotected([]) == ""


def test_the_setting_names_witnesses(monkeypatch, tmp_path):
    one, two = Signer.new("audit").witness_key(), Signer.new("county").witness_key()
    monkeypatch.setenv("DULY_HOME", str(tmp_path))
    monkeypatch.delenv("DULY_WITNESS", raising=False)
    assert witnesses() == ()

    monkeypatch.setenv("DULY_WITNESS", f"https://audit.example/w {one}, https://county.example {two}")

    assert [(found.name, found.beside) for found in witnesses()] == [("audit", False), ("county", False)]


@pytest.mark.parametrize(
    "setting", ["https://audit.example", "audit.example KEY", "https://audit.example nonsense", "https://audit.example LOG"]
)
def test_a_setting_that_cannot_be_understood_is_refused(monkeypatch, setting):
    monkeypatch.setenv("DULY_WITNESS", setting.replace("KEY", Signer.new("w").witness_key()).replace("LOG", Signer.new("l").verifier_key()))

    with pytest.raises(ValueError, match=r"."):
        witnesses()
