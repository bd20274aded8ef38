"""The plan of the house, read from where it is kept: the order of storeys and rooms from .importlinter, the modules from the import graph."""

import configparser
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "duly"
WINGS = ("core", "casework", "payments")


@dataclass(frozen=True)
class Place:
    """Where a module stands: `room` is "core.people", or "" for what is no room; `furniture` is its first folder or file inside the room."""

    room: str
    furniture: str


def place(module: str) -> Place:
    """The place of a module, by its dotted name."""
    parts = module.split(".")
    if len(parts) < 3 or parts[1] not in WINGS or above_rooms(parts[2]):
        return Place("", "")
    return Place(f"{parts[1]}.{parts[2]}", parts[3] if len(parts) > 3 else "")


def above_rooms(name: str) -> bool:
    """Whether a module of a wing stands above its rooms: its flow, its screens, its examples for the practice copy."""
    return name in ("flow", "screens", "examples", "example_scheme")


def is_test(module: str) -> bool:
    """Whether a module is a test or a helper of tests."""
    return "tests" in module.split(".")


@cache
def graph() -> grimp.ImportGraph:
    """Who imports whom in duly. Copy it before planting a fault."""
    return grimp.build_graph("duly", cache_dir=None)


@cache
def layers(contract: str) -> tuple[tuple[str, ...], ...]:
    """The layers of one contract of .importlinter, from the lowest up; what stands side by side is in one tuple."""
    kept = configparser.ConfigParser()
    kept.read(ROOT / ".importlinter", encoding="utf-8")
    lines = kept[f"importlinter:contract:{contract}"]["layers"].strip().splitlines()
    return tuple(tuple(re.findall(r"\w+", line)) for line in reversed(lines))


def rank(room: str) -> tuple[int, int]:
    """How far forward a room stands: its storey, then its place in the corridor. A higher one may look at a lower one."""
    wing, name = room.split(".")
    storey = next(n for n, names in enumerate(layers("storeys")) if wing in names)
    contract = f"corridor-of-{wing}"
    return storey, next(n for n, names in enumerate(layers(contract)) if name in names)
