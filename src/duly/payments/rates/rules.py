"""Which rate answers for a cell of the rate book, why each other does not, and what is left of a rate when another takes some of its days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from duly.primitives.period import FOREVER, say_day

Span = tuple[date, date]

UNITS = ("hour", "night", "week")
"""What a rate is for one of."""

DAY_TYPES = {"": "any day", "weekday": "weekdays", "saturday": "Saturdays", "sunday": "Sundays", "bank-holiday": "bank holidays"}
"""Kinds of day a rate may be for, with their words. The first three narrow by the day of the week, bank holiday or not."""

LONGEST = 1440
"""Minutes of the longest call there is. A band from 0 to this is any length."""


@dataclass(frozen=True)
class Rate:
    """What a contract pays for one `unit` of a service, in hundredths of a penny, from `starts` until `ends`, exclusive.

    Each key after the unit narrows what it answers for, or is "any": `line_ref` and `zone` when empty, `day_type` when empty, the band (minutes
    planned, both ends included) from 0 to 1440, `carer` 0 (1 or 2: which carer of a double-handed call). A rate that is not `approved` sits in
    a batch that nobody has adopted, and answers for nothing.
    """

    rate_ref: str
    contract_ref: str
    service: str
    starts: date
    ends: date
    rate_hundredths: int
    unit: str = "hour"
    line_ref: str = ""
    day_type: str = ""
    band_from: int = 0
    band_to: int = LONGEST
    carer: int = 0
    zone: str = ""
    approved: bool = True

    @property
    def narrowed(self) -> bool:
        """Whether it is for calls of some lengths only."""
        return (self.band_from, self.band_to) != (0, LONGEST)

    @property
    def key(self) -> tuple[str | int, ...]:
        """Everything it is for but its days. Of two rates with one key, the later decision replaces the earlier."""
        return (*self.group, self.band_from, self.band_to)

    @property
    def group(self) -> tuple[str | int, ...]:
        """What two rates share that are equally particular and may answer for one cell, if their bands and days meet."""
        return (self.contract_ref, self.service, self.unit, self.line_ref, self.day_type, self.narrowed, self.carer, self.zone)


@dataclass(frozen=True)
class Cell:
    """What one unit of care is paid under: this contract, service and day. `minutes` is the planned length, None where none was said.

    A key that was not said ("" or None) is answered for by rates that are for any.
    """

    contract_ref: str
    service: str
    on: date
    unit: str = "hour"
    line_ref: str = ""
    zone: str = ""
    minutes: int | None = None
    carer: int = 1
    bank_holiday: bool = False


@dataclass(frozen=True)
class PassedOver:
    """A rate of the same contract that is not the answer, and why."""

    rate: Rate
    because: str


@dataclass(frozen=True)
class RateFound:
    """The one rate for a cell, with every other of the contract and why it is not."""

    rate: Rate
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True)
class NoRate:
    """There is none, said in a sentence, with every rate of the contract and why it is not the one."""

    because: str
    passed_over: tuple[PassedOver, ...]


@dataclass(frozen=True)
class Ambiguous:
    """Several answer and none is more particular than the rest. The book refuses to hold such rates, so this is never met in it."""

    because: str
    rates: tuple[Rate, ...]
    passed_over: tuple[PassedOver, ...]


Answer = RateFound | NoRate | Ambiguous


def best_rate(cell: Cell, rates: Iterable[Rate], superseded: Iterable[tuple[Rate, date]] = ()) -> Answer:
    """The most particular of the rates that answer for a cell, or none, or several equally particular; and why not each other.

    `superseded` are rates that were known once, each with the day on which another decision took their place.
    """
    answering: list[Rate] = []
    passed_over: list[PassedOver] = []
    for rate in rates:
        because = why_not(cell, rate)
        if because:
            passed_over.append(PassedOver(rate, because))
        else:
            answering.append(rate)
    heaviest = max(map(weight, answering), default=0)
    best = [rate for rate in answering if weight(rate) == heaviest]
    named = " and ".join(rate.rate_ref for rate in best)
    passed_over += [PassedOver(rate, f"It is less particular than {named}.") for rate in answering if weight(rate) < heaviest]
    passed_over += [PassedOver(rate, f"It was superseded on {_said(on)}.") for rate, on in superseded]
    if not best:
        return NoRate(f"Contract {cell.contract_ref} has no rate for {say_cell(cell)}.", tuple(passed_over))
    if len(best) > 1:
        says = f"{named} are equally particular for {say_cell(cell)} under {cell.contract_ref}, so nobody can say which applies."
        return Ambiguous(says, tuple(best), tuple(passed_over))
    return RateFound(best[0], tuple(passed_over))


def weight(rate: Rate) -> int:
    """How particular a rate is: agreed for a line, then for bank holidays, other days, lengths of call, a carer, and a zone."""
    days = {"": 0, "bank-holiday": 16}.get(rate.day_type, 8)
    return 32 * (rate.line_ref != "") + days + 4 * rate.narrowed + 2 * (rate.carer != 0) + (rate.zone != "")


def why_not(cell: Cell, rate: Rate) -> str:
    """Why a rate of the contract does not answer for a cell, in a sentence; empty when it does."""
    if not rate.approved:
        return "It is in a batch nobody has adopted."
    if rate.service != cell.service:
        return f"It is for {rate.service}."
    if rate.unit != cell.unit:
        return f"It is for a {rate.unit}, not a{'n' if cell.unit == 'hour' else ''} {cell.unit}."
    if rate.line_ref not in ("", cell.line_ref):
        return f"It was agreed for line {rate.line_ref}."
    if cell.on < rate.starts:
        return f"It is in force only from {_said(rate.starts)}."
    if cell.on >= rate.ends:
        return f"It was in force only until {_said(rate.ends - timedelta(days=1))}."
    if rate.day_type and rate.day_type not in day_types(cell):
        return f"It is for {DAY_TYPES[rate.day_type]}."
    if rate.narrowed and (cell.minutes is None or not rate.band_from <= cell.minutes <= rate.band_to):
        return f"It is for calls of {say_band(rate.band_from, rate.band_to)}."
    if rate.carer not in (0, cell.carer):
        return f"It is for the {ordinal(rate.carer)} carer."
    if rate.zone not in ("", cell.zone):
        return f"It is for zone {rate.zone}."
    return ""


def day_types(cell: Cell) -> tuple[str, ...]:
    """The kinds of day that a cell's day is: one by the day of the week, and perhaps a bank holiday."""
    by_week = ("weekday", "saturday", "sunday")[max(cell.on.weekday() - 4, 0)]
    return (by_week, "bank-holiday") if cell.bank_holiday else (by_week,)


