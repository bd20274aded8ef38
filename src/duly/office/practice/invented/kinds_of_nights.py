"""What can be planted in a week of a care home, besides what stands of a resident in order."""

from duly.office.practice.invented.homes import FNC_PENCE, NURSING, Resident
from duly.office.practice.invented.kinds import Kind, at, blocked, clean, held, refused, told, trimmed

HOME, NURSING_HOME = "a home", "a nursing home"
"""Where a resident is planted: under a home's contract for residential care, or for nursing."""
CONTRIBUTION, TOP_UP = 18_215, 4_550
"""Pence a week."""


def _paid_towards(r: Resident) -> Resident:
    """A client's contribution the home collects, and the NHS's share of nursing."""
    return r.pays("contribution", CONTRIBUTION, "provider").pays("fnc", FNC_PENCE, "nhs")


def _own_rate(r: Resident, starts: int, ends: int | None, *, approved: bool = True) -> Resident:
    r.spot()
    return r.paying((starts, ends, r.rate), approved=approved)


def _rising(r: Resident) -> Resident:
    """A rate that goes up by 4 % next Monday."""
    r.spot()
    new = r.rate * 104 // 100
    return r.paying((-140, 7, r.rate), (7, None, new)).claims(rate=new)


_STAYS = (
    clean("nights-admitted-on-thursday", lambda r: r.in_force((3, None)).lives(3).claims(4, first=3)),
    clean("nights-left-on-thursday", lambda r: r.lives(-60, 3).claims(3)),
    held("nights-claimed-before-admission", "411", lambda r: r.lives(2).claims()),
    held("nights-claimed-after-leaving", "411", lambda r: r.lives(-60, 5).claims()),
    held("nights-claimed-for-the-day-of-leaving", "411", lambda r: r.lives(-60, 4).claims(5)),
    held("nights-of-nobody", "411", lambda r: r.lives_nowhere().claims()),
    held("nights-before-the-line", "203", lambda r: r.in_force((2, None)).claims()),
    held("nights-after-the-line", "203", lambda r: r.in_force((-140, 5)).claims()),
    held("nights-before-the-line-and-after-leaving", "203 411", lambda r: r.in_force((1, None)).lives(-60, 6).claims()),
    clean("nights-fewer-claimed", lambda r: r.claims(6)),
    clean("nights-of-hospital-paid-in-full", lambda r: r.away("hospital", 1, 4).claims()),
    clean("nights-of-hospital-to-the-sixth", lambda r: r.away("hospital", 1, 7).claims()),
    trimmed("nights-of-hospital-from-the-seventh", "207", lambda r: r.away("hospital", 0, 7).claims()),
    trimmed("nights-retained-and-claimed-so", "207", lambda r: r.away("hospital", -14, None).claims(percent=80)),
    trimmed("nights-retained-and-claimed-whole", "207", lambda r: r.away("hospital", -14, None).claims()),
    trimmed("nights-of-hospital-from-the-29th", "501", lambda r: r.away("hospital", -28, None).claims()),
    trimmed("nights-of-hospital-over-the-limit-in-midweek", "207 501", lambda r: r.away("hospital", -25, None).claims()),
    clean("nights-of-hospital-over-the-limit-not-claimed", lambda r: r.away("hospital", -30, 4).claims(3, first=4)),
    clean("nights-of-holiday-to-the-14th", lambda r: r.away("holiday", -7, 7).claims()),
    trimmed("nights-of-holiday-from-the-15th", "501", lambda r: r.away("holiday", -8, 7).claims()),
    trimmed("nights-away-as-the-council-knows", "501", lambda r: r.interrupted("suspension", 2, 4).claims()),
    trimmed("nights-away-for-no-reason-the-contract-knows", "501", lambda r: r.away("other", 3, 6).claims()),
    clean("nights-kept-after-a-death", lambda r: r.died(2).claims(5)),
    held("nights-kept-and-one-more", "411", lambda r: r.died(2).claims(6)),
    blocked("nights-after-a-death-nobody-told-of", "208 411", lambda r: r.died(2, told=False).claims()),
    blocked("nights-a-week-after-a-death", "208 411", lambda r: r.died(-6, told=False).claims()),
    clean("nights-of-handing-over", lambda r: r.lives(-60, 3).also_lives(2).claims(3)),
    held("nights-in-two-homes", "209", lambda r: r.also_lives(-10).claims()),
)  # fmt: skip

