"""A rate book as large as a council's, seeded: rate cards by zone, length of call, kind of day and carer, uplifted year by year.

    book = rate_book(7, {"C-4401": ("home-care", "sleep-in"), "C-4402": ("residential",)}, rates=90)
    files = {"rates.csv": as_csv(book)}

Every year is 1,600 rates (or as many as asked for), and no cell has two that are equally particular.
"""

import csv
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from duly.primitives.money import half_up, rate_in_pounds

HEADINGS = (
    "rate_ref",
    "contract",
    "service",
    "from",
    "to",
    "rate",
    "unit",
    "line",
    "day_type",
    "length_from",
    "length_to",
    "carer",
    "zone",
)
ZONES = ("urban", "suburban", "rural", "extra-rural")
BANDS = (("0", "30", 1_125), ("31", "45", 1_070), ("46", "1440", 1_000))
"""Lengths of call, and what an hour in them costs in thousandths of the card's own: short calls are dearer."""
DAYS = (("weekday", 1_000), ("saturday", 1_080), ("sunday", 1_100), ("bank-holiday", 1_500))
UNIT_OF = {"residential": "week", "nursing": "week", "sleep-in": "night", "waking-night": "night"}
"""Services that are not paid by the hour."""
BASE = {"hour": (198_000, 236_000), "night": (520_000, 980_000), "week": (7_200_000, 10_800_000)}
"""Between which a card begins, in hundredths of a penny."""
FOUR_PENCE = 400


@dataclass(frozen=True)
class Line:
    """One rate of a card: its keys as the file has them, and thousandths of the card's own rate."""

    contract: str
    service: str
    thousandths: int
    unit: str = "hour"
    line: str = ""
    day_type: str = ""
    length_from: str = ""
    length_to: str = ""
    carer: str = ""
    zone: str = ""


@dataclass(frozen=True)
class Uplift:
    """One year's award to one contract: basis points rounded up to a step, or so much on every rate. `starts` is its first day."""

    starts: date
    basis_points: int = 0
    flat_hundredths: int = 0
    step_hundredths: int = 1

    def on(self, rate_hundredths: int) -> int:
        """The rate after this award."""
        return uplifted(rate_hundredths, self.basis_points, self.step_hundredths) + self.flat_hundredths


def rate_book(
    seed: int,
    contracts: Mapping[str, Sequence[str]],
    *,
    rates: int = 1_600,
    versions: int = 3,
    starts: date = date(2024, 4, 1),
    lines: Mapping[str, Sequence[tuple[str, str]]] | None = None,
) -> list[dict[str, str]]:
    """Rows of a file of rates: `rates` of them for each of `versions` years, the last without an end.

    `contracts` are the services of each contract by its reference; `lines` the package lines (reference, service) of a contract that have a
    rate agreed for them alone. ValueError where so few contracts have not so many cells.
    """
    draw = random.Random(seed)
    chosen = _chosen(draw, contracts, rates, lines or {})
    awards = {contract: _awards(draw, starts, versions) for contract in contracts}
    cards = {
        (contract, service): draw.randrange(*BASE[UNIT_OF.get(service, "hour")], FOUR_PENCE)
        for contract, services in contracts.items()
        for service in services
    }
    rows: list[dict[str, str]] = []
    for one in chosen:
        pays = half_up(cards[one.contract, one.service] * one.thousandths, 1000 * FOUR_PENCE) * FOUR_PENCE
        years = [Uplift(starts), *awards[one.contract]]
        for award, following in zip(years, [*years[1:], None], strict=True):
            pays = award.on(pays)
            rows.append(_row(10_001 + len(rows), one, award.starts, following, pays))
    return rows


