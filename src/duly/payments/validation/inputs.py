"""The frozen inputs of a judgement: a folder of Parquet files, one an input, and a manifest that says exactly what they are.

The same folder gives the same judgement on any machine, years later, with no database. Files hold whole numbers, dates, text, and yes or no,
sorted by key. `manifest.json` gives each file's SHA-256 and number of rows, the weeks judged, and the digest of the rules.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from hashlib import file_digest
from operator import attrgetter
from pathlib import Path
from shutil import copyfile
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from duly.core.lists.columns import schema_of
from duly.payments.validation import facts
from duly.payments.validation.facts import Inputs
from duly.primitives.digest import canonical, sha256_hex

KINDS: dict[str, tuple[type, tuple[str, ...]]] = {
    "lines": (facts.Line, ("line_ref",)),
    "commissions": (facts.Commission, ("line_ref", "starts")),
    "calls": (facts.Call, ("call_ref",)),
    "terms": (facts.Terms, ("contract_ref", "starts")),
    "rates": (facts.Rate, ("rate_ref",)),
    "visits": (facts.Visit, ("visit_ref",)),
    "claims": (facts.Claim, ("invoice_ref", "line_no")),
    "paid": (facts.Paid, ("line_ref", "week")),
    "openings": (facts.Opening, ("line_ref",)),
    "contracts": (facts.ContractSpan, ("contract_ref", "starts")),
    "bands": (facts.Band, ("contract_ref", "version", "from_minute")),
    "steps": (facts.Step, ("contract_ref", "version", "kind", "from_day")),
    "holidays": (facts.Holiday, ("on",)),
    "deaths": (facts.Death, ("person_ref",)),
    "interruptions": (facts.Interruption, ("person_ref", "kind", "starts")),
    "stays": (facts.Stay, ("stay_ref",)),
    "invoices": (facts.Invoice, ("invoice_ref",)),
    "absences": (facts.Absence, ("provider_ref", "person_ref", "service", "kind", "starts")),
    "returns": (facts.Return, ("provider_ref", "starts")),
    "fundings": (facts.Funding, ("person_ref", "kind", "starts")),
    "lettings": (facts.Letting, ("line_ref", "week")),
}
"""Every input: what one row is, and its key."""

ADDED_LATER = frozenset({"lettings"})
"""Kinds that folders frozen before Duly kept them do not have, and that nobody could have known any rows of then: there, they are empty. Any other
kind that a manifest does not name is a folder that was not frozen whole, and is refused. Fields added later have a default that is what was so before."""

MANIFEST = "manifest.json"


class InputsRefused(Exception):
    """The inputs cannot be judged. `because` is a whole sentence naming the first row that stands in the way."""

    def __init__(self, because: str):
        super().__init__(because)
        self.because = because


@dataclass(frozen=True)
class FrozenFile:
    """One file of the folder: its SHA-256 and how many rows it holds."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Manifest:
    """What was frozen. `weeks` are Mondays, ascending; `ruleset_sha256` is of the rules that were to judge it; `visits_seen` says what the visits were
    read from, where they were read from the rooms (`again.Seen`), as JSON values."""

    weeks: tuple[date, ...]
    ruleset_sha256: str
    files: tuple[FrozenFile, ...]
    visits_seen: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """The manifest as JSON values, as in `manifest.json` and in the database."""
        return {
            "weeks": [week.isoformat() for week in self.weeks],
            "ruleset_sha256": self.ruleset_sha256,
            "files": {f.name: {"sha256": f.sha256, "rows": f.rows} for f in self.files},
        } | ({} if self.visits_seen is None else {"visits_seen": self.visits_seen})

    def digest(self) -> str:
        """The SHA-256 of the manifest: one name for everything that was read."""
        return sha256_hex(canonical(self.as_json()))


def write_inputs(inputs: Inputs, folder: Path, *, weeks: Iterable[date] | None = None, ruleset_sha256: str = "") -> Manifest:
    """Freeze inputs in a folder, made if it is missing. Weeks are those named, or else every week with a claim.

    What the specification refuses is refused when the folder is judged (`InputsRefused`); here only a week that is not a Monday is.
    """
    judged = tuple(sorted(set(weeks if weeks is not None else (claim.week for claim in inputs.claims))))
    return write_tables(
        {name: table_of(name, getattr(inputs, name)) for name in KINDS}, folder, weeks=judged, ruleset_sha256=ruleset_sha256
    )


