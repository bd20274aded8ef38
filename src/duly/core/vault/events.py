"""What the record says of keys: their names and how many, never the keys."""

from dataclasses import dataclass

from duly.primitives.event import Event


@dataclass(frozen=True)
class KeysRotated(Event):
    code = "keys.rotated"
    subject = "keys"
    says = "{wrapped_again} data keys were wrapped again under key {ref}; {retired:list} was retired."
    ref: str
    version: int
    wrapped_again: int
    retired: tuple[str, ...]


@dataclass(frozen=True)
class ValuesSealed(Event):
    code = "keys.values_sealed"
    subject = "keys"
    says = "{rows} rows of {ref} that had been kept in the clear were sealed."
    ref: str
    version: int
    rows: int