def as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Rows as the file that `duly import rates` takes in."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, HEADINGS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def uplifted(rate_hundredths: int, basis_points: int, step_hundredths: int = 1) -> int:
    """A rate raised by basis points and rounded up to the next step: to four pence, a quarter of an hour is whole pence."""
    return -(-rate_hundredths * (10_000 + basis_points) // (10_000 * step_hundredths)) * step_hundredths


def _chosen(
    draw: random.Random, contracts: Mapping[str, Sequence[str]], rates: int, lines: Mapping[str, Sequence[tuple[str, str]]]
) -> list[Line]:
    """The first of every card, then the second of every card, until there are enough: so small books have every contract."""
    cards = [
        list(_card(draw, contract, service, [ref for ref, of in lines.get(contract, ()) if of == service]))
        for contract, services in contracts.items()
        for service in services
    ]
    found = [card[depth] for depth in range(max(map(len, cards), default=0)) for card in cards if depth < len(card)]
    if len(found) < rates:
        raise ValueError(f"So many contracts have {len(found):,} rates at most, and {rates:,} were asked for.")
    order = {id(one): place for place, one in enumerate(one for card in cards for one in card)}
    return sorted(found[:rates], key=lambda one: order[id(one)])


def _card(draw: random.Random, contract: str, service: str, lines: Sequence[str]) -> Iterator[Line]:
    """Every rate of one service of a contract: its own first, then those that narrow it, by one key and then by two."""
    own = Line(contract, service, 1_000, UNIT_OF.get(service, "hour"))
    zones = [(zone, 1_000 + 40 * n) for n, zone in enumerate(draw.sample(ZONES, 3))]
    yield own
    for ref in lines:
        yield replace(own, line=ref, thousandths=draw.randrange(1_020, 1_200, 5))
    zoned = [replace(own, zone=zone, thousandths=more) for zone, more in zones]
    yield from zoned
    if own.unit == "week":
        return
    days = [replace(own, day_type=day, thousandths=more) for day, more in DAYS]
    yield from days
    if own.unit == "night":
        yield from (replace(one, zone=zone, thousandths=_of(one, more)) for one in days for zone, more in zones)
        return
    banded = [replace(own, length_from=a, length_to=b, thousandths=more) for a, b, more in BANDS]
    yield from banded
    yield replace(own, carer="2", thousandths=900)
    yield from (replace(one, day_type=day, thousandths=_of(one, more)) for one in banded for day, more in DAYS)
    yield from (replace(one, zone=zone, thousandths=_of(one, more)) for one in banded for zone, more in zones)
    yield from (replace(one, carer="2", thousandths=_of(one, 900)) for one in (*days, *zoned))
    yield from (replace(one, zone=zone, thousandths=_of(one, more)) for one in days for zone, more in zones)


def _of(one: Line, thousandths: int) -> int:
    return half_up(one.thousandths * thousandths, 1000)


def _awards(draw: random.Random, starts: date, versions: int) -> list[Uplift]:
    """A contract's awards: by per cent, rounded up to four pence or to a penny; or the same pence on every rate. From 1 April or 7 April."""
    found = []
    for year in range(1, versions):
        first = date(starts.year + year, 4, draw.choice((1, 1, 1, 7)))
        kind = draw.choice(("per cent", "per cent", "flat"))
        if kind == "flat":
            found.append(Uplift(first, flat_hundredths=draw.choice((8_700, 9_200, 6_000))))
        else:
            found.append(Uplift(first, draw.choice((297, 410, 500, 660, 933, 991)), 0, draw.choice((FOUR_PENCE, 100))))
    return found


def _row(number: int, one: Line, starts: date, following: Uplift | None, pays: int) -> dict[str, str]:
    last = (following.starts - timedelta(days=1)).isoformat() if following else ""
    keys = {key: getattr(one, key) for key in ("unit", "line", "day_type", "length_from", "length_to", "carer", "zone")}
    told = {"rate_ref": f"RT-{number}", "contract": one.contract, "service": one.service, "from": starts.isoformat(), "to": last}
    return told | {"rate": rate_in_pounds(pays)} | keys
