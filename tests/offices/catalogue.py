"""The catalogue of what is planted: each entry says how, on which edge, and what must come of it.

An entry plants itself in a draft line-week. Its text is its row in SPEC.md. Entries stand in modules named `faults_…`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from .draft import Draft

Plant = Callable[[Draft], None]


@dataclass(frozen=True)
class Fault:
    """One entry of the catalogue. `twin` stands on the other side of its edge; what it needs can be sent as `files`, or cannot yet."""

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
    files: bool
    plant: Plant


_CATALOGUE: list[Fault] = []


def all_faults() -> tuple[str, ...]:
    """The name of every entry, in order of its number."""
    return tuple(f.name for f in catalogue())


def catalogue() -> tuple[Fault, ...]:
    """Every entry, in order of its number."""
    # The modules enter what they plant when they are first imported; this order is the order of the numbers.
    from . import faults_of_visits, faults_of_double_calls, faults_of_lines, faults_of_money, faults_together  # noqa
    from . import faults_of_worth, faults_of_weeks, faults_of_authority, faults_of_invoices, faults_of_rates, faults_of_evidence  # noqa
    from . import faults_hiding_others  # noqa

    return tuple(_CATALOGUE)


def faults_in_files() -> tuple[str, ...]:
    """The name of every entry that can come in as files."""
    return tuple(f.name for f in catalogue() if f.files)


def catalogue_table() -> str:
    """The catalogue as the table printed in SPEC.md."""
    headings = "| no. | name | kind | codes | decision | planted | cut | edge | twin | files |\n"
    return headings + "|---" * 10 + "|\n" + "".join(_row(f) for f in catalogue())


def planting(
    name: str, codes: tuple[int, ...], decision: str, how: str, *, cut: str = "", edge: str = "", twin: str = "",
    kind: str = "", beside: str = "", files: bool = True,
) -> Callable[[Plant], Plant]:  # fmt: skip
    """Enter a planting in the catalogue, under the next number. The twin stands on the other side of its edge."""

    def add(plant: Plant) -> Plant:
        called = kind or ("fault" if codes or decision == "REFUSED" else "oddity")
        number = len(_CATALOGUE) + 1
        _CATALOGUE.append(Fault(number, name, called, codes, decision, how, cut, edge, twin, beside, files, plant))
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
        "yes" if f.files else "no",
    )
    return f"| {' | '.join(map(str, cells))} |\n"
