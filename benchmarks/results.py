"""RESULTS.md: written from the block of JSON at its end, which holds every figure, when and where it was measured, and of what.

A test writes the text again from the block and compares; and compares the digests in the block with what is measured now.
"""

import json
import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.figures import HEADINGS, Part, Row, cells

HERE = Path(__file__).parent
FILE = HERE / "RESULTS.md"
BEGINS, ENDS = "\n<details><summary>The same, for programs</summary>\n\n```json\n", "\n```\n\n</details>\n"


def digests(part: str) -> dict[str, str]:
    """What the figures of a part, of whatever size, are figures of: the rules, its programs here, and the programs of others. When one changes, they are of
    something else."""
    from duly.payments.validation.ruleset import ruleset_sha256

    locks = [HERE.parent / name for name in ("requirements.lock", "requirements-peers.lock")]
    return {"rules": ruleset_sha256(), "benchmarks": _digest(programs(part.partition("@")[0])), "locks": _digest(locks)}


def programs(part: str) -> list[Path]:
    """The module of a part and all of `benchmarks` that it imports, wherever in it, or names as "benchmarks.module:function"."""
    found: set[str] = set()
    asked = [part]
    while asked:
        name = asked.pop()
        if name in found or not (HERE / f"{name}.py").exists():
            continue
        found.add(name)
        text = (HERE / f"{name}.py").read_text(encoding="utf-8")
        asked += re.findall(r"\bbenchmarks\.(\w+)", text)
        asked += [one.strip() for told in re.findall(r"from benchmarks import ([\w, ]+)", text) for one in told.split(",")]
    return sorted(HERE / f"{name}.py" for name in found)


def stamp(part: str, load_before: tuple[float, ...], load_after: tuple[float, ...]) -> dict[str, Any]:
    """When, where and of what a part was measured."""
    return {
        "at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": _commit(),
        "machine": machine.described()[:-1],
        "load": {"before": [round(one, 2) for one in load_before], "after": [round(one, 2) for one in load_after]},
        "of": digests(part),
    }


def block_of(text: str) -> dict[str, Any]:
    """The block of a text; ValueError where it has none."""
    _, begun, rest = text.partition(BEGINS)
    block, ended, _ = rest.partition(ENDS)
    if not begun or not ended:
        raise ValueError("There is no block of figures at its end.")
    return json.loads(block)


def keep(key: str, part: Part, stamped: dict[str, Any], *, order: Sequence[str]) -> None:
    """Put one part, or NAME@VISITS of it, in RESULTS.md in place of what was there of it; parts that are no longer measured are left out."""
    block = block_of(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    if "@" in key:
        block.pop(key.partition("@")[0], None)  # as it was kept before every size was by itself
    block[key] = {"title": part.title, "how": part.how, "rows": [asdict(row) for row in part.rows], "lines": list(part.lines)} | stamped
    FILE.write_text(
        text_of({one: block[one] for one in sorted(block, key=lambda one: _turn(one, order)) if _name(one) in order}), encoding="utf-8"
    )


def _name(key: str) -> str:
    return key.partition("@")[0]


def _turn(key: str, order: Sequence[str]) -> tuple[int, int]:
    name, _, visits = key.partition("@")
    return order.index(name) if name in order else len(order), int(visits or 0)


def text_of(block: dict[str, Any]) -> str:
    """The whole of RESULTS.md."""
    rows = [Row(**row) for part in block.values() for row in part["rows"]]
    held = [row for row in rows if row.reached is not None]
    wrong = [row for row in held if not row.reached]
    lines = [
        "# What was measured",
        "",
        "Written by `make bench` from the block at the end; a test holds one to the other. Each figure stands beside its goal, reached or not, and each engine beside",
        "the same work in another. Wall is by the clock; CPU is of the whole process and its children; same rows means row for row, penny for penny.",
        "",
        f"{len(held)} figures have a goal; {len(held) - len(wrong)} reach it.",
    ]
    if wrong:
        lines += ["", "Not reached ([why, and what would make us think again](../docs/adr/0041-figures-not-reached.md)):", ""]
        lines += [f"- {row.what}, {row.engine}: {cells(row)[7]}, goal {cells(row)[8]}" for row in wrong]
    for _, sizes in groupby(block, key=_name):
        lines += ["", *_section([block[key] for key in sizes])]
    return "\n".join(lines) + "\n" + BEGINS + json.dumps(block, indent=1, ensure_ascii=False) + ENDS


def _section(sizes: Sequence[dict[str, Any]]) -> list[str]:
    """One part, of every size of which it was measured: their rows in one table, then when and where each was."""
    lines = [f"## {sizes[-1]['title']}", "", sizes[-1]["how"], ""]
    rows = [Row(**row) for part in sizes for row in part["rows"]]
    if rows:
        lines += [f"| {' | '.join(HEADINGS)} |", f"|{'---|' * len(HEADINGS)}"]
        lines += [f"| {' | '.join(cell.replace('|', '/') for cell in cells(row))} |" for row in rows]
        lines += [
            "",
            *(f"- {row.what}, {row.engine}{f', {row.visits:,}' if len(sizes) > 1 else ''}: {row.note}" for row in rows if row.note),
            "",
        ]
    for part in sizes:
        if part["lines"]:
            lines += ["```", *part["lines"], "```", ""]
    stamps = [_stamp(part) for part in sizes]
    return [*lines, *(line for stamp in stamps for line in (stamp, ""))][:-1]


def _stamp(part: dict[str, Any]) -> str:
    loads = "; ".join(f"{when} {', '.join(f'{one:.2f}' for one in part['load'][when])}" for when in ("before", "after"))
    return f"{part['at']}, commit {part['commit']}. {' '.join(part['machine'])}. Load (1, 5, 15 minutes) {loads}."


def _digest(files: list[Path]) -> str:
    told = [[path.name, sha256(path.read_bytes()).hexdigest()] for path in files if path.exists()]
    return sha256(json.dumps(told).encode()).hexdigest()


def _commit() -> str:
    told = subprocess.run(["git", "rev-parse", "--short=12", "HEAD"], capture_output=True, text=True, cwd=HERE, check=False).stdout.strip()
    return os.environ.get("DULY_BENCH_COMMIT", told) or "unknown"
