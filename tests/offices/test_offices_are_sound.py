"""The generator keeps its own promises. Nothing here judges a week."""

import csv
import io
import re
from collections import Counter
from dataclasses import fields
from datetime import date, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest

from duly.payments.validation.facts import FOREVER, Call
from tests.faults.sizes import size

from .catalogue import all_faults, catalogue, catalogue_table
from .chaos import side_by_side
from .files import WEEKDAYS, beyond_files, council_files, deliveries, write_office
from .ground import clock, edits
from .office import BESIDE, Office, make_office, random_inputs
from .soundness import breaches

SPEC = Path(__file__).with_name("SPEC.md")
CODES_OF_CARE_AT_HOME = (Path(__file__).parents[2] / "docs/specification/validation.md").read_text()


@pytest.fixture(scope="module")
def office() -> Office:
    return make_office(7)


@pytest.mark.parametrize("seed", range(3))
def test_the_same_seed_makes_the_same_office(seed):
    assert make_office(seed, weeks=1 + seed % 3) == make_office(seed, weeks=1 + seed % 3)
    assert make_office(seed) != make_office(seed + 1)


@pytest.mark.parametrize("seed", range(size(6, 100)))
def test_an_office_is_one_the_specification_allows(seed):
    office = make_office(seed, weeks=1 + seed % 3)

    assert breaches(office.inputs) == []


def test_an_office_of_forty_people_carries_every_fault(office):
    assert Counter(p.fault for p in office.planted if not p.fault.endswith(BESIDE)) == dict.fromkeys(all_faults(), 1)


def test_what_shows_in_the_line_beside_is_told_of_it(office):
    assert {p.fault for p in office.planted if p.fault.endswith(BESIDE)} == {
        f"carer-in-two-places-by-six{BESIDE}",
        f"carer-overlap-by-each-lines-own-terms{BESIDE}",
    }


def test_only_the_faults_asked_for_are_planted():
    office = make_office(3, faults=("no-line", "popped-back"), people=5)

    assert [p.fault for p in office.planted] == ["no-line", "popped-back"]


def test_every_claimed_line_week_is_planted_or_clean_and_never_both(office):
    claimed = {(c.week, c.provider_ref, c.person_ref, c.service) for c in office.inputs.claims}
    planted = [p.key for p in office.planted if p.decision]

    assert len(planted) == len(set(planted))
    assert office.clean_keys.isdisjoint(planted)
    assert claimed == office.clean_keys | set(planted)


def test_what_must_raise_no_line_week_is_not_claimed_but_is_visited(office):
    claimed = {(c.week, c.provider_ref, c.person_ref, c.service) for c in office.inputs.claims}
    silent = [p for p in office.planted if not p.decision]

    assert silent
    for p in silent:
        assert p.key not in claimed
        assert any((v.provider_ref, v.person_ref, v.service) == p.key[1:] for v in office.inputs.visits)


def test_only_those_without_authority_lack_a_line(office):
    lines = {(x.provider_ref, x.person_ref, x.service) for x in office.inputs.lines}
    without = {
        p.key[1:] for p in office.planted if {202, 205} & {*p.codes} or p.fault in ("visit-for-somebody-not-claimed", "person-unknown")
    }

    rows = (*office.inputs.visits, *office.inputs.claims)
    assert {(x.provider_ref, x.person_ref, x.service) for x in rows} - lines == without


def test_every_reference_belongs_to_somebody(office):
    people, providers = {x.ref for x in (*office.people, *office.strangers)}, {x.ref for x in office.providers}
    contracts = {t.contract_ref for t in office.inputs.terms}

    for row in (*office.inputs.lines, *office.inputs.visits, *office.inputs.claims):
        assert row.person_ref in people
        assert row.provider_ref in providers
    assert {x.contract_ref for x in office.inputs.lines} <= contracts


def test_no_two_things_share_a_reference(office):
    inputs = office.inputs
    refs = [x.line_ref for x in inputs.lines] + [x.visit_ref for x in inputs.visits]
    refs += [x.rate_ref for x in inputs.rates] + [*{t.contract_ref for t in inputs.terms}]
    refs += [x.ref for x in (*office.people, *office.strangers, *office.providers)] + [x.invoice_ref for x in inputs.invoices]

    assert [ref for ref, n in Counter(refs).items() if n > 1] == []