def clashes(rates: Iterable[Rate]) -> Iterator[tuple[Rate, Rate]]:
    """Pairs that would answer for one cell and be equally particular: the one that stands earlier in what was given, then the other."""
    groups: dict[tuple[str | int, ...], list[tuple[date, int, Rate]]] = {}
    for place, rate in enumerate(rates):
        groups.setdefault(rate.group, []).append((rate.starts, place, rate))
    for group in groups.values():
        if len(group) < 2:
            continue
        live: list[tuple[int, Rate]] = []
        for starts, place, rate in sorted(group, key=lambda one: one[:2]):
            live = [(at, other) for at, other in live if other.ends > starts]
            for at, other in live:
                if rate.band_from <= other.band_to and other.band_from <= rate.band_to:
                    yield (other, rate) if at < place else (rate, other)
            live.append((place, rate))


def say_clash(one: Rate, other: Rate) -> str:
    """What is ambiguous, naming both rates and the first cell that neither can answer for."""
    starts, shortest = max(one.starts, other.starts), max(one.band_from, other.band_from)
    until = min(one.ends, other.ends)
    last = "" if until >= FOREVER else f" to {say_day(until - timedelta(days=1))}"
    band = f", calls of {say_band(shortest, min(one.band_to, other.band_to))}" if one.narrowed else ""
    keys = "".join(f", {words}" for words in _keys(one))
    return (
        f"{one.rate_ref or 'The new rate'} and {other.rate_ref} are equally particular: both are for {one.service} by the {one.unit} under {one.contract_ref}"
        f"{keys}{band}, from {say_day(starts)}{last}, and nobody could say which applies."
    )


def what_remains(of: Span, taken: Span) -> tuple[Span, ...]:
    """The parts of a half-open span that lie before and after another, in order: none, one or two."""
    parts = (of[0], min(of[1], taken[0])), (max(of[0], taken[1]), of[1])
    return tuple(part for part in parts if part[0] < part[1])


def rise_percent(old: int, new: int) -> int:
    """By how many whole percent a rate rises, rounded up; 0 when it falls or there was none."""
    return -(-(new - old) * 100 // old) if 0 < old < new else 0


def say_keys(rate: Rate) -> str:
    """What narrows a rate, in words: "Saturdays, 15 to 30 minutes, second carer, zone rural"; "any" where nothing does."""
    band = (say_band(rate.band_from, rate.band_to),) if rate.narrowed else ()
    return ", ".join((*_keys(rate), *band)) or "any"


def say_cell(cell: Cell) -> str:
    """A cell in words, without its contract: "home-care on 31 March 2026"."""
    parts = [f"{cell.service} on {say_day(cell.on)}"]
    parts += ["a bank holiday"] * cell.bank_holiday
    parts += [f"by the {cell.unit}"] * (cell.unit != "hour")
    parts += [f"a call of {cell.minutes} minutes"] * (cell.minutes is not None)
    parts += [f"the {ordinal(cell.carer)} carer"] * (cell.carer != 1)
    parts += [f"zone {cell.zone}"] * bool(cell.zone) + [f"line {cell.line_ref}"] * bool(cell.line_ref)
    return ", ".join(parts)


def say_band(shortest: int, longest: int) -> str:
    """A band of lengths in words: "15 to 30 minutes", "up to 30 minutes", "46 minutes or more"."""
    if shortest == longest:
        return f"{shortest} minutes"
    if shortest == 0:
        return f"up to {longest} minutes"
    if longest == LONGEST:
        return f"{shortest} minutes or more"
    return f"{shortest} to {longest} minutes"


def ordinal(carer: int) -> str:
    """A carer of a double-handed call, in words."""
    return ("any", "first", "second")[carer]


def _keys(rate: Rate) -> Iterator[str]:
    if rate.day_type:
        yield DAY_TYPES[rate.day_type]
    if rate.carer:
        yield f"{ordinal(rate.carer)} carer"
    if rate.zone:
        yield f"zone {rate.zone}"
    if rate.line_ref:
        yield f"line {rate.line_ref}"


@lru_cache(maxsize=4096)
def _said(day: date) -> str:
    """A date in words. A book has few, and says each of them often."""
    return say_day(day)
