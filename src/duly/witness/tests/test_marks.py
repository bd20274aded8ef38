"""The numbers of bank files only grow, and what was marked under one is never another thing."""

import pytest

from duly.primitives.note import LOG, Signer, Verifier, opened, sign
from duly.witness.answers import Witness
from duly.witness.tests.growing import Log


@pytest.fixture
def marks(witness, signer):
    """The signed list of marks, as lines."""

    def ask(**query: str) -> list[str]:
        answer = witness.answer("GET", "/marks", {"origin": "test/log", "name": "bank file"} | query, b"")
        assert answer.status == 200, answer.body
        text, _ = opened(answer.body, [Verifier(signer.name, signer.witness().public, LOG)])
        return text.splitlines()

    return ask


def test_a_mark_is_kept_and_signed_for(post, log, signer, marks):
    status, receipt = post("/add-mark", log.mark(7))

    assert status == 200
    assert opened(receipt, [signer.verifier()])[0] == log.mark(7).split("\n\n")[0] + "\n"
    assert marks(asked="abc-123")[3:7] == ["0", "asked abc-123", "at 1800000000", "highest 7"]
    assert marks()[7].startswith("7 ")
    assert marks()[7].endswith(" 12345")


def test_the_same_mark_again_is_kept(post, log):
    first = post("/add-mark", log.mark(7))
    post("/add-mark", log.mark(8))

    assert post("/add-mark", log.mark(7)) == first


def test_a_number_kept_is_never_another_thing(post, log):
    post("/add-mark", log.mark(7))

    assert post("/add-mark", log.mark(7, what="another")) == (409, "7\n")
    assert post("/add-mark", log.mark(7, pence=1)) == (409, "7\n")


def test_a_lower_number_is_refused(post, log):
    post("/add-mark", log.mark(7))

    assert post("/add-mark", log.mark(6)) == (409, "7\n")
    assert post("/add-mark", log.mark(6, name="another row"))[0] == 200


def test_a_mark_of_a_strangers_key_is_forbidden(post, log):
    assert post("/add-mark", log.mark(1, signer=Signer.new(log.origin)))[0] == 403
    assert post("/add-mark", Log("another/log").mark(1))[0] == 404


def test_marks_page_on_by_number(post, log, marks):
    for number in (1, 2, 5):
        post("/add-mark", log.mark(number))

    assert [line.split()[0] for line in marks(after="1")[7:]] == ["2", "5"]
    assert marks(after="9")[6:] == ["highest 5"]


@pytest.mark.parametrize(
    "text",
    [
        "duly mark v1\ntest/log\nbank file\n1\n{sha256}\n",
        "duly mark v1\ntest/log\nbank file\n01\n{sha256}\n5\n",
        "duly mark v1\ntest/log\nbank file\n1\nABC\n5\n",
        "duly mark v1\ntest/log\nbank file\n1\n{sha256}\n5.00\n",
        "duly mark v1\ntest/log\n<bank file>\n1\n{sha256}\n5\n",
        "duly mark v2\ntest/log\nbank file\n1\n{sha256}\n5\n",
    ],
)
def test_a_malformed_mark_is_refused(post, log, text):
    assert post("/add-mark", sign(text.format(sha256="a" * 64), log.signer))[0] == 400


@pytest.mark.parametrize("query", [{"name": ""}, {"after": "x"}, {"after": "-1"}, {"asked": "two words"}, {"asked": "a" * 101}])
def test_a_malformed_question_is_refused(witness, query):
    assert witness.answer("GET", "/marks", {"origin": "test/log", "name": "bank file"} | query, b"").status == 400


def test_marks_of_a_log_nobody_named_are_not_found(witness):
    assert witness.answer("GET", "/marks", {"origin": "another/log", "name": "bank file"}, b"").status == 404


def test_marks_are_told_of_a_log_that_has_taken_another_name_since(store, signer, log, witness):
    witness.answer("POST", "/add-mark", {}, log.mark(7).encode())
    later = Witness(store, signer, lambda: {"test/log/epoch-2": [Signer.new("test/log/epoch-2").verifier_key()]})

    assert "highest 7" in later.answer("GET", "/marks", {"origin": log.origin, "name": "bank file"}, b"").body
    assert later.answer("GET", "/marks", {"origin": "test/log/epoch-2", "name": "bank file"}, b"").status == 200
    assert later.answer("POST", "/add-mark", {}, log.mark(8).encode()).status == 404