@pytest.mark.parametrize("seed", range(3))
def test_what_is_expected_adds_up(seed):
    for p in make_office(seed).planted:
        if p.decision in ("CLEAN", "TRIMMED", "HELD") and p.codes != (202,):
            assert p.claimed_minutes - p.payable_minutes == sum(n for _, n in p.cut_minutes)
            assert 0 <= p.entitled_pence <= p.claimed_pence - sum(n for _, n in p.cut_pence)
        assert {int(cause) for cause, _ in p.cut_minutes} <= set(p.codes)


def test_the_claims_are_what_the_planting_says(office):
    for p in office.planted:
        claims = [c for c in office.inputs.claims if (c.week, c.provider_ref, c.person_ref, c.service) == p.key]
        assert (sum(c.minutes for c in claims), sum(c.pence for c in claims)) == (p.claimed_minutes, p.claimed_pence)


def test_calls_come_from_the_weekly_patterns_on_days_in_force(office):
    commissions = office.inputs.commissions
    expected = set()
    for p in office.patterns:
        on = next(office.weeks[0] + timedelta(days=n) for n in range(7) if n == p.weekday)
        if any(c.line_ref == p.line_ref and c.starts <= on < c.ends for c in commissions):
            expected.add((p.line_ref, on, p.starts_minute, p.minutes, p.carers))

    made = [(c.line_ref, c.on, c.starts_minute, c.minutes, c.carers) for c in office.inputs.calls]
    assert len(made) == len(expected)
    assert set(made) == expected


def test_twins_are_in_the_catalogue_and_differ_in_what_is_expected(office):
    by_name = {f.name: f for f in catalogue()}
    planted = {p.fault: p for p in office.planted}
    alike = {("half-a-penny", "half-a-penny-claimed-down"), ("paid-more-than-entitled", "paid-exactly")}

    for f in catalogue():
        assert not f.twin or f.twin in by_name
        if f.twin and (f.name, f.twin) not in alike and (f.twin, f.name) not in alike:
            mine, theirs = planted[f.name], planted[f.twin]
            said = [(x.codes, x.decision, x.cut_minutes, x.reason) for x in (mine, theirs)]
            assert said[0] != said[1] or mine.entitled_pence != theirs.entitled_pence, f.name


def test_every_code_is_planted_each_way_it_may_come_out():
    seen = {(code, f.decision) for f in catalogue() for code in f.codes}

    trimmed_or_held = {(code, d) for code in (203, 303, 401, 411) for d in ("TRIMMED", "HELD")}
    blocks = {(code, "BLOCKED") for code in (102, 107, 108, 201, 205, 208, 301, 302, 306)}
    holds = {(code, "HELD") for code in (103, 105, 202, 204, 209, 403, 405, 406, 408)}
    trims = {(code, "TRIMMED") for code in (102, 104, 107, 108, 207, 305, 407, 410)}
    tells = {(code, "CLEAN") for code in (304, 402, 404, 409)}
    assert trimmed_or_held | blocks | holds | trims | tells <= seen
    assert {(code, "BLOCKED") for code in (203, 401, 407, 411)} <= seen


def test_every_code_of_care_at_home_is_planted_alone():
    alone = {f.codes[0] for f in catalogue() if len(f.codes) == 1}

    assert alone == {int(code) for code in re.findall(r"\*\*(\d{3})\*\*", CODES_OF_CARE_AT_HOME)} - {101, 501, 503}


def test_the_specification_prints_the_catalogue():
    assert catalogue_table() in SPEC.read_text()


def test_fault_names_and_numbers_are_used_once():
    assert len(set(all_faults())) == len(all_faults())
    assert [f.number for f in catalogue()] == list(range(1, len(all_faults()) + 1))


@pytest.mark.parametrize("seed", range(200))
def test_random_inputs_are_ones_the_specification_allows(seed):
    inputs = random_inputs(seed)

    assert breaches(inputs) == []
    assert inputs == random_inputs(seed)
    assert 5 <= len({x.person_ref for x in (*inputs.lines, *inputs.claims, *inputs.visits)}) <= 15


