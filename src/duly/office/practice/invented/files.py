"""The invented council as the files an office receives; their headings are those of the imports. Dates people read are inclusive; money is in pounds."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from duly.office.practice.invented.council import Council
from duly.office.practice.invented.ground import LONDON, UPLIFTS, Contract, clock
from duly.office.practice.ratebook import as_csv
from duly.payments.contracts import rules
from duly.payments.validation.facts import FOREVER, Absence, Claim, Rate, Return, Stay, Terms, Visit
from duly.primitives.period import week_name

COUNCIL, MONITORING = "Northmere Council", "Care monitoring"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
STILL_TOLD = timedelta(days=7)
"""How long after somebody left a home its returns still say so."""
FORWARD = "rates put forward"
"""The kind of a file of rates that becomes a batch, for another person to adopt."""
ALSO = tuple(name for name in rules.ALSO if name in Terms.__dataclass_fields__)
"""What terms may say besides, that a judgement reads."""
Row = TypeVar("Row", Visit, Claim)


@dataclass(frozen=True)
class Sent:
    """A file as it arrives. `kind` is that of the imports, or `FORWARD`; `source` a provider's reference, or who else sends it. `refused` is one that
    must be: sent before, or of rates of which two would answer for one call. `waits` is a batch of rates that nobody adopts."""

    kind: str
    name: str
    source: str
    content: bytes
    refused: bool = False
    waits: bool = False

    @property
    def path(self) -> str:
        """Where it is written, below a folder."""
        return f"{self.source.lower().replace(' ', '-') if not self.source.startswith('PR-') else self.source}/{self.name}"


def arriving(council: Council) -> list[Sent]:
    """Every file in order of arrival."""
    weeks = (sent for week in council.weeks for sent in sent_for(council, week))
    return [*background(council), *batches(council), *weeks]


def planted(council: Council) -> bytes:
    """What was planted, as a file: which kind in which line's week, and the codes and decision that must come of it."""
    rows = (
        (p.kind, p.week, p.provider_ref, p.person_ref, p.service, " ".join(map(str, p.codes)), p.decision or "no line-week")
        for p in council.planted
    )
    return _csv(("planted", "week_starting", "provider", "person", "service", "codes", "decision"), rows)


def background(council: Council) -> list[Sent]:
    """The council's own files, in the order an office takes them in."""
    line_of = {line.line_ref: line for line in council.lines}
    by_card = {row["contract"] for year in council.book for row in year}
    tables: dict[str, tuple[Sequence[str], Iterable[Sequence[object]]]] = {
        "providers": (("provider", "name"), ((x.ref, x.name) for x in council.providers)),
        "contracts": (_CONTRACTS, (_terms(contract, t) for contract in council.contracts for t in contract.terms)),
        "bands": (
            ("contract", "version", "from_minute", "to_minute", "pay_minutes"),
            (
                (b.contract_ref, b.version, b.from_minute, b.to_minute, b.pay_minutes)
                for contract in council.contracts
                for b in contract.bands
            ),
        ),
        "steps": (
            ("contract", "version", "kind", "from_day", "to_day", "percent"),
            ((x.contract_ref, x.version, x.kind, x.from_day, x.to_day, x.percent) for c in council.contracts for x in c.steps),
        ),
        "rates": (_RATES, (_rate(r) for c in council.contracts for r in c.rates if r.approved and c.contract_ref not in by_card)),
        "people": (("person", "name"), ((x.ref, x.name) for x in council.people)),
        "packages": (
            ("line", "person", "provider", "service", "contract", "from", "to", "zone", "approved"),
            (
                (
                    s.line_ref,
                    x.person_ref,
                    x.provider_ref,
                    x.service,
                    x.contract_ref,
                    s.starts,
                    _last_day(s.ends),
                    x.zone,
                    _told(s.approved),
                )
                for s in council.spans
                for x in (line_of[s.line_ref],)
            ),
        ),
        "calls": (
            ("line", "weekday", "starts", "minutes", "carers", "from", "to"),
            (
                (p.line_ref, WEEKDAYS[p.weekday], clock(p.starts_minute), p.minutes, p.carers, p.starts, _last_day(p.ends))
                for p in council.patterns
            ),
        ),
        "openings": (("line", "paid_to"), ((x.line_ref, x.paid_to) for x in council.openings)),
        "interruptions": (
            ("person", "kind", "from", "to", "told_on"),
            ((x.person_ref, x.kind, x.starts, _last_day(x.ends), x.starts) for x in council.interruptions),
        ),
        "deaths": (("person", "died"), ((x.person_ref, x.on) for x in council.deaths)),
        "fundings": (
            ("person", "kind", "weekly", "collected_by", "from", "to"),
            (
                (x.person_ref, x.kind, pounds(x.weekly_pence * 100, 2), x.collected_by, x.starts, _last_day(x.ends))
                for x in council.fundings
            ),
        ),
    }
    sent = [Sent(kind, f"{kind}.csv", COUNCIL, _csv(headings, rows)) for kind, (headings, rows) in tables.items()]
    if council.book:
        sent.append(
            Sent("rates", "rates-of-one-weight.csv", COUNCIL, as_csv(_of_one_weight(council, "RT-99901", "RT-99902")), refused=True)
        )
    return sent


