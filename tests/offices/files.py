"""A seeded office as the files a council would receive; their headings are in SPEC.md.

Dates people read are inclusive, so `to` is the last day; it is blank where there is no end. Money is in pounds.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from zoneinfo import ZoneInfo

from duly.payments.validation.facts import FOREVER, Claim, Terms, Visit

from .ground import clock
from .office import Office

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
VISITS = ("visit_ref", "provider", "person", "service", "carer", "starts", "ends", "outcome", "source", "cancelled_at", "reason")
INVOICES = (
    "invoice", "line", "provider", "person", "service", "week_starting", "minutes", "rate", "amount", "nights", "vat", "person_name",
)  # fmt: skip
RATES = (
    "rate_ref", "contract", "service", "from", "to", "rate", "unit", "line", "day_type", "length_from", "length_to", "carer", "zone",
)  # fmt: skip
LONGEST = 1440
SOMEBODY_ELSE = "Wendeline Marrowgate"
BACKWARDS = "ends before it starts"
FILED_BASES = ("ACTUAL_MINUTE", "PLANNED_WITHIN")
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Delivery:
    """A file as it arrives from a provider. `codes` is (101,) where the intake must refuse it whole."""

    path: str
    provider_ref: str
    kind: str
    reference: str
    content: bytes
    codes: tuple[int, ...]
    why: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""
        return sha256(self.content).hexdigest()


def deliveries(office: Office) -> list[Delivery]:
    """What the providers send, in order of arrival, with the replays (101) and their twins at the end.

    The accepted ones together hold every visit and claim of the office, once.
    """
    sent, again = [], []
    names = {x.ref: x.name for x in (*office.people, *office.strangers)}
    for nth, provider in enumerate(office.providers):
        ref = provider.ref
        visits = sorted((v for v in office.inputs.visits if v.provider_ref == ref), key=lambda v: v.visit_ref)
        claims = [c for c in office.inputs.claims if c.provider_ref == ref]
        first = [c for c in claims if c.invoice_ref not in office.late_invoices]
        late = [c for c in claims if c.invoice_ref in office.late_invoices]
        number = {0: 3301, 2: 3301}.get(nth, 3301 + nth)
        why = "another provider's file has this reference; not this provider's" if nth == 2 else ""
        sent.append(Delivery(f"{ref}/visits.csv", ref, "visits", f"VIS-{number}", _visits(visits), (), why))
        sent.append(Delivery(f"{ref}/invoices.csv", ref, "invoices", f"SUB-{number}", _claims(first, names), (), why))
        if late:
            said = "a new reference and other bytes"
            sent.append(Delivery(f"{ref}/invoices-late.csv", ref, "invoices", f"SUB-{number + 500}", _claims(late, names), (), said))
        if nth == 0:
            again.append(Delivery(f"{ref}/invoices-again.csv", ref, "invoices", "SUB-9901", _claims(first, names), (101,), "same bytes"))
        if nth == 1 or len(office.providers) == 1:
            altered = _claims(first, names) + b"\r\n"
            again.append(
                Delivery(
                    f"{ref}/invoices-corrected.csv",
                    ref,
                    "invoices",
                    f"SUB-{number}",
                    altered,
                    (101,),
                    "same reference from the same provider, other bytes",
                )
            )
    return sent + again


def write_office(office: Office, folder: Path) -> None:
    """Write every file of an office under a folder: the council's own, and each provider's in a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in council_files(office).items():
        (folder / name).write_bytes(content)
    sent = deliveries(office)
    for d in sent:
        path = folder / d.path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(d.content)
    headings = ("arrives", "file", "provider", "kind", "reference", "sha256", "expected")
    rows = (
        (n, d.path, d.provider_ref, d.kind, d.reference, d.sha256, "refused 101" if d.codes else "accepted")
        for n, d in enumerate(sent, start=1)
    )
    (folder / "deliveries.csv").write_bytes(_csv(headings, rows))


def council_files(office: Office) -> dict[str, bytes]:
    """The council's own files by name."""
    inputs = office.inputs
    lines = {x.line_ref: x for x in inputs.lines}
    of_contract = {x.contract_ref: x.provider_ref for x in inputs.lines}
    packages = (
        (c.line_ref, x.person_ref, x.provider_ref, x.service, x.contract_ref, c.starts, _last_day(c.ends))
        for c in inputs.commissions
        for x in (lines[c.line_ref],)
    )
    calls = (
        (p.line_ref, WEEKDAYS[p.weekday], clock(p.starts_minute), p.minutes, p.carers, p.starts, _last_day(p.ends)) for p in office.patterns
    )
    contracts = (
        (
            t.contract_ref,
            of_contract.get(t.contract_ref, ""),
            t.version,
            t.starts,
            _last_day(t.ends),
            t.basis,
            t.tolerance_minutes,
            t.floor_minutes,
            t.match_window_minutes,
            t.double_up_percent,
            pounds(t.trim_limit_pence * 100, 2),
            f"{t.trim_limit_bp // 100}.{t.trim_limit_bp % 100:02}",
            t.clause,
        )
        for t in inputs.terms
    )
    rates = (
        (
            r.rate_ref, r.contract_ref, r.service, r.starts, _last_day(r.ends), pounds(r.rate_hundredths, 4), r.unit, r.line_ref, r.day_type,
            r.band_from or "", "" if r.band_to == LONGEST else r.band_to, r.carer or "", r.zone,
        )
        for r in inputs.rates
    )  # fmt: skip
    return {
        "providers.csv": _csv(("provider", "name"), ((x.ref, x.name) for x in office.providers)),
        "people.csv": _csv(("person", "name"), ((x.ref, x.name) for x in office.people)),
        "packages.csv": _csv(("line", "person", "provider", "service", "contract", "from", "to"), packages),
        "calls.csv": _csv(("line", "weekday", "starts", "minutes", "carers", "from", "to"), calls),
        "contracts.csv": _csv(
            (
                "contract",
                "provider",
                "version",
                "from",
                "to",
                "basis",
                "tolerance_minutes",
                "floor_minutes",
                "match_window_minutes",
                "double_up_percent",
                "trim_limit",
                "trim_limit_percent",
                "clause",
            ),
            contracts,
        ),
        "rates.csv": _csv(RATES, rates),
        "openings.csv": _csv(("line", "paid_to"), ((x.line_ref, x.paid_to) for x in inputs.openings)),
        "paid.csv": _csv(("line", "week_starting", "amount"), ((x.line_ref, x.week, pounds(x.pence * 100, 2)) for x in inputs.paid)),
    }