def test_random_inputs_are_rich_in_coincidence():
    many = [random_inputs(seed) for seed in range(200)]
    seen = Counter()
    for inputs in many:
        lines = {x.line_ref: x for x in inputs.lines}
        opened = {x.line_ref for x in inputs.openings}
        calls = Counter((c.line_ref, c.on, c.starts_minute) for c in inputs.calls)
        seen["calls at one start"] += max(calls.values(), default=0) > 1
        visits = Counter((v.person_ref, v.provider_ref, v.service, v.on, v.starts_minute) for v in inputs.visits)
        seen["visits at one start"] += max(visits.values(), default=0) > 1
        claims = Counter((c.week, c.person_ref, c.provider_ref, c.service) for c in inputs.claims)
        seen["two claims"] += max(claims.values(), default=0) > 1
        seen["no line"] += any(
            (c.person_ref, c.provider_ref, c.service) not in {(x.person_ref, x.provider_ref, x.service) for x in inputs.lines}
            for c in inputs.claims
        )
        seen["no opening"] += bool(lines.keys() - opened)
        seen["a rate from midweek"] += any(r.starts.weekday() for r in inputs.rates)
        seen["terms from midweek"] += any(t.starts.weekday() and t.version > 1 for t in inputs.terms)
        seen["a gap"] += max(Counter(c.line_ref for c in inputs.commissions).values(), default=0) > 1
        seen["half a penny"] += any(c.minutes * c.rate_hundredths % 6000 == 3000 for c in inputs.claims)
        seen["paid more"] += any(
            p.pence > sum(c.pence for c in inputs.claims if c.week == p.week and _is_for(c, lines[p.line_ref])) for p in inputs.paid
        )
        for call in inputs.calls:
            if call.carers == 2 and _exactly_between(inputs, lines[call.line_ref], call):
                seen["equal distances"] += 1
        seen["half an increment"] += any(t.increment_way == "nearest" and t.increment_minutes % 2 == 0 for t in inputs.terms)
        seen["rates of one weight"] += any(
            _keys(x) == _keys(y) and max(x.starts, y.starts) < min(x.ends, y.ends) for x, y in combinations(inputs.rates, 2)
        )
        seen["a death"] += bool(inputs.deaths)
        seen["a stay"] += bool(inputs.stays)
        seen["a day interrupted twice"] += any(
            x.person_ref == y.person_ref and x.starts < y.ends and y.starts < x.ends for x, y in combinations(inputs.interruptions, 2)
        )
        seen["invoices near each other"] += any(
            x.provider_ref == y.provider_ref and 0 < edits(x.number, y.number) <= 2 for x, y in combinations(inputs.invoices, 2)
        )
        seen["one number twice"] += max(Counter((x.provider_ref, x.number) for x in inputs.invoices).values()) > 1
        seen["a visit of no minutes"] += any(v.minutes == 0 for v in inputs.visits)
        seen["notice at its edge"] += any(v.notice_minutes in (60, 1440) for v in inputs.visits)
        seen["a contract out of force"] += any(x.starts > min(c.week for c in inputs.claims) or x.ends < FOREVER for x in inputs.contracts)
        seen["terms from the first week"] += any(t.version == 1 and t.starts.weekday() for t in inputs.terms)
    assert min(seen.values()) >= 15, seen
    assert len(seen) == 22


def _keys(rate) -> tuple:
    return (rate.contract_ref, rate.service, rate.unit, rate.line_ref, rate.day_type, rate.band_from, rate.band_to, rate.carer, rate.zone)


def test_offices_side_by_side_are_one_that_the_specification_allows():
    inputs = side_by_side(range(20))

    assert breaches(inputs) == []
    assert len(inputs.visits) == sum(len(random_inputs(seed).visits) for seed in range(20))


def _is_for(claim, line) -> bool:
    return (claim.person_ref, claim.provider_ref, claim.service) == (
        line.person_ref, line.provider_ref, line.service,
    )  # fmt: skip


def _exactly_between(inputs, line, call: Call) -> bool:
    theirs = [v.starts_minute for v in inputs.visits if v.on == call.on and _is_for(v, line)]
    away = [at - call.starts_minute for at in theirs]
    return any(x and -x in away for x in away)


# Files


def _rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def _pounds_in(text: str, places: int) -> int:
    whole, decimals = text.split(".")
    return int(whole + decimals.ljust(places, "0"))


