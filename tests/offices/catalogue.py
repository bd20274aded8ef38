"""The catalogue of what is planted: each entry says how, on which edge, and what must come of it.

An entry plants itself in a draft line-week. Its text is its row in SPEC.md. Entries stand in modules named `faults_…`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .draft import Draft

Plant = Callable[[Draft], None]


@dataclass(frozen=True)
class Fault:
    """One entry of the catalogue. `twin` stands on the other side of its edge."""

    number: int
    name: str
    kind: str
    codes: tuple[int, ...]
    decision: str
    how: str
    cut: str
    edge: str
    twin: str
    beside: str
    plant: Plant


_CATALOGUE: list[Fault] = []


def all_faults() -> tuple[str, ...]:
    """The name of every entry, in order of its number."""
    return tuple(f.name for f in catalogue())


def catalogue() -> tuple[Fault, ...]:
    """Every entry, in order of its number."""
    # The modules enter what they plant when they are first imported; this order is the order of the numbers.
    from . import faults_of_visits, faults_of_double_calls, faults_of_lines, faults_of_money, faults_together  # noqa

    return tuple(_CATALOGUE)


def catalogue_table() -> str:
    """The catalogue as the table printed in SPEC.md."""
    headings = "| no. | name | kind | codes | decision | planted | cut | edge | twin |\n"
    return headings + "|---" * 9 + "|\n" + "".join(_row(f) for f in catalogue())


def planting(
    name: str, codes: tuple[int, ...], decision: str, how: str, *, cut: str = "", edge: str = "", twin: str = "",
    kind: str = "", beside: str = "",
) -> Callable[[Plant], Plant]:  # fmt: skip
    """Enter a planting in the catalogue, under the next number. The twin stands on the other side of its edge."""

    def add(plant: Plant) -> Plant:
        called = kind or ("fault" if codes or decision == "REFUSED" else "oddity")
        number = len(_CATALOGUE) + 1
        _CATALOGUE.append(Fault(number, name, called, codes, decision, how, cut, edge, twin, beside, plant))
        return plant

    return add


def _row(f: Fault) -> str:
    codes = ", ".join(map(str, f.codes)) or "–"
    twin = f"`{f.twin}`" if f.twin else "–"
    cells = (
        f.number,
        f"`{f.name}`",
        f.kind,
        codes,
        f.decision or "no line-week",
        f.how,
        f.cut or "–",
        f.edge or "–",
        twin,
    )
    return f"| {' | '.join(map(str, cells))} |\n"
