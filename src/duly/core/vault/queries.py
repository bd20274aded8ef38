"""What is sealed, under which keys, and whether all of it opens."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count

from duly.core.vault.declared import SEALED
from duly.core.vault.keyring import Keyring
from duly.core.vault.models import WrappedKey
from duly.primitives.refusal import Refused

MOST_FAULTS = 20


@dataclass(frozen=True)
class Verdict:
    """What became of opening every sealed value. `faults` are sentences, at most twenty, which never show a value."""

    current: str
    rows: int
    values: int
    under: dict[str, int]
    retired: tuple[str, ...]
    faults: tuple[str, ...]
    fault_count: int

    @property
    def sound(self) -> bool:
        """Whether everything opened, and is what its row says."""
        return self.fault_count == 0


def anything_sealed() -> bool:
    """Whether any data key has been made."""
    return WrappedKey.objects.exists()


def keys_in_use() -> dict[str, int]:
    """How many data keys are wrapped under each wrapping key, by its name."""
    return dict(WrappedKey.objects.order_by("under").values_list("under").annotate(many=Count("id")))


def what_is_missing() -> str:
    """Which key is lost or wrong, in a sentence; nothing when all that are needed are there. Nothing sealed is opened."""
    keyring = Keyring.find()
    try:
        for name in {keyring.current(), *keys_in_use()}:
            keyring.wrapping_key(name)
        keyring.blind_key()
    except Refused as refused:
        return refused.refusal.because
    return ""


def verify(progress: Callable[[int], None] = lambda done: None) -> Verdict:
    """Open every sealed value and hold it against its row. Refused when there are no keys at all."""
    keyring = Keyring.find()
    current = keyring.current()
    rows = values = 0
    faults: list[str] = []
    count = 0
    for table in SEALED:
        for one in table.model._default_manager.select_related(*table.with_related).order_by("pk").iterator(chunk_size=500):
            rows += 1
            try:
                opened = table.opened(one)
                values += len(opened)
                wrong = table.also(one, opened)
            except Refused as refused:
                wrong = refused.refusal.because
            if wrong:
                count += 1
                faults += [f"{table.model._meta.db_table}, row {one.pk}: {wrong}"][: MOST_FAULTS - len(faults)]
            progress(rows)
    return Verdict(current, rows, values, keys_in_use(), keyring.retired_keys(), tuple(faults), count)
