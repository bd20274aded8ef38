"""The invented council over and over, as frozen inputs of any size: what judging is measured on.

A few weeks of one council are invented, and then repeated by arithmetic in DuckDB: as many councils side by side and as many weeks one after
another as are asked for, a week at a time, so that memory does not grow with the number of visits. A line in order stays one line through all the weeks,
its visits a few minutes off in each; whatever was planted with dates of its own is repeated as another person's. So what must be found is still counted.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import file_digest
from pathlib import Path
from random import Random

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from duly.office.practice.invented.council import NEWEST, SEED, Council, Planted, Size
from duly.office.practice.invented.frozen import inputs_of
from duly.office.practice.invented.ground import UPLIFTS
from duly.office.practice.invented.inventing import invent
from duly.office.practice.invented.kinds_of_evidence import KINDS as KINDS_PLANTED
from duly.payments.validation.facts import FOREVER
from duly.payments.validation.inputs import KINDS, MANIFEST, FrozenFile, Manifest, write_inputs
from duly.payments.validation.ruleset import ruleset_sha256

BASE = Size("base", providers=60, people=1_200, weeks=4, ordinary=1_100, earlier_kinds=1, shared=True)
"""What is repeated: about 20,000 visits a week."""
MOST_WEEKS = 104
BATCH = 200_000
_SETTLED = timedelta(days=28)

_COPIES = "(SELECT unnest(range($copies)) AS c) AS copy"
_HERE = "(copy.c < $copies - 1 OR p.place <= $last)"
_LINE = "{0}.line_ref || '-' || copy.c || CASE WHEN p.bound THEN '-' || $cycle ELSE '' END"
_PERSON = "p.person_ref || '-' || copy.c || CASE WHEN p.bound THEN '-' || $cycle ELSE '' END"
_PROVIDER = "p.provider_ref || '-' || copy.c"
_OWN = "{0}.contract_ref || '-' || copy.c || CASE WHEN {1} THEN '-' || $cycle ELSE '' END"
_OF_THE_CYCLE = "(p.bound OR $cycle = 0)"
"""Lines that stay are told once, in the first cycle; those of one cycle, in each."""

_ONCE_A_CYCLE = {
    "lines": f"""
        SELECT x.* REPLACE ({_LINE.format("x")} AS line_ref, {_PERSON} AS person_ref, {_PROVIDER} AS provider_ref,
            {_OWN.format("x", "p.own")} AS contract_ref)
        FROM lines AS x JOIN place AS p USING (line_ref), {_COPIES} WHERE {_HERE} AND {_OF_THE_CYCLE} ORDER BY copy.c, p.place, x.line_ref
    """,
    "commissions": f"""
        SELECT x.* REPLACE ({_LINE.format("x")} AS line_ref, x.starts + $days AS starts,
            CASE WHEN x.ends = DATE '{FOREVER}' THEN x.ends ELSE x.ends + $days END AS ends)
        FROM commissions AS x JOIN place AS p USING (line_ref), {_COPIES} WHERE {_HERE} AND {_OF_THE_CYCLE}
        ORDER BY copy.c, p.place, x.line_ref, x.starts
    """,
    "interruptions": f"""
        SELECT x.* REPLACE ({_PERSON} AS person_ref, x.starts + $days AS starts, x.ends + $days AS ends)
        FROM interruptions AS x JOIN place AS p USING (person_ref), {_COPIES} WHERE {_HERE} ORDER BY copy.c, p.place, x.starts
    """,
    "deaths": f"""
        SELECT x.* REPLACE ({_PERSON} AS person_ref, x."on" + $days AS "on")
        FROM deaths AS x JOIN place AS p USING (person_ref), {_COPIES} WHERE {_HERE} ORDER BY copy.c, p.place
    """,
    "openings": f"""
        SELECT x.* REPLACE ({_LINE.format("x")} AS line_ref, CASE WHEN p.bound THEN x.paid_to + $days ELSE $settled END AS paid_to)
        FROM openings AS x JOIN place AS p USING (line_ref), {_COPIES} WHERE {_HERE} AND {_OF_THE_CYCLE} ORDER BY copy.c, p.place, x.line_ref
    """,
    "terms": f"""
        SELECT x.* REPLACE ({_OWN.format("x", "o.bound")} AS contract_ref,
            CASE WHEN o.bound THEN x.starts + $days WHEN x.version = 2 THEN $settled ELSE x.starts END AS starts,
            CASE WHEN x.ends = DATE '{FOREVER}' THEN x.ends WHEN o.bound THEN x.ends + $days ELSE $settled END AS ends)
        FROM terms AS x JOIN contract AS o USING (contract_ref), {_COPIES} WHERE o.bound OR $cycle = 0 ORDER BY copy.c, x.contract_ref, x.starts
    """,
    "contracts": f"""
        SELECT x.* REPLACE ({_OWN.format("x", "o.bound")} AS contract_ref, CASE WHEN o.bound THEN x.starts + $days ELSE x.starts END AS starts,
            CASE WHEN o.bound AND x.ends <> DATE '{FOREVER}' THEN x.ends + $days ELSE x.ends END AS ends)
        FROM contracts AS x JOIN contract AS o USING (contract_ref), {_COPIES} WHERE o.bound OR $cycle = 0 ORDER BY copy.c, x.contract_ref, x.starts
    """,
    "bands": f"""
        SELECT x.* REPLACE ({_OWN.format("x", "o.bound")} AS contract_ref)
        FROM bands AS x JOIN contract AS o USING (contract_ref), {_COPIES} WHERE o.bound OR $cycle = 0
        ORDER BY copy.c, x.contract_ref, x.version, x.from_minute
    """,
    "rates": f"""
        SELECT x.* REPLACE (x.rate_ref || '-' || copy.c || '-' || $cycle AS rate_ref, {_OWN.format("x", "o.bound")} AS contract_ref,
            CASE WHEN o.bound THEN x.starts + $days ELSE x.starts END AS starts,
            CASE WHEN o.bound AND x.ends <> DATE '{FOREVER}' THEN x.ends + $days ELSE x.ends END AS ends)
        FROM rates AS x JOIN contract AS o USING (contract_ref), {_COPIES} WHERE o.bound OR $cycle = 0 ORDER BY copy.c, x.rate_ref
    """,
}

_ONCE_A_WEEK = {
    "calls": f"""
        SELECT x.* REPLACE ({_LINE.format("x")} AS line_ref, x."on" + $days AS "on",
            {_LINE.format("x")} || strftime(x."on" + $days, '-%Y%m%d-') || right(x.call_ref, 4) AS call_ref)
        FROM calls AS x JOIN place AS p USING (line_ref), {_COPIES}
        WHERE {_HERE} AND x."on" >= $week AND x."on" < $week + 7 ORDER BY copy.c, x.call_ref
    """,
    "visits": f"""
        SELECT x.* REPLACE (x.visit_ref || '-' || copy.c || '-' || $cycle AS visit_ref, {_PERSON} AS person_ref, {_PROVIDER} AS provider_ref,
            x.carer_ref || '-' || copy.c AS carer_ref, x."on" + $days AS "on",
            x.starts_minute + CASE WHEN p.ordinary
                THEN (copy.c * 7919 + $cycle * 10473 + p.place * 31 + day(x."on") * 17) % 7 - 3 ELSE 0 END AS starts_minute)
        FROM visits AS x JOIN place AS p USING (person_ref, provider_ref, service), {_COPIES}
        WHERE {_HERE} AND x."on" >= $week AND x."on" < $week + 7 ORDER BY copy.c, x.visit_ref
    """,
    "claims": f"""
        SELECT x.* REPLACE (x.invoice_ref || '-' || copy.c || '-' || $cycle AS invoice_ref, {_PERSON} AS person_ref,
            {_PROVIDER} AS provider_ref, x.week + $days AS week, x.rate_hundredths + coalesce(risen.rate - risen.was, 0) AS rate_hundredths,
            x.pence + coalesce((x.minutes * (x.rate_hundredths + risen.rate - risen.was) + 3000) // 6000
                - (x.minutes * x.rate_hundredths + 3000) // 6000, 0) AS pence)
        FROM claims AS x JOIN place AS p USING (person_ref, provider_ref, service)
            LEFT JOIN (
                SELECT was.contract_ref, was.service, was.rate_hundredths AS was, now.rate_hundredths AS rate
                FROM rates AS was JOIN rates AS now USING (contract_ref, service)
                WHERE was.starts <= $week AND $week < was.ends AND now.starts <= $week + $days AND $week + $days < now.ends
            ) AS risen ON risen.contract_ref = p.contract_ref AND risen.service = p.service AND NOT p.own, {_COPIES}
        WHERE {_HERE} AND x.week = $week ORDER BY copy.c, x.invoice_ref, x.line_no
    """,
    "invoices": f"""
        SELECT x.* REPLACE (x.invoice_ref || '-' || copy.c || '-' || $cycle AS invoice_ref, {_PROVIDER.replace("p.", "x.")} AS provider_ref,
            x.number || 'X' || copy.c || 'X' || $cycle AS number, x.first_week + $days AS first_week, x.last_week + $days AS last_week)
        FROM invoices AS x, {_COPIES} WHERE x.first_week = $week ORDER BY copy.c, x.invoice_ref
    """,
}
"""What a line in order claims is at the rate of its own week: translated by the days, and by what the rate rose or fell."""


@dataclass(frozen=True)
class Written:
    """What was written: the manifest, how many visits and line-weeks with something planted, and how often each code must be found."""

    manifest: Manifest
    visits: int
    planted: int
    codes: dict[int, int]


def write_parquet(folder: Path, *, visits: int, weeks: int, base: Size | None = None, seed: int = SEED) -> Written:
    """Write frozen inputs of about so many visits (to within one line's) over so many weeks, the last of them the invented council's newest.

    ValueError for fewer than one visit or week, or more than two years of weeks.
    """
    if visits < 1 or not 1 <= weeks <= MOST_WEEKS:
        raise ValueError(f"At least one visit, and 1 to {MOST_WEEKS} weeks.")
    council = invent(base or BASE, seed=seed)
    mondays = [NEWEST - timedelta(days=7 * (weeks - 1 - n)) for n in range(weeks)]
    times = _times(council, mondays)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="duly-large-") as name, duckdb.connect(":memory:") as connection:
        inputs = inputs_of(council)
        write_inputs(inputs, Path(name), weeks=council.weeks)
        for kind in KINDS:
            connection.execute(f"CREATE TABLE {kind} AS FROM read_parquet('{Path(name) / f'{kind}.parquet'}')")
        _describe(connection, council)
        copies, last = _how_often(connection, times, visits)
        asked = {"copies": copies, "last": last, "settled": mondays[0] - _SETTLED}
        files = [_days(folder, mondays)]
        for kind in KINDS:
            if kind not in (*_ONCE_A_WEEK, *_ONCE_A_CYCLE) and getattr(inputs, kind):
                raise ValueError(f"Nobody has said how {kind} are repeated.")
            questions = [(_ONCE_A_WEEK[kind], t | asked) for t in times if kind in _ONCE_A_WEEK]
            questions += [(_ONCE_A_CYCLE[kind], t | asked) for t in times if kind in _ONCE_A_CYCLE and t["week"] == council.weeks[0]]
            files.append(_write(connection, folder / f"{kind}.parquet", pq.read_schema(Path(name) / f"{kind}.parquet"), questions))
        planted = _planted(connection, council, times, copies, last)
    manifest = Manifest(tuple(mondays), ruleset_sha256(), tuple(sorted(files, key=lambda f: f.name)))
    (folder / MANIFEST).write_bytes(json.dumps(manifest.as_json(), indent=1, sort_keys=True).encode() + b"\n")
    codes: Counter[int] = Counter()
    for each in KINDS_PLANTED:
        codes.update(dict.fromkeys(each.codes, planted[each.name]))
    return Written(manifest, next(f.rows for f in files if f.name == "visits"), planted.total(), dict(sorted((+codes).items())))


def _describe(connection: duckdb.DuckDBPyConnection, council: Council) -> None:
    """Tables of the places (person, provider, service; one number a person, so that nobody is there in part) and contracts, and which are of one cycle only."""
    standing = {c.contract_ref for c in council.contracts if c.terms[0].starts == UPLIFTS[0]}
    spans: dict[str, list[bool]] = {}
    for span in council.spans:
        spans.setdefault(span.line_ref, []).append(span.starts <= council.weeks[0] and span.ends == FOREVER)
    opened = {o.line_ref for o in council.openings if o.paid_to == council.weeks[0] - _SETTLED}
    line_of = {(x.person_ref, x.provider_ref, x.service): x for x in council.lines}
    planted = {_place(p): None for p in council.planted}
    keys = list(dict.fromkeys([*line_of, *planted]))
    people = list(dict.fromkeys(person for person, _, _ in keys))
    Random(council.seed).shuffle(people)  # so that a council in part has of everything
    number = {person: n for n, person in enumerate(people)}
    dated = {
        x.person_ref for x in council.lines if spans[x.line_ref] != [True] or x.contract_ref not in standing or x.line_ref not in opened
    }
    rows = []
    for key in sorted(keys, key=lambda key: number[key[0]]):
        line = line_of.get(key)
        lasts = key[0] not in dated  # one person through all the weeks, or another in each cycle, with every line and claim they have
        own = line is not None and line.contract_ref not in standing
        ref, contract = (line.line_ref, line.contract_ref) if line else (None, None)
        rows.append((number[key[0]], *key, ref, contract, not lasts, own, line is not None and key not in planted))
    columns = ("place", "person_ref", "provider_ref", "service", "line_ref", "contract_ref", "bound", "own", "ordinary")
    _table(connection, "place", columns, rows)
    _table(connection, "contract", ("contract_ref", "bound"), [(c.contract_ref, c.contract_ref not in standing) for c in council.contracts])


def _how_often(connection: duckdb.DuckDBPyConnection, times: list[dict[str, object]], visits: int) -> tuple[int, int]:
    """How many councils side by side, and the last place of the last of them, so that about so many visits are made."""
    often = Counter(t["week"] for t in times)
    _table(connection, "often", ("week", "times"), list(often.items()))
    asked = """
        SELECT p.place, coalesce(sum(o.times), 0)::BIGINT AS made FROM place AS p
            LEFT JOIN visits AS v USING (person_ref, provider_ref, service) LEFT JOIN often AS o ON v."on" >= o.week AND v."on" < o.week + 7
        GROUP BY p.place ORDER BY p.place
    """
    made = connection.execute(asked).fetchall()
    whole, rest = divmod(visits, sum(count for _, count in made))
    last, before = -1, 0
    for place, count in made:
        if before + count > rest:
            break
        last, before = place, before + count
    return (whole + 1, last) if last >= 0 else (whole, len(made))


def _planted(
    connection: duckdb.DuckDBPyConnection, council: Council, times: list[dict[str, object]], copies: int, last: int
) -> Counter[str]:
    """How often each kind was planted in what was written."""
    number = {
        key: place
        for place, *key_ in connection.execute("SELECT place, person_ref, provider_ref, service FROM place").fetchall()
        for key in [tuple(key_)]
    }
    weeks, found = Counter(t["week"] for t in times), Counter[str]()
    for planted in council.planted:
        found[planted.kind] += weeks[planted.week] * (copies if number[_place(planted)] <= last else copies - 1)
    return found


def _times(council: Council, mondays: list[date]) -> list[dict[str, object]]:
    """For each week written: the invented week it repeats, the cycle, and the days between them."""
    found = []
    for n, monday in enumerate(mondays):
        cycle, nth = divmod(n, len(council.weeks))
        found.append({"week": council.weeks[nth], "cycle": cycle, "days": (monday - council.weeks[nth]).days})
    return found


def _place(planted: Planted) -> tuple[str, str, str]:
    return planted.person_ref, planted.provider_ref, planted.service


def _table(connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    told = pa.table({column: [row[n] for row in rows] for n, column in enumerate(columns)})
    connection.register("told", told)
    connection.execute(f"CREATE TABLE {name} AS FROM told")
    connection.unregister("told")


def _write(
    connection: duckdb.DuckDBPyConnection, path: Path, schema: pa.Schema, questions: list[tuple[str, dict[str, object]]]
) -> FrozenFile:
    """Ask one question after another, and write the answers to one file as they come."""
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for question, told in questions:
            asked = {name: value for name, value in told.items() if f"${name}" in question}
            for batch in connection.sql(question, params=asked).to_arrow_reader(BATCH):
                writer.write_table(pa.Table.from_batches([batch]).cast(schema))
                rows += batch.num_rows
    return _frozen(path, rows)


def _days(folder: Path, mondays: list[date]) -> FrozenFile:
    """Every day of the weeks, as the engine reads them."""
    days = [(monday + timedelta(days=n), monday) for monday in mondays for n in range(7)]
    table = pa.table({"on": pa.array([on for on, _ in days], pa.date32()), "week": pa.array([week for _, week in days], pa.date32())})
    pq.write_table(table, folder / "days.parquet", compression="zstd")
    return _frozen(folder / "days.parquet", table.num_rows)


def _frozen(path: Path, rows: int) -> FrozenFile:
    with path.open("rb") as file:
        return FrozenFile(path.stem, file_digest(file, "sha256").hexdigest(), rows)
