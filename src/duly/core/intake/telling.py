"""How far taking a file in has got, told to whoever listens: a job's progress, or nobody."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Hears = Callable[[int, int, str], None]
T = TypeVar("T")

EVERY = 2_000
_HEARS: ContextVar[Hears | None] = ContextVar("hears", default=None)


@contextmanager
def heard_by(hears: Hears) -> Iterator[None]:
    """While this is open, `hears` is told how many of how many rows are done, and in which stage."""
    before = _HEARS.set(hears)
    try:
        yield
    finally:
        _HEARS.reset(before)


def counted_aloud(rows: Iterable[T], total: int, stage: str, *, each: int = 1) -> Iterable[T]:
    """The same rows, or batches of `each` of them; every couple of thousand, whoever listens is told how many are done. With nobody it costs nothing."""
    hears = _HEARS.get()
    return rows if hears is None else _aloud(rows, total, stage, hears, each)


def _aloud(rows: Iterable[T], total: int, stage: str, hears: Hears, each: int) -> Iterator[T]:
    done = 0
    for nth, row in enumerate(rows, start=1):
        yield row
        done = min(nth * each, total)
        if done % EVERY == 0:
            hears(done, total, stage)
    hears(done, total, stage)