def _end(to: str) -> date:
    return date.fromisoformat(to) + timedelta(days=1) if to else FOREVER


def test_accepted_files_hold_every_visit_and_claim_once(office):
    accepted = [d for d in deliveries(office) if not d.codes]
    visits = {r["visit_ref"]: r for d in accepted if d.kind == "visits" for r in _rows(d.content)}
    claims = [r for d in accepted if d.kind == "invoices" for r in _rows(d.content)]

    assert len(visits) == len(office.inputs.visits)
    for v in office.inputs.visits:
        row = visits[v.visit_ref]
        starts, ends, cancelled = (datetime.fromisoformat(row[x]) if row[x] else None for x in ("starts", "ends", "cancelled_at"))
        assert (starts.date(), f"{starts:%H:%M}") == (v.on, clock(v.starts_minute))
        assert (
            ends < starts
            if v.times == "ends before it starts"
            else ends is None
            if not v.minutes
            else ends - starts == timedelta(minutes=v.minutes)
        )
        assert (cancelled is None) if v.notice_minutes < 0 else starts - cancelled == timedelta(minutes=v.notice_minutes)
        assert (row["provider"], row["person"], row["carer"]) == (v.provider_ref, v.person_ref, v.carer_ref)
        assert (row["outcome"], row["source"], row["reason"]) == (v.outcome, v.source, v.reason)
    assert sorted(
        (r["invoice"], int(r["line"]), int(r["minutes"]), _pounds_in(r["rate"], 4), _pounds_in(r["amount"], 2), _pounds_in(r["vat"], 2))
        for r in claims
    ) == sorted((c.invoice_ref, c.line_no, c.minutes, c.rate_hundredths, c.pence, c.vat_pence) for c in office.inputs.claims)


def test_the_catalogue_says_rightly_what_can_come_in_as_files():
    for fault in catalogue():
        held = beyond_files(make_office(5, faults=[fault.name], people=4))

        assert fault.files == (not held), (fault.name, held[:3])


def test_a_visit_over_the_change_of_clocks_ends_by_the_wall_clock():
    office = make_office(1, first_week=date(2026, 10, 19), faults=["visit-over-midnight"], people=2)
    saturday = date(2026, 10, 24)
    long = max(v.visit_ref for v in office.inputs.visits if v.on == saturday and v.starts_minute > 1380)

    (row,) = (r for d in deliveries(office) if d.kind == "visits" for r in _rows(d.content) if r["visit_ref"] == long)
    assert row["ends"].startswith("2026-10-25 00:")


def test_replayed_files_are_refused_and_their_twins_are_not(office):
    seen_bytes, seen_references = set(), set()
    for d in deliveries(office):
        reference = (d.provider_ref, d.reference)
        assert (d.sha256 in seen_bytes or reference in seen_references) == (d.codes == (101,)), d.path
        if not d.codes:
            seen_bytes.add(d.sha256)
            seen_references.add(reference)
    sent = deliveries(office)
    assert [d.why for d in sent if d.codes] == ["same bytes", "same reference from the same provider, other bytes"]
    assert max(Counter(d.reference for d in sent if not d.codes).values()) == 2
    assert any(d.path.endswith("invoices-late.csv") for d in sent)


def test_calls_can_be_made_again_from_the_files(office):
    files = council_files(office)
    packages = _rows(files["packages.csv"])
    made = set()
    for row in _rows(files["calls.csv"]):
        on = office.weeks[0] + timedelta(days=WEEKDAYS.index(row["weekday"]))
        for p in packages:
            in_force = date.fromisoformat(p["from"]) <= on < _end(p["to"])
            if p["line"] == row["line"] and in_force and date.fromisoformat(row["from"]) <= on < _end(row["to"]):
                made.add((row["line"], on, row["starts"], int(row["minutes"]), int(row["carers"])))

    assert made == {(c.line_ref, c.on, clock(c.starts_minute), c.minutes, c.carers) for c in office.inputs.calls}


def test_files_have_the_headings_the_specification_gives(office, tmp_path):
    write_office(office, tmp_path)

    text = SPEC.read_text()
    for path in tmp_path.rglob("*.csv"):
        headings = path.read_text().splitlines()[0].replace(",", ", ")
        assert f"`{headings}`" in text, path.name
    assert fields(office)[0].name == "seed"
