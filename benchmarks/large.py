"""The invented council at the sizes that are measured, made once and kept in var/bench (DULY_BENCH_DIR for elsewhere)."""

import os
import shutil
from hashlib import sha256
from pathlib import Path

from duly.office.practice.invented import large
from duly.payments.validation import facts

WEEKS = 52
ROOT = Path(__file__).parent.parent


def folder_of(visits: int) -> Path:
    """Frozen inputs of about so many visits over a year. Made again when the council's program, or what an input is, has changed."""
    of = sha256(b"".join(Path(module.__file__ or "").read_bytes() for module in (large, facts))).hexdigest()[:12]
    folder = Path(os.environ.get("DULY_BENCH_DIR", ROOT / "var" / "bench")) / f"{visits}-{WEEKS}-{of}"
    if not (folder / "manifest.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        large.write_parquet(folder, visits=visits, weeks=WEEKS)
    return folder
