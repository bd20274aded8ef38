"""What is wrong with a return of occupancy or attendance."""

from collections.abc import Iterator
from datetime import date, timedelta

from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row
from duly.payments.evidence.queries import absences_known, returns_known, sessions_known, stays_known
from duly.payments.evidence.returns import absences_in, attendance_in, returns_in, stays_in
from duly.payments.providers.queries import provider_names
from duly.primitives.overlap import Placed, overlaps
from duly.primitives.period import FOREVER, say_span
from duly.primitives.refusal import Refusal, Refused

LONGEST_PERIOD = 92
_STAY, _ABSENCE = ("stay", "admitted"), ("absent_from", "absence")


def faults_in_occupancy(rows: tuple[Row, ...], *, source: str, replaces: bool = False) -> Iterator[Fault]:
    """Rows of another provider, half a stay or half an absence, dates out of order or after the period, and stays or absences that overlap.

    Refused whole with 101 when everything it says is known. A file that `replaces` may say what is known.
    """
    theirs = source if source in provider_names() else ""
    faults = [fault for row in rows for fault in (*_of_another(row, theirs), *_wrong_row(row))]
    if not faults:
        faults = [*_disagreeing(rows), *_overlapping(rows)]
    if not faults and not replaces and _nothing_new(rows):
        raise Refused(Refusal("101", "Everything this return says was taken in before. Nothing was kept a second time."))
    yield from sorted(faults, key=lambda fault: fault.row)


def faults_in_attendance(rows: tuple[Row, ...], *, source: str, replaces: bool = False) -> Iterator[Fault]:
    """Sessions of another provider, known already or twice in the file. Refused whole with 101 when every session was taken in before."""
    told = attendance_in(rows)
    known = set() if replaces else sessions_known({key[0] for key in told}, {key[3] for key in told})
    if rows and not replaces and told.keys() <= known:
        raise Refused(Refusal("101", "Every session of this file was taken in before. Nothing was kept a second time."))
    theirs = source if source in provider_names() else ""
    seen: dict[tuple, int] = {}
    for row in rows:
        yield from _of_another(row, theirs)
        v = row.values
        key = v["provider"], v["person"], v["service"], v["date"], v["session"]
        if key in known:
            yield Fault(row.number, "session", v["session"], "This session of this person was taken in before.")
        elif key in seen:
            yield Fault(row.number, "session", v["session"], f"This session of this person stands in row {seen[key]} too.")
        seen.setdefault(key, row.number)


def _of_another(row: Row, theirs: str) -> Iterator[Fault]:
    if theirs and row.values["provider"] != theirs:
        yield Fault(row.number, "provider", row.values["provider"], f"This file came from {theirs}, and may hold only its own.", theirs)


def _wrong_row(row: Row) -> Iterator[Fault]:
    v = row.values
    days = (v["period_to"] - v["period_from"]).days + 1
    if days < 1:
        yield Fault(row.number, "period_to", str(v["period_to"]), "The last night of the period is before the first.")
    elif days > LONGEST_PERIOD:
        yield Fault(row.number, "period_to", str(v["period_to"]), f"A return is for {LONGEST_PERIOD} nights at most.")
    stays, away = (any(v[h] is not None for h in headings) for headings in ((*_STAY, "discharged"), (*_ABSENCE, "absent_to")))
    if v["person"] is not None and not stays and not away:
        yield Fault(row.number, "stay", "", "The row names somebody, and says neither a stay nor an absence.")
    for wanted in (("person", "service") if stays or away else ()) + (_STAY if stays else ()) + (_ABSENCE if away else ()):
        if v[wanted] is None:
            yield Fault(row.number, wanted, "", f"A row about {'a stay' if stays else 'an absence'} says its {wanted.replace('_', ' ')}.")
    yield from _out_of_order(row, "admitted", "discharged", 1, "Somebody leaves a day after coming, or later.")
    yield from _out_of_order(row, "absent_from", "absent_to", 0, "The last night away is before the first.")


def _out_of_order(row: Row, first: str, last: str, least: int, says: str) -> Iterator[Fault]:
    begins, ends, until = row.values[first], row.values[last], row.values["period_to"]
    if begins is not None and begins > until:
        yield Fault(row.number, first, str(begins), "This is after the period of the return.")
    if begins is not None and ends is not None and ends < begins + timedelta(days=least):
        yield Fault(row.number, last, str(ends), says)
    if ends is not None and ends > until + timedelta(days=1):
        yield Fault(row.number, last, str(ends), "This is after the period of the return.")


def _disagreeing(rows: tuple[Row, ...]) -> Iterator[Fault]:
    """One stay told in two rows, otherwise in each."""
    first: dict[tuple[str, str], Row] = {}
    for row in rows:
        v = row.values
        if v["stay"] is None:
            continue
        other = first.setdefault((v["provider"], v["stay"]), row)
        if any(other.values[h] != v[h] for h in ("person", "service", "admitted", "discharged")):
            yield Fault(row.number, "stay", v["stay"], f"Row {other.number} says this stay otherwise.")


def _overlapping(rows: tuple[Row, ...]) -> Iterator[Fault]:
    providers = {row.values["provider"] for row in rows}
    stays, absences = stays_in(rows), absences_in(rows)
    told = [Placed((k[0], s.person_ref, s.service), s.admitted, s.discharged, s.row, f"stay {k[1]}") for k, s in stays.items()]
    known = [
        Placed((s.provider_ref, s.person_ref, s.service), s.admitted, s.discharged, 0, f"stay {s.stay_ref}")
        for s in stays_known(providers)
        if (s.provider_ref, s.stay_ref) not in stays
    ]
    away = [Placed(k[:3], k[3], a.ends, a.row, f"an absence ({a.kind})") for k, a in absences.items()]
    away += [
        Placed((a.provider_ref, a.person_ref, a.service), a.starts, a.ends, 0, f"an absence ({a.kind})")
        for a in absences_known(providers)
        if (a.provider_ref, a.person_ref, a.service, a.starts) not in absences
    ]
    for heading, placed in (("admitted", [*told, *known]), ("absent_from", away)):
        for one, other in overlaps(placed):
            where = f"row {other.row}" if other.row else f"{other.called} already known"
            yield Fault(one.row, heading, str(one.starts), f"This overlaps {where}, {_when(other.starts, other.ends)}.")


def _when(starts: date, ends: date) -> str:
    return say_span(starts, ends) if ends < FOREVER else f"from {starts:%Y-%m-%d}"


def _nothing_new(rows: tuple[Row, ...]) -> bool:
    providers = {row.values["provider"] for row in rows}
    stays = {(s.provider_ref, s.stay_ref): (s.person_ref, s.service, s.admitted, s.discharged) for s in stays_known(providers)}
    absences = {(a.provider_ref, a.person_ref, a.service, a.starts): (a.ends, a.kind) for a in absences_known(providers)}
    return (
        all(stays.get(k) == (s.person_ref, s.service, s.admitted, s.discharged) for k, s in stays_in(rows).items())
        and all(absences.get(k) == (a.ends, a.kind) for k, a in absences_in(rows).items())
        and not returns_in(rows) - _returned(providers)
    )


def _returned(providers: set[str]) -> set[tuple[str, date, date]]:
    return {(r.provider_ref, r.period_starts, r.period_ends) for r in returns_known(providers)}
