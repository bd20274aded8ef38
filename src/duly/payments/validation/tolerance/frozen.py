"""What the program reads out of a folder of frozen inputs: no more than it needs."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from duly.payments.validation.facts import Inputs, Judgement, Terms
from duly.payments.validation.inputs import read_rows, weeks_frozen
from duly.payments.validation.tolerance.candidates import TrimDays, has_the_clause, lines_with_candidates
from duly.payments.validation.tolerance.letting import Letting, let_through
from duly.primitives.digest import canonical, sha256_hex


def let_through_frozen(judged: Judgement, folder: Path) -> Judgement:
    """What was judged by the minute out of a folder, with what contracts let through. The folder's files were compared with its manifest before."""
    lines = lines_with_candidates(judged.line_weeks)
    terms = read_rows(folder, "terms") if lines else ()
    if not any(has_the_clause(one) for one in terms):
        return judged
    known = _known(folder, lines, terms)
    return replace(judged, line_weeks=let_through(judged.line_weeks, weeks=weeks_frozen(folder), known=known))


def letting_frozen(folder: Path, lines: Collection[str]) -> Letting | None:
    """What says, week after week, what is let through of these lines out of a folder; None where no contract lets anything through."""
    terms = read_rows(folder, "terms") if lines else ()
    if not any(has_the_clause(one) for one in terms):
        return None
    return Letting(weeks=weeks_frozen(folder), known=_known(folder, lines, terms))


def trim_days_of(folder: Path, lines: Iterable[str]) -> TrimDays:
    """The terms of the trim days of some lines, out of a folder."""
    return TrimDays(_known(folder, lines, read_rows(folder, "terms")))


def _known(folder: Path, lines: Iterable[str], terms: tuple[Terms, ...]) -> Inputs:
    of_lines = ("line_ref", "in", sorted(set(lines)))
    return Inputs(
        lines=read_rows(folder, "lines", of_lines),
        commissions=read_rows(folder, "commissions", of_lines),
        terms=terms,
        lettings=read_rows(folder, "lettings", of_lines),
    )


@lru_cache(maxsize=1)
def tolerance_sha256() -> str:
    """The digest of the source of this program."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    return sha256_hex(canonical([[path.name, sha256_hex(path.read_bytes())] for path in sources]))
