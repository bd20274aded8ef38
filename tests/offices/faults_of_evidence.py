"""Evidence that is thin or weak, and visits that overlap: of one person, and of one carer."""

from duly.payments.validation.facts import FOREVER

from .catalogue import planting
from .draft import Draft

# Under-delivered


def _short_week(d: Draft, last: int) -> None:
    """Ten calls of an hour, nine visited for 54 minutes and one for another length; claimed as made."""
    d.twice_a_day(minutes=60, days=range(5))
    for call in d.calls[:-1]:
        d.lasting(54, call)
    d.lasting(last, d.calls[-1])
    d.claim(9 * 54 + last)


@planting(
    "delivered-exactly-nine-tenths", (), "CLEAN", "Of 600 minutes agreed 540 are delivered and claimed.",
    edge="D = 90 % of A", twin="delivered-below-nine-tenths",
)  # fmt: skip
def _(d: Draft) -> None:
    _short_week(d, 54)


@planting(
    "delivered-below-nine-tenths", (402,), "CLEAN", "As its twin, 539: told, and nothing held.",
    edge="D = 90 % of A − 1", twin="delivered-exactly-nine-tenths",
)  # fmt: skip
def _(d: Draft) -> None:
    _short_week(d, 53)


@planting(
    "two-of-ten-missed", (402, 404), "CLEAN", "Two of ten calls are missed and not claimed: told, and nothing held.", kind="pair",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day(days=range(5))
    gone = d.miss(d.calls[0]) + d.miss(d.calls[5])
    d.claim(d.agreed - gone)


# Weak evidence


def _manual(d: Draft, manual: int, *, visits: int = 10) -> Draft:
    """A contract that lets a fifth be logged by hand, so many visits, and so many of them by hand."""
    d.spot(manual_percent=20).weekly(*((n % 7, (600, 1080)[n // 7], 45, 1) for n in range(visits)))
    for call in d.calls[:manual]:
        d.remake(call, source="manual")
    return d.claim(d.agreed)


@planting(
    "by-hand-exactly-the-percentage", (), "CLEAN", "A fifth may be logged by hand: 2 of 10 visits are. Claim = agreed.",
    edge="the percentage", twin="by-hand-above-the-percentage", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _manual(d, 2)


@planting(
    "by-hand-above-the-percentage", (409,), "CLEAN", "As its twin, 3 of 10: told, and nothing held.",
    edge="above the percentage", twin="by-hand-exactly-the-percentage", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _manual(d, 3)


@planting(
    "by-hand-of-nine", (), "CLEAN", "All of 9 visits are logged by hand: too few to say. Claim = agreed.",
    edge="10 visits − 1", twin="by-hand-above-the-percentage", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _manual(d, 9, visits=9)


def _by_hand_beside(d: Draft, manual: int) -> None:
    """Another line of the contract, whose ten visits are all by hand, and is not claimed."""
    _manual(d, manual)
    other = d.companion()
    d.under_one_contract(other)
    other.twice_a_day(days=range(5))
    for call in other.calls:
        other.remake(call, source="manual")


@planting(
    "by-hand-on-another-line", (), "CLEAN", "Half of the contract's visits are by hand, all of another line. Claim = agreed.",
    edge="none of this line's", twin="by-hand-on-another-line-and-once-here", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _by_hand_beside(d, 0)


@planting(
    "by-hand-on-another-line-and-once-here", (409,), "CLEAN", "As its twin, and one of this line's: told.",
    edge="one of this line's", twin="by-hand-on-another-line", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _by_hand_beside(d, 1)


def _exact(d: Draft, exact: int) -> None:
    d.spot(exact_percent=50).twice_a_day(days=range(5)).claim(d.agreed)
    for call in d.calls[:exact]:
        d.remake(call, shift=0)


@planting(
    "to-the-minute-exactly-the-percentage", (), "CLEAN", "Half may be as planned to the minute: 5 of 10 visits are. Claim = agreed.",
    edge="the percentage", twin="to-the-minute-above-the-percentage", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _exact(d, 5)


@planting(
    "to-the-minute-above-the-percentage", (409,), "CLEAN", "As its twin, 6 of 10: told, and nothing held.",
    edge="above the percentage", twin="to-the-minute-exactly-the-percentage", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    _exact(d, 6)


# One person in two visits


def _second_visit(d: Draft, overlap: int) -> None:
    """A visit of an hour, and an unplanned one that begins so many minutes before its end, not claimed."""
    d.twice_a_day(minutes=60).claim(d.agreed)
    call = d.some_call()
    d.remake(call, shift=0)
    d.also_visited(call.on, call.starts_minute + 60 - overlap, 30)


@planting("visits-that-touch", (), "CLEAN", "A second visit begins as the first ends, and is not claimed.", edge="touching", twin="visits-overlap-by-six")  # fmt: skip
def _(d: Draft) -> None:
    _second_visit(d, 0)


@planting(
    "visits-overlap-by-five", (), "CLEAN", "A second visit begins five minutes before the first ends, and is not claimed.",
    edge="overlap = tolerance", twin="visits-overlap-by-six",
)  # fmt: skip
def _(d: Draft) -> None:
    _second_visit(d, 5)


@planting(
    "visits-overlap-by-six", (405,), "HELD", "As its twin, six minutes.", cut="nothing", edge="overlap = tolerance + 1", twin="visits-overlap-by-five",
)  # fmt: skip
def _(d: Draft) -> None:
    _second_visit(d, 6)


def _back_to_back(d: Draft, minutes: int) -> None:
    d.weekly(*((n, at, 30, 1) for n in range(7) for at in (600, 630))).claim(d.agreed)
    for call in d.on(3):
        d.remake(call, shift=0)
    d.lasting(minutes, d.on(3)[0])


def _apart(d: Draft) -> None:
    """Visits to calls one after the other, each exactly when it is planned but on Thursday."""
    for call in d.calls:
        d.remake(call, shift=0)


@planting(
    "calls-one-after-the-other", (), "CLEAN", "Calls of 30 at 10:00 and 10:30; on Thursday the first is visited for 35. Claim = agreed.",
    edge="overlap = tolerance", twin="calls-one-over-the-other",
)  # fmt: skip
def _(d: Draft) -> None:
    _back_to_back(d, 35)
    _apart(d)


@planting(
    "calls-one-over-the-other", (405,), "HELD", "As its twin, for 36.", cut="nothing", edge="overlap = tolerance + 1", twin="calls-one-after-the-other",
)  # fmt: skip
def _(d: Draft) -> None:
    _back_to_back(d, 36)
    _apart(d)


@planting(
    "visits-overlap-over-midnight", (405,), "HELD", "Sunday's visit from 23:30 lasts an hour; on Monday, next week, there is one from 00:10, not claimed.",
    cut="nothing", edge="two dates, two weeks", twin="visit-over-midnight",
)  # fmt: skip
def _(d: Draft) -> None:
    d.weekly(*((n, 1410, 60, 1) for n in range(7))).claim(d.agreed)
    d.also_visited(d.day(7), 10, 30)


@planting(
    "cancelled-visit-overlaps", (), "CLEAN", "A cancelled visit that no call asked for lies within a made one. Claim = agreed.",
    edge="only delivered visits", twin="visits-overlap-by-six",
)  # fmt: skip
def _(d: Draft) -> None:
    d.twice_a_day(minutes=60).claim(d.agreed)
    call = d.some_call()
    d.also_visited(call.on, call.starts_minute + 10, 30, outcome="cancelled", notice_minutes=30, reason="person", source="")


# One carer in two places


def _carer_elsewhere(
    d: Draft, overlap: int, *, same_person: bool = False, same_provider: bool = True, terms: dict[str, int] | None = None
) -> Draft:
    """The carer of one visit of an hour is at another's visit of an hour from so many minutes before its end; neither is out of order else."""
    if terms:
        d.spot(**terms)
    d.weekly(*((n, 600, 60, 1) for n in range(7))).claim(d.agreed)
    mine = d.remake(d.some_call(weekday=3), shift=0)
    other = d.companion(same_person=same_person, same_provider=same_provider, same_service=not same_person)
    other.weekly((3, 660 - overlap, 60, 1))
    other.remake(other.calls[0], shift=0, carer_ref=mine.carer_ref)
    return other


@planting(
    "carer-in-two-places-touching", (), "CLEAN", "A carer's visit begins as the one before, to another person, ends. Claim = agreed.",
    edge="touching", twin="carer-in-two-places-by-six", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    other = _carer_elsewhere(d, 0)
    other.claim(other.agreed)


@planting(
    "carer-in-two-places-by-five", (), "CLEAN", "A carer's visits to two persons overlap by five minutes. Both claim = agreed.",
    edge="overlap = tolerance", twin="carer-in-two-places-by-six", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    other = _carer_elsewhere(d, 5)
    other.claim(other.agreed)


@planting(
    "carer-in-two-places-by-six", (406,), "HELD", "As its twin, by six: both line-weeks.",
    cut="nothing", edge="overlap = tolerance + 1", twin="carer-in-two-places-by-five", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    other = _carer_elsewhere(d, 6)
    other.claim(other.agreed).comes_to = (406,), "HELD"


@planting(
    "carer-overlap-by-each-lines-own-terms", (), "CLEAN", "Overlap by eight: this line's contract allows ten, that of the line beside five: 406 there alone.",
    edge="each by its own terms", twin="carer-in-two-places-by-six", beside="alone", files=False,
)  # fmt: skip
def _(d: Draft) -> None:
    other = _carer_elsewhere(d, 8, terms={"overlap_minutes": 10})
    other.claim(other.agreed).comes_to = (406,), "HELD"


@planting(
    "carer-of-another-provider", (), "CLEAN", "A carer of another provider has the same reference, at the same hour. Both claim = agreed.",
    edge="a reference is a provider's own", twin="carer-in-two-places-by-six", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    other = _carer_elsewhere(d, 30, same_provider=False)
    other.claim(other.agreed)


@planting(
    "carer-at-two-services-of-one-person", (), "CLEAN", "A carer's visits to one person overlap by half an hour, for two services.",
    edge="different persons", twin="carer-in-two-places-by-six", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    other = _carer_elsewhere(d, 30, same_person=True)
    other.claim(other.agreed)


@planting(
    "person-and-carer-twice", (405, 406), "HELD", "An unplanned visit overlaps the person's own by 20 minutes, by a carer who is elsewhere then.",
    cut="nothing", kind="pair", twin="visits-overlap-by-six", beside="alone",
)  # fmt: skip
def _(d: Draft) -> None:
    d.in_force((d.day(-70), FOREVER)).weekly(*((n, 600, 60, 1) for n in range(7))).claim(d.agreed)
    d.remake(d.some_call(weekday=3), shift=0)
    second = d.also_visited(d.day(3), 640, 30)
    other = d.companion()
    other.weekly((3, 640, 30, 1))
    other.remake(other.calls[0], shift=0, carer_ref=second.carer_ref)