def batches(council: Council) -> list[Sent]:
    """Files of rates put forward for another person to adopt: the rate book, a version a year; rates that wait; and two that can never be adopted."""
    if not council.book:
        return []
    book = [Sent(FORWARD, f"rate-book-{year[0]['from'][:4]}.csv", COUNCIL, as_csv(year)) for year in council.book]
    waiting = _csv(_RATES, (_rate(r) for c in council.contracts for r in c.rates if not r.approved))
    never = as_csv(_of_one_weight(council, "RT-99903", "RT-99904"))
    return [
        *book,
        Sent(FORWARD, "rates-waiting.csv", COUNCIL, waiting, waits=True),
        Sent(FORWARD, "rates-of-one-weight-again.csv", COUNCIL, never, refused=True),
    ]


def _of_one_weight(council: Council, *refs: str) -> list[dict[str, str]]:
    """Two rates, for calls of up to 45 minutes and of 45 and more: for one of 45 neither says more than the other."""
    contract = council.book[0][0]["contract"]
    told = {"contract": contract, "service": "companionship", "from": str(UPLIFTS[-1]), "unit": "hour"}
    bands = (("1", "45", "24.00"), ("45", "90", "22.00"))
    return [
        told | {"rate_ref": ref, "length_from": first, "length_to": last, "rate": rate}
        for ref, (first, last, rate) in zip(refs, bands, strict=True)
    ]


def sent_for(council: Council, week: date) -> list[Sent]:
    """What comes in for a week, in order of arrival: visits, who stayed in the homes, invoices, late ones. With those of the newest week come claims
    for weeks that have not come, and two files a second time."""
    newest, ends, named = week == council.weeks[-1], week + timedelta(days=7), week_name(week)
    visits = [v for v in council.visits if week <= v.on < ends or (newest and v.on == ends)]
    claims = [c for c in council.claims if c.week == week or (newest and c.week in council.ahead)]
    stayed = [
        Sent("occupancy", f"occupancy-{named}.csv", one.provider_ref, _occupancy(council, one))
        for one in council.returns
        if one.starts == week
    ]
    if council.size.shared and not newest:
        logs = [Sent("visits", f"visits-{named}.csv", MONITORING, _visits(visits))]
    else:
        logs = [Sent("visits", f"visits-{named}.csv", ref, _visits(theirs)) for ref, theirs in _by_provider(council, visits)]
    invoices, late = [], []
    for ref, theirs in _by_provider(council, claims):
        first = [c for c in theirs if c.invoice_ref not in council.late]
        second = [c for c in theirs if c.invoice_ref in council.late]
        invoices.append(Sent("invoices", f"invoices-{named}.csv", ref, _claims(council, first)))
        late += [Sent("invoices", f"invoices-{named}-late.csv", ref, _claims(council, second))] if second else []
    return [*logs, *stayed, *invoices, *late, *(_again(invoices) if newest else [])]


def _again(invoices: list[Sent]) -> list[Sent]:
    """Two providers' invoices a second time: the very bytes, and the same invoices with an empty line more."""
    first, second = invoices[:2]
    return [
        Sent("invoices", first.name.replace(".csv", "-again.csv"), first.source, first.content, refused=True),
        Sent("invoices", second.name.replace(".csv", "-corrected.csv"), second.source, second.content + b"\r\n", refused=True),
    ]


def pounds(hundredths: int, most: int) -> str:
    """Hundredths of a penny as pounds: two decimals, or up to four where they are needed."""
    whole, rest = divmod(hundredths, 10_000)
    decimals = f"{rest:04}"[:most]
    while len(decimals) > 2 and decimals.endswith("0"):
        decimals = decimals[:-1]
    return f"{whole}.{decimals}"


_CONTRACTS = (
    "contract", "provider", "version", "from", "to", "basis", "tolerance_minutes", "floor_minutes", "match_window_minutes",
    "double_up_percent", "trim_limit", "trim_limit_percent", "clause", *ALSO, "contract_from", "contract_to",
)  # fmt: skip
_RATES = ("rate_ref", "contract", "service", "from", "to", "rate", "unit", "line", "day_type", "length_from", "length_to", "carer", "zone")
_OCCUPANCY = (
    "provider", "period_from", "period_to", "person", "service", "stay", "admitted", "discharged", "absent_from", "absent_to", "absence",
)  # fmt: skip
_VISITS = ("visit_ref", "provider", "person", "service", "carer", "starts", "ends", "outcome", "source", "cancelled_at", "reason")
_INVOICES = (
    "invoice", "line", "provider", "person", "service", "week_starting", "minutes", "from", "to", "nights", "rate", "amount", "vat", "person_name",
)  # fmt: skip


