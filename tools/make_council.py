#!/usr/bin/env python3
"""Writes the invented council's files, which `duly demo` takes in: one week of an office drawn as tests/offices/SPEC.md says.

    .venv/bin/python tools/make_council.py

The same seed gives the same bytes; a house test holds the files to this program.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.offices.catalogue import all_faults
from tests.offices.files import council_files, deliveries
from tests.offices.office import make_office

INTO = ROOT / "src" / "duly" / "office" / "practice" / "council"
SEED, PEOPLE, PROVIDERS = 2026, 160, 6
LEFT_OUT = ("paid-", "sum-wrong-by-a-pound")
"""Faults whose names begin so: payments before the week, which the demonstration has none of, and an amount the intake refuses with its whole file."""


def files() -> dict[str, bytes]:
    """Every file by its path below the council's folder."""
    office = make_office(SEED, providers=PROVIDERS, people=PEOPLE, faults=[f for f in all_faults() if not f.startswith(LEFT_OUT)])
    made = {name: content for name, content in dict(council_files(office)).items() if name not in ("paid.csv", "deliveries.csv")}
    made |= {d.path: d.content for d in deliveries(office)}
    return made


if __name__ == "__main__":
    for name, content in files().items():
        (INTO / name).parent.mkdir(parents=True, exist_ok=True)
        (INTO / name).write_bytes(content)
        print(f"{len(content):>8}  {name}")
