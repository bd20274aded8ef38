"""`make bench`: every figure with its peer, into RESULTS.md. `python -m benchmarks NAME…` measures some and prints them; `--write` keeps them."""

import argparse
import importlib
import os
import sys
import traceback

from benchmarks import machine, results
from benchmarks.figures import Part, in_lines

PARTS = ("judged", "peers", "core", "week", "again", "kept", "judging", "imports", "rates", "record", "verifying")
"""In the order they are measured and told. Each is a module with `measured(size)`, or, of what is only told in lines, `measured()`."""
TITLES = {
    "judging": "A week judged, beside the plain reference",
    "imports": "Taking files in",
    "rates": "Asking the rate book",
    "record": "The record under load",
    "verifying": "Reading the record back",
}
MOST = 18_000_000


def main() -> None:
    """What was asked for, one part after another."""
    asked = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    asked.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PARTS)}; all of them unless said")
    asked.add_argument("--only", action="append", default=[], choices=PARTS, help="the same as naming it; may be given again")
    asked.add_argument("--visits", type=int, default=MOST, help="how many visits the large parts judge")
    asked.add_argument("--write", action="store_true", help="keep what is measured in benchmarks/RESULTS.md")
    told = asked.parse_args()
    names = [*told.names, *told.only] or list(PARTS)
    unknown = set(names) - set(PARTS)
    if unknown:
        asked.error(f"There is no part {', '.join(sorted(unknown))}. They are: {', '.join(PARTS)}.")
    print("\n".join(machine.described()), flush=True)
    failed: list[str] = []
    for name in [one for one in PARTS if one in names]:
        before = os.getloadavg()
        try:
            part = measured(name, told.visits)
        except Exception:
            failed.append(name)
            traceback.print_exc()
            continue
        print("\n".join(["", part.title, *in_lines(part.rows)[: None if part.rows else 0], *part.lines, *_stamped(before)]), flush=True)
        if told.write:
            results.keep(name, part, results.stamp(name, before, os.getloadavg()), order=list(PARTS))
    if failed:
        sys.exit(f'Not measured, for the reasons above: {", ".join(failed)}. Measure them again: make bench ARGS="{" ".join(failed)}"')


def measured(name: str, visits: int) -> Part:
    """One part: rows, or, of what is measured in lines of its own, those."""
    module = importlib.import_module(f"benchmarks.{name}")
    if name in TITLES:
        return Part(TITLES[name], " ".join((module.__doc__ or "").split()), lines=tuple(module.measured()))
    return module.measured(visits)


def _stamped(before: tuple[float, float, float]) -> list[str]:
    return [f"  load before {before[0]:.2f}, after {os.getloadavg()[0]:.2f}"]


if __name__ == "__main__":
    main()
