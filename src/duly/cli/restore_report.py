"""What a restore found, check by check, as text for the file and as JSON for whoever counts."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from duly.cli import exits
from duly.machine.home import Home
from duly.machine.private_files import write_privately
from duly.machine.restore import Plan


@dataclass(frozen=True)
class Check:
    """One thing looked at: whether it is well, what is so in a sentence, and its figures."""

    name: str
    well: bool
    says: str
    figures: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """A restore, or a drill of one. `became` says what was made of it, `aside` where the database before it is kept."""

    stamp: str
    home: str
    to: str
    drill: bool
    verified: bool
    backups: tuple[str, ...]
    segments: tuple[str, str]
    checks: list[Check] = field(default_factory=list)
    seconds: float = 0.0
    became: str = "nothing was changed"
    aside: str = ""

    @classmethod
    def begun(cls, home: Home, wanted: Plan, *, drill: bool, verified: bool, stamp: str) -> "Report":
        """A report with nothing looked at yet."""
        to = wanted.to.astimezone(UTC).isoformat(timespec="milliseconds") if wanted.to else "latest"
        names = tuple(base.name for base in wanted.chain)
        became = "a drill: nothing was changed" if drill else "nothing was changed"
        return cls(stamp, str(home.root), to, drill, verified, names, (wanted.first.name, wanted.last.name), became=became)

    def add(self, check: Check) -> None:
        """One more thing looked at."""
        self.checks.append(check)

    @property
    def sound(self) -> bool:
        """Whether everything looked at is well."""
        return all(check.well for check in self.checks)

    @property
    def exit_code(self) -> int:
        """0 when it is sound and verified; 3 when nobody has verified it; 5 when it is not sound."""
        if not self.sound:
            return exits.NOT_VERIFIED
        return exits.DONE if self.verified else exits.NEEDS_A_PERSON

    def facts(self) -> dict[str, Any]:
        """Everything, named, for the screen and for JSON."""
        told = {
            "restored to": self.to,
            "from": " + ".join(self.backups),
            "segments": f"{self.segments[0]} to {self.segments[1]}",
            "verified": ("yes" if self.sound else "NOT SOUND") if self.verified else "not asked for",
            "seconds": self.seconds,
            "became": self.became,
        }
        return told | {check.name: check.says for check in self.checks}

    def text(self) -> str:
        """The report for people."""
        lines = [
            f"{'Drill' if self.drill else 'Restore'} of {self.home}, {self.stamp}",
            "",
            f"To       {self.to}",
            f"From     {' + '.join(self.backups)}",
            f"Log      {self.segments[0]} to {self.segments[1]}",
            f"Took     {self.seconds} s",
            f"Result   {self.became}",
            "",
        ]
        for check in self.checks:
            lines.append(f"{'✓' if check.well else 'X'} {check.name}: {check.says}")
            lines += [f"    {name}: {value}" for name, value in check.figures.items()]
        return "\n".join(lines) + "\n"

    def keep(self, folder: Path) -> None:
        """Write it beside earlier ones, as text and as JSON."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_privately(folder / f"{self.stamp}.txt", self.text())
        told = asdict(self) | {"sound": self.sound, "written": datetime.now(UTC).isoformat()}
        write_privately(folder / f"{self.stamp}.json", json.dumps(told, indent=2, default=str, ensure_ascii=False) + "\n")
