"""Sealed for one key, and for no other; whatever is changed, moved or cut off is found."""

import io
import os
import tarfile

import pytest

from duly.machine.backup_sealed import open_all
from duly.machine.backup_sealing import PIECE, CannotOpen, Sealing, new_key, opened, public_key_in, secret_key_in
from duly.machine.fault import MachineFault
from duly.machine.identity import who_runs_postgres

SECRET, PUBLIC = new_key()


def sealed(plain: bytes, public: str = PUBLIC) -> bytes:
    into = io.BytesIO()
    sealing = Sealing(into, public)
    for start in range(0, len(plain), 50_000):
        sealing.write(plain[start : start + 50_000])
    sealing.close()
    return into.getvalue()


def unsealed(text: bytes, secret: str = SECRET) -> bytes:
    return b"".join(opened(io.BytesIO(text), secret, "copy.age"))


@pytest.mark.parametrize("length", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 5])
def test_what_is_sealed_is_opened_by_its_key_alone(length):
    plain = os.urandom(length)

    assert unsealed(sealed(plain)) == plain
    with pytest.raises(CannotOpen, match=r"copy.age was sealed for another key."):
        unsealed(sealed(plain), new_key()[0])
    assert sealed(plain) != sealed(plain)


def test_whatever_is_changed_moved_or_cut_off_is_found():
    text = sealed(os.urandom(2 * PIECE + 100))
    body = text.index(b"\n---") + 4 + 45 + 16
    piece = PIECE + 16
    first, second, third = text[body : body + piece], text[body + piece : body + 2 * piece], text[body + 2 * piece :]
    changed = [
        *(text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :] for at in range(0, len(text), 997)),
        text[:body] + second + first + third,
        text[:body] + first + third,
        text[:body] + first + second,
        text[:body],
        text + b"x",
        b"",
        b"age-encryption.org/v1\n-> scrypt a b\nc\n--- d\n",
    ]

    for one in changed:
        with pytest.raises(CannotOpen):
            unsealed(one)
    assert len(changed) > 130


@pytest.mark.parametrize(("member", "kind"), [("../outside", tarfile.REGTYPE), ("/outside", tarfile.REGTYPE), ("link", tarfile.SYMTYPE)])
def test_a_sealed_copy_that_would_write_elsewhere_is_refused(tmp_path, member, kind):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        made = tarfile.TarInfo(member)
        made.type, made.linkname = kind, "/"
        tar.addfile(made, io.BytesIO())
    (tmp_path / "sealed" / "base").mkdir(parents=True)
    (tmp_path / "sealed" / "base" / "one.tar.age").write_bytes(sealed(packed.getvalue()))

    with pytest.raises(CannotOpen, match="which is no file of a backup"):
        open_all(tmp_path / "sealed", SECRET, tmp_path / "into", who_runs_postgres())


def test_a_key_mistyped_or_a_secret_key_on_this_machine_is_refused(tmp_path):
    file = tmp_path / "key"
    file.write_text(f"# public key: {PUBLIC}\n")
    assert public_key_in(file) == PUBLIC
    file.write_text(PUBLIC[:-1] + ("q" if PUBLIC[-1] != "q" else "p"))
    with pytest.raises(MachineFault, match="A key is mistyped"):
        public_key_in(file)
    file.write_text(f"{PUBLIC}\n{SECRET}\n")
    with pytest.raises(MachineFault, match="holds a secret key"):
        public_key_in(file)
    assert secret_key_in(file) == SECRET
    file.write_text("nothing")
    with pytest.raises(MachineFault, match="holds no public key"):
        public_key_in(file)
    with pytest.raises(MachineFault, match="holds no secret key"):
        secret_key_in(file)


def test_a_key_is_written_as_age_writes_it():
    secret = "AGE-SECRET-KEY-1HP2EGR8NU2Q8CTMMG8QYF2G40QKVYRXT25USMSULAG9TQ5EJ5A0SGT8J9L"
    public = "age1srl3mq9878cee9kqu8hur3vrzqftmdwek0xp24ky777svxyffd5qfaxggy"  # as rage derives it

    assert unsealed(sealed(b"x", public), secret) == b"x"
