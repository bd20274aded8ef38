"""What can be planted in a council as wide as an office's: retainers, bank holidays, near duplicates, weeks not come, and what needs a second person or a home."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.ground import HOLIDAY
from duly.office.practice.invented.kinds import ALONE, ANOTHER, Kind, at, blocked, clean, held, in_the_week, told, trimmed
from duly.office.practice.invented.kinds_at_the_edge import AT_THE_EDGE
from duly.office.practice.invented.kinds_besides import BESIDES
from duly.office.practice.invented.kinds_of_evidence import KINDS
from duly.office.practice.invented.kinds_of_nights import HOME, NIGHTS, NO_RETURN
from duly.office.practice.invented.kinds_of_tolerance import LET_THROUGH
from duly.office.practice.invented.kinds_of_two import OF_TWO
from duly.payments.validation.facts import Call
from duly.primitives.money import half_up

HOLIDAY_WEEK = HOLIDAY - timedelta(days=HOLIDAY.weekday())
CLOCK_WEEK = date(2026, 10, 19)
"""The week whose last night has an hour twice."""
AHEAD = date(2028, 10, 30)
"""A week that has not come: somebody typed another year. Its Monday."""
RETAINS = (("holiday", 1, 2, 50), ("holiday", 3, 4, 25), ("hospital", 1, 2, 100), ("hospital", 3, 9, 50))
ON_HOLIDAY = {2: 50, 3: 50, 4: 25, 5: 25}
IN_HOSPITAL = {2: 100, 3: 50, 4: 50, 5: 50}
MORE = 40_000
"""What a particular rate is dearer by: £4 an hour."""


def _retained(d: Draft, kind: str, days: tuple[int, int], percents: dict[int, int], *, minutes: int = 60, carers: int = 1) -> Draft:
    """Calls kept for somebody who is away between two weekdays, at the percentages of these days. `lost` is what is not paid of the week."""
    d.spot(steps=RETAINS).twice(minutes, carers=carers).away(kind, *days)
    return _keeps(d, percents)


def _keeps(d: Draft, percents: dict[int, int]) -> Draft:
    d.lost -= sum(call.carers * half_up(call.minutes * percents.get(call.on.weekday(), 0), 100) for call in d.calls)
    return d


def _twice_away(d: Draft) -> Draft:
    """In hospital and, for two of these days, on holiday besides: the holiday comes first."""
    d.spot(steps=RETAINS).twice(60).away("hospital", 1, 4).away("holiday", 2, 4)
    return _keeps(d, {2: 50, 3: 50})


RETAINED = (
    clean("retained-on-holiday", lambda d: _retained(d, "holiday", (2, 9), ON_HOLIDAY).claims_what_came()),
    trimmed("retained-on-holiday-and-one", "411", lambda d: _retained(d, "holiday", (2, 9), ON_HOLIDAY).claims_what_came(1)),
    clean("retained-in-hospital", lambda d: _retained(d, "hospital", (1, 6), IN_HOSPITAL).claims_what_came()),
    trimmed("retained-in-hospital-and-one", "411", lambda d: _retained(d, "hospital", (1, 6), IN_HOSPITAL).claims_what_came(1)),
    clean(
        "retained-for-each-carer",
        lambda d: _retained(d, "holiday", (0, 2), {0: 50, 1: 50}, minutes=45, carers=2).claims_what_came(),
    ),
    trimmed(
        "retained-for-each-carer-and-one",
        "411",
        lambda d: _retained(d, "holiday", (0, 2), {0: 50, 1: 50}, minutes=45, carers=2).claims_what_came(1),
    ),
    clean("interrupted-by-two-kinds", lambda d: _twice_away(d).claims_what_came()),
    trimmed("interrupted-by-two-kinds-and-one", "411", lambda d: _twice_away(d).claims_what_came(1)),
    clean("visited-on-handover-days", lambda d: d.weekly((1, 600, 45, 1), (4, 600, 45, 1)).stays_in_a_home(1, 4).claims()),
    held("visited-during-a-stay", "209", lambda d: d.weekly(*((n, 600, 45, 1) for n in (1, 2, 4))).stays_in_a_home(1, 4).claims()),
    held("visited-on-the-last-day-of-a-stay", "209", lambda d: d.weekly(*((n, 600, 45, 1) for n in (1, 3, 4))).stays_in_a_home(1, 4).claims()),
    held("visited-during-a-stay-without-an-end", "209", lambda d: d.weekly((1, 600, 45, 1), (2, 600, 45, 1)).stays_in_a_home(1, None).claims()),
)  # fmt: skip
"""Of people who have no other line."""


def _by_day(d: Draft, *cells: tuple[int, dict[str, str]]) -> Draft:
    """Its own contract, with rates for particular cells beside the one for any, and the usual calls."""
    d.spot()
    return d.paying((-140, None, d.own_rate), also=[(d.own_rate + more, dict(cell)) for more, cell in cells]).twice()


def _on_the_holiday(d: Draft, more: int, other: int = 0) -> Callable[[Call, int], int]:
    """So much more on the bank holiday, and on the other days."""
    return lambda call, _carer: d.own_rate + (more if call.on == HOLIDAY else other)


BANK_HOLIDAY, WEEKDAY, SUNDAY = ({"day_type": day} for day in ("bank-holiday", "weekday", "sunday"))
_ANY_AND_HOLIDAY = ((MORE, BANK_HOLIDAY),)


def _line_first(d: Draft) -> Draft:
    """A rate agreed for this line, and another for bank holidays."""
    d.spot()
    also: list[tuple[int, dict[str, str]]] = [(d.own_rate + MORE, {"line_ref": d.line.line_ref}), (d.own_rate + 2 * MORE, BANK_HOLIDAY)]
    return d.paying((-140, None, d.own_rate), also=also).twice()


HOLIDAYS = (
    clean("day-types-with-bank-holidays", lambda d: _by_day(d, *_ANY_AND_HOLIDAY).claims_by_cell(_on_the_holiday(d, MORE))),
    clean("day-types-without-bank-holidays", lambda d: _weekdays(d).claims_by_cell(_weekday_or_not(d))),
    held("bank-holiday-claimed-above-any", "303", lambda d: _by_day(d, *_ANY_AND_HOLIDAY).claims_by_cell(_on_the_holiday(d, 3 * MORE))),
    clean("day-types-claimed-throughout-at-the-highest", lambda d: _by_day(d, *_ANY_AND_HOLIDAY).claims(dearer=MORE)),
    clean("day-types-claimed-throughout-at-the-lowest", lambda d: _by_day(d, *_ANY_AND_HOLIDAY).claims()),
    told("day-types-claimed-below-the-lowest", "304", lambda d: _by_day(d, *_ANY_AND_HOLIDAY).claims(dearer=-1)),
    clean(
        "bank-holiday-beats-a-weekday",
        lambda d: _by_day(d, (MORE, WEEKDAY), (2 * MORE, BANK_HOLIDAY)).claims_by_cell(
            lambda call, _: d.own_rate + (2 * MORE if call.on == HOLIDAY else MORE if call.on.weekday() < 5 else 0)
        ),
    ),
    clean("line-beats-bank-holiday", lambda d: _line_first(d).claims(dearer=MORE)),
    trimmed("line-beats-bank-holiday-claimed-as-one", "305", lambda d: _line_first(d).claims_by_cell(_on_the_holiday(d, 2 * MORE, MORE))),
)


def _weekdays(d: Draft) -> Draft:
    """Rates for weekdays and Sundays, and one for any other: on the bank holiday, a Tuesday, the weekday's answers."""
    return _by_day(d, (MORE, WEEKDAY), (2 * MORE, SUNDAY))


