"""A checkpoint is cosigned when everything the last one held is still there, and otherwise answered as C2SP tlog-witness says."""

import pytest

from duly.primitives.merkle import EMPTY_ROOT
from duly.primitives.note import Checkpoint, Signer, cosigned_at, sign
from duly.witness.answers import SIZE, Witness
from duly.witness.tests.growing import Log


def test_growth_is_cosigned(post, log, signer):
    for size in (1, 2, 3, 40, 41, 300):
        old, _ = log.size, log.grow(max(0, size - log.size))
        before = {1: 0, 2: 1, 3: 2, 40: 3, 41: 40, 300: 41}[size]

        status, line = post("/add-checkpoint", log.asks(before, size))

        assert status == 200, (old, line)
        assert cosigned_at(log.note(size) + line, signer.witness()) == 1_800_000_000


def test_the_same_checkpoint_again_is_cosigned_again(post, log):
    first = post("/add-checkpoint", log.asks(0))

    assert post("/add-checkpoint", log.asks(3)) == first


def test_an_empty_log_is_cosigned(post, log):
    assert post("/add-checkpoint", log.asks(0, 0))[0] == 200
    assert post("/add-checkpoint", log.asks(0, 0, note=sign(Checkpoint(log.origin, 0, b"x" * 32).text(), log.signer)))[0] == 409


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"old",
        b"old 1\n",
        b"old 01\n\nnote",
        b"old -1\n\nnote",
        b"old 1\nnot base64\n\nnote",
        b"old 1\nAAAA\n\nnote",
        b"\xff\xfe",
        b"old 1\n\ntest/log\nmany\nroot\n\n",
        b"old 0\n" + b"A" * 43 + b"=\n" * 64 + b"\n",
        b"new 1\n\ntest/log",
    ],
)
def test_what_is_malformed_is_refused(post, body):
    assert post("/add-checkpoint", body)[0] == 400


def test_an_old_size_above_the_checkpoints_is_malformed(post, log):
    assert post("/add-checkpoint", log.asks(2, 1, proof=()))[0] == 400


def test_more_proof_than_any_tree_needs_is_malformed(post, log):
    assert post("/add-checkpoint", log.asks(0, proof=(EMPTY_ROOT,) * 64))[0] == 400


def test_a_log_nobody_named_is_not_found(post):
    assert post("/add-checkpoint", Log("another/log").grow().asks(0))[0] == 404


def test_a_checkpoint_of_a_strangers_key_is_forbidden(post, log):
    stranger = Signer.new(log.origin)

    assert post("/add-checkpoint", log.asks(0, note=log.note(None, stranger)))[0] == 403
    assert post("/add-checkpoint", log.asks(0, note=log.note().split("\n\n")[0] + "\n\n"))[0] == 403


def test_a_strangers_signature_beside_the_logs_is_passed_over(post, log):
    assert post("/add-checkpoint", log.asks(0, note=log.note(None, Signer.new("elsewhere"), log.signer)))[0] == 200


def test_a_client_that_believes_another_size_is_told_ours(witness, log):
    witness.answer("POST", "/add-checkpoint", {}, log.asks(0))

    for old, size in ((0, 3), (2, 3), (1, 2)):
        answer = witness.answer("POST", "/add-checkpoint", {}, log.asks(old, size))
        assert (answer.status, answer.body, answer.kind) == (409, "3\n", SIZE)


def test_another_root_at_the_same_size_conflicts(post, log):
    post("/add-checkpoint", log.asks(0))
    other = Log(log.origin, salt="changed ").grow(3)
    other.signer = log.signer

    assert post("/add-checkpoint", other.asks(3)) == (409, "3\n")


def test_a_history_rewritten_under_the_same_key_is_not_cosigned(post, log):
    post("/add-checkpoint", log.asks(0))
    other = Log(log.origin, salt="changed ").grow(9)
    other.signer = log.signer

    assert post("/add-checkpoint", other.asks(3))[0] == 422
    assert post("/add-checkpoint", other.asks(3, proof=log.grow(6).proof(3)))[0] == 422
    assert post("/add-checkpoint", log.asks(3))[0] == 200


def test_a_proof_that_is_missing_or_too_much_does_not_verify(post, log):
    assert post("/add-checkpoint", log.asks(0, proof=(EMPTY_ROOT,)))[0] == 422
    post("/add-checkpoint", log.asks(0))
    log.grow(4)

    assert post("/add-checkpoint", log.asks(3, proof=()))[0] == 422
    assert post("/add-checkpoint", log.asks(3, proof=(*log.proof(3), EMPTY_ROOT)))[0] == 422


def test_a_database_put_back_to_yesterday_is_seen(post, log):
    yesterday = log.asks(0, 2)
    post("/add-checkpoint", log.asks(0))

    assert post("/add-checkpoint", yesterday) == (409, "3\n")


def test_what_is_kept_of_a_day_is_its_last_checkpoint(store, signer, log):
    days = iter([1_800_000_000, 1_800_000_100, 1_800_090_000, 1_800_000_200])
    witness = Witness(store, signer, lambda: {log.origin: [log.signer.verifier_key()]}, clock=lambda: next(days))
    for old in range(4):
        log.grow(1 if old == 3 else 0)
        assert witness.answer("POST", "/add-checkpoint", {}, log.asks(old, old + 1)).status == 200

    assert store.latest(log.origin).size == 4  # the clock went back a day, and nothing larger was forgotten


def test_a_handed_over_key_is_believed_and_the_old_one_no_longer(post, log):
    post("/add-checkpoint", log.asks(0))
    old, new = log.signer, Signer.new(log.origin)

    assert post("/add-key", log.hands_over_to(new))[0] == 200
    assert post("/add-key", log.hands_over_to(new))[0] == 200  # said again, when the answer was lost
    log.grow()

    assert post("/add-checkpoint", log.asks(3, note=log.note(None, old)))[0] == 403
    assert post("/add-checkpoint", log.asks(3, note=log.note(None, old, new)))[0] == 200


def test_a_new_key_signed_by_one_of_the_two_only_is_not_believed(post, log):
    new = Signer.new(log.origin)

    assert post("/add-key", log.hands_over_to(new, log.signer))[0] == 403
    assert post("/add-key", log.hands_over_to(new, new))[0] == 403
    assert post("/add-checkpoint", log.asks(0, note=log.note(None, new)))[0] == 403


def test_a_key_that_has_handed_over_is_not_handed_to_again(post, log):
    old, new = log.signer, Signer.new(log.origin)
    post("/add-key", log.hands_over_to(new))
    log.signer = new

    assert post("/add-key", log.hands_over_to(old, new, old))[0] == 403
    assert post("/add-checkpoint", log.asks(0))[0] == 200


def test_an_operator_may_name_a_new_key_instead(store, signer, log):
    new = Signer.new(log.origin)
    witness = Witness(store, signer, lambda: {log.origin: [new.verifier_key()]})

    assert witness.answer("POST", "/add-checkpoint", {}, log.asks(0)).status == 403
    assert witness.answer("POST", "/add-checkpoint", {}, log.asks(0, note=log.note(None, new))).status == 200


@pytest.mark.parametrize(
    "text", ["", "duly key v1\ntest/log\n", "duly key v2\ntest/log\nx\n", "duly key v1\ntest/log\nx\n", "duly key v1\ntest/log\nx\ny\n"]
)
def test_a_malformed_handing_over_is_refused(post, log, text):
    assert post("/add-key", sign(text or "\n", log.signer))[0] == 400
