"""Notes are C2SP's: its published examples are read and signed byte for byte, and nothing changed is believed."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from duly.primitives.merkle import EMPTY_ROOT
from duly.primitives.note import LOG, WITNESS, Checkpoint, Signer, Verifier, cosign, cosigned_at, opened, sign

TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNATURE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
NOTE = TEXT + "\n" + SIGNATURE
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PRIVATE = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]

SECOND_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SECOND_NOTE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)

LOGS, WITNESSES = Signer.new("council.example/log"), Signer.new("audit.example/witness")
CHECKPOINT = sign(Checkpoint("council.example/log", 12, EMPTY_ROOT).text(), LOGS)
AT = 1_790_000_000


def test_the_published_examples_are_opened():
    assert opened(NOTE, [Verifier.read(KEY)]) == (TEXT, ("PeterNeumann",))
    assert opened(SECOND_NOTE, [Verifier.read(SECOND_KEY)]) == ("This is an example message.\n", ("example.com/foo",))


def test_the_published_example_is_signed_byte_for_byte():
    signer = Signer("PeterNeumann", PRIVATE)

    assert signer.verifier_key() == KEY
    assert sign(TEXT, signer) == NOTE


def test_a_verifier_key_is_written_as_it_was_read():
    for key in (KEY, SECOND_KEY, WITNESSES.witness_key()):
        assert str(Verifier.read(key)) == key
    assert (LOGS.verifier().signs, WITNESSES.witness().signs) == (LOG, WITNESS)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "PeterNeumann",
        KEY.replace("c74f20a3", "c74f20a4"),
        KEY.replace("PeterNeumann", "Peter Neumann"),
        KEY.replace("PeterNeumann", ""),
        KEY[:-4],
        KEY.replace("ARpc", "Ahpc"),
        KEY[:-1] + "!",
        KEY + "\n",
    ],
)
def test_what_is_no_verifier_key_is_refused(key):
    with pytest.raises(ValueError):
        Verifier.read(key)


def test_no_changed_letter_of_a_note_is_believed():
    known = [Verifier.read(KEY)]
    for at in range(len(NOTE)):
        with pytest.raises(ValueError):
            opened(NOTE[:at] + chr(ord(NOTE[at]) ^ 1) + NOTE[at + 1 :], known)
        with pytest.raises(ValueError):
            opened(NOTE[:at] + NOTE[at + 1 :], known)
        with pytest.raises(ValueError):
            opened(NOTE[:at], known)


def test_signatures_of_others_are_passed_over_and_one_of_ours_that_is_wrong_is_not():
    other, known = Signer.new("somebody"), Verifier.read(KEY)
    by_other = sign(TEXT, other).removeprefix(TEXT + "\n")
    false = SIGNATURE.replace("ZJku", "ZJkv")

    assert opened(TEXT + "\n" + by_other + SIGNATURE, [known]) == (TEXT, ("PeterNeumann",))
    with pytest.raises(ValueError, match="Nobody known"):
        opened(TEXT + "\n" + by_other, [known])
    with pytest.raises(ValueError, match="it is not"):
        opened(TEXT + "\n" + by_other + false, [known, other.verifier()])


def test_a_note_is_signed_by_several():
    first, second = Signer.new("first"), Signer.new("second")

    assert opened(sign(TEXT, first, second), [second.verifier(), first.verifier()]) == (TEXT, ("second", "first"))


@pytest.mark.parametrize("text", ["", "no line's end", "a\x00b\n", "a\tb\n", "a\rb\n", "a\ud800b\n"])
def test_a_text_that_cannot_be_a_note_is_not_signed(text):
    with pytest.raises(ValueError):
        sign(text, LOGS)


def test_a_note_with_too_many_signatures_or_too_long_is_refused():
    with pytest.raises(ValueError, match="hundred"):
        opened(TEXT + "\n" + SIGNATURE * 101, [Verifier.read(KEY)])
    with pytest.raises(ValueError, match="million"):
        opened("a" * 1_000_001 + "\n\n" + SIGNATURE, [Verifier.read(KEY)])


def test_a_checkpoint_is_read_as_it_was_written():
    checkpoint = Checkpoint("council.example/log", 12, EMPTY_ROOT)

    assert checkpoint.text() == "council.example/log\n12\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    assert Checkpoint.read(checkpoint.text()) == Checkpoint.read(CHECKPOINT) == checkpoint
    assert Checkpoint.read(checkpoint.text() + "a further line\n") == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "a\n1\n",
        "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
        "a\n1\n47DEQpj8HBSa\n",
        "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "a\n٣\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(ValueError):
        Checkpoint.read(text)


def test_a_cosignature_is_over_the_checkpoint_and_its_time():
    line = cosign(CHECKPOINT, WITNESSES, AT)
    name, signed = line.removeprefix("— ").split()
    key_id, at, signature = (lambda raw: (raw[:4], raw[4:12], raw[12:]))(base64.b64decode(signed))
    public = Ed25519PrivateKey.from_private_bytes(WITNESSES.private).public_key().public_bytes_raw()
    text = CHECKPOINT.partition("\n\n")[0] + "\n"

    assert name == WITNESSES.name
    assert key_id == hashlib.sha256(name.encode() + b"\n\x04" + public).digest()[:4]
    assert int.from_bytes(at, "big") == AT
    Ed25519PublicKey.from_public_bytes(public).verify(signature, f"cosignature/v1\ntime {AT}\n{text}".encode())


def test_a_cosignature_tells_when_and_a_note_with_one_is_still_the_logs():
    note = CHECKPOINT + cosign(CHECKPOINT, WITNESSES, AT)

    assert cosigned_at(note, WITNESSES.witness()) == AT
    assert cosigned_at(note + cosign(note, WITNESSES, AT + 5), WITNESSES.witness()) == AT + 5
    assert opened(note, [LOGS.verifier(), WITNESSES.witness()])[1] == (LOGS.name, WITNESSES.name)


def test_no_other_cosignature_is_believed():
    note = CHECKPOINT + cosign(CHECKPOINT, WITNESSES, AT)
    elsewhere = sign(Checkpoint("council.example/log", 13, EMPTY_ROOT).text(), LOGS)

    assert cosigned_at(CHECKPOINT, WITNESSES.witness()) is None
    assert cosigned_at(note, Signer.new(WITNESSES.name).witness()) is None
    assert cosigned_at(note, WITNESSES.verifier()) is None
    assert cosigned_at(elsewhere + cosign(CHECKPOINT, WITNESSES, AT), WITNESSES.witness()) is None
    assert cosigned_at("not a note", WITNESSES.witness()) is None
    assert cosigned_at(NOTE, WITNESSES.witness()) is None


def test_only_a_checkpoint_is_cosigned():
    with pytest.raises(ValueError):
        cosign(NOTE, WITNESSES, AT)
    with pytest.raises(ValueError):
        cosign(CHECKPOINT, WITNESSES, 0)


def test_a_private_key_is_never_shown():
    assert repr(LOGS.private) not in repr(LOGS)


@pytest.mark.parametrize(("name", "private"), [("a b", b"x" * 32), ("a+b", b"x" * 32), ("", b"x" * 32), ("a", b"x" * 31)])
def test_what_is_no_signer_is_refused(name, private):
    with pytest.raises(ValueError):
        Signer(name, private)
