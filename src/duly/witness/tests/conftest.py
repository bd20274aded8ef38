"""A log, and a witness that believes it."""

import pytest

from duly.primitives.note import Signer
from duly.witness.answers import Witness
from duly.witness.store import Store
from duly.witness.tests.growing import Log


@pytest.fixture
def log() -> Log:
    return Log().grow(3)


@pytest.fixture
def signer() -> Signer:
    return Signer.new("test/witness")


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "witness.sqlite3")
    yield store
    store.close()


@pytest.fixture
def witness(store, signer, log) -> Witness:
    return Witness(store, signer, lambda: {log.origin: [log.signer.verifier_key()]}, clock=lambda: 1_800_000_000)


@pytest.fixture
def post(witness):
    """Sends a request. Gives the status and the body."""

    def send(path: str, body: str | bytes) -> tuple[int, str]:
        answer = witness.answer("POST", path, {}, body.encode() if isinstance(body, str) else body)
        return answer.status, answer.body

    return send