def _weekday_or_not(d: Draft) -> Callable[[Call, int], int]:
    return lambda call, _carer: d.own_rate + {5: 0, 6: 2 * MORE}.get(call.on.weekday(), MORE)


def _over_the_clocks(d: Draft, **terms: str) -> Draft:
    """Nights from ten to seven, on Friday and on Saturday, when an hour comes twice."""
    return d.spot(**terms).weekly((4, 1320, 540, 1), (5, 1320, 540, 1))


CLOCKS = (
    clean("night-of-ten-hours", lambda d: _over_the_clocks(d).claims()),
    trimmed("night-of-ten-hours-and-a-minute", "411", lambda d: _over_the_clocks(d).claims(1)),
)


def _two(d: Draft, overlap: int) -> Draft:
    """One carer at two persons' calls, the second visit starting so many minutes before the first ends."""
    other = d.other
    assert other is not None
    d.daily((600, 30)).pick(weekday=2).moved(0).claims()
    other.daily((630, 30)).pick(weekday=2).moved(-overlap).claims()
    other.made[other.at.call_ref] = [replace(other.made[other.at.call_ref][0], carer_ref=d.made[d.at.call_ref][0].carer_ref)]
    return d


CARERS = tuple(
    replace(kind, beside=ANOTHER)
    for kind in (
        clean("carer-in-two-places-touching", lambda d: _two(d, 0)),
        clean("carer-in-two-places-by-five", lambda d: _two(d, 5)),
        held("carer-in-two-places-by-six", "406", lambda d: _two(d, 6)),
    )
)

