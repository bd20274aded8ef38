#!/usr/bin/env python3
"""Writes the invented council's files, which `duly demo` takes in: one week of an office drawn as tests/offices/SPEC.md says.

    .venv/bin/python tools/make_council.py

The same seed gives the same bytes; a house test holds the files to this program.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from duly.primitives.money import price
from tests.offices.catalogue import all_faults
from tests.offices.files import council_files, deliveries
from tests.offices.office import Office, make_office

INTO = ROOT / "src" / "duly" / "office" / "practice" / "council"
SEED, PEOPLE, PROVIDERS = 2026, 160, 6
NOT_WRITTEN = ("paid.csv", "deliveries.csv")
"""The demonstration has no payments before its week, and is told of its deliveries by their folders."""


def files() -> dict[str, bytes]:
    """Every file by its path below the council's folder."""
    office = council([fault for fault in all_faults() if not fault.startswith("paid-")])
    office = council([fault for fault in all_faults() if not fault.startswith("paid-") and fault not in refused_at_the_door(office)])
    made = {name: content for name, content in dict(council_files(office)).items() if name not in NOT_WRITTEN}
    return made | {delivery.path: delivery.content for delivery in deliveries(office)}


def council(faults: list[str]) -> Office:
    """The council with these faults planted."""
    return make_office(SEED, providers=PROVIDERS, people=PEOPLE, faults=faults)


def refused_at_the_door(office: Office) -> set[str]:
    """Faults whose amounts are not their minutes at their rate: the intake refuses them with their whole file, so they never reach a judgement."""
    wrong = {
        (c.week, c.provider_ref, c.person_ref, c.service)
        for c in office.inputs.claims
        if abs(c.pence - price(c.minutes, c.rate_hundredths)) > 1
    }
    return {planted.fault for planted in office.planted if tuple(planted.key) in wrong}


if __name__ == "__main__":
    shutil.rmtree(INTO, ignore_errors=True)
    for name, content in files().items():
        (INTO / name).parent.mkdir(parents=True, exist_ok=True)
        (INTO / name).write_bytes(content)
        print(f"{len(content):>8}  {name}")
