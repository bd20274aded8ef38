"""One door to both judges: care by the minute goes to the engine, care by the night to plain Python, from one folder of frozen inputs.

The nights are frozen in a folder of their own within it, made only when there are any. What contracts let through of care by the minute comes
last, whichever engine judged it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from duly.payments.validation.collecting import Judged
from duly.payments.validation.engine import judge_folder, judge_folder_in_columns
from duly.payments.validation.facts import Inputs, Judgement, LineWeek
from duly.payments.validation.inputs import Manifest, read_inputs, read_manifest, write_inputs
from duly.payments.validation.nights.judge import judge_nights
from duly.payments.validation.reference.judge import judge as plainly
from duly.payments.validation.ruleset import ruleset_sha256
from duly.payments.validation.tolerance.frozen import let_through_frozen, tolerance_sha256
from duly.payments.validation.tolerance.letting import let_through
from duly.primitives.digest import canonical, sha256_hex

NIGHTS = "nights"
"""The basis of a contract paid by the night is this in capitals; the folder, and the place in the manifest, are this."""


@dataclass(frozen=True)
class Frozen:
    """What was frozen for a judgement: the inputs by the minute, and by the night where there are any."""

    minutes: Manifest
    nights: Manifest | None

    @property
    def ruleset_sha256(self) -> str:
        """The digest of the rules that were to judge it: of both sets, where both are used."""
        return (
            self.minutes.ruleset_sha256
            if self.nights is None
            else sha256_hex(canonical([self.minutes.ruleset_sha256, self.nights.ruleset_sha256]))
        )

    def as_json(self) -> dict[str, Any]:
        """Both manifests as JSON values."""
        return self.minutes.as_json() | ({} if self.nights is None else {NIGHTS: self.nights.as_json()})

    def digest(self) -> str:
        """The SHA-256 of the manifests: one name for everything that was read."""
        return sha256_hex(canonical(self.as_json()))


def freeze(inputs: Inputs, folder: Path, *, weeks: Iterable[date]) -> Frozen:
    """Freeze inputs of both kinds in a folder. `InputsRefused` for a week that does not begin on a Monday."""
    judged = tuple(weeks)
    minutes, nights = apart(inputs)
    frozen = write_inputs(minutes, folder, weeks=judged, ruleset_sha256=minutes_sha256())
    if not nights.lines and not nights.claims:
        return Frozen(frozen, None)
    return Frozen(frozen, write_inputs(nights, folder / NIGHTS, weeks=judged, ruleset_sha256=nights_sha256()))


def judge_frozen(folder: Path, *, by_the_minute: Callable[[Path], Judgement] = judge_folder) -> Judgement:
    """Judge everything frozen in a folder, in key order. `InputsRefused` when a file has changed, or the specification refuses the inputs."""
    judged = by_the_minute(folder)
    return replace(judged, line_weeks=_let_through_and_by_night(judged.line_weeks, folder))


def judge_frozen_in_columns(folder: Path) -> Judged:
    """As `judge_frozen`, the visits as columns."""
    judged = judge_folder_in_columns(folder)
    return replace(judged, line_weeks=_let_through_and_by_night(judged.line_weeks, folder))


def _let_through_and_by_night(line_weeks: tuple[LineWeek, ...], folder: Path) -> tuple[LineWeek, ...]:
    """Line-weeks by the minute, with what contracts let through of them; and those by the night, where there are any."""
    judged = let_through_frozen(Judgement(line_weeks=line_weeks), folder).line_weeks
    if not (folder / NIGHTS).is_dir():
        return judged
    manifest = read_manifest(folder / NIGHTS)
    nights = judge_nights(read_inputs(folder / NIGHTS), weeks=manifest.weeks)
    return tuple(sorted((*judged, *nights), key=key_of))


def judge_known(inputs: Inputs, weeks: Collection[date]) -> Judgement:
    """Judge inputs held in memory, both kinds, by the plain programs: for one provider's weeks, not for a council's."""
    minutes, nights = apart(inputs)
    judged = plainly(minutes, weeks=weeks)
    found = let_through(judged.line_weeks, weeks=weeks, known=minutes)
    return replace(judged, line_weeks=tuple(sorted((*found, *judge_nights(nights, weeks=weeks)), key=key_of)))


def apart(inputs: Inputs) -> tuple[Inputs, Inputs]:
    """Inputs by the minute, and by the night. What is told about a person, a day or an invoice goes to both."""
    contracts = {terms.contract_ref for terms in inputs.terms if terms.basis == NIGHTS.upper()}
    lines = {line.line_ref for line in inputs.lines if line.contract_ref in contracts}
    care = {(line.provider_ref, line.person_ref, line.service): line.line_ref in lines for line in inputs.lines}

    def nightly(name: str, row: Any) -> bool | None:
        """Whether a row is by the night; None when it is of both."""
        if name in ("claims", "visits"):
            known = care.get((row.provider_ref, row.person_ref, row.service))
            return known if known is not None else name == "claims" and row.nights > 0
        if name in ("lines", "commissions", "calls", "paid", "openings", "lettings"):
            return row.line_ref in lines
        if name in ("terms", "contracts", "bands", "steps", "rates"):
            return row.contract_ref in contracts
        return True if name in ("absences", "returns", "fundings") else None

    def kept(wanted: bool) -> Inputs:
        return Inputs(**{name: tuple(row for row in rows if nightly(name, row) in (None, wanted)) for name, rows in vars(inputs).items()})

    return kept(False), kept(True)


def minutes_sha256() -> str:
    """The digest of everything that judges care by the minute: the rules, and the program that says what contracts let through."""
    return sha256_hex(canonical([ruleset_sha256(), tolerance_sha256()]))


@lru_cache(maxsize=1)
def nights_sha256() -> str:
    """The digest of the program that judges nights: of its source and of the plain reference's, whose rate book and likeness of invoices it uses."""
    here = Path(__file__).parent
    sources = sorted((*(here / NIGHTS).glob("*.py"), *(here / "reference").glob("*.py")))
    return sha256_hex(canonical([[f"{path.parent.name}/{path.name}", sha256_hex(path.read_bytes())] for path in sources]))


def key_of(found: LineWeek) -> tuple[Any, ...]:
    """What line-weeks come out in the order of."""
    return (found.week, found.provider_ref, found.person_ref, found.service)
