"""Rotating the keys: a new wrapping key, every data key wrapped again under it, the old one retired.

It may be killed at any moment and asked for again: what is left to do is read from the keyring and the table.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import history, next_version
from duly.core.vault.events import KeysRotated
from duly.core.vault.keyring import Keyring
from duly.core.vault.models import WrappedKey
from duly.core.vault.queries import keys_in_use
from duly.core.vault.sealing import hold_wrapping, unwrap, wrap
from duly.primitives.actor import Actor

BATCH = 500
Step = Callable[[str, int], None]


@dataclass(frozen=True)
class Rotated:
    """The key in use, those retired, how many data keys this command wrapped again, and whether it finished what another had begun."""

    current: str
    retired: tuple[str, ...]
    wrapped_again: int
    resumed: bool


def rotate(*, by: Actor, step: Step = lambda name, done: None, batch: int = BATCH) -> Rotated:
    """Wrap every data key under a new key, in batches, and retire the old. A rotation that was interrupted is finished, not begun again.

    `step` is told the name of each step when it is done, with how many data keys have been wrapped again.
    """
    keyring = Keyring.find()
    with keyring.rotating():
        resumed = _unfinished(keyring)
        keyring.use(keyring.current() if resumed else keyring.spare() or _made(keyring, step))
        step("put to use", 0)
        current = keyring.current()
        done = 0
        while some := _wrap_some(current, batch):
            done += some
            step("wrapped again", done)
        done += _last_look(current)
        old = tuple(name for name in keyring.wrapping_keys() if name != current)
        _tell(current, old, done, by)
        step("told", done)
        for name in old:
            keyring.retire(name)
            step("retired", done)
    return Rotated(current, old, done, resumed)


def _unfinished(keyring: Keyring) -> bool:
    """Whether another key than the one in use is not retired yet, or something is still wrapped under another."""
    return bool({*keys_in_use(), *keyring.wrapping_keys()} - {keyring.current()})


def _made(keyring: Keyring, step: Step) -> str:
    name = keyring.make_wrapping_key()
    step("made", 0)
    return name


def _wrap_some(current: str, batch: int) -> int:
    """Wrap the next few again, in a transaction of their own."""
    with transaction.atomic():
        some = list(WrappedKey.objects.select_for_update().exclude(under=current).order_by("id")[:batch])
        for one in some:
            one.wrapped = wrap(unwrap(one), under=current, key_id=one.id, table=one.of_table, row=one.of_row)
            one.under = current
        WrappedKey.objects.bulk_update(some, ["under", "wrapped"])
    return len(some)


def _last_look(current: str) -> int:
    """Wait for whoever was sealing under the old key, and wrap theirs too. Whoever seals after this reads the new name."""
    with transaction.atomic():
        hold_wrapping(alone=True)
        return _wrap_some(current, WrappedKey.objects.count() or 1)


def _tell(current: str, old: tuple[str, ...], done: int, by: Actor) -> None:
    """One event a rotation, even if it was interrupted between telling of it and retiring the old key."""
    with unit_of_work() as record:
        if done or not history("keys", current):
            record.write(KeysRotated(current, next_version("keys", current), WrappedKey.objects.filter(under=current).count(), old), by=by)