def pounds(hundredths: int, most: int) -> str:
    """Hundredths of a penny as pounds: two decimals, or up to four where they are needed."""
    whole, rest = divmod(hundredths, 10_000)
    decimals = f"{rest:04}"[:most]
    while len(decimals) > 2 and decimals.endswith("0"):
        decimals = decimals[:-1]
    return f"{whole}.{decimals}"


def _visits(visits: list[Visit]) -> bytes:
    return _csv(
        VISITS,
        (
            (
                v.visit_ref, v.provider_ref, v.person_ref, v.service, v.carer_ref, *_local_times(v), v.outcome, v.source, _cancelled_at(v),
                v.reason,
            )
            for v in visits
        ),
    )  # fmt: skip


def _claims(claims: list[Claim], names: dict[str, str]) -> bytes:
    """Invoice lines; where the name differs, somebody else's is given."""
    return _csv(
        INVOICES,
        (
            (
                c.invoice_ref,
                c.line_no,
                c.provider_ref,
                c.person_ref,
                c.service,
                c.week,
                c.minutes,
                pounds(c.rate_hundredths, 4),
                pounds(c.pence * 100, 2),
                c.nights or "",
                pounds(c.vat_pence * 100, 2),
                SOMEBODY_ELSE if c.person_check == "name differs" else names[c.person_ref],
            )
            for c in claims
        ),
    )


def _local_times(visit: Visit) -> tuple[str, str]:
    """Start and end by the clock on the wall; the end is elapsed time later, also when the clocks change between."""
    starts = datetime(visit.on.year, visit.on.month, visit.on.day, tzinfo=_LONDON)
    starts = starts.replace(hour=visit.starts_minute // 60, minute=visit.starts_minute % 60)
    ends = (starts.astimezone(UTC) + timedelta(minutes=-30 if visit.times == BACKWARDS else visit.minutes)).astimezone(_LONDON)
    told = visit.times == BACKWARDS or visit.minutes > 0
    return f"{starts:%Y-%m-%d %H:%M}", f"{ends:%Y-%m-%d %H:%M}" if told else ""


def _cancelled_at(visit: Visit) -> str:
    """When it was cancelled, by the clock on the wall; empty where nobody wrote it down, or it was not."""
    if visit.notice_minutes < 0:
        return ""
    starts = datetime(visit.on.year, visit.on.month, visit.on.day, tzinfo=_LONDON)
    starts = starts.replace(hour=visit.starts_minute // 60, minute=visit.starts_minute % 60)
    return f"{(starts.astimezone(UTC) - timedelta(minutes=visit.notice_minutes)).astimezone(_LONDON):%Y-%m-%d %H:%M}"


def _last_day(ends: date) -> str:
    return "" if ends == FOREVER else str(ends - timedelta(days=1))


def _csv(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue().encode()


def beyond_files(office: Office) -> list[str]:
    """What an office holds that no file carries yet, each as a few words; empty when all of it can come in as files."""
    inputs, found = office.inputs, []
    plain = {f.name: f.default for f in fields(Terms) if f.default is not MISSING}
    told = {t.contract_ref for t in inputs.terms if t.basis not in FILED_BASES or any(getattr(t, n) != d for n, d in plain.items())}
    found += [f"terms of {ref}" for ref in told]
    found += [f"dates of {x.contract_ref}" for x in inputs.contracts if x.ends != FOREVER or x.starts > office.weeks[0]]
    found += [f"approval of {x.line_ref}" for x in inputs.commissions if not x.approved]
    found += [f"zone of {x.line_ref}" for x in inputs.lines if x.zone]
    found += [f"approval of {x.rate_ref}" for x in inputs.rates if not x.approved]
    found += [f"day type of {x.rate_ref}, as bank holidays come from elsewhere" for x in inputs.rates if x.day_type]
    found += [f"{x}" for x in (*inputs.bands, *inputs.steps, *inputs.deaths, *inputs.interruptions, *inputs.stays)]
    claimed = {c.invoice_ref for c in inputs.claims}
    found += [f"invoice {x.invoice_ref} without a line" for x in inputs.invoices if x.invoice_ref not in claimed]
    found += [f"when {c.invoice_ref} was received" for c in inputs.claims if c.received_on < c.week + timedelta(days=8)]
    keys = Counter((r.contract_ref, r.service, r.unit, r.line_ref, r.day_type, r.carer, r.zone, r.approved) for r in inputs.rates)
    for key, n in keys.items():
        theirs = [
            r
            for r in inputs.rates
            if n > 1 and (r.contract_ref, r.service, r.unit, r.line_ref, r.day_type, r.carer, r.zone, r.approved) == key
        ]
        for one, other in combinations(theirs, 2):
            if max(one.starts, other.starts) < min(one.ends, other.ends) and max(one.band_from, other.band_from) <= min(
                one.band_to, other.band_to
            ):
                found.append(f"rates {one.rate_ref} and {other.rate_ref} of one cell")
    return found
