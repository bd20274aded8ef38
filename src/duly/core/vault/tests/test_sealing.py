"""A sealed value opens where it was sealed and nowhere else, and nothing about it can be changed."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from duly.core.vault.models import WrappedKey
from duly.core.vault.sealing import SEALED_ADDS, blind, open_sealed, seal
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
HERE = {"table": "a_table", "row": "one", "field": "number"}


@pytest.fixture(autouse=True)
def own_keys(monkeypatch, tmp_path):
    """A keyring of the test's own, so that keys can be lost."""
    from duly.core.vault.keyring import Keyring

    monkeypatch.setenv("DULY_KEYS", str(tmp_path))
    Keyring.find().make_missing(sealed_already=False)


def test_what_is_sealed_opens_where_it_was_sealed():
    sealed = seal("12345678", **HERE)

    assert open_sealed(sealed, **HERE) == b"12345678"
    assert open_sealed(memoryview(sealed), **HERE) == b"12345678"
    assert len(sealed) == 8 + SEALED_ADDS
    assert b"12345678" not in sealed
    assert seal("12345678", **HERE) != sealed  # the same value never looks the same twice


@pytest.mark.parametrize("elsewhere", [{"table": "b_table"}, {"row": "two"}, {"field": "name"}])
def test_a_value_copied_elsewhere_is_refused(elsewhere):
    sealed = seal("12345678", **HERE)
    seal("87654321", **(HERE | elsewhere))

    with pytest.raises(Refused, match="was not sealed for this row") as refused:
        open_sealed(sealed, **(HERE | elsewhere))

    assert refused.value.refusal.code == "sealed-elsewhere"


def test_a_value_changed_in_any_byte_or_cut_is_refused():
    sealed = seal("12345678", **HERE)

    for at in range(len(sealed)):
        with pytest.raises(Refused):
            open_sealed(sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :], **HERE)
        with pytest.raises(Refused):
            open_sealed(sealed[:at], **HERE)


def test_a_data_key_moved_to_another_row_unwraps_nothing():
    sealed = seal("12345678", **HERE)
    with connection.cursor() as cursor:  # as only the owner could, with the trigger out of the way
        cursor.execute("SELECT id, under, wrapped FROM vault_wrappedkey")
        key_id, under, wrapped = cursor.fetchone()
    moved = WrappedKey(id=key_id, of_table="a_table", of_row="two", under=under, wrapped=wrapped)

    from duly.core.vault.sealing import unwrap

    with pytest.raises(Refused, match="was not sealed for this row"):
        unwrap(moved)
    assert open_sealed(sealed, **HERE) == b"12345678"


def test_a_lost_key_and_another_in_its_place_are_each_one_sentence(tmp_path):
    from duly.core.vault.keyring import Keyring

    sealed, keyring = seal("12345678", **HERE), Keyring.find()
    path = keyring.folder / f"kek-{keyring.current()}.key"
    kept = path.read_text()

    path.unlink()
    with pytest.raises(Refused, match="until it is put back") as lost:
        open_sealed(sealed, **HERE)
    path.write_text("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\n")
    path.chmod(0o600)
    with pytest.raises(Refused, match="holds another key than") as wrong:
        open_sealed(sealed, **HERE)
    path.write_text(kept)

    assert (lost.value.refusal.code, wrong.value.refusal.code) == ("key-lost", "key-wrong")
    assert open_sealed(sealed, **HERE) == b"12345678"


def test_a_blind_index_is_equal_for_equals_of_one_use_and_needs_the_key(monkeypatch, tmp_path):
    from duly.core.vault.keyring import Keyring

    found = blind("20000112345678", use="accounts")

    assert found == blind("20000112345678", use="accounts")
    assert len(found) == 64
    assert len({found, blind("20000112345679", use="accounts"), blind("20000112345678", use="letters")}) == 3
    monkeypatch.setenv("DULY_KEYS", str(tmp_path / "others"))
    Keyring.find().make_missing(sealed_already=False)
    assert blind("20000112345678", use="accounts") != found


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("DELETE FROM vault_wrappedkey", "data_keys_are_kept"),
        ("UPDATE vault_wrappedkey SET of_row = 'two', under = 'ffffffff'", "data_key_is_only_wrapped_again"),
        ("UPDATE vault_wrappedkey SET wrapped = sha256('x') || substr(wrapped, 33)", "data_key_is_only_wrapped_again"),
        ("UPDATE vault_wrappedkey SET under = 'ffffffff', wrapped = 'x'", "wrapped_key_is_as_long_as_one"),
        ("UPDATE vault_wrappedkey SET under = 'nonsense'", "key_is_wrapped_under_a_named_key"),
        (
            "INSERT INTO vault_wrappedkey SELECT gen_random_uuid(), of_table, of_row, under, wrapped FROM vault_wrappedkey",
            "one_key_for_a_sealed_row",
        ),
    ],
)
def test_the_database_keeps_data_keys(statement, constraint):
    seal("12345678", **HERE)

    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert refused.value.__cause__.diag.constraint_name == constraint