def write_tables(
    tables: Mapping[str, pa.Table | Path],
    folder: Path,
    *,
    weeks: Iterable[date],
    ruleset_sha256: str,
    visits_seen: dict[str, Any] | None = None,
) -> Manifest:
    """Freeze inputs that are columns already, each kind as `table_of` makes it, or that were frozen before, each in its file: the same files as
    `write_inputs`, byte for byte."""
    judged = tuple(sorted(set(weeks)))
    folder.mkdir(parents=True, exist_ok=True)
    files = [_write(folder, "days", _days(judged)), *(_write(folder, name, tables[name]) for name in KINDS)]
    manifest = Manifest(judged, ruleset_sha256, tuple(sorted(files, key=lambda f: f.name)), visits_seen)
    (folder / MANIFEST).write_bytes(json.dumps(manifest.as_json(), indent=1, sort_keys=True).encode() + b"\n")
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder, after comparing every file with it. `InputsRefused` when a file is missing or has changed."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise InputsRefused(f"There is no {MANIFEST} in {folder.name}.") from None
    files = tuple(FrozenFile(name, told["sha256"], told["rows"]) for name, told in sorted(found["files"].items()))
    for told in files:
        path = folder / f"{told.name}.parquet"
        if not path.is_file() or sha256_of(path) != told.sha256:
            raise InputsRefused(f"The file {path.name} is missing or is not the one that was frozen.")
    missing = {"days", *KINDS} - ADDED_LATER - {told.name for told in files}
    if missing:
        raise InputsRefused(f"The manifest does not name {', '.join(sorted(missing))}.")
    return Manifest(tuple(date.fromisoformat(week) for week in found["weeks"]), found["ruleset_sha256"], files, found.get("visits_seen"))


def read_inputs(folder: Path) -> Inputs:
    """The inputs frozen in a folder, in key order."""
    read_manifest(folder)
    return Inputs(**{name: read_rows(folder, name) for name in KINDS})


def read_rows(folder: Path, name: str, *filters: tuple[str, str, Any]) -> tuple[Any, ...]:
    """Rows of one kind, in key order, those that pass every filter: (column, "==" or "in" or ">=" or "<", value). Files are not compared with the manifest."""
    path = folder / f"{name}.parquet"
    if name in ADDED_LATER and not path.is_file():
        return ()
    columns = pq.read_table(path, filters=list(filters) or None).to_pydict()
    return tuple(KINDS[name][0](**dict(zip(columns, values, strict=True))) for values in zip(*columns.values(), strict=True))


def weeks_frozen(folder: Path) -> tuple[date, ...]:
    """The Mondays that a folder was frozen to judge. Files are not compared with the manifest."""
    return tuple(date.fromisoformat(week) for week in json.loads((folder / MANIFEST).read_bytes())["weeks"])


def frozen_before(folder: Path, name: str) -> pa.Table | None:
    """A file of a folder frozen before Duly kept all of it, as a table that is whole; None where the file is as it would be written now."""
    path, whole = folder / f"{name}.parquet", _empty(name)
    if name in ADDED_LATER and not path.is_file():
        return whole
    if set(pq.read_schema(path).names) >= set(whole.column_names):
        return None
    table = pq.read_table(path)
    defaults = {one.name: one.default for one in fields(KINDS[name][0])}
    for field in whole.schema:
        if field.name not in table.column_names:
            table = table.append_column(field, pa.array([defaults[field.name]] * table.num_rows, field.type))
    return table.select(whole.column_names)


def table_of(name: str, rows: Iterable[Any]) -> pa.Table:
    """Rows of a kind as columns, in key order; rows with one key in the order of everything else, so that the bytes do not depend on arrival."""
    kind, key = KINDS[name]
    schema = schema_of(kind)
    found = sorted(rows, key=attrgetter(*key, *schema.names))
    return pa.table([pa.array([getattr(row, one.name) for row in found], type=one.type) for one in schema], schema=schema)


def put_in_order(name: str, table: pa.Table) -> pa.Table:
    """Columns of a kind in the order of `table_of`."""
    _, key = KINDS[name]
    return table.sort_by([(column, "ascending") for column in dict.fromkeys((*key, *table.column_names))]).combine_chunks()


def _empty(name: str) -> pa.Table:
    return _days(()) if name == "days" else table_of(name, ())


def _days(weeks: tuple[date, ...]) -> pa.Table:
    """Every day of the weeks judged. Frozen with the inputs, so that no engine does its own arithmetic with dates."""
    for week in weeks:
        if week.weekday() != 0:
            raise InputsRefused(f"A week begins on a Monday; {week.isoformat()} is not one.")
    days = [(week + timedelta(days=n), week) for week in weeks for n in range(7)]
    return pa.table({"on": pa.array([d for d, _ in days], pa.date32()), "week": pa.array([w for _, w in days], pa.date32())})


def _write(folder: Path, name: str, told: pa.Table | Path) -> FrozenFile:
    path = folder / f"{name}.parquet"
    if isinstance(told, Path):
        copyfile(told, path)
    else:
        pq.write_table(told, path, compression="zstd", write_statistics=True)
    return FrozenFile(name, sha256_of(path), pq.read_metadata(path).num_rows)


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