def _terms(contract: Contract, t: Terms) -> Sequence[object]:
    first, last = contract.spans[0], contract.spans[-1]  # what lies between is an embargo, which a person places
    return (
        t.contract_ref, contract.provider_ref, t.version, t.starts, _last_day(t.ends), t.basis, t.tolerance_minutes, t.floor_minutes,
        t.match_window_minutes, t.double_up_percent, pounds(t.trim_limit_pence * 100, 2),
        f"{t.trim_limit_bp // 100}.{t.trim_limit_bp % 100:02}", t.clause, *(_told(getattr(t, name)) for name in ALSO),
        first.starts, _last_day(last.ends),
    )  # fmt: skip


def _told(term: int | str | bool) -> int | str:
    """A term as a file tells it."""
    return ("no", "yes")[term] if isinstance(term, bool) else term


def _rate(r: Rate) -> Sequence[object]:
    band = ("", "") if (r.band_from, r.band_to) == (0, 1440) else (r.band_from, r.band_to)
    days = r.starts, _last_day(r.ends)
    return (
        r.rate_ref,
        r.contract_ref,
        r.service,
        *days,
        pounds(r.rate_hundredths, 4),
        r.unit,
        r.line_ref,
        r.day_type,
        *band,
        r.carer or "",
        r.zone,
    )


def _by_provider(council: Council, rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Rows of each provider that has any, in the order of the providers."""
    theirs: dict[str, list[Row]] = {provider.ref: [] for provider in council.providers}
    for row in rows:
        theirs[row.provider_ref].append(row)
    return [(ref, found) for ref, found in theirs.items() if found]


def _visits(visits: Iterable[Visit]) -> bytes:
    return _csv(_VISITS, (_visit(v) for v in visits))


def _visit(v: Visit) -> Sequence[object]:
    starts, ends = _moments(v)
    if v.times == "no check-out" or v.outcome != "delivered":
        ends = ""
    elif v.times != "ok":
        ends = _moments(replace(v, minutes=-30))[1]
    told = _moments(replace(v, minutes=-v.notice_minutes))[1] if v.notice_minutes >= 0 else ""
    return v.visit_ref, v.provider_ref, v.person_ref, v.service, v.carer_ref, starts, ends, v.outcome, v.source, told, v.reason


def _claims(council: Council, claims: Iterable[Claim]) -> bytes:
    rows = (
        (
            c.invoice_ref, c.line_no, c.provider_ref, c.person_ref, c.service, *_what_for(council, c),
            pounds(c.rate_hundredths, 4), pounds(c.pence * 100, 2), pounds(c.vat_pence * 100, 2),
            council.named.get((c.invoice_ref, c.line_no), ""),
        )
        for c in claims
    )  # fmt: skip
    return _csv(_INVOICES, rows)


def _what_for(council: Council, c: Claim) -> Sequence[object]:
    """The week and its minutes; or the first and last night of a stay, and how many they are."""
    nights = council.stayed.get((c.invoice_ref, c.line_no))
    return ("", "", *nights, c.nights) if nights else (c.week, c.minutes, "", "", "")


def _occupancy(council: Council, told: Return) -> bytes:
    """Who was in a home in a period, since when, and until when if they have left; and who was away, and when they came back if they have."""
    last = told.ends - timedelta(days=1)
    here = [
        s
        for s in council.stays
        if s.provider_ref == told.provider_ref and s.admitted < told.ends and s.discharged > told.starts - STILL_TOLD
    ]
    rows: list[Sequence[object]] = []
    for stay in here:
        who = told.provider_ref, told.starts, last, stay.person_ref, stay.service
        since = stay.stay_ref, stay.admitted, stay.discharged if stay.discharged <= told.ends else ""
        away = [
            (a.starts, a.ends - timedelta(days=1) if a.ends <= told.ends else "", a.kind)
            for a in council.absences
            if _of(a) == _of(stay) and a.starts < told.ends and a.ends > told.starts
        ]
        rows += [(*who, *since, *absence) for absence in away] or [(*who, *since, "", "", "")]
    return _csv(_OCCUPANCY, rows or [(told.provider_ref, told.starts, last)])


def _of(told: Stay | Absence) -> tuple[str, str, str]:
    return told.provider_ref, told.person_ref, told.service


def _moments(visit: Visit) -> tuple[str, str]:
    """Start and end by the clock on the wall; the end is elapsed time later, also when the clocks change between."""
    ends = visit.starts_minute + visit.minutes
    if visit.starts_minute >= 180 and visit.starts_minute <= ends < 1440:  # no clocks change in the day
        return f"{visit.on} {clock(visit.starts_minute)}", f"{visit.on} {clock(ends)}"
    starts = datetime(visit.on.year, visit.on.month, visit.on.day, *divmod(visit.starts_minute, 60), tzinfo=LONDON)
    after = (starts.astimezone(UTC) + timedelta(minutes=visit.minutes)).astimezone(LONDON)
    return f"{starts:%Y-%m-%d %H:%M}", f"{after:%Y-%m-%d %H:%M}"


def _last_day(ends: date) -> str:
    return "" if ends == FOREVER else str(ends - timedelta(days=1))


def _csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode()
