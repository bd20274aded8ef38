"""Sealing and opening one value: AES-256-GCM, bound to its table, row and field, under a data key of the row's own.

    1 byte   version, 1
    16 bytes the data key's id
    12 bytes nonce
    rest     what was sealed, and the 16 bytes that tell whether anything was changed

The data key is wrapped under a key of the keyring. Rotation wraps it again; what is sealed never changes, so it may stand in facts.
"""

import hashlib
import hmac
import os
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction

from duly.core.vault.keyring import KEY_BYTES, Keyring
from duly.core.vault.models import WrappedKey
from duly.primitives.digest import canonical
from duly.primitives.refusal import Refusal, Refused

VERSION = 1
_ID, _NONCE, _TAG = 16, 12, 16
SEALED_ADDS = 1 + _ID + _NONCE + _TAG
"""How many bytes longer a value is when it is sealed."""


def seal(plain: str | bytes, *, table: str, row: str, field: str) -> bytes:
    """A value, sealed for one field of one row: `row` is what names it and never changes. Inside the transaction that keeps it."""
    content = plain.encode() if isinstance(plain, str) else plain
    with transaction.atomic():
        key_id, key = _key_for(table, row)
    nonce = os.urandom(_NONCE)
    return bytes([VERSION]) + key_id.bytes + nonce + AESGCM(key).encrypt(nonce, content, _bound_to(table, row, field))


def open_sealed(sealed: bytes | memoryview, *, table: str, row: str, field: str) -> bytes:
    """What was sealed for this field of this row. Refused: "sealed-elsewhere" (copied here, or changed), "key-lost", "key-wrong"."""
    sealed = bytes(sealed)
    if len(sealed) < SEALED_ADDS or sealed[0] != VERSION:
        raise _elsewhere(table, field)
    kept = WrappedKey.objects.filter(id=uuid.UUID(bytes=sealed[1 : 1 + _ID]), of_table=table, of_row=row).first()
    if kept is None:
        raise _elsewhere(table, field)
    nonce, rest = sealed[1 + _ID : 1 + _ID + _NONCE], sealed[1 + _ID + _NONCE :]
    try:
        return AESGCM(unwrap(kept)).decrypt(nonce, rest, _bound_to(table, row, field))
    except InvalidTag:
        raise _elsewhere(table, field) from None


def blind(value: str, *, use: str) -> str:
    """A keyed digest (64 hexadecimal letters) by which equal values are found without being kept. Different for each `use`."""
    return hmac.new(Keyring.find().blind_key(), canonical({"use": use, "value": value}), hashlib.sha256).hexdigest()


def unwrap(kept: WrappedKey) -> bytes:
    """At home: a data key. Refused when the key it is wrapped under is lost or another, or the row was tampered with."""
    wrapping = Keyring.find().wrapping_key(kept.under)
    wrapped = bytes(kept.wrapped)
    try:
        return AESGCM(wrapping).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], _wrapped_for(kept.id, kept.of_table, kept.of_row))
    except InvalidTag:
        raise _elsewhere(kept.of_table, "the key") from None


def wrap(key: bytes, *, under: str, key_id: uuid.UUID, table: str, row: str) -> bytes:
    """At home: a data key, wrapped under a key of the keyring."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(Keyring.find().wrapping_key(under)).encrypt(nonce, key, _wrapped_for(key_id, table, row))


def hold_wrapping(*, alone: bool) -> None:
    """At home: sealing waits for the end of a rotation, and a rotation's last look waits for whoever is sealing. Until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{'' if alone else '_shared'}(hashtextextended('duly vault', 0))")


def _key_for(table: str, row: str) -> tuple[uuid.UUID, bytes]:
    """The row's data key, made the first time."""
    hold_wrapping(alone=False)
    known = WrappedKey.objects.filter(of_table=table, of_row=row).first()
    if known is None:
        key_id, under = uuid.uuid4(), Keyring.find().current()
        wrapped = wrap(os.urandom(KEY_BYTES), under=under, key_id=key_id, table=table, row=row)
        made = WrappedKey(id=key_id, of_table=table, of_row=row, under=under, wrapped=wrapped)
        WrappedKey.objects.bulk_create([made], ignore_conflicts=True)  # another may have made it in this moment
        known = WrappedKey.objects.get(of_table=table, of_row=row)
    return known.id, unwrap(known)


def _bound_to(table: str, row: str, field: str) -> bytes:
    return canonical({"version": VERSION, "table": table, "row": row, "field": field})


def _wrapped_for(key_id: uuid.UUID, table: str, row: str) -> bytes:
    return canonical({"version": VERSION, "key": str(key_id), "table": table, "row": row})


def _elsewhere(table: str, field: str) -> Refused:
    says = f"What {table} keeps as {field} was not sealed for this row, or was changed since, so it is not used."
    return Refused(Refusal("sealed-elsewhere", f"{says} Tell the system's owner before anything else."))
