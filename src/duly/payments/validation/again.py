"""Visits that were frozen before, for a judgement of the same weeks: as long as nobody told or corrected one since, they are not frozen again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from duly.payments.validation.inputs import sha256_of, table_of
from duly.payments.validation.judging import NIGHTS


@dataclass(frozen=True)
class Seen:
    """What the visits of some weeks are read from: how many were ever told of those days, how many of these are superseded, and the digest of how they are
    asked for. The same gives the same visits, on days on which the clocks do not change."""

    told: int
    superseded: int
    asked_sha256: str

    def as_json(self) -> dict[str, Any]:
        """As in a manifest."""
        return asdict(self)


@dataclass(frozen=True)
class Before:
    """An earlier judgement of the same weeks: the folder it was made from, and what the database says was in it."""

    folder: Path
    inputs: Mapping[str, Any]

    def visits(self, seen: Seen, lines_by_night: pa.Table) -> tuple[Path, Path | pa.Table] | None:
        """The visits it froze, by the minute and by the night, or None where these may be others now, or a file is not the one that was frozen."""
        if self.inputs.get("visits_seen") != seen.as_json():
            return None
        by_minute = self._file("visits")
        if NIGHTS not in self.inputs:
            return (by_minute, table_of("visits", ())) if by_minute and not lines_by_night.num_rows else None
        by_night, lines = self._file("visits", NIGHTS), self._file("lines", NIGHTS)
        if by_minute and by_night and lines and pq.read_table(lines).equals(lines_by_night):
            return by_minute, by_night
        return None

    def _file(self, name: str, *within: str) -> Path | None:
        manifest = self.inputs
        for part in within:
            manifest = manifest[part]
        path = self.folder.joinpath(*within) / f"{name}.parquet"
        if not path.is_file() or sha256_of(path) != manifest["files"][name]["sha256"]:
            return None
        return path if pq.read_schema(path).names == table_of(name, ()).schema.names else None
