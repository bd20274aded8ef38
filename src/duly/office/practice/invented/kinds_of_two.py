"""What needs a second line: the same service with another provider, another's log, another's number, and a carer who is in two places."""

from dataclasses import replace

from duly.office.practice.invented.draft import Draft
from duly.office.practice.invented.kinds import ANOTHER, BOTH, ELSEWHERE, MOVED, Kind, blocked, clean, held, of_two, told


def _beside(d: Draft) -> Draft:
    assert d.other is not None
    return d.other


def _with_another(d: Draft, starts: int, ends: int | None, *, approved: bool = True) -> Draft:
    """The person's line is with another provider, between these days; this one claims, and has none."""
    other = _beside(d).in_force((starts, ends)).weekly()
    if not approved:
        other.waiting()
    return d.twice().claims().without_line()


def _by_hand(d: Draft, visits: int) -> Draft:
    """Another line of the contract, whose ten visits are all by hand and not claimed."""
    d.spot(manual_percent=20).twice(days=range(5)).by_hand(visits)
    _beside(d).now_under(d.contract)
    _beside(d).twice(days=range(5)).by_hand(10)
    return d.claims()


def _carer_elsewhere(d: Draft, overlap: int, **terms: int) -> Draft:
    """The carer of an hour on Thursday is at another's from so many minutes before its end."""
    if terms:
        d.spot(**terms)
    d.daily((600, 60)).pick(weekday=3).moved(0).claims()
    _beside(d).weekly((3, 660 - overlap, 60, 1)).moved(0).by_carer_of(d).claims()
    return d


def _twice_over(d: Draft) -> Draft:
    """An unplanned visit overlaps the person's own by twenty minutes, by a carer who is at somebody else's then."""
    d.daily((600, 60)).pick(weekday=3).moved(0).outside(3, 30, at=640).claims()
    other = _beside(d).weekly((3, 640, 30, 1)).moved(0)
    d.extra[-1] = replace(d.extra[-1], carer_ref=other.made[other.at.call_ref][0].carer_ref)
    return d


def _one_number(d: Draft) -> Draft:
    """Another provider's invoice has the same number, but for small letters."""
    other = _beside(d).twice()
    other.claims_numbered(other.agreed)
    return d.twice().claims_numbered(d.agreed, spelt="small", of=other.key)


OF_TWO: tuple[Kind, ...] = (
    of_two(MOVED, blocked("other-provider-ended-on-monday", "205", lambda d: _with_another(d, -70, 1)), decision=None),
    of_two(MOVED, held("other-provider-ended-before", "202", lambda d: _with_another(d, -70, 0)), decision=None),
    of_two(MOVED, blocked("other-provider-begins-on-sunday", "205", lambda d: _with_another(d, 6, None)), decision=None),
    of_two(MOVED, held("other-provider-begins-after", "202", lambda d: _with_another(d, 7, None)), decision=None),
    of_two(MOVED, blocked("other-provider-awaiting-approval", "205", lambda d: _with_another(d, -70, None, approved=False)), decision=None),
    of_two(ANOTHER, clean("by-hand-on-another-line", lambda d: _by_hand(d, 0)), decision=None),
    of_two(ANOTHER, told("by-hand-on-another-line-and-once-here", "409", lambda d: _by_hand(d, 1)), decision=None),
    of_two(ANOTHER, clean("carer-overlap-by-each-lines-own-terms", lambda d: _carer_elsewhere(d, 8, overlap_minutes=10)), "406", "HELD"),
    of_two(ELSEWHERE, clean("carer-of-another-provider", lambda d: _carer_elsewhere(d, 30))),
    of_two(BOTH, clean("carer-at-two-services-of-one-person", lambda d: _carer_elsewhere(d, 30))),
    of_two(ANOTHER, held("person-and-carer-twice", "405 406", _twice_over), decision=None),
    of_two(ELSEWHERE, clean("number-of-another-provider", _one_number)),
)