NEAR = (
    held("number-with-two-letters-put-in", "103", lambda d: d.twice(60).claims_in_two("", "XA", more=1)),
    clean("number-three-edits-away", lambda d: d.twice(60).claims_in_two("", "XAB", more=1)),
    held("number-with-two-letters-changed", "103", lambda d: d.twice(60).claims_in_two("AAA", "BBA", more=1)),
    clean("number-with-three-letters-changed", lambda d: d.twice(60).claims_in_two("AAA", "BBB", more=1)),
    held("near-number-one-per-cent-below", "103", lambda d: d.twice(60).claims_in_two("", "X", more=2)),
    clean("near-number-just-over-one-per-cent-below", lambda d: d.twice(60).claims_in_two("", "X", more=3)),
)
"""Half of the week on each of two invoices whose numbers are alike: 420 minutes each, and some more on the first."""


def _not_come(d: Draft) -> Draft:
    """A line in force for long, without calls in the week claimed."""
    return d.in_force((-1000, None)).weekly()


NOT_COME = tuple(
    in_the_week(AHEAD, kind)
    for kind in (
        blocked("sent-on-sunday-without-calls", "107", lambda d: _not_come(d).claims(60)),
        blocked("no-line-and-sent-too-early", "107 202", lambda d: _not_come(d).claims(60).without_line(), beside=ALONE),
        blocked("wrong-provider-and-sent-too-early", "107 205", lambda d: _not_come(d).claims(60).without_line(), beside="same service"),
        blocked("another-name-and-sent-too-early", "108", lambda d: _not_come(d).claims(60, name="Somebody Else")),
    )
)


def _dearer_waiting(d: Draft) -> Draft:
    """A rate for the first carer, 8 % dearer, that nobody has adopted, beside one that is."""
    d.spot()
    return d.paying((-140, None, d.own_rate), also=[(d.own_rate * 108 // 100, {"carer": 1, "approved": False})]).twice()


def _only_waiting(d: Draft, until: int | None = None) -> Draft:
    """Its own contract, whose only rate nobody has adopted."""
    d.spot()
    return d.paying((-140, until, d.own_rate)).not_adopted().twice()


def _zoned(d: Draft) -> Draft:
    return _by_day(d, (MORE, {"zone": "rural"}))


def _anothers(d: Draft) -> Draft:
    return _by_day(d, (MORE, {"line_ref": "L-29999"}))


RATES = (
    blocked("rate-not-adopted", "306", lambda d: _only_waiting(d).claims()),
    clean("rate-not-adopted-beside-one-that-is", lambda d: _dearer_waiting(d).claims()),
    trimmed("rate-not-adopted-claimed", "305", lambda d: _dearer_waiting(d).claims(percent=8)),
    blocked("rate-not-adopted-then-none", "301 306", lambda d: _only_waiting(d, 3).claims()),
    clean("rate-of-the-zone", lambda d: _zoned(d.in_zone("rural")).claims(dearer=MORE)),
    held("rate-of-another-zone", "303", lambda d: _zoned(d).claims(dearer=MORE)),
    clean("rate-agreed-for-another-line-not-claimed", lambda d: _anothers(d).claims()),
    held("rate-agreed-for-another-line", "303", lambda d: _anothers(d).claims(dearer=MORE)),
)

MORE_KINDS: tuple[Kind, ...] = (
    *(replace(kind, beside=ALONE) for kind in RETAINED),
    *(in_the_week(HOLIDAY_WEEK, kind) for kind in HOLIDAYS),
    *(in_the_week(CLOCK_WEEK, kind) for kind in CLOCKS),
    *CARERS,
    *NEAR,
    *NOT_COME,
    *RATES,
    *BESIDES,
    *AT_THE_EDGE,
    *OF_TWO,
    *LET_THROUGH,
    *NIGHTS,
    NO_RETURN,
    in_the_week(AHEAD, at(HOME, blocked("nights-not-come", "107 503", lambda r: r.in_force((-1000, None)).lives(-900).claims()))),
)
ALL_KINDS = (*KINDS, *MORE_KINDS)
"""Everything planted in the council of the practice copy."""
