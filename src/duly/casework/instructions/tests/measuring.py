"""How many planted facts the comparison brings out, kind by kind, and how much it marks that was not new. Run: python -m duly.casework.instructions.tests.measuring"""

import sys
from collections import Counter
from dataclasses import dataclass

from duly.casework.instructions.rules.repeats import Before, Sentence, compare
from duly.casework.instructions.tests.planted import Planted, letters


@dataclass(frozen=True)
class Measured:
    """By kind, facts planted and brought out; sentences that only repeat, and of these how many were marked; words marked wrongly of all that repeat."""

    planted: Counter[str]
    surfaced: Counter[str]
    repeated: int
    marked: int
    missed: tuple[Planted, ...]
    wrongly: tuple[str, ...]

    @property
    def recall(self) -> float:
        """Facts brought out of facts planted."""
        return sum(self.surfaced.values()) / sum(self.planted.values())

    @property
    def false_highlights(self) -> float:
        """Repeated sentences in which something was marked, of all repeated sentences."""
        return self.marked / self.repeated


def measure(seed: int, many: int, *, bank: str, slips: float = 0.006) -> Measured:
    """Compare so many letters. A fact is brought out when a letter of it is marked."""
    planted: Counter[str] = Counter()
    surfaced: Counter[str] = Counter()
    repeated, marked, missed, wrongly = 0, 0, [], []
    for one in letters(seed, many, bank=bank, slips=slips):
        found = compared(one)
        if one.kind != "none":
            planted[one.kind] += 1
            hit = any(_meets(one, s) for s in found)
            surfaced[one.kind] += hit
            if not hit:
                missed.append(one)
        for s in found:
            if s.plain or _holds(one, s):
                continue
            repeated += 1
            marked += s.is_new
            if s.is_new:
                wrongly.append(f"{' '.join(s.words.split())} >> {[s.words[a - s.start : b - s.start] for a, b in s.new]}")
    return Measured(planted, surfaced, repeated, marked, tuple(missed), tuple(wrongly))


def compared(one: Planted) -> tuple[Sentence, ...]:
    """Its sentences, as compared with what was said before; the whole letter as one paragraph, so that places are those of its text."""
    return compare([(1, 1, one.text)], Before(one.before))


def _meets(one: Planted, s: Sentence) -> bool:
    return any(a < one.end and b > one.start for a, b in s.new)


def _holds(one: Planted, s: Sentence) -> bool:
    return one.kind != "none" and s.start < one.end and s.end > one.start


def _print() -> None:
    seed, many = (int(a) for a in (sys.argv[1:3] or ("9", "2000")))
    for bank in sys.argv[3] if len(sys.argv) > 3 else "AB":
        for slips in (0.0, 0.006, 0.02):
            m = measure(seed, many, bank=bank, slips=slips)
            by_kind = ", ".join(f"{kind} {m.surfaced[kind]}/{m.planted[kind]}" for kind in m.planted)
            sys.stdout.write(
                f"bank {bank}, slips {slips:.1%}: {sum(m.surfaced.values())}/{sum(m.planted.values())} = {m.recall:.2%} brought out; "
                f"{m.marked}/{m.repeated} = {m.false_highlights:.1%} of repeated sentences marked; {by_kind}\n"
            )


if __name__ == "__main__":
    _print()
