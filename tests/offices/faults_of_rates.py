"""The rate book: rates that are ambiguous, not adopted, of another year or another cell; day types, bands, second carers, zones and lines."""

from typing import Any

from duly.payments.validation.facts import FOREVER

from .catalogue import planting
from .draft import Draft
from .ground import price

# Which rate answers


def _book(d: Draft, week_rate: int, *book: dict[str, Any], **terms: Any) -> Draft:
    """A contract of this line's own, with a book of rates, and the rate of the week."""
    d.week_rate = week_rate
    return d.spot(book=list(book), **terms)


@planting(
    "rate-ambiguous", (302,), "BLOCKED", "Two rates of one weight are in force all week. Claim = agreed, at one of them.",
    cut="entitled 0, no parts", edge="equal weights", twin="rate-more-particular",
    files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 210_000, {"r": 210_000}, {"r": 220_000}).twice_a_day().claim(d.agreed)


@planting(
    "rate-more-particular", (), "CLEAN", "Of two rates one is for the first carer: it wins. Claim = agreed, at it.",
    edge="weight + 2", twin="rate-ambiguous",
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 220_000, {"r": 210_000}, {"r": 220_000, "carer": 1}).twice_a_day().claim(d.agreed)


@planting(
    "rate-ambiguous-on-a-day-without-calls", (), "CLEAN", "Two rates for Sundays are of one weight; no call is on Sunday. Claim = agreed.",
    edge="only cells given minutes are asked", twin="rate-ambiguous-on-one-day", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _two_for_sunday(d).twice_a_day(days=range(6)).claim(d.agreed)


@planting(
    "rate-ambiguous-on-one-day", (302,), "BLOCKED", "As its twin, and Sunday is visited too.",
    cut="entitled 0, no parts", edge="one cell given minutes", twin="rate-ambiguous-on-a-day-without-calls", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _two_for_sunday(d).twice_a_day().claim(d.agreed)


def _two_for_sunday(d: Draft) -> Draft:
    sunday = {"day_type": "sunday"}
    return _book(d, 210_000, {"r": 210_000}, {"r": 250_000, **sunday}, {"r": 260_000, **sunday})


def _two_bands(d: Draft, minutes: int) -> Draft:
    """Bands of 0 to 45 and 45 to 90 planned minutes."""
    bands = {"r": 230_000, "band_to": 45}, {"r": 210_000, "band_from": 45, "band_to": 90}
    return _book(d, 230_000, *bands).twice_a_day(minutes=minutes).claim(d.agreed)


@planting(
    "bands-that-overlap-by-a-minute", (302,), "BLOCKED", "Rates for calls of 0 to 45 and of 45 to 90 minutes; the calls are of 45. Claim = agreed.",
    cut="entitled 0, no parts", edge="last minute of one band, first of the other", twin="bands-beside-their-overlap", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _two_bands(d, 45)


@planting(
    "bands-beside-their-overlap", (), "CLEAN", "As its twin; the calls are of 44.",
    edge="last minute of one band − 1", twin="bands-that-overlap-by-a-minute", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _two_bands(d, 44)


@planting(
    "rate-not-adopted", (306,), "BLOCKED", "The only rate is in a batch nobody has adopted. Claim = agreed, at it.",
    cut="entitled 0, no parts", twin="rate-not-adopted-beside-one-that-is", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 210_000, {"r": 210_000, "approved": False}).twice_a_day().claim(d.agreed)


@planting(
    "rate-not-adopted-beside-one-that-is", (), "CLEAN", "A more particular rate is not adopted: the adopted one answers. Claim = agreed, at it.",
    twin="rate-not-adopted-claimed", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _not_adopted(d).twice_a_day().claim(d.agreed)


@planting(
    "rate-not-adopted-claimed", (305,), "TRIMMED", "As its twin, and the one that is not adopted, 8 % above, is claimed.",
    cut="no minutes; 8 % in pence, far above the trim limit", twin="rate-not-adopted-beside-one-that-is", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _not_adopted(d).twice_a_day().claim(d.agreed, rate=226_800)


def _not_adopted(d: Draft) -> Draft:
    return _book(d, 210_000, {"r": 210_000}, {"r": 226_800, "approved": False, "carer": 1})


@planting(
    "rate-not-adopted-then-none", (301, 306), "BLOCKED", "Until Thursday the only rate is not adopted; from Thursday there is none.",
    cut="entitled 0, no parts", kind="pair", twin="rate-not-adopted", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 210_000, {"r": 210_000, "approved": False, "ends": d.day(3)}).twice_a_day().claim(d.agreed)


@planting(
    "rate-of-last-year", (305,), "TRIMMED", "Claimed at the rate that ended five weeks ago, 4 % below this year's: told, and paid as claimed.",
    cut="no minutes, no pence", twin="rate-a-hundredth-below-last-years",
)  # fmt: skip
def _(d: Draft) -> None:
    _last_year(d).claim(d.agreed, rate=200_000)


@planting(
    "rate-a-hundredth-below-last-years", (304,), "CLEAN", "As its twin, a hundredth below last year's: below, and of no year.",
    edge="that very rate − 1", twin="rate-of-last-year",
)  # fmt: skip
def _(d: Draft) -> None:
    _last_year(d).claim(d.agreed, rate=199_999)


def _last_year(d: Draft) -> Draft:
    return d.spot(rates=[(d.day(-140), d.day(-35), 200_000), (d.day(-35), FOREVER, 208_000)]).twice_a_day()


@planting(
    "rate-a-hundredth-below", (304,), "CLEAN", "Claimed at a hundredth of a penny an hour below the contract: told, and paid.",
    edge="rate − 1", twin="rate-as-contract",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day().claim(d.agreed, rate=d.rate - 1)


@planting(
    "uplift-in-midweek-claimed-less", (), "CLEAN", "The rate rises on Thursday; an hour less than agreed is claimed: the week's last hour is not paid.",
    edge="minutes are given in order of date", twin="uplift-in-midweek-claimed-by-day",
)  # fmt: skip
def _(d: Draft) -> None:
    d.spot(rates=[(d.day(-140), d.day(3), 200_000), (d.day(3), FOREVER, 208_000)]).twice_a_day(minutes=60)
    d.claim(360, rate=200_000).claim(420, rate=208_000)
    d.entitled = price(360, 200_000) + price(420, 208_000)


@planting(
    "night-rate-beside", (), "CLEAN", "Beside the rate an hour there is one a night of the same weight. Claim = agreed.",
    edge="unit", twin="night-rate-alone",
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 210_000, {"r": 210_000}, {"r": 9_000_000, "unit": "night"}).twice_a_day().claim(d.agreed)


@planting(
    "night-rate-alone", (301,), "BLOCKED", "The only rate is one a night. Claim = agreed.",
    cut="entitled 0, no parts", edge="unit", twin="night-rate-beside",
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 210_000, {"r": 210_000, "unit": "night"}).twice_a_day().claim(d.agreed)


# Day types: Tuesday and Saturday are bank holidays

WEEKEND = {"r": 220_000, "day_type": "saturday"}, {"r": 250_000, "day_type": "sunday"}
HOLIDAY = {"r": 300_000, "day_type": "bank-holiday"}
WEEKDAY = {"r": 200_000, "day_type": "weekday"}


def _claims(d: Draft, *claims: tuple[int, int], parts: tuple[tuple[int, int], ...] = ()) -> None:
    """Claims of (minutes, rate), and what the contract pays where it is not that."""
    for minutes, rate in claims:
        d.claim(minutes, rate=rate)
    d.entitled = sum(price(minutes, rate) for minutes, rate in parts or claims)


@planting(
    "day-types-with-bank-holidays", (), "CLEAN", "Rates for any day, Saturdays, Sundays and bank holidays; Tuesday and Saturday are. Claimed so.",
    edge="a bank holiday on a weekday and on a Saturday", twin="day-types-claimed-throughout-at-the-highest", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 200_000, {"r": 200_000}, *WEEKEND, HOLIDAY).twice_a_day(minutes=60)
    _claims(d, (480, 200_000), (240, 300_000), (120, 250_000))


@planting(
    "day-types-without-bank-holidays", (), "CLEAN",
    "Rates for weekdays, Saturdays and Sundays: on a bank holiday the day of the week answers. Claimed so.",
    edge="a bank holiday answers to its day of the week", twin="saturday-claimed-as-bank-holiday", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 200_000, WEEKDAY, *WEEKEND).twice_a_day(minutes=60)
    _claims(d, (600, 200_000), (120, 220_000), (120, 250_000))


@planting(
    "saturday-claimed-as-bank-holiday", (303,), "HELD", "As its twin, and Saturday is claimed at £30, which is in no book.",
    cut="no minutes; £16", edge="above the highest of the week", twin="day-types-without-bank-holidays", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 200_000, WEEKDAY, *WEEKEND).twice_a_day(minutes=60)
    _claims(d, (600, 200_000), (120, 300_000), (120, 250_000), parts=((600, 200_000), (120, 220_000), (120, 250_000)))


@planting(
    "day-types-claimed-throughout-at-the-highest", (), "CLEAN", "Rates for any day and bank holidays; the whole week is claimed as bank holiday.",
    cut="no minutes; entitled is below the claim though no code fires", edge="highest rate of the week", twin="day-types-with-bank-holidays",
    files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 200_000, {"r": 200_000}, HOLIDAY).twice_a_day(minutes=60)
    _claims(d, (840, 300_000), parts=((600, 200_000), (240, 300_000)))


@planting(
    "day-types-claimed-throughout-at-the-lowest", (), "CLEAN", "Rates for any day and bank holidays; the whole week is claimed as any day.",
    edge="lowest rate of the week", twin="day-types-claimed-below-the-lowest", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 200_000, {"r": 200_000}, HOLIDAY).twice_a_day(minutes=60)
    _claims(d, (840, 200_000), parts=((600, 200_000), (240, 300_000)))


@planting(
    "day-types-claimed-below-the-lowest", (304,), "CLEAN", "As its twin, a hundredth below.",
    edge="lowest rate of the week − 1", twin="day-types-claimed-throughout-at-the-lowest", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 200_000, {"r": 200_000}, HOLIDAY).twice_a_day(minutes=60)
    _claims(d, (840, 199_999), parts=((600, 200_000), (240, 300_000)))


@planting(
    "sunday-beats-band-carer-and-zone", (), "CLEAN",
    "One rate is for a band, a carer and a zone together, one for Sundays: Sunday's wins on Sunday. Claimed so.",
    edge="weight 8 against 7", twin="bank-holiday-beats-all-but-a-line", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    narrow = {"band_to": 60, "carer": 1, "zone": "rural"}
    d.in_zone("rural")
    _book(d, 230_000, {"r": 200_000}, {"r": 230_000, **narrow}, {"r": 250_000, "day_type": "sunday"}).twice_a_day(minutes=60)
    _claims(d, (720, 230_000), (120, 250_000))


@planting(
    "bank-holiday-beats-all-but-a-line", (), "CLEAN",
    "One rate is for Saturdays, a band, a carer and a zone together, one for bank holidays, which Saturday is too: that wins. Claimed so.",
    edge="weight 16 against 15", twin="line-beats-bank-holiday", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    narrow = {"day_type": "saturday", "band_to": 60, "carer": 1, "zone": "rural"}
    d.in_zone("rural")
    _book(d, 200_000, {"r": 200_000}, {"r": 260_000, **narrow}, HOLIDAY).twice_a_day(minutes=60)
    _claims(d, (600, 200_000), (240, 300_000))


@planting(
    "line-beats-bank-holiday", (), "CLEAN", "A rate is agreed for this line, another for bank holidays in its zone: the line's wins. Claimed so.",
    edge="weight 32 against 23", twin="line-beats-bank-holiday-claimed-as-one", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _line_rate(d)
    _claims(d, (840, 260_000))


@planting(
    "line-beats-bank-holiday-claimed-as-one", (305,), "TRIMMED",
    "As its twin; Tuesday and Saturday are claimed at the rate for bank holidays, which answers there and does not win.",
    cut="no minutes; £4 an hour, above the trim limit", edge="a rate that would answer", twin="line-beats-bank-holiday", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _line_rate(d)
    _claims(d, (600, 260_000), (240, 300_000), parts=((840, 260_000),))


def _line_rate(d: Draft) -> None:
    d.in_zone("rural")
    holiday = {**HOLIDAY, "band_to": 60, "carer": 1, "zone": "rural"}
    _book(d, 260_000, {"r": 200_000}, holiday, {"r": 260_000, "line_ref": d.line.line_ref}).twice_a_day(minutes=60)


# Lengths, second carers, zones, and another line's rate


def _by_length(d: Draft, minutes: int, rate: int) -> None:
    """£24 for calls to half an hour, £20 for longer ones."""
    _book(d, 240_000 if minutes <= 30 else 200_000, {"r": 240_000, "band_to": 30}, {"r": 200_000, "band_from": 31})
    d.twice_a_day(minutes=minutes).claim(d.agreed, rate=rate)


@planting(
    "last-minute-of-a-rates-band", (), "CLEAN", "£24 for calls of up to 30 minutes, £20 for longer ones; calls of 30, claimed at £24.",
    edge="last minute of a band", twin="minute-after-a-rates-band",
)  # fmt: skip
def _(d: Draft) -> None:
    _by_length(d, 30, 240_000)


@planting(
    "minute-after-a-rates-band", (303,), "HELD", "As its twin, calls of 31, claimed at £24: no other date would make that right.",
    cut="no minutes; £4 an hour", edge="last minute of a band + 1", twin="last-minute-of-a-rates-band",
)  # fmt: skip
def _(d: Draft) -> None:
    _by_length(d, 31, 240_000)


@planting(
    "first-minute-of-a-rates-band", (), "CLEAN", "As its twin, calls of 31, claimed at £20.",
    edge="first minute of a band", twin="minute-after-a-rates-band",
)  # fmt: skip
def _(d: Draft) -> None:
    _by_length(d, 31, 200_000)


def _second_cheaper(d: Draft) -> Draft:
    return _book(d, 220_000, {"r": 220_000}, {"r": 180_000, "carer": 2}).twice_a_day(minutes=60, carers=2)


@planting(
    "second-carer-at-another-rate", (), "CLEAN", "Double-handed: the second carer is £18, the first £22. Claimed so.",
    edge="place 2", twin="second-carer-at-another-rate-absent",
)  # fmt: skip
def _(d: Draft) -> None:
    _second_cheaper(d)
    _claims(d, (840, 220_000), (840, 180_000))


@planting(
    "second-carer-at-another-rate-absent", (407,), "TRIMMED", "As its twin, one second carer absent: what is cut is priced at the week's rate.",
    cut="407 takes 60; money in question is below 0", edge="money in question < 0", twin="second-carer-at-another-rate",
)  # fmt: skip
def _(d: Draft) -> None:
    _second_cheaper(d)
    d.cut(c407=d.miss(d.some_call(), place=2))
    _claims(d, (840, 220_000), (840, 180_000), parts=((840, 220_000), (780, 180_000)))


def _rural(d: Draft, zone: str) -> None:
    _book(d, 230_000 if zone == "rural" else 200_000, {"r": 200_000}, {"r": 230_000, "zone": "rural"})
    d.in_zone(zone).twice_a_day(minutes=60).claim(d.agreed, rate=230_000)


@planting(
    "rate-of-the-zone", (), "CLEAN", "£23 in the country, £20 elsewhere; the line is in the country. Claimed at £23.", twin="rate-of-another-zone",
    files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _rural(d, "rural")


@planting(
    "rate-of-another-zone", (303,), "HELD", "As its twin, the line is in no zone: no other date would make that right.",
    cut="no minutes; £3 an hour", twin="rate-of-the-zone",
)  # fmt: skip
def _(d: Draft) -> None:
    _rural(d, "")


def _two_lines(d: Draft, rate: int) -> None:
    """A rate of £23 is agreed for the line beside, which claims it; this one claims at a rate."""
    other = d.companion()
    _book(d, 200_000, {"r": 200_000}, {"r": 230_000, "line_ref": other.line.line_ref}).twice_a_day(minutes=60).claim(d.agreed, rate=rate)
    d.under_one_contract(other)
    other.week_rate = 230_000
    other.twice_a_day().claim(other.agreed)


@planting(
    "rate-agreed-for-another-line", (303,), "HELD", "£23 is agreed for another line of the contract, £20 for any; claimed at £23.",
    cut="no minutes; £3 an hour", twin="rate-agreed-for-another-line-not-claimed",
)  # fmt: skip
def _(d: Draft) -> None:
    _two_lines(d, 230_000)


@planting(
    "rate-agreed-for-another-line-not-claimed", (), "CLEAN", "As its twin, claimed at £20.", twin="rate-agreed-for-another-line",
)  # fmt: skip
def _(d: Draft) -> None:
    _two_lines(d, 200_000)


@planting(
    "flex-at-another-rate", (), "CLEAN",
    "Flex 30; £30 for calls under half an hour, £20 for longer ones. An unplanned visit of 20 makes up for a short one; all claimed at £20.",
    cut="none; the contract would pay more than is claimed", edge="an unplanned visit's cell", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _book(d, 200_000, {"r": 300_000, "band_to": 29}, {"r": 200_000, "band_from": 30}, flex_minutes=30).twice_a_day(minutes=60)
    d.lasting(40, d.some_call(weekday=3))
    d.also_visited(d.day(1), 810, 20)
    _claims(d, (840, 200_000), parts=((820, 200_000), (20, 300_000)))
