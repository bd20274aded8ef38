"""`make bench`: every figure with its peer, into RESULTS.md. `python -m benchmarks NAME…` measures some and prints them; `--write` keeps them.

What is measured at two sizes is measured at both, one million visits and 18 million, unless `--visits` says which; NAME@VISITS says it of one part.
"""

import argparse
import importlib
import os
import sys
import traceback

from benchmarks import machine, results
from benchmarks.figures import Part, in_lines

PARTS = (
    "judged",
    "peers",
    "core",
    "week",
    "again",
    "kept",
    "judging",
    "imports",
    "rates",
    "record",
    "verifying",
    "pages",
    "found",
    "triage",
    "redating",
)
"""In the order they are measured and told. Each is a module with `measured(size)`, or, of what has one size, `measured()`: rows, and lines."""
TITLES = {
    "judging": "A week judged, beside the plain reference",
    "imports": "Taking files in",
    "rates": "Asking the rate book",
    "record": "The record under load",
    "verifying": "Reading the record back",
    "pages": "Pages at the council's full size",
    "found": "A million cases listed, counted and searched",
    "triage": "Triage of 1,000 letters",
    "redating": "100,000 clocks dated again",
}
SIZED = ("peers", "core")
"""Those of which every size is measured by itself, and kept beside the others."""
LEAST, MOST = 1_000_000, 18_000_000


def main() -> None:
    """What was asked for, one part after another."""
    asked = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PARTS)}; all of them unless said")
    asked.add_argument("--only", action="append", default=[], help="the same as naming it; may be given again")
    asked.add_argument("--visits", type=int, help=f"how many visits the large parts judge; {LEAST:,} and {MOST:,} unless said")
    asked.add_argument("--write", action="store_true", help="keep what is measured in benchmarks/RESULTS.md")
    told = asked.parse_args()
    try:
        keys = keys_of([*told.names, *told.only] or list(PARTS), told.visits)
    except ValueError as unknown:
        asked.error(str(unknown))
    print("\n".join(machine.described()), flush=True)
    failed: list[str] = []
    for key in keys:
        before = os.getloadavg()
        name, _, visits = key.partition("@")
        try:
            part = measured(name, int(visits or told.visits or MOST))
        except Exception:
            failed.append(key)
            traceback.print_exc()
            continue
        print("\n".join(["", part.title, *in_lines(part.rows)[: None if part.rows else 0], *part.lines, *_stamped(before)]), flush=True)
        if told.write:
            results.keep(key, part, results.stamp(key, before, os.getloadavg()), order=PARTS)
    if failed:
        sys.exit(f'Not measured, for the reasons above: {", ".join(failed)}. Measure them again: make bench ARGS="{" ".join(failed)}"')


def keys_of(asked: list[str], visits: int | None) -> list[str]:
    """What to measure, in order: of what every size is measured by itself, each as NAME@VISITS. ValueError for a part there is not."""
    wanted: dict[str, list[int]] = {}
    for one in asked:
        name, _, size = one.partition("@")
        if name not in PARTS or (size and not (size.isdigit() and name in SIZED)):
            raise ValueError(
                f"There is no part {one}. They are: {', '.join(PARTS)}; with a size, as {SIZED[0]}@{MOST}: {', '.join(SIZED)}."
            )
        sizes = [int(size)] if size else [visits] if visits else [LEAST, MOST]
        wanted[name] = sorted({*wanted.get(name, []), *sizes})
    return [key for name in PARTS if name in wanted for key in ([f"{name}@{size}" for size in wanted[name]] if name in SIZED else [name])]


def measured(name: str, visits: int) -> Part:
    """One part: its rows, and the lines that those measured at one size alone tell beside them."""
    module = importlib.import_module(f"benchmarks.{name}")
    if name in TITLES:
        rows, lines = module.measured()
        return Part(TITLES[name], " ".join((module.__doc__ or "").split()), tuple(rows), tuple(lines))
    return module.measured(visits)


def _stamped(before: tuple[float, float, float]) -> list[str]:
    return [f"  load before {before[0]:.2f}, after {os.getloadavg()[0]:.2f}"]


if __name__ == "__main__":
    main()
