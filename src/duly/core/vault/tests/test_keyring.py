"""Keys are made once, read by their owner alone, and a lost one and a wrong one are told apart in a sentence."""

import os
import stat

import pytest

from duly.core.vault.keyring import Keyring
from duly.primitives.refusal import Refused


@pytest.fixture
def keyring(tmp_path):
    made = Keyring(tmp_path / "keys" / "vault")
    made.make_missing(sealed_already=False)
    return made


def test_keys_are_made_once_and_for_their_owner_alone(keyring):
    before = (keyring.current(), keyring.wrapping_key(keyring.current()), keyring.blind_key())

    keyring.make_missing(sealed_already=False)

    assert (keyring.current(), keyring.wrapping_key(keyring.current()), keyring.blind_key()) == before
    assert before[1] != before[2]
    assert {stat.S_IMODE(path.stat().st_mode) for path in keyring.folder.iterdir()} == {0o600}
    assert stat.S_IMODE(keyring.folder.stat().st_mode) == stat.S_IMODE(keyring.folder.parent.stat().st_mode) == 0o700


def test_keys_are_never_made_anew_where_something_is_sealed_already(tmp_path):
    keyring = Keyring(tmp_path / "vault")

    keyring.make_missing(sealed_already=True)

    assert not keyring.folder.exists()
    with pytest.raises(Refused, match="stay sealed until it is put back") as refused:
        keyring.current()
    assert refused.value.refusal.code == "key-lost"


def test_a_lost_key_is_a_sentence(keyring):
    name = keyring.current()
    (keyring.folder / f"kek-{name}.key").unlink()
    (keyring.folder / "blind.key").unlink()

    with pytest.raises(Refused, match=f"The key {name} is not in ") as refused:
        keyring.wrapping_key(name)
    assert refused.value.refusal.code == "key-lost"
    with pytest.raises(Refused, match="The key of blind indexes is not in "):
        keyring.blind_key()


@pytest.mark.parametrize("text", ["", "not a key", "AAAA", "A" * 43 + "="])
def test_a_wrong_key_is_a_sentence_that_does_not_show_it(keyring, text):
    name = keyring.current()
    path = keyring.folder / f"kek-{name}.key"
    path.write_text(text)

    with pytest.raises(Refused, match="until the right one is put there") as refused:
        keyring.wrapping_key(name)

    assert refused.value.refusal.code == "key-wrong"
    assert not text or text not in refused.value.refusal.because


def test_a_key_that_others_may_read_is_not_used(keyring):
    path = keyring.folder / f"kek-{keyring.current()}.key"
    os.chmod(path, 0o640)

    with pytest.raises(Refused, match="may be read by others than its owner"):
        keyring.wrapping_key(keyring.current())


def test_the_keys_folder_is_in_the_home_or_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.delenv("DULY_KEYS", raising=False)
    monkeypatch.setenv("DULY_HOME", str(tmp_path / "home"))
    assert Keyring.find().folder == tmp_path / "home" / "keys" / "vault"

    monkeypatch.setenv("DULY_KEYS", str(tmp_path / "elsewhere"))
    assert Keyring.find().folder == tmp_path / "elsewhere" / "vault"