_MONEY = (
    clean("nights-uneven-sevenths", lambda r: r.lives(-60, 1).claims(1)),
    trimmed("nights-dearer-by-a-penny", "303", lambda r: r.claims(dearer=100)),
    held("nights-dearer-by-thirty-pounds", "303", lambda r: r.claims(dearer=300_000)),
    told("nights-cheaper", "304", lambda r: r.claims(dearer=-70_000)),
    trimmed("nights-of-next-years-rate", "305", _rising),
    blocked("nights-without-a-rate", "301", lambda r: _own_rate(r, -140, 6).claims()),
    blocked("nights-of-a-rate-not-adopted", "306", lambda r: _own_rate(r, -140, None, approved=False).claims()),
    blocked("nights-out-of-contract", "201", lambda r: r.spot().payable(-140, 5).claims()),
    held("nights-with-vat", "105", lambda r: r.claims(vat_pence=1500)),
    blocked("nights-under-another-name", "108", lambda r: r.claims(person_name="Somebody Else")),
    blocked("nights-of-a-person-unknown", "108", lambda r: r.unknown().claims()),
    trimmed("nights-again-on-another-invoice", "102", lambda r: r.claims().claims_again()),
    held("nights-of-no-line", "202", lambda r: r.claims().without_line()),
    held("nights-of-a-line-awaiting-approval", "204", lambda r: r.waiting().claims()),
    refused("nights-without-an-opening", lambda r: r.opened_at(None).claims()),
    refused("nights-before-the-opening", lambda r: r.opened_at(7).claims()),
    clean("nights-that-the-council-collects-for", lambda r: r.pays("contribution", CONTRIBUTION, "council").claims()),
    clean("nights-a-week-for-any-night", lambda r: r.spot(part_week="WHOLE_WEEK").lives(4).in_force((4, None)).claims(3, first=4)),
)  # fmt: skip

_NET = (
    clean("nights-net-of-what-others-pay", lambda r: _paid_towards(r).claims()),
    clean("nights-net-claimed-gross", lambda r: _paid_towards(r).claims(gross=True)),
    clean("nights-net-with-a-top-up", lambda r: _paid_towards(r).pays("top-up", TOP_UP, "provider").claims()),
    clean("nights-net-of-a-contribution-the-council-collects", lambda r: r.pays("contribution", CONTRIBUTION, "council").claims()),
    clean("nights-net-of-a-rise-on-thursday", lambda r: r.pays("fnc", FNC_PENCE - 1475, "nhs", -140, 3).pays("fnc", FNC_PENCE, "nhs", 3).claims()),
    trimmed("nights-net-and-retained", "207", lambda r: _paid_towards(r).away("hospital", -14, None).claims(percent=80)),
    clean("nights-with-the-balance-on-the-last", lambda r: r.in_force((4, None)).lives(4).claims(3, first=4)),
    clean("nights-without-the-balance", lambda r: r.lives(-60, 3).claims(3)),
    clean("nights-net-after-a-death", lambda r: r.pays("fnc", FNC_PENCE, "nhs", -140, 2).died(2).claims(5)),
)  # fmt: skip

NIGHTS: tuple[Kind, ...] = (
    *(at(HOME, kind) for kind in (*_STAYS, *_MONEY)),
    *(at(NURSING_HOME, kind) for kind in _NET),
)
"""Everything planted in homes but a return that never came: of that, a home of its own has all its residents (`NO_RETURN`)."""
NO_RETURN = at(HOME, held("nights-of-a-home-without-a-return", "503", lambda r: r.claims()))
SERVICE_AT = {HOME: "residential", NURSING_HOME: NURSING}
